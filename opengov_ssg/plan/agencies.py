"""Agencies: the list of them, and a page each with what it is and what it disclosed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Agency
from opengov_ssg.model.views import (
    AgencyView,
    Browse,
    BrowseView,
    ColumnTags,
    CountedLink,
    FormerName,
    Link,
    PageView,
)
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.words import agency_url, day

URL = "agencies/index.html"


def pages(shelves: Shelves, framer: Framer, stands: Callable[[str], bool]) -> Iterator[PageView]:
    """The list of agencies, then their pages in the order of site.yaml."""
    planner = _Planner(shelves, framer, stands)
    yield planner.overview()
    for agency in framer.site.agencies.values():
        yield planner.page(agency)


class _Planner:
    def __init__(self, shelves: Shelves, framer: Framer, stands: Callable[[str], bool]) -> None:
        self.stands = stands
        self.framer = framer
        self.words = framer.words
        self.site = framer.site
        self.records = _by_agency(
            item for item in shelves.ordered if item.entry.record.kind != "page"
        )
        self.columns = [
            (listing, Counter(item.entry.record.agency for item in listing.items))
            for listing in shelves.columns
        ]
        self.title = self.words.text("title.agencies")
        about = self.words.text("intro.agencies")
        self.tags = ColumnTags(self.title, about, self.title, self.title, URL)

    def overview(self) -> PageView:
        """All agencies with the number of their records."""
        entries = tuple(
            CountedLink(agency.name, agency_url(code), len(self.records[code]))
            for code, agency in self.site.agencies.items()
        )
        view = BrowseView(self.tags.description, 0, (Browse("agency", URL, entries),), ())
        return self.framer.page(
            URL,
            "browse",
            view,
            heading=self.title,
            description=self.tags.description,
            column=self.tags,
            section=URL,
        )

    def page(self, agency: Agency) -> PageView:
        """The page of one agency (条例 Art. 20, item 2)."""
        code = agency.code
        feeds = None
        if self.stands(f"feeds/agency-{code}.xml"):
            feeds = self.framer.feeds(f"feeds/agency-{code}", agency.name)
        return self.framer.page(
            agency_url(code),
            "agency",
            self._view(agency),
            heading=agency.name,
            trail=(Link(self.title, URL),),
            description=agency.functions or "",
            column=self.tags,
            feeds=feeds,
            section=URL,
            things=[{"@type": "GovernmentOrganization", "name": agency.name}],
        )

    def _view(self, agency: Agency) -> AgencyView:
        code, records = agency.code, self.records[agency.code]
        told = [item for item in records if item.entry.record.kind == "interpretation"]
        others = [item for item in records if item.entry.record.kind != "interpretation"]
        return AgencyView(
            code=code,
            name=agency.name,
            former_names=tuple(FormerName(one.name, day(one.until)) for one in agency.former_names),
            successor=self._successor(agency),
            predecessors=tuple(
                Link(one.name, agency_url(one.code))
                for one in self.site.agencies.values()
                if one.succeeded_by == code
            ),
            functions=agency.functions or "",
            leaders=tuple((one.name, one.duty) for one in agency.leaders),
            spokesperson=self._spokesperson(agency),
            contacts=tuple((one.label, one.value) for one in agency.contacts),
            reading_places=tuple((one.label, one.value) for one in agency.reading_places),
            total=len(records),
            rows=self.words.newest(others),
            interpretations=self.words.newest(told),
            all_documents=self._way(agency, f"catalog/by-agency/{code}/index.html"),
            platform=self._way(agency, f"disclosure/{code}/index.html"),
            columns=tuple(
                CountedLink(listing.heading, listing.first, counts[code])
                for listing, counts in self.columns
                if counts[code]
            ),
        )

    def _way(self, agency: Agency, url: str) -> Link | None:
        """To another page of the agency, where there is one."""
        return Link(agency.name, url) if self.stands(url) else None

    def _spokesperson(self, agency: Agency) -> tuple[tuple[str, str], ...]:
        """新闻发言人 (S2 (1)); what is not told has no line."""
        one = agency.spokesperson
        if one is None:
            return ()
        told = (("name", one.name), ("duty", one.duty), ("phone", one.phone))
        lines = (*told, ("since", day(one.since)))
        return tuple((self.words.text(f"press.{key}"), value) for key, value in lines if value)

    def _successor(self, agency: Agency) -> Link | None:
        found = self.site.agencies.get(agency.succeeded_by or "")
        return Link(found.name, agency_url(found.code)) if found else None


def _by_agency(items: Iterable[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.entry.record.agency].append(item)
    return groups
