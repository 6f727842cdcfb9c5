"""政府信息公开年报: the list by year, each report with its statutory tables, the tables as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from opengov_ssg.model import report_views
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.outputs import CsvFile, JsonFile, Output
from opengov_ssg.model.platforms import is_government
from opengov_ssg.model.records import AnnualReport
from opengov_ssg.model.report_rows import APPLICANTS, LINES4, OUTCOMES, SECTIONS2, Line
from opengov_ssg.model.report_tables import ReportTables
from opengov_ssg.model.rule_counts import RuleCounts
from opengov_ssg.model.views import (
    AnnualReportView,
    ColumnTags,
    CountsRow,
    Link,
    PageView,
    PlatformView,
    ReportRow,
)
from opengov_ssg.plan import schema_org
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.platform.ground import INDEX, Ground
from opengov_ssg.plan.words import moment

_HEADS2 = {one.key: one.label for _, columns, _ in SECTIONS2 for one in columns}
_LINES2 = {line.key: line.label for _, _, lines in SECTIONS2 for line in lines}


class Reports:
    """Plans the annual reports of every platform."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.words = ground.words

    @cached_property
    def _rules(self) -> RuleCounts:
        return RuleCounts(self.ground.parts.items, self.ground.site)

    def index(self, agency: str) -> Iterator[PageView]:
        """The list by year, where there is a report."""
        path = self.ground.block(agency, "reports")
        if not path:
            return
        heading = self.ground.title("reports")
        intro = self.words.text("platform.reports_intro")
        reports = self.ground.of(agency).reports
        rows = tuple(_row(item, record) for item in reversed(reports) if (record := _of(item)))
        years = self.ground.years(agency, path)
        view = PlatformView(self.ground.menu(agency, "reports", path, years), intro, reports=rows)
        yield self.ground.framer.page(
            path,
            "platform",
            view,
            heading=heading,
            trail=self.ground.trail(agency),
            description=intro,
            column=ColumnTags(heading, intro, heading, heading, path),
            section=INDEX,
        )

    def page(self, item: Item) -> PageView:
        """The page of a report."""
        record, parts = item.entry.record, self.ground.parts
        index = self.ground.block(record.agency, "reports")
        title, intro = self.ground.title("reports"), self.words.text("platform.reports_intro")
        return self.ground.framer.page(
            item.url,
            "annual-report",
            parts.plain(item, self._details(item)),
            heading=record.title,
            trail=self.ground.trail(record.agency, "reports"),
            description=parts.description(item),
            column=self.ground.framer.column(record.column, title, intro, index),
            article=parts.article(item),
            section=INDEX,
            things=[schema_org.thing(item, parts.items, self.ground.framer)],
        )

    def _details(self, item: Item) -> AnnualReportView | None:
        record = _of(item)
        if record is None:
            return None
        ground, tables = self.ground, record.tables
        years = ground.years(record.agency, item.url)
        previous, following = self._neighbours(item)
        return AnnualReportView(
            menu=ground.menu(record.agency, "reports", item.url, years),
            facts=facts(item, ground.parts),
            year=record.year,
            tables=(
                report_views.view2(tables),
                report_views.view3(tables),
                report_views.view4(tables),
            ),
            counts=self._counts(record),
            data=tuple(
                Link(self.words.text(f"platform.data_{name}"), f"{item.id}{ending}")
                for name, ending in _FILES.items()
            ),
            previous=previous,
            next=following,
        )

    def _counts(self, record: AnnualReport) -> tuple[CountsRow, ...]:
        site = self.ground.site
        if is_government(site.agencies[record.agency].name):
            return ()
        return tuple(
            CountsRow(_LINES2[one.row], _HEADS2[one.column], one.stated, one.counted)
            for one in self._rules.compare(record)
        )

    def _neighbours(self, item: Item) -> tuple[Link | None, Link | None]:
        """The reports of the years before and after."""
        reports = self.ground.of(item.entry.record.agency).reports
        at = reports.index(item)
        links = [None, *(Link(one.entry.record.title, one.url) for one in reports), None]
        return links[at], links[at + 2]

    def outputs(self, item: Item) -> Iterator[Output]:
        """The tables as JSON, and each as CSV."""
        record = _of(item)
        if record is None:
            return
        about = {
            "version": 1,
            "title": record.title,
            "agency": record.agency,
            "agency_name": self.words.agency(record.agency),
            "year": record.year,
            "published": moment(record.published)[:10],
            "url": item.url,
        }
        tables = record.tables
        yield JsonFile(f"{item.id}{_FILES['json']}", about | report_views.as_json(tables))
        yield CsvFile(f"{item.id}{_FILES['table2']}", tuple(_table2(tables)))
        yield CsvFile(f"{item.id}{_FILES['table3']}", tuple(_table3(tables)))
        yield CsvFile(f"{item.id}{_FILES['table4']}", tuple(_table4(tables)))

    def addresses(self, agency: str) -> Iterator[str]:
        """The paths of the list and of the data files."""
        if path := self.ground.block(agency, "reports"):
            yield path
        for item in self.ground.of(agency).reports:
            yield from (f"{item.id}{ending}" for ending in _FILES.values())


_FILES = {
    "json": ".json",
    "table2": "-table2.csv",
    "table3": "-table3.csv",
    "table4": "-table4.csv",
}


def _of(item: Item) -> AnnualReport | None:
    record = item.entry.record
    return record if isinstance(record, AnnualReport) else None


def _row(item: Item, record: AnnualReport) -> ReportRow:
    table = record.tables.table3
    return ReportRow(
        record.year,
        Link(record.title, item.url),
        moment(record.published)[:10],
        table.new[-1],
        table.total[-1],
        table.carried_out[-1],
    )


Cells = tuple[str, ...]


def _table2(tables: ReportTables) -> Iterator[Cells]:
    """A number a line, for the columns of this table are not the same for all its rows."""
    yield ("条例第二十条", "信息内容", "统计项", "数值")
    numbers = report_views.as_json(tables)["table2"]
    for item, columns, lines in SECTIONS2:
        for line in lines:
            for column in columns:
                found = numbers[line.key]
                value = found[column.key] if isinstance(found, dict) else found
                shown = format(tables.table2.fees, "f") if line.key == "fees" else str(value)
                yield (item.label, line.label, column.label, shown)


def _table3(tables: ReportTables) -> Iterator[Cells]:
    yield ("项目", "情形", "内容", *(column.label for column in APPLICANTS))
    for row in report_views.rows3(tables):
        heads: Sequence[str] = (*row.groups, row.label)
        yield (*heads, *("",) * (3 - len(heads)), *map(str, row.numbers))


def _table4(tables: ReportTables) -> Iterator[Cells]:
    yield ("类别", *(column.label for column in OUTCOMES))
    for line in LINES4:
        yield (_spoken(line), *map(str, getattr(tables.table4, line.field)))


def _spoken(line: Line) -> str:
    return " ".join((*(group.label for group in line.groups), line.label))
