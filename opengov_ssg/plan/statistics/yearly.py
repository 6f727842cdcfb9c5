"""政府网站工作年度报表 (国办函〔2018〕12号; DOMAIN 8.2): of its groups those that records can tell.

Information counts in the year of its release, a consultation in the year it opens, a result in the
year it is published. Only what the agencies made themselves is counted; reposts stand beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Consultation, Interpretation, Interview, Special
from opengov_ssg.model.views import Figure, FigureGroup
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan.statistics.tables import Tables, own, released_in

_PRODUCTS = frozenset(("infographic", "video", "audio", "animation"))

Counts = dict[int, Counter[str]]
"""Year → column → number."""
Count = tuple[int, str, int]
"""A year, a column, and by how much it grows."""

_TABLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("release", ("total", "profile", "news", "catalog", "repost")),
    ("specials", ("kept", "opened")),
    ("responding", ("total", "texts", "products", "media", "concerns")),
    ("exchange", ("surveys", "received", "results", "interviews", "messages", "replies")),
)


def group(items: Sequence[Item], tables: Tables) -> FigureGroup:
    """A table for each group of the report, the newest year first."""
    counted: dict[str, Callable[[Sequence[Item]], Iterator[Count]]] = {
        "release": _release,
        "specials": _specials,
        "responding": _responding,
        "exchange": _exchange,
    }
    figures = [_table(id, names, counted[id](items), tables) for id, names in _TABLES]
    return tables.group("yearly", (), figures)


def _table(
    id: str, columns: Sequence[str], counted: Iterator[Count], tables: Tables
) -> Figure | None:
    counts: Counts = defaultdict(Counter)
    for year, column, number in counted:
        counts[year][column] += number
    names = [tables.text(f"yearly_{id}_{column}") for column in columns]
    rows = [
        (str(year), [counts[year][column] for column in columns])
        for year in sorted(counts, reverse=True)
    ]
    return tables.figure(f"yearly_{id}", "year", names, rows, unit="", drawn=False)


def _release(items: Sequence[Item]) -> Iterator[Count]:
    columns = {"page": "profile", "news": "news", "document": "catalog"}
    for item in items:
        record, year = item.entry.record, released_in(item)
        if record.origin == "repost":
            yield year, "repost", 1
        if record.origin != "own":
            continue
        yield year, "total", 1
        if record.kind in columns:
            yield year, columns[record.kind], 1


def _specials(items: Sequence[Item]) -> Iterator[Count]:
    """A special is kept from the year it is opened to the one it is archived in, or to the last
    year in which anything was released."""
    last = max(map(released_in, items), default=0)
    for item in own(items):
        record = item.entry.record
        if isinstance(record, Special):
            opened = record.opened.year if record.opened else released_in(item)
            ended = record.archived if item.phase == "archived" else None
            yield opened, "opened", 1
            for year in range(opened, max(opened, _year(ended) or last) + 1):
                yield year, "kept", 1


def _responding(items: Sequence[Item]) -> Iterator[Count]:
    for item in own(items):
        record, year = item.entry.record, released_in(item)
        if isinstance(record, Interpretation):
            yield year, "total", 1
            if record.form == "media":
                yield year, "media", 1
            else:
                yield year, "products" if record.form in _PRODUCTS else "texts", 1
        elif record.kind == "response":
            yield year, "concerns", 1


def _exchange(items: Sequence[Item]) -> Iterator[Count]:
    for item in own(items):
        record = item.entry.record
        if isinstance(record, Consultation):
            yield record.opens.year, "surveys", 1
            if record.result and item.phase == "answered":
                year = record.result.published.year
                yield year, "received", record.result.received
                yield year, "results", 1
        elif isinstance(record, Interview) and item.phase in ("", "held"):
            year = record.held.astimezone(OFFSET).year if record.held else released_in(item)
            if record.form == "interview":
                yield year, "interviews", 1
            yield year, "messages", record.messages or 0
            yield year, "replies", record.answered or 0


def _year(day: date | None) -> int:
    return day.year if day else 0
