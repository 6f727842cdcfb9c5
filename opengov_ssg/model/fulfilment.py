"""Which public records fulfil a row of a 主动公开基本目录 (DOMAIN 4.4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache, cached_property

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import CatalogRow, Document
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.folding import fold

_NEVER = frozenset(("special", "gazette-issue", "standard-catalog"))
_BODIES = re.compile(r"[、，,；;\s]+")
_EARLIEST = datetime.min.replace(tzinfo=OFFSET)


def on_request(row: CatalogRow) -> bool:
    """Whether the row is disclosed on request only, so that nothing of it need be published."""
    return "依申请" in row.mode and "主动" not in row.mode


def is_selective(row: CatalogRow) -> bool:
    """Whether the row says by what its records are found."""
    return bool(row.column or row.topics or row.keywords)


class Fulfilment:
    """The public records, found by what rows ask for."""

    def __init__(self, items: Iterable[Item], site: Site) -> None:
        self.site = site
        kept = [item for item in items if self._counts(item)]
        self.items = sorted(kept, key=_released, reverse=True)
        self._order = {item.id: position for position, item in enumerate(self.items)}
        self._by: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in self.items:
            for key in self._keys(item):
                self._by[key].add(item.id)
        self._worded = cache(self._about)

    def _counts(self, item: Item) -> bool:
        record = item.entry.record
        return record.kind not in _NEVER and record.origin != "repost"

    def _keys(self, item: Item) -> Iterable[tuple[str, str]]:
        record = item.entry.record
        yield "agency", record.agency
        yield from (("keyword", word) for word in record.keywords)
        if record.column:
            yield "column", record.column
        topics = self.site.vocabularies.topics.by_code
        for code in record.topics if isinstance(record, Document) else ():
            yield "topic", code
            yield "topic", topics[code].parent

    def find(self, row: CatalogRow) -> tuple[Item, ...]:
        """The records that meet all that the row says, newest first; none if it says nothing.

        Where 公开主体 names agencies of the site, only their records count.
        """
        if not is_selective(row):
            return ()
        wanted = {
            "agency": [code for name in self._names(row) if (code := self.site.agency_code(name))],
            "column": [row.column] if row.column else [],
            "topic": list(row.topics),
        }
        groups = [
            {id for code in codes for id in self._by.get((name, code), ())}
            for name, codes in wanted.items()
            if codes
        ]
        if row.keywords:
            groups.append({id for word in row.keywords for id in self._worded(word)})
        positions = sorted(self._order[id] for id in set.intersection(*groups))
        return tuple(self.items[position] for position in positions)

    def _names(self, row: CatalogRow) -> tuple[str, ...]:
        return (row.body, *_BODIES.split(row.body))

    def _about(self, word: str) -> frozenset[str]:
        """The ids of the records with the word among their keywords or in their title."""
        sought = fold(word)
        titled = (item.id for item, title in self._titles if sought and sought in title)
        return frozenset(titled) | self._by.get(("keyword", word), set())

    @cached_property
    def _titles(self) -> list[tuple[Item, str]]:
        return [(item, fold(item.entry.record.title)) for item in self.items]


def _released(item: Item) -> tuple[datetime, str]:
    return item.entry.record.published or _EARLIEST, item.id
