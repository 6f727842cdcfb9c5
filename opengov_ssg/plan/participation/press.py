"""Press conferences: the index, a calendar for each year, the spokespersons (S0 (1)(2), S2
(1)(2))."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import PressConference
from opengov_ssg.model.views import (
    ColumnTags,
    CountedLink,
    Link,
    PageView,
    PressCalendarView,
    PressConferencesView,
    Row,
    SpokespersonsView,
    SpokespersonView,
)
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.participation import phases
from opengov_ssg.plan.participation.calendar import Calendar
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import agency_url, day

_KIND = "press-conference"
_PHASES = ("upcoming", "held")
_INDEX = "press-conferences/index.html"
_SPOKESPERSONS = "press-conferences/spokespersons.html"


class Press:
    """Plans these pages. A new conference touches the index and the calendars of its year's
    turn."""

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        self.parts = parts
        self.words = parts.words
        self.framer = parts.framer
        self.listing = shelves.kinds.get(_KIND)
        self.items = shelves.of(_KIND)
        every = parts.items.values() if parts.part else self.items
        self.calendar = Calendar([*every], parts)
        self.people = tuple(_people(parts))
        self.heading = self.words.text("title.press_conferences")

    def addresses(self) -> set[str]:
        """The index, the calendars, the spokespersons; none where there is nothing to tell."""
        found = {_calendar(year) for year in self.calendar.years}
        if self.people:
            found.add(_SPOKESPERSONS)
        return {_INDEX, *found} if found else set()

    def pages(self) -> Iterator[PageView]:
        """All of them."""
        if not self.addresses():
            return
        yield self._index()
        for year in self.calendar.years:
            yield self._year(year)
        if self.people:
            yield self._spokespersons()

    def _index(self) -> PageView:
        intro = self.words.text("intro.press_conferences")
        years = self._years()
        view = PressConferencesView(
            intro,
            len(self.items),
            tuple(phases.sections(self.items, _PHASES, self.parts)),
            self.calendar.year(years[0].text) if years else None,
            years,
            self._people_link(),
            self.listing.column if self.listing else None,
        )
        return self.framer.page(
            _INDEX,
            "press-conferences",
            view,
            heading=self.heading,
            description=intro,
            column=self._column(),
            feeds=phases.feeds(_KIND, self.items, self.heading, self.parts),
            section=_INDEX,
        )

    def _year(self, year: str) -> PageView:
        heading = self.words.text("press.year", year=year)
        view = PressCalendarView(self.calendar.year(year), self._months(year), self._years())
        return self._below(_calendar(year), "press-calendar", view, heading)

    def _spokespersons(self) -> PageView:
        heading = self.words.text("title.spokespersons")
        view = SpokespersonsView(self.words.text("intro.spokespersons"), self.people)
        return self._below(_SPOKESPERSONS, "spokespersons", view, heading)

    def _below(self, path: str, template: str, view: object, heading: str) -> PageView:
        return self.framer.page(
            path,
            template,
            view,
            heading=heading,
            trail=(Link(self.heading, _INDEX),),
            description=self.words.text("intro.press_conferences"),
            column=self._column(),
            section=_INDEX,
        )

    def _column(self) -> ColumnTags:
        about = self.words.text("intro.press_conferences")
        code = self.parts.site.kind_column(_KIND)
        return self.framer.column(code, self.heading, about, _INDEX)

    def _people_link(self) -> Link | None:
        if not self.people:
            return None
        return Link(self.words.text("title.spokespersons"), _SPOKESPERSONS)

    def _years(self) -> tuple[CountedLink, ...]:
        return tuple(
            CountedLink(year, _calendar(year), len(self.calendar.here(year)))
            for year in reversed(self.calendar.years)
        )

    def _months(self, year: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        groups: dict[int, list[Item]] = {}
        for item in sorted(self.calendar.here(year), key=phases.when, reverse=True):
            record = item.entry.record
            if isinstance(record, PressConference):
                groups.setdefault(record.held.month, []).append(item)
        return tuple(
            (
                self.words.text(f"month.m{month}"),
                tuple(self.words.row(item) for item in items),
            )
            for month, items in groups.items()
        )


def _people(parts: Parts) -> Iterator[SpokespersonView]:
    for agency in parts.site.agencies.values():
        if one := agency.spokesperson:
            link = Link(agency.name, agency_url(agency.code))
            yield SpokespersonView(link, one.name, one.duty, one.phone or "", day(one.since))


def _calendar(year: str) -> str:
    return f"press-conferences/calendar-{year}.html"
