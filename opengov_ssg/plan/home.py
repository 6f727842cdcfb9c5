"""The first page: the ways in, and what is newest of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.model.records import GazetteIssue, Page
from opengov_ssg.model.views import CountedLink, HomeView, Link, NewestIssue, PageView, Row
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.ways import exchange, main_ways
from opengov_ssg.plan.words import day

_FEW = 5


def home(
    catalog: Catalog,
    shelves: Shelves,
    framer: Framer,
    stands: Callable[[str], bool],
    columns: tuple[CountedLink, ...],
) -> PageView:
    """``index.html``."""
    words = framer.words
    browses = {browse.by: browse.entries for browse in shelves.browses}
    view = HomeView(
        ways=main_ways(words, stands),
        documents=words.newest(shelves.documents),
        interpretations=_newest(shelves.interpretations, framer),
        notices=_newest(shelves.of("notice"), framer),
        news=_newest(shelves.of("news"), framer),
        consultations=_first("open", shelves.of("consultation"), framer),
        conferences=_first("upcoming", shelves.of("press-conference"), framer),
        specials=_first("ongoing", shelves.of("special"), framer),
        exchange=exchange(words, stands),
        gazettes=_gazettes(shelves, framer),
        total=sum(item.entry.record.kind != "page" for item in catalog.items),
        agencies=browses["agency"],
        topics=browses["topic"],
        years=browses["year"],
        columns=columns,
        pages=plain_pages(item for item in catalog.items if not _of_platform(item)),
    )
    name = framer.site.identity.name
    thing: dict[str, Any] = {"@type": "WebSite", "name": name}
    if framer.base:
        thing["url"] = f"{framer.base}/"
    about = words.text("intro.home")
    return framer.page("index.html", "home", view, heading=name, description=about, things=[thing])


def plain_pages(items: Iterable[Item]) -> tuple[Link, ...]:
    """The plain pages among ``items``, by address."""
    return tuple(
        Link(item.entry.record.title, item.url)
        for item in items
        if item.entry.record.kind == "page"
    )


def _of_platform(item: Item) -> bool:
    """Whether it is a page of an agency's platform, to which there is a way of its own."""
    record = item.entry.record
    return isinstance(record, Page) and bool(record.guide or record.request or record.unit)


def _newest(items: Sequence[Item], framer: Framer) -> tuple[Row, ...]:
    return tuple(framer.words.row(item) for item in reversed(items[-_FEW:]))


def _first(phase: str, items: Sequence[Item], framer: Framer) -> tuple[Row, ...]:
    """Those in ``phase``, else the newest."""
    return _newest([item for item in items if item.phase == phase] or items, framer)


def _gazettes(shelves: Shelves, framer: Framer) -> tuple[NewestIssue, ...]:
    newest: dict[str, tuple[Item, GazetteIssue]] = {}
    for item in shelves.ordered:
        issue = item.entry.record
        if not isinstance(issue, GazetteIssue):
            continue
        held = newest.get(issue.series)
        if held is None or held[1].date <= issue.date:
            newest[issue.series] = (item, issue)
    found = []
    for code, series in framer.site.gazettes.items():
        if code in newest:
            item, issue = newest[code]
            number = gazette_no.printed(issue.number, series.label)
            label = framer.words.text("home.issue", year=issue.year, number=number)
            page = f"gazette/{code}/index.html"
            found.append(NewestIssue(series.name, page, label, item.url, day(issue.date)))
    return tuple(found)
