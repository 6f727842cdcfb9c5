"""Which records fulfil a row of a standard catalog."""

from __future__ import annotations

from typing import Any

import pytest

from opengov_ssg.model.fulfilment import Fulfilment, is_selective, on_request
from opengov_ssg.model.records import CatalogRow
from tests.making import item, site

RECORDS: list[dict[str, Any]] = [
    {"slug": "wj-1", "column": "zcwj", "keywords": "招生", "published": "2026-01-06"},
    {"slug": "wj-2", "column": "zcwj", "title": "关于入学的通知", "published": "2026-01-07"},
    {"slug": "wj-3", "agency": "jyj", "topics": "科技、教育\\教育", "published": "2026-01-08"},
    {"slug": "wj-4", "column": "zcwj", "origin": "repost", "keywords": "招生"},
]
FOUND = Fulfilment([item(**fields) for fields in RECORDS], site())


def row(**fields: Any) -> CatalogRow:
    """A row; what is not given is of no matter."""
    given: dict[str, Any] = {
        "area": "教育",
        "item": "招生",
        "content": "招生计划",
        "basis": "条例",
        "time_limit": "20个工作日",
        "body": "各机关",
        "channels": ("政府网站",),
        **fields,
    }
    return CatalogRow(**given)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"column": "zcwj"}, ["wj-2", "wj-1"]),
        ({"column": "zcwj", "keywords": ("招生",)}, ["wj-1"]),
        ({"keywords": ("入学", "招生")}, ["wj-2", "wj-1"]),
        ({"keywords": ("听证",)}, []),
        ({"keywords": ("\u200b",)}, []),  # of which nothing is left to look for
        ({"topics": ("科技、教育",)}, ["wj-3"]),
        ({"topics": ("科技、教育\\教育",), "body": "测试市教育局"}, ["wj-3"]),
        ({"topics": ("科技、教育\\教育",), "body": "测试市人民政府办公室"}, []),
        ({"column": "zcwj", "body": "测试市教育局、测试市人民政府办公室"}, ["wj-2", "wj-1"]),
        ({}, []),
    ],
)
def test_records_meet_all_that_a_row_says(fields: dict[str, Any], expected: list[str]) -> None:
    found = FOUND.find(row(**fields))
    assert [one.entry.record.slug for one in found] == expected


def test_a_row_that_says_nothing_selects_nothing() -> None:
    assert not is_selective(row())
    assert is_selective(row(keywords=("招生",)))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("主动", False), ("依申请", True), ("依申请公开", True), ("主动、依申请", False)],
)
def test_on_request_only(mode: str, expected: bool) -> None:
    assert on_request(row(mode=mode)) is expected
