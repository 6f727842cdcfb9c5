"""How many rules an agency issued, repealed and has in force, counted from the public records.

Table 2 of the annual report states the same for 规章 and 行政规范性文件 (DOMAIN 8.1), and a reader
may compare the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import AnnualReport, Document
from opengov_ssg.model.site import Site

CLASSES = {"regulations": "regulation", "normative": "normative"}
"""The row of table 2 → the class of documents that it counts."""


class Compared(NamedTuple):
    """A number of table 2's row (一): its place in ``tables.table2`` (``normative.issued``), what
    the report states and what the site holds."""

    row: str
    column: str
    stated: int
    counted: int

    @property
    def field(self) -> str:
        """The place in a header."""
        return f"tables.table2.{self.row}.{self.column}"


class RuleCounts:
    """The public documents by the agency that made them, so that each report finds its own."""

    def __init__(self, items: Mapping[str, Item], site: Site) -> None:
        self.items = items
        self._own: dict[str, list[Item]] = defaultdict(list)
        for item in items.values():
            if _is_own(item, site):
                self._own[item.entry.record.agency].append(item)

    def compare(self, report: AnnualReport) -> tuple[Compared, ...]:
        """The six numbers of row (一) beside those of the agency's documents."""
        own = self._own.get(report.agency, ())
        return tuple(
            Compared(row, column, getattr(getattr(report.tables.table2, row), column), number)
            for row, rule_class in CLASSES.items()
            for column, number in _count(_of(own, rule_class), report.year, self.items).items()
        )


def _is_own(item: Item, site: Site) -> bool:
    """Whether it is a document that its agency issued, alone or with others."""
    record = item.entry.record
    if not isinstance(record, Document) or record.origin == "repost":
        return False
    codes = [site.agency_code(name) for name in record.issuers]
    return not codes or record.agency in codes


def _of(documents: Iterable[Item], rule_class: str) -> list[tuple[Item, Document]]:
    return [
        (item, record)
        for item in documents
        if isinstance(record := item.entry.record, Document) and record.rule_class == rule_class
    ]


def _count(
    documents: list[tuple[Item, Document]], year: int, items: Mapping[str, Item]
) -> dict[str, int]:
    last = date(year, 12, 31)
    ends = [(record, _repealed(item, record, items)) for item, record in documents]
    in_force = [
        record
        for record, repealed in ends
        if (record.signed or date.min) <= last
        and not (repealed and repealed <= last)
        and not _lapsed(record, last)
    ]
    return {
        "issued": sum(bool(one.signed) and one.signed.year == year for one, _ in ends),  # type: ignore[union-attr]
        "repealed": sum(bool(day) and day.year == year for _, day in ends),  # type: ignore[union-attr]
        "in_force": len(in_force),
    }


def _repealed(item: Item, record: Document, items: Mapping[str, Item]) -> date | None:
    """The day of repeal; ``date.min`` when the record says that it is repealed, but not when."""
    days = [_effect(items[id]) for id in item.related("repealed_by") if id in items]
    if record.validity == "repealed":
        days.append(record.valid_to or date.min)
    return min(days, key=lambda day: (day == date.min, day), default=None)


def _effect(item: Item) -> date:
    record = item.entry.record
    effective = record.effective if isinstance(record, Document) else None
    released = record.published.date() if record.published else date.min
    return effective or record.signed or released


def _lapsed(record: Document, last: date) -> bool:
    if record.valid_to:
        return record.valid_to < last
    return record.validity == "lapsed"
