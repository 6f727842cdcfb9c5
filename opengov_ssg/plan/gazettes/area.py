"""The area as planning sees it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.outputs import Output
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.views import PageView
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.gazettes import about, resolving
from opengov_ssg.plan.gazettes.contents import Contents
from opengov_ssg.plan.gazettes.holdings import Holding, holdings
from opengov_ssg.plan.gazettes.issue_page import IssuePlanner, contents_path
from opengov_ssg.plan.gazettes.series_pages import SeriesPlanner


class Gazettes(Area):
    """Plans issues, years, series, their index and the resolver; nothing without a public issue."""

    kinds: ClassVar[frozenset[str]] = frozenset((GazetteIssue.KIND,))

    @cached_property
    def _holdings(self) -> dict[str, Holding]:
        return holdings(self.parts.items.values(), self.parts.notices, self.site)

    @cached_property
    def _contents(self) -> Contents:
        return Contents(self.parts.items, self.parts.notices, self.words)

    @cached_property
    def _issues(self) -> IssuePlanner:
        return IssuePlanner(self.parts, self._contents)

    def page(self, item: Item) -> PageView:
        """The page of an issue."""
        record = item.entry.record
        if not isinstance(record, GazetteIssue):
            raise ValueError(item.id)
        holding = self._holdings[record.series]
        return self._issues.page(holding.issues[holding.place(item.id)], holding)

    def pages(self) -> Iterator[PageView]:
        """The index of series, each series, its years; the resolver."""
        held = list(self._holdings.values())
        if not held:
            return
        planner = SeriesPlanner(self.parts, self._contents)
        yield planner.index(held)
        for holding in held:
            yield planner.series(holding)
            yield from planner.years(holding)
        yield resolving.page(held, self.parts)

    def outputs(self) -> Iterator[Output]:
        """The contents of each issue as text."""
        for holding in self._holdings.values():
            yield from (
                self._issues.text(issue, holding) for issue in holding.issues if issue.is_held
            )

    def addresses(self) -> set[str]:
        """Every path of these."""
        found = {about.INDEX, about.RESOLVE} if self._holdings else set()
        for holding in self._holdings.values():
            found.add(holding.url)
            found.update(holding.year_url(year) for year in holding.held_years)
            found.update(contents_path(one) for one in holding.issues if one.is_held)
        return found
