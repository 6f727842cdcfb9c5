"""The platforms of agencies: their guides, annual reports, standard catalogs (DOMAIN 4, 8).

All of it is warned of and nothing fails: what is due depends on the day, and what is public, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.fulfilment import Fulfilment, is_selective, on_request
from opengov_ssg.model.platforms import Holdings, is_government, platforms
from opengov_ssg.model.records import AnnualReport, StandardCatalog
from opengov_ssg.model.report_tables import carried_over
from opengov_ssg.model.rule_counts import RuleCounts
from opengov_ssg.rules.facts import Facts

_DUE, _DUE_OF_GOVERNMENTS = (1, 31), (3, 31)
"""Month and day: 条例 Art. 49."""


def report_carry(facts: Facts) -> Iterator[Problem]:
    """What a year carries in is what the year before carried out (OG229)."""
    for reports in _reports(facts).values():
        by_year = {report.year: (entry, report) for entry, report in reports}
        for entry, report in reports:
            if report.year - 1 not in by_year:
                continue
            before, previous = by_year[report.year - 1]
            if found := carried_over(previous.tables, report.tables):
                words: Words = {"stated": found.stated, "computed": found.computed}
                at = entry.place(found.field)
                year, other = previous.year, before.path
                yield problem(
                    "report-carry",
                    entry.path,
                    at,
                    label=found.label,
                    year=year,
                    other=other,
                    **words,
                )


def report_counts(facts: Facts) -> Iterator[Problem]:
    """Table 2's row (一) beside the documents of the site (OG230). The report of a government sums
    up its departments, which the site does not know as such: it is not compared."""
    site, every = facts.catalog.site, _reports(facts)
    if not every:
        return
    counts = RuleCounts(facts.catalog.by_id(), site)
    for agency, reports in every.items():
        if is_government(site.agencies[agency].name):
            continue
        for entry, report in reports:
            for one in counts.compare(report):
                if one.stated != one.counted:
                    words: Words = {"stated": one.stated, "counted": one.counted}
                    at = entry.place(one.field)
                    hint = f"{one.row}-{one.column}".replace("_", "-")
                    yield problem(
                        "report-counts", entry.path, at, hint=hint, year=report.year, **words
                    )


def _reports(facts: Facts) -> dict[str, list[tuple[Entry, AnnualReport]]]:
    """The reports of each agency by year, those to be released too."""
    found: dict[str, list[tuple[Entry, AnnualReport]]] = defaultdict(list)
    for id in sorted(facts.lasting):
        entry = facts.entries[id]
        record = entry.record
        if isinstance(record, AnnualReport) and not record.withdrawn:
            found[record.agency].append((entry, record))
    for reports in found.values():
        reports.sort(key=lambda pair: pair[1].year)
    return found


def report_due(facts: Facts) -> Iterator[Problem]:
    """Last year's report is there by 31 January, that of a government by 31 March (OG231)."""
    year = facts.today.year - 1
    for holdings in _platforms(facts):
        name = facts.catalog.site.agencies[holdings.agency].name
        due = date(year + 1, *(_DUE_OF_GOVERNMENTS if is_government(name) else _DUE))
        there = any(_year(item.entry) == year for item in holdings.reports)
        if facts.today > due and not there:
            at = _place(facts, holdings.agency)
            words: Words = {"agency": name, "code": holdings.agency, "year": year, "due": due}
            yield problem("report-due", "site.yaml", at, **words)


def _year(entry: Entry) -> int:
    return entry.record.year if isinstance(entry.record, AnnualReport) else 0


def guide_missing(facts: Facts) -> Iterator[Problem]:
    """A platform begins with the guide (条例 Art. 12; OG235)."""
    for holdings in _platforms(facts):
        if not holdings.guide:
            code = holdings.agency
            name = facts.catalog.site.agencies[code].name
            yield problem("guide-missing", "site.yaml", _place(facts, code), agency=name, code=code)


def guide_twice(facts: Facts) -> Iterator[Problem]:
    """An agency has one guide: of several, all but the one that its platform shows (OG237)."""
    for holdings in _platforms(facts):
        name = facts.catalog.site.agencies[holdings.agency].name
        for item in holdings.guides[1:]:
            entry, other = item.entry, holdings.guides[0].entry.path
            at = entry.place("guide")
            yield problem("guide-twice", entry.path, at, agency=name, other=other)


def _platforms(facts: Facts) -> Sequence[Holdings]:
    return tuple(platforms(facts.catalog.items, facts.catalog.site).values())


def _place(facts: Facts, code: str) -> tuple[int, int]:
    return facts.catalog.site.place("agencies", list(facts.catalog.site.agencies).index(code))


def catalog_rows(facts: Facts) -> Iterator[Problem]:
    """A row of a standard catalog that nothing public fulfils (OG236)."""
    items = facts.catalog.items
    catalogs = [item.entry for item in items if isinstance(item.entry.record, StandardCatalog)]
    fulfilment = Fulfilment(items, facts.catalog.site) if catalogs else None
    for entry in catalogs:
        record = entry.record
        if not isinstance(record, StandardCatalog) or fulfilment is None:
            continue
        table = {file.name: file.path for file in entry.files}.get(record.table or "", entry.path)
        for index, row in enumerate(record.rows):
            if on_request(row) or fulfilment.find(row):
                continue
            hint = "" if is_selective(row) else "selection"
            at = entry.place(f"rows.{index}")
            yield problem("catalog-row-empty", table, at, hint=hint, area=row.area, item=row.item)
