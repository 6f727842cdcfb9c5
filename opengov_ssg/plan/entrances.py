"""The ways in: home, browse pages, agencies, sitemap page, 404; and notices before leaving."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from urllib.parse import urlsplit

from opengov_ssg.model.catalog import REGISTER, Catalog
from opengov_ssg.model.leaving import notice_path
from opengov_ssg.model.views import (
    BrowseView,
    ColumnTags,
    CountedLink,
    LeavingView,
    Link,
    NotFoundView,
    PageView,
    RedirectView,
    RegisterRow,
    RegisterView,
    SitemapView,
)
from opengov_ssg.plan import agencies
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.home import home, plain_pages
from opengov_ssg.plan.lists import Listing, cut, paths
from opengov_ssg.plan.ways import all_ways
from opengov_ssg.plan.words import agency_url

_CATALOG = "catalog/index.html"
_COLUMNS = "columns/index.html"


class EntrancePlanner:
    """Plans every page that is not a record's."""

    def __init__(
        self,
        catalog: Catalog,
        shelves: Shelves,
        framer: Framer,
        planned: Collection[str],
        stands: Callable[[str], bool],
    ) -> None:
        """``planned`` are the kinds whose index an area plans."""
        self.kinds = {kind: one for kind, one in shelves.kinds.items() if kind not in planned}
        self.stands = stands
        self.catalog = catalog
        self.items = catalog.by_id()
        self.shelves = shelves
        self.framer = framer
        self.words = framer.words
        self.site = framer.site

    def pages(self, nav: tuple[Link, ...]) -> Iterator[PageView]:
        """All of them; ``nav`` is the navigation, which 404.html repeats."""
        yield self._home()
        yield from self._catalog()
        yield from self._listings()
        if self.catalog.register:
            yield self._register()
        yield from agencies.pages(self.shelves, self.framer, self.stands)
        yield self._sitemap()
        if self.site.identity.mode == "portal":
            yield self._not_found(nav)
        for path, target in self.catalog.redirects:
            yield self._redirect(path, target)

    def addresses(self) -> set[str]:
        """The paths of these pages, but redirects: what a link may lead to."""
        fixed = {"index.html", "sitemap.html", _CATALOG, agencies.URL}
        fixed.update(browse.url for browse in self.shelves.browses)
        fixed.update(agency_url(code) for code in self.site.agencies)
        if self.catalog.register:
            fixed.add(REGISTER)
        whole = (*self.shelves.listings, *self.shelves.columns, *self.kinds.values())
        sizes = self.site.config.lists
        return fixed | {path for listing in whole for path in paths(listing, sizes)}

    def _tags(self, name: str, about: str, url: str) -> ColumnTags:
        return ColumnTags(name, about, name, name, url)

    # Home

    def _home(self) -> PageView:
        return home(self.catalog, self.shelves, self.framer, self.stands, self._columns())

    def _columns(self) -> tuple[CountedLink, ...]:
        return tuple(
            CountedLink(one.heading, one.first, len(one.items)) for one in self.shelves.columns
        )

    # Catalog

    def _catalog(self) -> Iterator[PageView]:
        title, about = self.words.text("title.catalog"), self.words.text("intro.catalog")
        total = len(self.shelves.documents)
        newest = self.words.newest(self.shelves.documents)
        things = [{"@type": "DataCatalog", "name": title, "description": about}]
        yield self.framer.page(
            _CATALOG,
            "browse",
            BrowseView(about, total, self.shelves.browses, newest),
            heading=title,
            description=about,
            column=self._tags(title, about, _CATALOG),
            section=_CATALOG,
            things=things,
        )
        for browse in self.shelves.browses:
            heading = self.words.text(f"by.{browse.by}")
            intro = self.words.text(f"intro.by_{browse.by}")
            yield self.framer.page(
                browse.url,
                "browse",
                BrowseView(intro, None, (browse,), ()),
                heading=heading,
                trail=(Link(title, _CATALOG),),
                description=intro,
                column=self._tags(title, about, _CATALOG),
                section=_CATALOG,
            )

    def _listings(self) -> Iterator[PageView]:
        catalog = Link(self.words.text("title.catalog"), _CATALOG)
        for listing in self.shelves.listings:
            by = listing.folder.split("/")[1].removeprefix("by-")
            above = Link(
                self.words.text(f"by.{by.replace('-', '_')}"), f"catalog/by-{by}/index.html"
            )
            trail = (catalog, above, *self._parent(listing, by))
            yield from self._list_pages(listing, trail, catalog.text, _CATALOG)
        columns = Link(self.words.text("title.columns"), _COLUMNS)
        for listing in self.shelves.columns:
            code = listing.folder.rpartition("/")[2]
            yield from self._list_pages(listing, (columns,), listing.heading, listing.first, code)
        for kind, listing in self.kinds.items():
            of = self.site.kind_column(kind)
            alone = of if of and self.words.column_url(of) == listing.first else None
            yield from self._list_pages(listing, (), listing.heading, listing.first, alone)

    def _register(self) -> PageView:
        """What is disclosed on request only: title, number, reason (DESIGN 3)."""
        rows = tuple(
            RegisterRow(row.title, row.number, self.words.term("reasons", row.reason))
            for row in self.catalog.register
        )
        heading, about = self.words.text("title.register"), self.words.text("intro.register")
        return self.framer.page(
            REGISTER,
            "register",
            RegisterView(about, rows),
            heading=heading,
            trail=(Link(self.words.text("title.catalog"), _CATALOG),),
            description=about,
            column=self._tags(heading, about, REGISTER),
            section=_CATALOG,
        )

    def _parent(self, listing: Listing, by: str) -> tuple[Link, ...]:
        """The first-level topic above a second-level one."""
        code = listing.folder.rpartition("/")[2]
        parent = self.site.vocabularies.topics.by_code[code].parent if by == "topic" else ""
        if not parent:
            return ()
        name = self.site.vocabularies.topics.by_code[parent].name
        return (Link(name, f"catalog/by-topic/{parent}/index.html"),)

    def _list_pages(
        self,
        listing: Listing,
        trail: tuple[Link, ...],
        column: str,
        section: str,
        code: str | None = None,
    ) -> Iterator[PageView]:
        """``code`` is the column whose records the list holds, if it is one column's."""
        feeds = None
        if code and self.stands(f"feeds/column-{code}.xml"):
            feeds = self.framer.feeds(f"feeds/column-{code}", listing.heading)
        elif listing.folder.startswith("catalog/by-agency/"):
            agency = listing.folder.rpartition("/")[2]
            feeds = self.framer.feeds(f"feeds/agency-{agency}", listing.heading)
        for path, view in cut(listing, self.site.config.lists, self.words):
            heading, steps = listing.heading, trail
            if view.year:
                words = {"year": view.year, "number": view.number}
                heading = f"{heading} {self.words.text('list.page_of_year', **words)}"
                steps = (*trail, Link(listing.heading, listing.first))
            yield self.framer.page(
                path,
                "list",
                view,
                heading=heading,
                trail=steps,
                description=listing.intro,
                column=self.framer.column(code, column, listing.intro, section),
                feeds=feeds,
                section=section,
            )

    # The rest

    def _sitemap(self) -> PageView:
        ways = all_ways(self.words, self.stands)
        sections = [
            (
                self.words.text("sitemap.ways"),
                tuple(CountedLink(way.text, way.url, 0) for way in ways),
            ),
            (
                self.words.text("sitemap.pages"),
                tuple(
                    CountedLink(page.text, page.url, 0) for page in plain_pages(self.catalog.items)
                ),
            ),
        ]
        sections += [
            (self.words.text(f"by.{browse.by}"), browse.entries) for browse in self.shelves.browses
        ]
        if self.catalog.register:
            title, count = self.words.text("title.register"), len(self.catalog.register)
            sections.append((title, (CountedLink(title, REGISTER, count),)))
        sections.append((self.words.text("title.columns"), self._columns()))
        agencies = tuple(
            CountedLink(one.name, agency_url(one.code), 0) for one in self.site.agencies.values()
        )
        sections.append((self.words.text("title.agencies"), agencies))
        view = SitemapView(tuple(section for section in sections if section[1]))
        heading, about = self.words.text("title.sitemap"), self.words.text("intro.sitemap")
        return self.framer.page("sitemap.html", "sitemap", view, heading=heading, description=about)

    def _not_found(self, links: tuple[Link, ...]) -> PageView:
        heading = self.words.text("title.not_found")
        return self.framer.page(
            "404.html", "404", NotFoundView(links), heading=heading, indexable=False, feeds=()
        )

    def _redirect(self, path: str, target: str) -> PageView:
        item = self.items.get(target.removesuffix(".html"))
        text = item.entry.record.title if item else self.words.text("title.withdrawal")
        heading = self.words.text("title.redirect")
        view = RedirectView(Link(text, target))
        return self.framer.page(path, "redirect", view, heading=heading, indexable=False)

    def leaving(self, address: str) -> PageView:
        """The notice before leaving for ``address``."""
        try:
            host = urlsplit(address).hostname or address
        except ValueError:
            host = address
        heading = self.words.text("title.leaving")
        path = notice_path(address)
        return self.framer.page(
            path, "leaving", LeavingView(address, host), heading=heading, indexable=False
        )
