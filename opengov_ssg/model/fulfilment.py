"""Which public records fulfil a row of a 主动公开基本目录 (DOMAIN 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import CatalogRow
from opengov_ssg.model.shelf import Shelf
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET

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
        kept = sorted(filter(_counts, items), key=_released, reverse=True)
        self.items = {item.id: item for item in kept}
        self.shelf = Shelf({item.id: item.entry.record for item in kept}, site)

    def find(self, row: CatalogRow) -> tuple[Item, ...]:
        """The records that meet all that the row says, newest first; none if it says nothing.

        Where 公开主体 names agencies of the site, only their records count.
        """
        if not is_selective(row):
            return ()
        asked = {
            "agency": [code for name in _names(row) if (code := self.site.agency_code(name))],
            "column": [row.column] if row.column else [],
            "topic": row.topics,
        }
        return tuple(self.items[id] for id in self.shelf.find(asked, row.keywords))


def _counts(item: Item) -> bool:
    record = item.entry.record
    return record.kind not in _NEVER and record.origin != "repost"


def _names(row: CatalogRow) -> tuple[str, ...]:
    return (row.body, *_BODIES.split(row.body))


def _released(item: Item) -> tuple[datetime, str]:
    return item.entry.record.published or _EARLIEST, item.id
