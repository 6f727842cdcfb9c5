"""What rules look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Facts:
    """The catalog, all entries of the content by id, the ledger; ``lasting`` are the ids of records
    whose address is accounted for at any instant (public but for time, or withdrawn)."""

    catalog: Catalog
    entries: dict[str, Entry]
    lasting: frozenset[str]
    ledger: Ledger
    today: date

    def documents(self) -> Iterable[tuple[str, Entry]]:
        """All documents of the content by id."""
        return ((id, one) for id, one in self.entries.items() if one.record.kind == "document")
