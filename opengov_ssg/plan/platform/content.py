"""法定主动公开内容 of an agency: the items of 条例 Art. 20 and 21 as columns, in the law's order.

The first item, 行政法规、规章和规范性文件, is shown by class of document: those in force, and apart
from them what is repealed or has lapsed (DOMAIN 4.2, 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Document
from opengov_ssg.model.site import Column
from opengov_ssg.model.views import (
    ColumnTags,
    CountedLink,
    Link,
    MenuLine,
    PageView,
    PlatformSection,
    PlatformView,
)
from opengov_ssg.plan.lists import Listing, cut, paths
from opengov_ssg.plan.platform.ground import INDEX, Ground
from opengov_ssg.plan.words import agency_url

CLASSES = ("regulation", "normative", "other")
_ENDED = ("lapsed", "repealed")
_RULES, _ORGAN = "rules", "organ"
_NEWEST = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A statutory column of one agency, and the lists of rules below it; ``listing`` is None while
    the column has no record."""

    column: Column
    listing: Listing | None
    classes: tuple[Listing, ...]

    @property
    def count(self) -> int:
        """How many records stand in it or below it."""
        found = {item.id for listing in self.listings for item in listing.items}
        return len(found)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All its lists."""
        return (*((self.listing,) if self.listing else ()), *self.classes)


class Content:
    """Plans the statutory content of every platform."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.words = ground.words
        self.site = ground.site
        ranks = {code: rank for rank, code in enumerate(self.site.vocabularies.statutory.by_code)}
        columns = [one for one in self.site.columns.values() if one.statutory]
        columns += [self._unset(code) for code in (_RULES, _ORGAN) if not _has(columns, code)]
        self.columns = sorted(columns, key=lambda one: ranks[one.statutory or ""])
        self.shown = cache(self._shown)

    def _unset(self, code: str) -> Column:
        """An item that holds no records of a column, and is there whatever columns a site sets
        up."""
        name = self.words.term("statutory", code)
        return Column(
            code=code, name=name, description=name, statutory=code, type=None, lead_agency=None
        )

    def _shown(self, agency: str) -> tuple[Shown, ...]:
        """The columns of an agency, in the law's order."""
        first = next((one.code for one in self.columns if one.statutory == _RULES), "")
        return tuple(
            Shown(
                column,
                self._listing(agency, column),
                tuple(self._classes(agency)) if column.code == first else (),
            )
            for column in self.columns
        )

    def _listing(self, agency: str, column: Column) -> Listing | None:
        items = [
            item for item in self.ground.of_column(agency, column.code) if not _is_history(item)
        ]
        if not items or self.site.columns.get(column.code) is not column:
            return None
        folder = f"disclosure/{agency}/content/{column.code}"
        return Listing(folder, column.name, column.description, tuple(items))

    def _classes(self, agency: str) -> Iterator[Listing]:
        """Documents by class, those in force before those that are not; empty ones are not made."""
        documents = [
            (item, record.rule_class)
            for item in self.ground.documents(agency)
            if isinstance(record := item.entry.record, Document)
        ]
        for ended in (False, True):
            for one in CLASSES:
                items = tuple(
                    item
                    for item, rule_class in documents
                    if rule_class == one and has_ended(item) is ended
                )
                if items:
                    yield self._class_listing(agency, one, ended, items)

    def _class_listing(
        self, agency: str, rule_class: str, ended: bool, items: tuple[Item, ...]
    ) -> Listing:
        name = self.words.term("rule_classes", rule_class)
        heading = self.words.text("platform.ended", name=name) if ended else name
        about = "platform.ended_intro" if ended else "platform.class_intro"
        folder = f"disclosure/{agency}/content/{_RULES}/{rule_class}{'-ended' if ended else ''}"
        return Listing(folder, heading, self.words.text(about, name=name), items)

    # Pages

    def pages(self, agency: str) -> Iterator[PageView]:
        """The page that names all columns, then every list."""
        yield self._overview(agency)
        for shown in self.shown(agency):
            for listing in shown.listings:
                yield from self._list(agency, listing)

    def addresses(self, agency: str) -> Iterator[str]:
        """The paths of these pages."""
        yield self.ground.block(agency, "content")
        sizes = self.site.config.lists
        for shown in self.shown(agency):
            for listing in shown.listings:
                yield from paths(listing, sizes)

    def _overview(self, agency: str) -> PageView:
        path = self.ground.block(agency, "content")
        sections = (self._section(agency, one) for one in self.shown(agency))
        view = PlatformView(
            self.ground.menu(agency, "content", path, self._below(agency, path)),
            self.words.text("platform.content_intro"),
            columns=tuple(self._named(agency, one) for one in self.shown(agency)),
            sections=tuple(one for one in sections if one),
        )
        return self._page(agency, path, view, self.ground.title("content"))

    def _named(self, agency: str, shown: Shown) -> CountedLink:
        url = f"#{_anchor(shown.column)}" if self._has_something(agency, shown) else ""
        return CountedLink(self._title(shown), url, shown.count)

    def _title(self, shown: Shown) -> str:
        """What an item is called: that of the rules gathers more than its column."""
        return self.words.text("platform.policies") if shown.classes else shown.column.name

    def _has_something(self, agency: str, shown: Shown) -> bool:
        return bool(shown.listings) or self._is_told(agency, shown.column)

    def _is_told(self, agency: str, column: Column) -> bool:
        """机构职能 stands on the agency's page; it is no record."""
        one = self.site.agencies[agency]
        told = one.functions or one.leaders or one.contacts
        return column.statutory == _ORGAN and bool(told)

    def _section(self, agency: str, shown: Shown) -> PlatformSection | None:
        column = shown.column
        if not self._has_something(agency, shown):
            return None
        more = None
        if shown.listing:
            more = Link(self.words.text("platform.whole_column"), shown.listing.first)
        described = column.description != column.name and not shown.classes
        about = column.description if described else ""
        links: tuple[Link, ...] = ()
        if self._is_told(agency, column):
            links = (Link(self.words.text("platform.organ"), agency_url(agency)),)
            about = self.site.agencies[agency].functions or about
        newest = shown.listing.items if shown.listing else self._elsewhere(shown)
        return PlatformSection(
            _anchor(column),
            self._title(shown),
            about,
            more,
            ways=tuple(
                CountedLink(one.heading, one.first, len(one.items)) for one in shown.classes
            ),
            links=links,
            rows=tuple(self.words.row(item) for item in reversed(newest[-_NEWEST:])),
        )

    def _elsewhere(self, shown: Shown) -> Sequence[Item]:
        """What to show of rules that stand in no column of theirs: the first class in force, but
        what another item of this page shows."""
        own = {column.code for column in self.columns}
        return [
            item
            for listing in shown.classes[:1]
            for item in listing.items
            if not has_ended(item) and item.entry.record.column not in own
        ]

    def _below(self, agency: str, path: str) -> tuple[MenuLine, ...]:
        """The columns that have a record, for the menu; the lists of rules below theirs."""
        lines = []
        for shown in self.shown(agency):
            if shown.listing:
                first = shown.listing.first
                lines.append(MenuLine(shown.column.name, first, first == path))
            lines += [MenuLine(one.heading, one.first, one.first == path) for one in shown.classes]
        return tuple(lines)

    def _list(self, agency: str, listing: Listing) -> Iterator[PageView]:
        menu = self.ground.menu(agency, "content", below=self._below(agency, listing.first))
        for path, view in cut(listing, self.site.config.lists, self.words):
            heading, steps = listing.heading, self.ground.trail(agency, "content")
            if view.year:
                page = self.words.text("list.page_of_year", year=view.year, number=view.number)
                heading = f"{heading} {page}"
                steps = (*steps, Link(listing.heading, listing.first))
            shown = PlatformView(menu, listing.intro, listing=view)
            yield self._page(agency, path, shown, heading, steps)

    def _page(
        self,
        agency: str,
        path: str,
        view: PlatformView,
        heading: str,
        trail: tuple[Link, ...] = (),
    ) -> PageView:
        about, home = view.intro, self.ground.home(agency)
        return self.ground.framer.page(
            path,
            "platform",
            view,
            heading=heading,
            trail=trail or self.ground.trail(agency),
            description=about,
            column=ColumnTags(home.text, about, home.text, home.text, home.url),
            section=INDEX,
        )


def _anchor(column: Column) -> str:
    return f"item-{column.code}"


def _has(columns: Sequence[Column], statutory: str) -> bool:
    return any(one.statutory == statutory for one in columns)


def _is_history(item: Item) -> bool:
    """Whether it is listed as repealed or lapsed, and so in no column."""
    record = item.entry.record
    return isinstance(record, Document) and record.rule_class in CLASSES and has_ended(item)


def has_ended(item: Item) -> bool:
    """Whether a document is repealed or has lapsed."""
    return item.standing is not None and item.standing.key in _ENDED
