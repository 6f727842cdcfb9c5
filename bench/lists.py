"""How lists of records are cut into pages: the single place that decides the page count.

It repeats what the generator under test does, so that Hugo writes the same pages (within 2 %):
a list of at most ``ONE_PAGE`` records is one page; a longer one has a first page with the newest
``ROWS`` records and links to its years, and each year has pages of ``ROWS`` records counted from
the oldest, so that a new record touches few pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.records import Record

ONE_PAGE = 100
ROWS = 50


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: ``path`` in the site, positions of its records newest first.

    ``year`` is empty and ``total`` set on a list's first page only; ``years`` are
    (year, path, count) of a list that is cut; ``newer`` and ``older`` are paths or empty.
    """

    path: str
    total: int | None
    year: str
    number: int
    rows: tuple[int, ...]
    years: tuple[tuple[str, str, int], ...]
    newer: str
    older: str


def cut(folder: str, positions: Sequence[int], records: Sequence[Record]) -> Iterator[ListPage]:
    """The pages of one list. ``positions`` are records in order of publication, oldest first."""
    newest = tuple(reversed(positions))
    first = f"{folder}/index.html"
    if len(positions) <= ONE_PAGE:
        yield ListPage(first, len(positions), "", 1, newest, (), "", "")
        return
    by_year: dict[str, list[int]] = {}
    for position in positions:
        by_year.setdefault(str(records[position].year), []).append(position)
    years = tuple(
        (year, _path(folder, year, _pages(len(rows))), len(rows))
        for year, rows in reversed(by_year.items())
    )
    yield ListPage(first, len(positions), "", 1, newest[:ROWS], years, "", "")
    pages = [
        (year, start // ROWS + 1, tuple(reversed(rows[start : start + ROWS])))
        for year, rows in by_year.items()
        for start in range(0, len(rows), ROWS)
    ]
    paths = ["", *(_path(folder, year, number) for year, number, _ in pages), ""]
    for place, (year, number, shown) in enumerate(pages, 1):
        older, path, newer = paths[place - 1 : place + 2]
        yield ListPage(path, None, year, number, shown, (), newer, older)


def _pages(count: int) -> int:
    return -(-count // ROWS)


def _path(folder: str, year: str, number: int) -> str:
    return f"{folder}/{year}-{number}.html"
