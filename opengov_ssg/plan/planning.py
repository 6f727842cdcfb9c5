"""Everything that a build writes, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.outputs import Copy, Output
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import PageView, SiteView
from opengov_ssg.plan import data
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.browsing import Shelves, shelve
from opengov_ssg.plan.columns import Columns
from opengov_ssg.plan.entrances import EntrancePlanner
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.gazettes import Gazettes
from opengov_ssg.plan.pack import pack_view
from opengov_ssg.plan.participation import Participation
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.platform import Platform
from opengov_ssg.plan.records import RecordPlanner, leaving_addresses
from opengov_ssg.plan.search_page import SearchPage
from opengov_ssg.plan.servers import iis
from opengov_ssg.plan.servers.serving import serving
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.plan.specials import Specials
from opengov_ssg.plan.statistics import Statistics
from opengov_ssg.plan.translations import TranslationPlanner
from opengov_ssg.plan.words import Words

_AREAS: tuple[type[Area], ...] = (
    Gazettes,
    Participation,
    Platform,
    Specials,
    Columns,
    Statistics,
    SearchPage,
)


@dataclass(frozen=True)
class Plan:
    """What to render and what to copy. Views are made when they are asked for, so that the views of
    a large site are never all in memory."""

    catalog: Catalog
    theme: ThemeSnapshot

    @cached_property
    def _framer(self) -> Framer:
        return Framer(Words(self.catalog.site, self.theme), fed=self.catalog.part is None)

    @cached_property
    def _shelves(self) -> Shelves:
        return shelve(self.catalog.items, self._framer.words)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.catalog, self._framer, self._stands)

    @cached_property
    def _areas(self) -> tuple[Area, ...]:
        part = self.catalog.part
        planned = (area for area in _AREAS if part is None or not area.of_the_whole)
        return tuple(area(self._parts, self._shelves) for area in planned)

    @cached_property
    def _entrances(self) -> EntrancePlanner:
        planned = frozenset(kind for area in self._areas for kind in area.indexes)
        return EntrancePlanner(self.catalog, self._shelves, self._framer, planned, self._stands)

    @cached_property
    def site_view(self) -> SiteView:
        """What every page shows of the site. An entry of the navigation that leads to nothing at
        this instant, such as a page under embargo, is not shown."""
        site = self.catalog.site
        nav = [entry for entry in site.config.nav if self._stands(entry.url)]
        return site_view(site, self._framer.words, nav, pack_view(self.catalog, self._framer.words))

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Every page that a link of the content may lead to, but notices before leaving."""
        found = {item.url for item in self.catalog.in_all()}
        found.update(notice.url for notice in self.catalog.notices)
        found.update(path for path, _ in self.catalog.redirects)
        if self._framer.fed:
            found.update(data.feed_paths(self.catalog, self._framer))
        found.update(path for area in self._areas for path in area.addresses())
        return frozenset(found | self._entrances.addresses())

    def _stands(self, address: str) -> bool:
        return address.partition("#")[0] in self._addresses

    def outputs(self) -> Iterator[Output]:
        """Every file to render, once each."""
        indexable: list[str] = []
        for page in self._pages():
            if page.indexable:
                indexable.append(page.path)
            yield page
        for area in self._areas:
            yield from area.outputs()
        if self._framer.fed:
            yield from data.feeds(self.catalog, self._framer)
        yield data.catalog_data(self.catalog, self._framer)
        if self._framer.base and self.catalog.part is None:
            yield from data.sitemap(indexable, self.catalog, self._framer)
        if self.catalog.site.identity.mode == "portal":
            yield data.robots(self._framer)
        if self.catalog.site.config.server == "iis":
            yield iis.configuration(serving(self.catalog, self.theme))

    def _pages(self) -> Iterator[PageView]:
        records = RecordPlanner(self.catalog, self._parts, self._areas)
        translations = TranslationPlanner(self.catalog, self.theme, self._framer, self._stands)
        for item in self.catalog.items:
            yield translations.with_alternates(records.page(item), item)
        yield from translations.pages()
        yield from (records.notice(notice) for notice in self.catalog.notices)
        for area in self._areas:
            yield from area.pages()
        yield from self._entrances.pages(self.site_view.nav)
        yield from (self._entrances.leaving(address) for address in self._leaving())

    def _leaving(self) -> list[str]:
        site = self.catalog.site
        found = {one for item in self.catalog.in_all() for one in leaving_addresses(item, site)}
        view = self.site_view
        for link in (view.report_error, view.consult, view.services):
            if link and link.url != link.address:
                found.add(link.address)
        return sorted(found)

    def copies(self) -> Iterator[Copy]:
        """The held files of public records; of those outside of a part, the pictures that it
        shows."""
        for item in self.catalog.in_all():
            addresses = item.entry.addresses(item.id)
            for file in item.entry.files:
                yield Copy(addresses[file.name], file.path, file.digest)
        for address, file in self.catalog.part.pictures if self.catalog.part else ():
            yield Copy(address, file.path, file.digest)
