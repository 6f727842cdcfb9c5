"""Rules counted from the site: by the day they were signed, repealed, lapsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from opengov_ssg.model.platforms import is_government
from opengov_ssg.model.records import AnnualReport
from opengov_ssg.model.rule_counts import RuleCounts
from tests.conftest import record
from tests.making import entries, linked, site
from tests.unit.read.test_annual_reports import PATH, REPORT

NORMATIVE = {"rule_class": "行政规范性文件"}


def counted(root: Path, year: int, **documents: Mapping[str, object]) -> tuple[int, ...]:
    """Issued, repealed, in force of 行政规范性文件 at the end of ``year``; the documents by
    slug."""
    (entry,) = entries(root / "report", {PATH: REPORT})
    report = entry.record
    assert isinstance(report, AnnualReport)
    files = {
        f"content/bgs/documents/{name}.md": record(slug=f"wj-{name}", **{**NORMATIVE, **fields})
        for name, fields in documents.items()
    }
    items = linked(root / "site", files).catalog.by_id()
    found = RuleCounts(items, site()).compare(replace(report, year=year))
    assert [(one.row, one.column) for one in found[:3]] == [
        ("regulations", "issued"),
        ("regulations", "repealed"),
        ("regulations", "in_force"),
    ]
    return tuple(one.counted for one in found[3:])


OLD = {"signed": "2024-03-01", "published": "2024-03-02"}


@pytest.mark.parametrize(
    ("year", "expected"), [(2023, (0, 0, 0)), (2024, (1, 0, 1)), (2025, (0, 0, 1))]
)
def test_a_rule_counts_from_the_year_it_was_signed(
    tmp_path: Path, year: int, expected: tuple[int, ...]
) -> None:
    assert counted(tmp_path, year, a=OLD) == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, (1, 0, 1)), (2025, (1, 0, 2)), (2026, (0, 1, 1))]
)
def test_a_repeal_counts_when_it_takes_effect(
    tmp_path: Path, year: int, expected: tuple[int, ...]
) -> None:
    repealing = {
        "signed": "2025-11-20",
        "published": "2025-11-21",
        "effective": "2026-01-01",
        "repeals": ["./a.md"],
    }
    assert counted(tmp_path, year, a=OLD, b=repealing) == expected


@pytest.mark.parametrize(("year", "expected"), [(2024, (1, 0, 1)), (2025, (0, 0, 0))])
def test_a_rule_that_lapses_is_not_repealed(
    tmp_path: Path, year: int, expected: tuple[int, ...]
) -> None:
    assert counted(tmp_path, year, a={**OLD, "valid_to": "2025-12-30"}) == expected


def test_its_last_day_is_still_in_force(tmp_path: Path) -> None:
    assert counted(tmp_path, 2025, a={**OLD, "valid_to": "2025-12-31"}) == (0, 0, 1)


def test_repealed_on_a_day_that_the_record_states(tmp_path: Path) -> None:
    stated = {**OLD, "validity": "废止", "valid_to": "2025-05-01"}
    assert counted(tmp_path, 2025, a=stated) == (0, 1, 0)


def test_repealed_nobody_knows_when(tmp_path: Path) -> None:
    assert counted(tmp_path, 2024, a={**OLD, "validity": "废止"}) == (1, 0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"rule_class": "其他文件"},
        {"agency": "jyj"},
        {"issuers": ["国务院办公厅"]},
        {"issuers": ["测试市教育局"]},
    ],
)
def test_what_is_not_the_agencys_own_rule_does_not_count(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    assert counted(tmp_path, 2024, a={**OLD, **fields}) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("测试市人民政府", True),
        ("示例市人民政府（示例）", True),
        ("测试市人民政府办公室", False),
        ("测试市教育局", False),
        ("测试市人民政府驻北京办事处", False),
    ],
)
def test_a_government_is_known_by_its_name(name: str, expected: bool) -> None:
    assert is_government(name) is expected


def test_each_report_is_beside_the_documents_of_its_own_agency(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path / "report", {PATH: REPORT})
    report = entry.record
    assert isinstance(report, AnnualReport)
    names = {"bgs": ("a", "b"), "jyj": ("c",)}
    files = {
        f"content/{agency}/documents/{name}.md": record(
            slug=f"wj-{name}", agency=agency, **{**NORMATIVE, **OLD}
        )
        for agency, several in names.items()
        for name in several
    }
    counts = RuleCounts(linked(tmp_path / "site", files).catalog.by_id(), site())
    for agency, issued in (("bgs", 2), ("jyj", 1), ("zfb", 0)):
        found = counts.compare(replace(report, agency=agency, year=2024))
        by_place = {one.field: one.counted for one in found}
        assert by_place["tables.table2.normative.issued"] == issued
