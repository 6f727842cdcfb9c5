"""有效性 case by case: what the file says, what others do to it, what the day is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import record
from tests.making import HERE, linked

TODAY = "2026-11-22"


class Case(NamedTuple):
    """A document, what acts on it, and how it then stands."""

    why: str
    fields: dict[str, Any]
    acts: dict[str, Any] | None
    key: str
    date: str = ""
    because: int = 0


def act(relation: str, **fields: Any) -> dict[str, Any]:
    return {relation: ["a.md"], "slug": "wj-2", "title": "乙", **fields}


IMPORTED: dict[str, Any] = {"origin": "imported"}
CASES = [
    Case("an agency's own document is in force", {}, None, "in_force"),
    Case("an imported one claims nothing", IMPORTED, None, "unstated"),
    Case(
        "a reposted one claims nothing",
        {"origin": "repost", "source": {"name": "来源", "url": "https://a.gov.cn/"}},
        None,
        "unstated",
    ),
    Case("unless its source says so", IMPORTED | {"validity": "现行有效"}, None, "in_force"),
    Case(
        "a day in the past is no such word",
        IMPORTED | {"effective": "2020-01-01"},
        None,
        "unstated",
    ),
    Case("or until when", IMPORTED | {"valid_to": "2030-08-31"}, None, "in_force"),
    Case("declared repealed", {"validity": "废止"}, None, "repealed"),
    Case("declared lapsed", {"validity": "失效"}, None, "lapsed"),
    Case("declared in part", {"validity": "部分失效"}, None, "partial"),
    Case("declared amended", {"validity": "已修改"}, None, "amended"),
    Case("not yet", {"effective": "2026-12-01"}, None, "not_yet", "2026-12-01"),
    Case("on its first day", {"effective": TODAY}, None, "in_force"),
    Case("on its last day", {"valid_to": TODAY}, None, "in_force"),
    Case("on the day after", {"valid_to": "2026-11-21"}, None, "lapsed", "2026-11-21"),
    Case(
        "whatever it says",
        {"valid_to": "2026-11-21", "validity": "有效"},
        None,
        "lapsed",
        "2026-11-21",
    ),
    Case(
        "repealed since its signing",
        {},
        act("repeals", signed="2026-01-05"),
        "repealed",
        "2026-01-05",
        1,
    ),
    Case(
        "repealed since it took effect",
        {},
        act("repeals", effective="2026-06-01"),
        "repealed",
        "2026-06-01",
        1,
    ),
    Case("repealed from today", {}, act("repeals", effective=TODAY), "repealed", TODAY, 1),
    Case("to be repealed", {}, act("repeals", effective="2026-12-01"), "in_force"),
    Case("an imported one too", IMPORTED, act("repeals"), "repealed", "2026-01-05", 1),
    Case("by one under embargo", {}, act("repeals", published="2027-01-01"), "in_force"),
    Case("by a draft", {}, act("repeals", status="draft"), "in_force"),
    Case(
        "before it ends",
        {"valid_to": "2025-12-31", "signed": "2020-01-01"},
        act("repeals"),
        "repealed",
        "2026-01-05",
        1,
    ),
    Case("amended", {}, act("amends"), "amended", "2026-01-05", 1),
    Case("to be amended", {}, act("amends", effective="2026-12-01"), "in_force"),
    Case("superseded is a relation", {}, act("supersedes"), "in_force", "", 1),
    Case("amended in part declared", {"validity": "部分失效"}, act("amends"), "partial"),
    Case("forwarding changes nothing", {}, act("forwards"), "in_force"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_standing(tmp_path: Path, case: Case) -> None:
    files = {f"{HERE}/a.md": record(**{"slug": "wj-1", "title": "甲"} | case.fields)}
    if case.acts:
        files[f"{HERE}/b.md"] = record(**case.acts)
    made = linked(tmp_path, files, TODAY)
    standing = made.catalog.by_id()["catalog/bgs/wj-1"].standing
    assert standing is not None
    assert (standing.key, standing.date, len(standing.because)) == (
        case.key,
        case.date,
        case.because,
    )


def test_only_documents_have_a_standing(tmp_path: Path) -> None:
    text = record(kind="interpretation", slug="jd-1")
    (item,) = linked(tmp_path, {"content/bgs/interpretations/2026/a.md": text}).catalog.items
    assert item.standing is None


def test_the_earliest_of_several_counts(tmp_path: Path) -> None:
    files = {
        f"{HERE}/a.md": record(slug="wj-1"),
        f"{HERE}/b.md": record(slug="wj-2", title="乙", repeals=["a.md"], effective="2026-07-01"),
        f"{HERE}/c.md": record(slug="wj-3", title="丙", repeals=["a.md"], effective="2026-06-01"),
        f"{HERE}/d.md": record(slug="wj-4", title="丁", repeals=["a.md"], effective="2027-06-01"),
    }
    standing = linked(tmp_path, files).catalog.by_id()["catalog/bgs/wj-1"].standing
    assert standing is not None
    assert standing.date == "2026-06-01"
    assert standing.because == ("catalog/bgs/wj-2", "catalog/bgs/wj-3")
