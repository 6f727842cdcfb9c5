"""The pages above issues: years with all their contents, series, the index of all series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from opengov_ssg.model.views import (
    CountedLink,
    GazetteSeriesView,
    GazettesView,
    GazetteYearView,
    IssueContents,
    IssueLink,
    Link,
    PageView,
    SeriesEntry,
    SeriesYear,
)
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.gazettes import about, things
from opengov_ssg.plan.gazettes.contents import Contents
from opengov_ssg.plan.gazettes.holdings import Holding, Issue
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import day


class SeriesPlanner:
    """Plans the index of all series, each series, each year."""

    def __init__(self, parts: Parts, contents: Contents) -> None:
        self.contents = contents
        self.words = parts.words
        self.framer = parts.framer
        self.site = parts.site
        self.top = Link(self.words.text("title.gazettes"), about.INDEX)

    def index(self, holdings: Iterable[Holding]) -> PageView:
        """All series that have an issue."""
        entries = tuple(self._entry(one) for one in holdings)
        intro = self.words.text("gazette.intro")
        return self.framer.page(
            about.INDEX,
            "gazettes",
            GazettesView(intro, entries),
            heading=self.top.text,
            description=intro,
            column=self.framer.column(None, self.top.text, intro, about.INDEX),
            section=about.INDEX,
        )

    def _entry(self, holding: Holding) -> SeriesEntry:
        series = holding.series
        return SeriesEntry(
            series.name,
            holding.url,
            series.about or "",
            about.series_facts(series, self.words),
            self._issue(holding.newest(), holding, with_year=True),
            self._years(holding),
        )

    def series(self, holding: Holding) -> PageView:
        """What the series is, its newest issue, its years."""
        series, newest = holding.series, holding.newest()
        first = about.number_in_year(holding.issues[0], holding, self.words)
        partial = series.holdings == "partial"
        view = GazetteSeriesView(
            intro=series.about or "",
            facts=about.series_facts(series, self.words),
            holdings=self.words.text(f"gazette.holdings.{series.holdings}", first=first),
            missing=holding.missing_years() if partial else "",
            newest=self._printed(newest, holding, with_year=True),
            years=tuple(self._series_years(holding)),
            places=about.places(series, self.words),
        )
        tags = about.tags(series, holding.url, self.words)
        return self.framer.page(
            holding.url,
            "gazette-series",
            view,
            heading=series.name,
            trail=(self.top,),
            description=tags.description,
            column=tags,
            feeds=self.framer.feeds(holding.feed, series.name),
            section=about.INDEX,
            things=[things.periodical(holding, self.framer)],
        )

    def years(self, holding: Holding) -> Iterator[PageView]:
        """年度总目录 of each year."""
        series = holding.series
        for year, issues in holding.years().items():
            if year not in holding.held_years:
                continue
            heading = self.words.text("gazette.year_title", name=series.name, year=year)
            intro = self.words.text("gazette.year_intro", count=len(issues))
            view = GazetteYearView(
                intro,
                tuple(self._printed(one, holding) for one in issues),
                holding.missing(year),
                self._withdrawn(holding, year),
                self._years(holding),
                str(year),
            )
            yield self.framer.page(
                holding.year_url(year),
                "gazette-year",
                view,
                heading=heading,
                trail=(self.top, Link(series.name, holding.url)),
                description=self.words.text("gazette.year_about", name=series.name, year=year),
                column=about.tags(series, holding.url, self.words),
                feeds=self.framer.feeds(holding.feed, series.name),
                section=about.INDEX,
            )

    def _withdrawn(self, holding: Holding, year: int) -> tuple[Link, ...]:
        label = holding.series.label
        return tuple(
            Link(gazette_no.printed(one.number, label), one.notice.url)
            for one in holding.withdrawn
            if one.year == year
        )

    def _years(self, holding: Holding) -> tuple[CountedLink, ...]:
        """The years, newest first, each with its number of issues."""
        return tuple(
            CountedLink(str(year), holding.year_url(year), len(issues))
            for year, issues in sorted(holding.years().items(), reverse=True)
        )

    def _series_years(self, holding: Holding) -> Iterator[SeriesYear]:
        """The years, newest first. The newest issues are named, up to as many as a list may hold on
        one page; older ones have their year's page."""
        room = self.site.config.lists.whole
        for year, issues in sorted(holding.years().items(), reverse=True):
            shown = issues if len(issues) <= room else ()
            room -= len(issues)
            yield SeriesYear(
                str(year),
                holding.year_url(year),
                len(issues),
                _span([holding.printed(one) for one in issues]),
                self._totals(issues),
                holding.missing(year),
                tuple(self._issue(one, holding) for one in shown),
            )

    def _totals(self, issues: Sequence[Issue]) -> str:
        """The first and last cumulative number of a year, ready to print."""
        totals = sorted(one.record.cumulative for one in issues if one.record.cumulative)
        if not totals:
            return ""
        return self.words.text("gazette.total", number=_span([str(one) for one in totals]))

    def _printed(self, issue: Issue, holding: Holding, with_year: bool = False) -> IssueContents:
        link = self._issue(issue, holding, with_year)
        return IssueContents(link, self.contents.sections(issue.item))

    def _issue(self, issue: Issue, holding: Holding, with_year: bool = False) -> IssueLink:
        """An issue as a link; its year is named where the page does not say it."""
        label = holding.printed(issue)
        if with_year:
            label = about.number_in_year(issue, holding, self.words)
        record = issue.record
        return IssueLink(label, issue.url, about.total(record, self.words), day(record.date))


def _span(texts: Sequence[str]) -> str:
    """The first and the last of ``texts``."""
    return "—".join(dict.fromkeys((texts[0], texts[-1])))
