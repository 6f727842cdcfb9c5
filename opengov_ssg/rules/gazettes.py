"""Gazettes: each number once, none missing where all are promised, everything printed (DOMAIN 9).

Issues are counted that are public but for time, or withdrawn: neither an embargo nor a withdrawal
makes a gap. A complete series holds every number from 1 in each year from the first that it has
an issue of; after the newest issue nothing is known. Joint issues count for each of their numbers;
supplements and special issues stand outside the sequence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from opengov_ssg.errors import Problem, Severity, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import Document, GazetteIssue
from opengov_ssg.model.site import GazetteSeries
from opengov_ssg.notation import gazette_no, gazette_runs
from opengov_ssg.notation.gazette_no import IssueNo
from opengov_ssg.rules.facts import Facts

_PRINTED_WITHIN = 180
_PRINTED_CLASSES = ("regulation", "normative")
_IN_FORCE = ("in_force", "amended", "partial", "unstated")


@dataclass(frozen=True, slots=True)
class _Issue:
    entry: Entry
    record: GazetteIssue
    number: IssueNo

    @property
    def where(self) -> tuple[int, tuple[int, ...]]:
        """Its place among regular issues."""
        return self.record.year, self.number.numbers


def _series(facts: Facts) -> Iterator[tuple[GazetteSeries, list[_Issue]]]:
    """The issues of each series that have a number, in the order of print."""
    groups: dict[str, list[_Issue]] = defaultdict(list)
    for id in sorted(facts.lasting):
        entry = facts.entries[id]
        record = entry.record
        if isinstance(record, GazetteIssue) and (found := gazette_no.parse_number(record.number)):
            groups[record.series].append(_Issue(entry, record, found))
    for code, series in facts.catalog.site.gazettes.items():
        issues = groups.get(code, [])
        issues.sort(key=lambda one: (one.record.year, gazette_runs.order(one.number)))
        yield series, issues


def issues_once(facts: Facts) -> Iterator[Problem]:
    """A number is given once in a year, and a joint issue's numbers to no other one (OG220)."""
    for _, issues in _series(facts):
        first: dict[tuple[int, str, int], _Issue] = {}
        for issue in issues:
            numbers = issue.number.numbers or (0,)
            keys = [(issue.record.year, issue.number.supplement, one) for one in numbers]
            others = [first[key] for key in keys if key in first]
            if others:
                yield _twice(issue, others[0])
            for key in keys:
                first.setdefault(key, issue)


def _twice(issue: _Issue, other: _Issue) -> Problem:
    words: Words = {"title": other.record.title, "other": other.entry.path}
    return problem("gazette-issue-twice", issue.entry.path, issue.entry.place("number"), **words)


def gaps(facts: Facts) -> Iterator[Problem]:
    """A complete series lacks nothing (OG221)."""
    for series, issues in _series(facts):
        held = [one for one in issues if gazette_runs.regular(one.number)]
        if series.holdings != "complete" or not held:
            continue
        years = {year: list(group) for year, group in groupby(held, lambda one: one.record.year)}
        for before, after in pairwise(years):
            if after > before + 1:
                yield _years_missing(before, years[after][0], series)
        for year in years.values():
            yield from _numbers_missing(year, series)


def _numbers_missing(issues: list[_Issue], series: GazetteSeries) -> Iterator[Problem]:
    """The holes in one year, each told at the issue after it."""
    for run in gazette_runs.missing(gazette_runs.covered(one.number for one in issues)):
        after = next(one for one in issues if one.number.numbers[0] > run.numbers[-1])
        earlier = [one for one in issues if one.number.numbers[0] < run.numbers[0]]
        words: Words = {
            "series": series.name,
            "year": after.record.year,
            "missing": _printed(run, series),
            "after": _printed(after.number, series),
            "before": _printed(earlier[-1].number, series) if earlier else "",
            "label": series.label,
        }
        at = after.entry.place("number")
        hint = "" if earlier else "first"
        yield problem("gazette-gap", after.entry.path, at, hint=hint, **words)


def _years_missing(last: int, first: _Issue, series: GazetteSeries) -> Problem:
    until = first.record.year - 1
    words: Words = {
        "series": series.name,
        "year": "—".join(map(str, sorted({last + 1, until}))),
        "missing": f"{_printed(IssueNo((1,)), series)}……",
        "before": last,
        "after": first.record.year,
    }
    return problem(
        "gazette-gap", first.entry.path, first.entry.place("year"), hint="years", **words
    )


def _printed(number: IssueNo, series: GazetteSeries) -> str:
    return gazette_no.printed(number, series.label)


def totals(facts: Facts) -> Iterator[Problem]:
    """Cumulative numbers rise by one from issue to issue, or by as many as a joint issue counts
    for; in a partial series they rise (OG222)."""
    for series, issues in _series(facts):
        counted = [one for one in issues if one.record.cumulative]
        first: dict[int | None, _Issue] = {}
        for issue in counted:
            other = first.setdefault(issue.record.cumulative, issue)
            if other is not issue:
                yield _total(issue, other, "twice")
        extra = {one.record.cumulative or 0 for one in counted if one.number.supplement}
        held = [one for one in counted if not one.number.supplement]
        for before, after in pairwise(held):
            yield from _step(before, after, extra, series)


def _step(
    before: _Issue, after: _Issue, extra: set[int], series: GazetteSeries
) -> Iterator[Problem]:
    """``extra`` are the cumulative numbers of supplements, which may stand in between."""
    first, last = before.record.cumulative or 0, after.record.cumulative or 0
    if first == last:
        return
    if last < first:
        yield _total(after, before, "")
    elif series.holdings == "complete" and _follows(before, after):
        step = last - first - sum(first < one < last for one in extra)
        if step not in (1, len(before.number.numbers), len(after.number.numbers)):
            yield _total(after, before, "step")


def _follows(before: _Issue, after: _Issue) -> bool:
    """Whether the numbers follow each other; what lacks between others is a gap, told as that."""
    (year, numbers), (later, those) = before.where, after.where
    return those[0] == numbers[-1] + 1 if later == year else (later, those[0]) == (year + 1, 1)


def _total(issue: _Issue, other: _Issue, hint: str) -> Problem:
    words: Words = {
        "number": issue.record.cumulative,
        "title": other.record.title,
        "total": other.record.cumulative,
    }
    at, severity = issue.entry.place("cumulative"), _severity(issue)
    return problem("gazette-total", issue.entry.path, at, hint=hint, severity=severity, **words)


def dates(facts: Facts) -> Iterator[Problem]:
    """A later number came out no earlier (OG223)."""
    for _, issues in _series(facts):
        held = [one for one in issues if gazette_runs.regular(one.number)]
        for before, after in pairwise(held):
            if after.record.date < before.record.date:
                words: Words = {
                    "date": after.record.date,
                    "title": before.record.title,
                    "earlier": before.record.date,
                }
                at, severity = after.entry.place("date"), _severity(after)
                yield problem("gazette-dates", after.entry.path, at, severity=severity, **words)


def _severity(issue: _Issue) -> Severity:
    """What an imported issue says was printed so."""
    return "error" if issue.record.origin == "own" else "warning"


def all_printed(facts: Facts) -> Iterator[Problem]:
    """A rule or normative document of an agency that a complete gazette covers is printed in it
    (立法法 Art. 97, DOMAIN 9: 应登尽登), or says why not (OG224)."""
    site = facts.catalog.site
    since: dict[str, tuple[int, str]] = {}
    for series, issues in _series(facts):
        if series.holdings == "complete" and issues:
            for name in series.covers:
                year = issues[0].record.year
                since[site.agency_code(name) or name] = (year, series.name)
    for item in facts.catalog.items if since else ():
        record = item.entry.record
        if not isinstance(record, Document) or record.agency not in since:
            continue
        year, name = since[record.agency]
        if record.rule_class not in _PRINTED_CLASSES or record.origin != "own":
            continue
        standing = item.standing.key if item.standing else ""
        if record.gazette_exempt or item.related("printed_in") or standing not in _IN_FORCE:
            continue
        if not record.published or record.published.year < year:
            continue
        if (facts.today - record.published.date()).days > _PRINTED_WITHIN:
            words: Words = {"series": name, "days": _PRINTED_WITHIN}
            at = item.entry.place("published")
            yield problem("gazette-cover", item.entry.path, at, **words)
