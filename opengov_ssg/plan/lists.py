"""Lists of records, cut so that a new record touches few pages (DESIGN 4).

A short list is one page. A long one is cut by year of publication, a year into pages counted from
its oldest record; its first page shows the newest and the years, and alone tells totals. So what is
full stays as it is: a record published today changes the first page, the newest page of its year,
and the one before it when a new page begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Lists
from opengov_ssg.model.views import ColumnHead, CountedLink, Link, ListView, Row
from opengov_ssg.plan.words import Words


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to cut: its folder, its records oldest first, and lists below it (sub-topics);
    ``column`` is who leads the column that the list is of."""

    folder: str
    heading: str
    intro: str
    items: tuple[Item, ...]
    below: tuple[CountedLink, ...] = ()
    column: ColumnHead | None = None

    @property
    def first(self) -> str:
        """The path of its first page."""
        return f"{self.folder}/index.html"


def oldest_first(items: Sequence[Item]) -> tuple[Item, ...]:
    """The order of lists: by publication, then id."""
    return tuple(sorted(items, key=lambda item: (item.entry.record.published, item.id)))


def cut(listing: Listing, sizes: Lists, words: Words) -> Iterator[tuple[str, ListView]]:
    """The pages of a list: (path, view), the first page first."""
    items = listing.items
    if len(items) <= sizes.whole:
        rows = _rows(items, words)
        yield listing.first, _view(listing, total=len(items), rows=rows)
        return
    years = _by_year(items)
    links = tuple(
        CountedLink(year, _path(listing, year, _last(group, sizes)), len(group))
        for year, group in sorted(years.items(), reverse=True)
    )
    newest = _rows(items[-sizes.page_size :], words)
    yield listing.first, _view(listing, total=len(items), rows=newest, years=links)
    yield from _year_pages(listing, years, sizes, words)


def paths(listing: Listing, sizes: Lists) -> list[str]:
    """The paths of the pages that :func:`cut` makes."""
    if len(listing.items) <= sizes.whole:
        return [listing.first]
    pages = _year_cuts(_by_year(listing.items), sizes)
    return [listing.first, *(_path(listing, year, number) for year, number, _ in pages)]


def _by_year(items: Sequence[Item]) -> dict[str, list[Item]]:
    return {year: list(group) for year, group in groupby(items, key=lambda item: _year(item))}


def _year_cuts(years: dict[str, list[Item]], sizes: Lists) -> list[tuple[str, int, list[Item]]]:
    return [
        (year, number + 1, group[start : start + sizes.page_size])
        for year, group in sorted(years.items())
        for number, start in enumerate(range(0, len(group), sizes.page_size))
    ]


def _year_pages(
    listing: Listing, years: dict[str, list[Item]], sizes: Lists, words: Words
) -> Iterator[tuple[str, ListView]]:
    pages = _year_cuts(years, sizes)
    whole = Link(listing.heading, listing.first)
    for position, (year, number, group) in enumerate(pages):
        older = pages[position - 1] if position else None
        newer = pages[position + 1] if position + 1 < len(pages) else None
        view = _view(
            listing,
            rows=_rows(group, words),
            year=year,
            number=number,
            newer=_neighbour(listing, newer, words),
            older=_neighbour(listing, older, words),
            first=whole,
        )
        yield _path(listing, year, number), view


def _neighbour(
    listing: Listing, page: tuple[str, int, list[Item]] | None, words: Words
) -> Link | None:
    if page is None:
        return None
    year, number, _ = page
    text = words.text("list.page_of_year", year=year, number=number)
    return Link(text, _path(listing, year, number))


def _view(
    listing: Listing,
    *,
    rows: tuple[Row, ...],
    total: int | None = None,
    years: tuple[CountedLink, ...] = (),
    year: str = "",
    number: int = 0,
    newer: Link | None = None,
    older: Link | None = None,
    first: Link | None = None,
) -> ListView:
    below = listing.below if total is not None else ()
    column = listing.column if total is not None else None
    return ListView(
        listing.intro, total, rows, years, below, year, number, newer, older, first, column
    )


def _rows(items: Sequence[Item], words: Words) -> tuple[Row, ...]:
    return tuple(words.row(item) for item in reversed(items))


def _year(item: Item) -> str:
    published = item.entry.record.published
    return str(published.year) if published else ""


def _last(group: Sequence[Item], sizes: Lists) -> int:
    return (len(group) - 1) // sizes.page_size + 1


def _path(listing: Listing, year: str, number: int) -> str:
    return f"{listing.folder}/{year}-{number}.html"
