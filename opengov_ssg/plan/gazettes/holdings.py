"""What is held of each series: its public issues in the order of print, by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from opengov_ssg.model.catalog import Item, Notice
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.site import GazetteSeries, Site
from opengov_ssg.notation import gazette_no, gazette_runs
from opengov_ssg.notation.gazette_no import IssueNo


@dataclass(frozen=True, slots=True)
class Issue:
    """A public issue; ``number`` is None where it is no number."""

    item: Item
    record: GazetteIssue
    number: IssueNo | None

    @property
    def url(self) -> str:
        """The address of its page; empty where nothing can lead there."""
        return self.item.url

    @property
    def is_held(self) -> bool:
        """Whether its page is here: it is not outside of the part of the site that is built."""
        return self.item.base is None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An issue that left a notice."""

    year: int
    number: IssueNo
    notice: Notice


@dataclass(frozen=True)
class Holding:
    """The issues of a series in the order of print, at least one of them held; and notices
    of withdrawn ones."""

    series: GazetteSeries
    issues: tuple[Issue, ...]
    withdrawn: tuple[Withdrawn, ...]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {issue.item.id: place for place, issue in enumerate(self.issues)}

    def place(self, id: str) -> int:
        """The position of an issue in the order of print."""
        return self._places[id]

    @property
    def url(self) -> str:
        """The page of the series."""
        return f"gazette/{self.series.code}/index.html"

    @property
    def feed(self) -> str:
        """The feed of the series, without ending."""
        return f"feeds/gazette-{self.series.code}"

    def year_url(self, year: int) -> str:
        """The page of a year; on the site, or empty, where no issue of that year is held."""
        path = f"gazette/{self.series.code}/{year}/index.html"
        if year in self.held_years:
            return path
        base = next((one.item.base for one in self.issues if not one.is_held), "")
        return f"{base}{path}" if base else ""

    @cached_property
    def held_years(self) -> frozenset[int]:
        """The years of which an issue is held: each has its page."""
        return frozenset(one.record.year for one in self.issues if one.is_held)

    def years(self) -> dict[int, tuple[Issue, ...]]:
        """The issues of each year, the oldest first."""
        return {
            year: tuple(group) for year, group in groupby(self.issues, lambda one: one.record.year)
        }

    def newest(self) -> Issue:
        """The issue that came out last."""
        return max(self.issues, key=lambda one: one.record.date)

    def printed(self, issue: Issue) -> str:
        """The number as on the cover."""
        return gazette_no.printed(issue.number or issue.record.number, self.series.label)

    def missing(self, year: int) -> str:
        """The numbers of a year that a partial holding lacks, as far as it is known that there are
        such: ``第7号、第9—11号``."""
        if self.series.holdings == "complete":
            return ""
        known = [one.number for one in self.issues if one.record.year == year]
        known += [one.number for one in self.withdrawn if one.year == year]
        lacking = gazette_runs.missing(gazette_runs.covered(known))
        return "、".join(gazette_no.printed(one, self.series.label) for one in lacking)

    def missing_years(self) -> str:
        """The years between the first and the last of which there is nothing:
        ``2019、2021—2023``."""
        held = [*self.years()]
        known = {*held, *(one.year for one in self.withdrawn)}
        spans = []
        before = held[0]
        for year in sorted(one for one in known if one >= before):
            if year > before + 1:
                spans.append("—".join(map(str, sorted({before + 1, year - 1}))))
            before = year
        return "、".join(spans)


def holdings(
    items: Iterable[Item], notices: Mapping[str, Notice], site: Site
) -> dict[str, Holding]:
    """What is known of each series that has a public issue here, in the order of site.yaml."""
    groups: dict[str, list[Issue]] = defaultdict(list)
    for item in items:
        record = item.entry.record
        if isinstance(record, GazetteIssue):
            number = gazette_no.parse_number(record.number)
            groups[record.series].append(Issue(item, record, number))
    return {
        code: Holding(
            series,
            tuple(sorted(groups[code], key=_place)),
            tuple(_withdrawn(code, notices)),
        )
        for code, series in site.gazettes.items()
        if any(one.is_held for one in groups.get(code, ()))
    }


def _place(issue: Issue) -> tuple[object, ...]:
    record = issue.record
    return record.year, *gazette_runs.order(issue.number), record.date, issue.item.id


def _withdrawn(code: str, notices: Mapping[str, Notice]) -> list[Withdrawn]:
    """The notices of issues: their address alone tells which issue it was."""
    found = []
    for notice in notices.values():
        parts = notice.id.split("/")
        if parts[:2] == ["gazette", code] and len(parts) == 5:
            number = gazette_no.parse_number(parts[3])
            if number:
                found.append(Withdrawn(int(parts[2]), number, notice))
    return sorted(found, key=lambda one: (one.year, gazette_runs.order(one.number)))
