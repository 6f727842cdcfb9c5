"""What the passing of time alone does: it changes pages at instants that are told,
and fails nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.link.linking import Linked, link
from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import KINDS
from opengov_ssg.model.validation import validate
from opengov_ssg.model.vocabulary import default_vocabularies
from opengov_ssg.notation.nodes import Tree
from tests.conftest import record
from tests.making import HERE, instant, linked, site

SITE = site()
DAY = date(2026, 6, 1)


def next_change(tmp_path: Path, as_of: str, **fields: object) -> str | None:
    """When the catalog of one document changes next, as seen at ``as_of``."""
    made = linked(tmp_path, {f"{HERE}/a.md": record(**fields)}, as_of)
    found = made.catalog.next_change_at
    return found.isoformat() if found else None


GONE = {"at": "2026-06-10T09:30", "kind": "notice", "reason": "有误"}


@pytest.mark.parametrize(
    ("fields", "instants"),
    [
        ({}, []),
        ({"published": "2026-06-10T09:00"}, ["2026-06-10T09:00:00+08:00"]),
        ({"published": "2026-06-10T01:00Z"}, ["2026-06-10T09:00:00+08:00"]),
        ({"public_until": "2026-06-10"}, ["2026-06-10T00:00:00+08:00"]),
        ({"withdrawn": GONE}, ["2026-06-10T09:30:00+08:00"]),
        ({"effective": "2026-06-10"}, ["2026-06-10T00:00:00+08:00"]),
        ({"valid_to": "2026-06-10"}, ["2026-06-11T00:00:00+08:00"]),
        (
            {"effective": "2026-06-10", "valid_to": "2026-06-20", "public_until": "2026-07-01"},
            [
                "2026-06-10T00:00:00+08:00",
                "2026-06-21T00:00:00+08:00",
                "2026-07-01T00:00:00+08:00",
            ],
        ),
        ({"published": "2026-06-10", "status": "draft"}, []),
        ({"effective": "2026-06-10", "validity": "废止"}, []),
        ({"valid_to": "2026-06-10", "public_until": "2026-06-01"}, ["2026-06-01T00:00:00+08:00"]),
        ({"valid_to": "9999-12-31"}, []),
    ],
    ids=str,
)
def test_every_kind_of_change_is_announced(
    tmp_path: Path, fields: dict[str, Any], instants: list[str]
) -> None:
    found = []
    upcoming = next_change(tmp_path, "2026-05-01", **fields)
    while upcoming:
        found.append(upcoming)
        upcoming = next_change(tmp_path, upcoming, **fields)
    assert found == instants


@pytest.mark.parametrize("relation", ["repeals", "amends", "supersedes"])
@pytest.mark.parametrize("date_field", ["effective", "signed"])
def test_what_another_record_will_do_is_announced(
    tmp_path: Path, relation: str, date_field: str
) -> None:
    acting = {"slug": "wj-2", relation: ["a.md"], "origin": "imported", date_field: "2026-06-10"}
    files = {f"{HERE}/a.md": record(), f"{HERE}/b.md": record(**acting)}
    found = linked(tmp_path, files, "2026-05-01").catalog.next_change_at
    assert found == datetime.fromisoformat("2026-06-10T00:00:00+08:00")


# Any content at all


def day(offset: int) -> str:
    return (DAY + timedelta(days=offset)).isoformat()


days = st.integers(0, 6).map(day)


@st.composite
def contents(draw: st.DrawFn) -> list[Entry]:
    """Up to four documents that act on each other, with dates within one week."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        others = [f"catalog/bgs/wj-{other}" for other in range(4) if other != number]
        header: dict[str, Any] = {
            "kind": "document",
            "title": f"第{number}件",
            "agency": "bgs",
            "disclosure": "public",
            "slug": f"wj-{number}",
            "published": draw(days),
            "signed": draw(days),
            "origin": draw(st.sampled_from(["own", "imported"])),
            "status": draw(st.sampled_from(["published", "published", "draft"])),
        }
        for name in ("effective", "valid_to", "public_until"):
            if draw(st.booleans()):
                header[name] = draw(days)
        if draw(st.booleans()):
            header["validity"] = draw(st.sampled_from(["有效", "废止", "部分失效", "已修改"]))
        for relation in ("repeals", "amends", "supersedes"):
            header[relation] = draw(st.lists(st.sampled_from(others), max_size=2))
        header["aliases"] = draw(st.lists(st.sampled_from(["a.html", "b.html"]), max_size=1))
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["notice", "silent"]))
            header["withdrawn"] = {"at": draw(days), "kind": kind, "reason": "有误"}
            header["withdrawn"]["replacement"] = draw(st.sampled_from([*others, "无"]))
        record_, problems = validate(Tree(data=header), KINDS["document"], "a.md", VOCABULARIES)
        assert record_ is not None, problems
        made.append(Entry(f"{HERE}/{number}.md", record_, None, (), ()))
    return made


VOCABULARIES = default_vocabularies()


def at(entries: list[Entry], when: datetime) -> Linked:
    return link(entries, SITE, when)


def shown(made: Linked) -> Catalog:
    return replace(made.catalog, next_change_at=None)


@given(contents(), st.integers(0, 7 * 24))
def test_between_two_announced_changes_nothing_changes(entries: list[Entry], hours: int) -> None:
    when = instant("2026-05-31T12:00") + timedelta(hours=hours)
    now = at(entries, when)
    then = now.catalog.next_change_at
    if then is None:
        assert shown(at(entries, when + timedelta(days=4000))) == shown(now)
        return
    assert shown(at(entries, then - timedelta(microseconds=1))) == shown(now)
    assert shown(at(entries, then)) != shown(now)


def errors(made: Linked) -> list[tuple[object, ...]]:
    return sorted(one.order() for one in made.problems if one.severity == "error")


@given(contents(), st.integers(0, 9), st.integers(0, 9))
def test_time_alone_fails_no_build(entries: list[Entry], first: int, second: int) -> None:
    one, other = (at(entries, instant(day(offset - 1))) for offset in (first, second))
    assert errors(one) == errors(other)


BODIES = {
    "to a neighbour": "[乙](b.md)",
    "to an anchor of it": "[乙](b.md#s9)",
    "to its address": "[乙](/catalog/bgs/wj-2.html)",
    "to its file": "[乙](b/a.pdf)",
    "to its file's address": "[乙](/catalog/bgs/wj-2/fj1.pdf)",
    "to nothing": "[乙](c.md)",
}


@pytest.mark.parametrize("why", BODIES)
@pytest.mark.parametrize("withdrawn", ["notice", "silent"])
def test_links_fail_at_any_time_or_never(tmp_path: Path, why: str, withdrawn: str) -> None:
    gone = {"at": "2026-06-20", "kind": withdrawn, "reason": "有误"}
    files: dict[str, str | bytes] = {
        f"{HERE}/a.md": record(BODIES[why], published="2026-06-05"),
        f"{HERE}/b.md": record(
            "## 总则",
            slug="wj-2",
            title="乙",
            published="2026-06-10",
            withdrawn=gone,
            review=[{"step": "withdrawal", "result": "pass"}],
            attachments=[{"id": "fj1", "title": "附件", "file": "a.pdf"}],
        ),
        f"{HERE}/b/a.pdf": b"%PDF-1.7\n",
    }
    found = [
        errors(linked(tmp_path, files, when))
        for when in ("2026-06-01", "2026-06-07", "2026-06-15", "2026-06-25")
    ]
    assert found[0] == found[1] == found[2] == found[3]
    assert bool(found[0]) == (why in ("to an anchor of it", "to nothing"))
