"""The platforms as an area of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.outputs import Output
from opengov_ssg.model.views import PageView
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.platform import gathering, pages
from opengov_ssg.plan.platform.agency import Homes
from opengov_ssg.plan.platform.catalogs import Catalogs
from opengov_ssg.plan.platform.content import Content
from opengov_ssg.plan.platform.ground import INDEX, Ground
from opengov_ssg.plan.platform.reports import Reports


class Platform(Area):
    """Plans the platform of every agency that has a guide, a request page, a report, a standard
    catalog or a service unit, and the page that gathers them."""

    kinds: ClassVar[frozenset[str]] = frozenset(("annual-report", "standard-catalog"))

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        super().__init__(parts, shelves)
        self.ground = Ground(parts, shelves)
        self.content = Content(self.ground)
        self.homes = Homes(self.ground, self.content)
        self.reports = Reports(self.ground)
        self.catalogs = Catalogs(self.ground)

    def page(self, item: Item) -> PageView:
        """The page of an annual report or a standard catalog."""
        planner = self.reports if item.entry.record.kind == "annual-report" else self.catalogs
        return planner.page(item)

    def details(self, item: Item) -> Any:
        """The fields of a guide, a request page or a service unit."""
        return pages.details(item, self.ground)

    def pages(self) -> Iterator[PageView]:
        """The page of all platforms, then each platform in the order of site.yaml."""
        if self.ground.holdings:
            yield gathering.page(self.ground)
        for agency in self.ground.holdings:
            yield from self.homes.pages(agency)
            yield from self.content.pages(agency)
            yield from self.reports.index(agency)

    def outputs(self) -> Iterator[Output]:
        """The data of reports and catalogs."""
        for holdings in self.ground.holdings.values():
            for item in holdings.reports:
                yield from self.reports.outputs(item)
            for item in holdings.catalogs:
                yield from self.catalogs.outputs(item)

    def addresses(self) -> set[str]:
        """The paths of all of them."""
        found = {INDEX} if self.ground.holdings else set()
        for agency in self.ground.holdings:
            found.update(self.homes.addresses(agency))
            found.update(self.content.addresses(agency))
            found.update(self.reports.addresses(agency))
            found.update(self.catalogs.addresses(agency))
        return found
