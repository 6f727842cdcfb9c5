"""Which public records fulfil a row of a 主动公开基本目录 (DOMAIN 4.4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

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
        self._by: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in self.items:
            for key in self._keys(item):
                self._by[key].add(item.id)
        self._titles: dict[str, str] = {}

    def _counts(self, item: Item) -> bool:
        record = item.entry.record
        return record.kind not in _NEVER and record.origin != "repost"

    def _keys(self, item: Item) -> Iterable[tuple[str, str]]:
        record = item.entry.record
        yield "agency", record.agency
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
            {id for code in codes for id in self._by[name, code]}
            for name, codes in wanted.items()
            if codes
        ]
        ids = set.intersection(*groups) if groups else None
        return tuple(
            item
            for item in self.items
            if (ids is None or item.id in ids) and self._speaks_of(item, row)
        )

    def _names(self, row: CatalogRow) -> tuple[str, ...]:
        return (row.body, *_BODIES.split(row.body))

    def _speaks_of(self, item: Item, row: CatalogRow) -> bool:
        record = item.entry.record
        if not row.keywords or any(word in record.keywords for word in row.keywords):
            return True
        title = self._titles.setdefault(item.id, fold(record.title))
        return any((sought := fold(word)) and sought in title for word in row.keywords)


def _released(item: Item) -> tuple[datetime, str]:
    return item.entry.record.published or _EARLIEST, item.id
