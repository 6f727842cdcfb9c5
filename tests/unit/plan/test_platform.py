"""Disclosure platforms: who has one, its menu, what stands in it and what is only named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from opengov_ssg.model.outputs import CsvFile, JsonFile, Output
from opengov_ssg.model.views import (
    AnnualReportView,
    DisclosureView,
    PageView,
    PlatformMenu,
    PlatformView,
    StandardCatalogView,
)
from opengov_ssg.plan.planning import Plan
from tests.conftest import SITE, record
from tests.making import linked, site, theme, words
from tests.unit.read.test_annual_reports import PATH, REPORT
from tests.unit.read.test_platform_pages import GUIDE, REQUEST
from tests.unit.read.test_standard_catalog import CHINESE, FOLDER, HEADER, ROW, table

COLUMNS = """\
statutory: [rules, organ, plans]
platform: {rules: zdgd}
rules: {}
"""
WITH_COLUMNS = site(
    SITE.replace("nav:", "  - {code: zdgd, name: 公开制度, description: 制度}\nnav:", 1) + COLUMNS
)


def own(text: str) -> str:
    """A page of the sample as one of the mini site's agency."""
    return re.sub("sl-(?:jyj|bgs)", "bgs", text)


GUIDE_FILE = {"content/pages/guide.md": own(GUIDE)}
REQUEST_FILES: dict[str, Any] = {
    "content/pages/request.md": own(REQUEST),
    "content/pages/request/shenqingbiao.docx": b"PK\x03\x04",
}
RULE = {"rule_class": "行政规范性文件"}


def outputs(root: Path, files: Mapping[str, str | bytes]) -> dict[str, Output]:
    """All outputs of a mini site by path."""
    catalog = linked(root, files, of=WITH_COLUMNS).catalog
    return {one.path: one for one in Plan(catalog, theme()).outputs()}


def page(found: Mapping[str, Output], path: str) -> PageView:
    """The page at a path."""
    one = found[path]
    assert isinstance(one, PageView)
    return one


def platform(found: Mapping[str, Output], path: str) -> PlatformView:
    """A page of a platform."""
    view = page(found, path).view
    assert isinstance(view, PlatformView)
    return view


def menu(view: PlatformMenu) -> dict[str, str]:
    """The entries of a menu with their addresses."""
    return {entry.text: entry.url for entry in view.entries}


class TestWhoHasOne:
    def test_nobody_without_a_page_of_it(self, tmp_path: Path) -> None:
        found = outputs(tmp_path, {"content/bgs/documents/a.md": record()})
        assert not [path for path in found if path.startswith("disclosure/")]

    @pytest.mark.parametrize(
        "files",
        [GUIDE_FILE, REQUEST_FILES, {PATH: REPORT}],
        ids=["a guide", "a request page", "a report"],
    )
    def test_whoever_has_one_of_it(self, tmp_path: Path, files: dict[str, str]) -> None:
        found = outputs(tmp_path, files)
        assert "disclosure/bgs/index.html" in found
        assert "disclosure/jyj/index.html" not in found

    def test_all_are_gathered(self, tmp_path: Path) -> None:
        found = outputs(tmp_path, {**GUIDE_FILE, PATH: REPORT})
        view = page(found, "disclosure/index.html").view
        assert isinstance(view, DisclosureView)
        (row,) = view.rows
        assert row.agency.url == "disclosure/bgs/index.html"
        urls = [cell.url if cell else "" for cell in row.cells]
        assert urls == [
            "disclosure/bgs/guide.html",
            "",
            "disclosure/bgs/content/index.html",
            "disclosure/bgs/reports/index.html",
            "",
        ]


class TestMenu:
    def test_the_blocks_in_the_order_of_the_platform_rules(self, tmp_path: Path) -> None:
        found = outputs(tmp_path, GUIDE_FILE)
        view = platform(found, "disclosure/bgs/index.html")
        assert menu(view.menu) == {
            "政府信息公开指南": "disclosure/bgs/guide.html",
            "政府信息公开制度": "",
            "法定主动公开内容": "disclosure/bgs/content/index.html",
            "政府信息公开年报": "",
            "依申请公开": "",
        }

    def test_every_entry_leads_to_a_page(self, tmp_path: Path) -> None:
        rule = record(column="zdgd")
        files = {**GUIDE_FILE, **REQUEST_FILES, PATH: REPORT, "content/bgs/documents/a.md": rule}
        found = outputs(tmp_path, files)
        links = menu(platform(found, "disclosure/bgs/index.html").menu)
        assert all(url in found for url in links.values())

    def test_the_guide_stands_in_it(self, tmp_path: Path) -> None:
        view = page(outputs(tmp_path, GUIDE_FILE), "disclosure/bgs/guide.html")
        entries = view.view.details.menu.entries
        assert [entry.current for entry in entries] == ["page", "", "", "", ""]
        assert [link.url for link in view.trail[1:]] == [
            "disclosure/index.html",
            "disclosure/bgs/index.html",
        ]


class TestContent:
    OLD: ClassVar[dict[str, Any]] = {
        "slug": "wj-2024-0001",
        "signed": "2024-01-05",
        "published": "2024-01-06",
        **RULE,
    }

    def test_all_columns_are_named_and_only_those_with_records_linked(self, tmp_path: Path) -> None:
        plan = {"content/bgs/documents/a.md": record(column="plans")}
        view = platform(
            outputs(tmp_path, {**GUIDE_FILE, **plan}), "disclosure/bgs/content/index.html"
        )
        assert [(one.url, one.count) for one in view.columns] == [
            ("", 0),
            ("", 0),
            ("#item-plans", 1),
        ]
        assert [section.id for section in view.sections] == ["item-plans"]

    def test_rules_in_force_apart_from_those_that_are_not(self, tmp_path: Path) -> None:
        files = {
            **GUIDE_FILE,
            "content/bgs/documents/a.md": record(**self.OLD),
            "content/bgs/documents/b.md": record(repeals=["./a.md"], **RULE),
        }
        found = outputs(tmp_path, files)
        folder = "disclosure/bgs/content/rules"
        lists = {
            path: platform(found, f"{folder}/{path}/index.html").listing
            for path in ("normative", "normative-ended")
        }
        rows = {path: one.rows for path, one in lists.items() if one}
        assert [row.url for row in rows["normative"]] == ["catalog/bgs/wj-2026-0001.html"]
        assert [row.url for row in rows["normative-ended"]] == ["catalog/bgs/wj-2024-0001.html"]
        (section,) = platform(found, "disclosure/bgs/content/index.html").sections
        assert [(way.text, way.count) for way in section.ways] == [
            ("行政规范性文件", 1),
            ("废止和失效的行政规范性文件", 1),
        ]

    def test_what_has_ended_stands_in_no_column(self, tmp_path: Path) -> None:
        """Only under 废止和失效; nor among the newest of the agency's first page."""
        files = {
            **GUIDE_FILE,
            "content/bgs/documents/a.md": record(**self.OLD, column="plans"),
            "content/bgs/documents/b.md": record(repeals=["./a.md"], column="plans"),
        }
        found = outputs(tmp_path, files)
        listing = platform(found, "disclosure/bgs/content/plans/index.html").listing
        assert listing is not None
        assert [row.url for row in listing.rows] == ["catalog/bgs/wj-2026-0001.html"]
        sections = platform(found, "disclosure/bgs/index.html").sections
        (newest,) = [one for one in sections if one.id == "newest"]
        assert [row.url for row in newest.rows] == ["catalog/bgs/wj-2026-0001.html"]

    def test_a_record_stands_once_on_the_page(self, tmp_path: Path) -> None:
        """A rule that has a column of its own is shown there, not among the rules as well."""
        files = {
            **GUIDE_FILE,
            "content/bgs/documents/a.md": record(column="plans", **RULE),
            "content/bgs/documents/b.md": record(slug="wj-2026-0002", **RULE),
        }
        view = platform(outputs(tmp_path, files), "disclosure/bgs/content/index.html")
        assert [[row.url for row in section.rows] for section in view.sections] == [
            ["catalog/bgs/wj-2026-0002.html"],
            ["catalog/bgs/wj-2026-0001.html"],
        ]

    def test_the_agencys_own_page_is_linked(self, tmp_path: Path) -> None:
        view = platform(outputs(tmp_path, GUIDE_FILE), "disclosure/bgs/index.html")
        links = [link.url for section in view.sections for link in section.links]
        assert links == ["agencies/bgs/index.html"]

    def test_what_others_made_does_not_count(self, tmp_path: Path) -> None:
        repost = record(
            column="plans", origin="repost", source={"name": "国务院", "url": "http://www.gov.cn/"}
        )
        files = {**GUIDE_FILE, "content/bgs/documents/a.md": repost}
        found = outputs(tmp_path, files)
        assert "disclosure/bgs/content/plans/index.html" not in found

    def test_rules_of_ones_own_before_those_of_others(self, tmp_path: Path) -> None:
        files = {
            **GUIDE_FILE,
            "content/bgs/documents/a.md": record(column="zdgd"),
            "content/jyj/documents/b.md": record(column="zdgd", agency="jyj"),
        }
        view = platform(outputs(tmp_path, files), "disclosure/bgs/rules.html")
        assert [section.id for section in view.sections] == ["own", "others"]
        assert [row.agency for section in view.sections for row in section.rows] == [
            "测试市人民政府办公室",
            "测试市教育局",
        ]


class TestReports:
    def test_a_report_with_its_tables_and_counts(self, tmp_path: Path) -> None:
        found = outputs(tmp_path, {PATH: REPORT})
        view = page(found, "disclosure/bgs/reports/2025.html").view.details
        assert isinstance(view, AnnualReportView)
        assert [one.name for one in view.tables] == ["table2", "table3", "table4"]
        counts = {(one.row, one.column): (one.stated, one.counted) for one in view.counts}
        assert counts["行政规范性文件", "本年制发件数"] == (1, 0)
        assert all(link.url in found for link in view.data)

    def test_the_years_lead_to_each_other(self, tmp_path: Path) -> None:
        before = REPORT.replace("year: 2025", "year: 2024").replace("2026-01-23", "2025-01-23")
        found = outputs(tmp_path, {PATH: REPORT, PATH.replace("2025", "2024"): before})
        older, newer = (
            page(found, f"disclosure/bgs/reports/{year}.html").view.details for year in (2024, 2025)
        )
        assert (older.previous, older.next.url) == (None, "disclosure/bgs/reports/2025.html")
        assert (newer.previous.url, newer.next) == ("disclosure/bgs/reports/2024.html", None)
        index = platform(found, "disclosure/bgs/reports/index.html")
        assert [row.year for row in index.reports] == [2025, 2024]

    def test_the_data_hold_the_numbers_of_the_page(self, tmp_path: Path) -> None:
        found = outputs(tmp_path, {PATH: REPORT})
        data, csv = (found[f"disclosure/bgs/reports/2025{end}"] for end in (".json", "-table3.csv"))
        assert isinstance(data, JsonFile)
        assert isinstance(csv, CsvFile)
        assert data.value["table3"]["new"]["natural"] == 12
        assert csv.rows[1] == (
            "一、本年新收政府信息公开申请数量",
            "",
            "",
            *("12", "3", "0", "1", "1", "0", "17"),
        )
        assert len(csv.rows) == 26

    def test_the_label_is_the_sites_choice(self, tmp_path: Path) -> None:
        label = site(SITE + "platform: {reports: 政府信息公开年度报告}\n")
        catalog = linked(tmp_path, {PATH: REPORT}, of=label).catalog
        found = {one.path: one for one in Plan(catalog, theme()).outputs()}
        assert page(found, "disclosure/bgs/reports/index.html").heading == "政府信息公开年度报告"


class TestStandardCatalogs:
    def test_rows_with_what_fulfils_them(self, tmp_path: Path) -> None:
        heads = [*CHINESE, "公开方式", "栏目"]
        rows = [[*ROW, "主动", "zcwj"], [*ROW, "主动", "plans"], [*ROW, "依申请", ""]]
        files = {
            f"{FOLDER}/a.md": HEADER,
            f"{FOLDER}/a/目录.csv": table(heads, *rows),
            "content/jyj/documents/a.md": record(agency="jyj", column="zcwj"),
        }
        found = outputs(tmp_path, files)
        view = page(found, "disclosure/bgs/catalogs/ceshi.html").view.details
        assert isinstance(view, StandardCatalogView)
        (area,) = view.areas
        assert [row.state for row in area.rows] == ["fulfilled", "empty", "on_request"]
        assert [link.url for link in area.rows[0].records] == ["catalog/jyj/wj-2026-0001.html"]
        assert [link.url for row in area.rows for link in row.lists] == [
            "columns/zcwj/index.html",
            "",
        ]
        assert view.states == (("fulfilled", 1), ("empty", 1), ("on_request", 1))
        states = [words().text(f"platform.state_{row.state}") for row in area.rows]
        assert states == ["已公开", "尚无公开内容", "依申请公开"]

    def test_the_data_name_the_records(self, tmp_path: Path) -> None:
        files = {
            f"{FOLDER}/a.md": HEADER,
            f"{FOLDER}/a/目录.csv": table([*CHINESE, "栏目"], [*ROW, "zcwj"]),
            "content/jyj/documents/a.md": record(agency="jyj", column="zcwj"),
        }
        found = outputs(tmp_path, files)
        data, csv = (found[f"disclosure/bgs/catalogs/ceshi.{form}"] for form in ("json", "csv"))
        assert isinstance(data, JsonFile)
        assert isinstance(csv, CsvFile)
        (row,) = data.value["rows"]
        assert row["records"] == ["catalog/jyj/wj-2026-0001.html"]
        assert len(csv.rows) == 2
        assert len(csv.rows[0]) == len(csv.rows[1])
        assert csv.rows[1][-1] == "1"
