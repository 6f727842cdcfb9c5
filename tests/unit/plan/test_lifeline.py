"""A policy's course: every step once, in order of time, linked to the page that tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.views import LifeEvent
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.lifeline import events
from opengov_ssg.plan.parts import Parts
from tests.conftest import AS_OF, SITE, record
from tests.making import HERE, issue, linked, site, words

GAZETTES = SITE + "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs}\n"
DOCUMENT = {
    "title": "热线规定",
    "slug": "wj-1",
    "signed": "2026-03-10",
    "published": "2026-03-12",
    "effective": "2026-04-01",
    "valid_to": "2031-03-31",
}
FILES = {
    "a": record(**DOCUMENT),
    "consultation": record(
        kind="consultation",
        title="热线规定（征求意见稿）征求意见",
        slug="zj-1",
        signed=None,
        opens="2025-12-20",
        closes="2026-01-20",
        channels=[{"label": "电子邮箱", "value": "a@test.example"}],
        result={"published": "2026-02-14T10:00", "received": 3, "adopted": 1},
        results_in=["./a.md"],
    ),
    "meeting": record(
        kind="meeting",
        title="第18次常务会议",
        slug="ch-1",
        signed=None,
        held="2026-03-03",
        matters=[{"title": "审议热线规定", "documents": ["./a.md"]}],
    ),
    "interpretation": record(
        kind="interpretation",
        title="热线规定解读",
        slug="jd-1",
        published="2026-03-12T10:00",
        interprets=["./a.md"],
    ),
    "conference": record(
        kind="press-conference",
        title="热线规定新闻发布会",
        slug="fb-1",
        signed=None,
        published="2026-03-11",
        held="2026-03-20T10:00",
        speakers=[{"name": "张某"}],
        about=["./a.md"],
    ),
    "change": record(
        title="修改热线规定",
        slug="wj-2",
        signed="2026-09-15",
        published="2026-09-17",
        effective="2026-10-01",
        amends=["./a.md"],
    ),
    "repeal": record(
        title="废止热线规定",
        slug="wj-3",
        signed="2026-11-01",
        published="2026-11-02",
        effective="2027-01-01",
        repeals=["./a.md"],
    ),
}
ISSUE = issue("[{ref: ../../../bgs/documents/2026/a.md, page: 2}]")


def life(
    root: Path, id: str, files: dict[str, str], as_of: str = AS_OF, issue: str = ""
) -> tuple[LifeEvent, ...]:
    found = {f"{HERE}/{name}.md": text for name, text in files.items()}
    if issue:
        found["content/gazette/gb/2026/2.yaml"] = issue
    of = site(GAZETTES)
    catalog = linked(root, found, as_of, of).catalog
    parts = Parts(catalog, Framer(words(of)), lambda address: True)
    return events(parts.items[id], parts)


def steps(found: tuple[LifeEvent, ...]) -> list[tuple[str, str, str]]:
    return [(one.date, one.key, one.url) for one in found]


def test_the_whole_course_in_order(tmp_path: Path) -> None:
    found = life(tmp_path, "catalog/bgs/wj-1", FILES, issue=ISSUE)
    assert steps(found) == [
        ("2025-12-20", "consultation_opens", "consultations/zj-1.html"),
        ("2026-01-20", "consultation_closes", "consultations/zj-1.html"),
        ("2026-02-14", "consultation_answered", "consultations/zj-1.html#result"),
        ("2026-03-03", "considered", "meetings/ch-1.html"),
        ("2026-03-10", "signed", ""),
        ("2026-03-12", "published", ""),
        ("2026-03-12", "interpreted", "interpretations/jd-1.html"),
        ("2026-03-20", "conference", "press-conferences/fb-1.html"),
        ("2026-04-01", "effective", ""),
        ("2026-04-30", "printed", "gazette/gb/2026/2/index.html#i1-1"),
        ("2026-10-01", "amended", "catalog/bgs/wj-2.html"),
        ("2027-01-01", "repealed", "catalog/bgs/wj-3.html"),
    ]


def test_a_page_is_named_where_it_comes_first(tmp_path: Path) -> None:
    found = life(tmp_path, "catalog/bgs/wj-1", FILES)
    named = [one.text for one in found if one.url.startswith("consultations/")]
    assert named == ["热线规定（征求意见稿）征求意见", "", ""]
    assert all(one.text == "" for one in found if not one.url)


def test_a_consultation_tells_the_course_it_is_part_of(tmp_path: Path) -> None:
    course = life(tmp_path, "catalog/bgs/wj-1", FILES)
    found = life(tmp_path, "consultations/zj-1", FILES)
    assert [(one.date, one.key) for one in found] == [(one.date, one.key) for one in course]
    assert [one.url for one in found][:3] == ["", "", ""]
    assert ("2026-03-10", "signed", "catalog/bgs/wj-1.html") in steps(found)


def ends(found: tuple[LifeEvent, ...]) -> list[tuple[str, bool]]:
    """The steps that tell how long it holds, and whether they are to come."""
    wanted = ("effective", "amended", "superseded", "repealed", "valid_to")
    return [(one.key, one.ahead) for one in found if one.key in wanted]


@pytest.mark.parametrize("relation", ["repeals", "supersedes"])
def test_what_has_ended_does_not_expire(tmp_path: Path, relation: str) -> None:
    days = {"signed": "2026-06-01", "published": "2026-06-02"}
    act = record(title="另一规定", slug="wj-4", **days, **{relation: ["./a.md"]})
    found = life(tmp_path, "catalog/bgs/wj-1", {"a": FILES["a"], "act": act})
    assert "valid_to" not in [one.key for one in found]


def test_what_expires_before_it_is_repealed_does_expire(tmp_path: Path) -> None:
    files = {"a": record(**{**DOCUMENT, "valid_to": "2026-06-30"}), "repeal": FILES["repeal"]}
    found = life(tmp_path, "catalog/bgs/wj-1", files)
    assert ends(found) == [("effective", False), ("valid_to", False), ("repealed", True)]
    found = life(tmp_path, "catalog/bgs/wj-1", files, "2027-01-01")
    assert ends(found) == [("effective", False), ("valid_to", False), ("repealed", False)]


def test_what_its_source_calls_repealed_does_not_expire(tmp_path: Path) -> None:
    files = {"a": record(**DOCUMENT, validity="废止"), "change": FILES["change"]}
    found = life(tmp_path, "catalog/bgs/wj-1", files)
    assert ends(found) == [("effective", False), ("amended", False)]


@pytest.mark.parametrize(
    ("as_of", "ahead"),
    [
        ("2026-03-20T09:59", ["conference", "effective", "valid_to"]),
        ("2026-03-20T10:00", ["effective", "valid_to"]),
        ("2026-04-01T00:00", ["valid_to"]),
        ("2026-09-17T00:00", ["amended", "valid_to"]),
        ("2026-10-01T00:00", ["valid_to"]),
        ("2031-03-31T23:59", ["valid_to"]),
        ("2031-04-01T00:00", []),
    ],
)
def test_steps_to_come_are_told_apart(tmp_path: Path, as_of: str, ahead: list[str]) -> None:
    files = {name: text for name, text in FILES.items() if name != "repeal"}
    found = life(tmp_path, "catalog/bgs/wj-1", files, as_of)
    assert [one.key for one in found if one.ahead] == ahead


@pytest.mark.parametrize(
    ("as_of", "ahead"),
    [
        ("2026-01-09", ["consultation_opens", "consultation_closes"]),
        ("2026-01-10", ["consultation_closes"]),
        ("2026-02-12", ["consultation_closes"]),
        ("2026-02-13", []),
    ],
)
def test_a_consultation_to_come(tmp_path: Path, as_of: str, ahead: list[str]) -> None:
    consultation = FILES["consultation"].replace("2025-12-20", "2026-01-10")
    consultation = consultation.replace("2026-01-20", "2026-02-12")
    files = {"a": _early(), "consultation": consultation}
    found = life(tmp_path, "catalog/bgs/wj-1", files, as_of)
    assert [one.key for one in found if one.ahead and one.key.startswith("consultation")] == ahead


def test_its_own_dates_alone_are_no_course(tmp_path: Path) -> None:
    assert life(tmp_path, "catalog/bgs/wj-1", {"a": FILES["a"]}) == ()


def test_a_consultation_without_a_document_has_none(tmp_path: Path) -> None:
    alone = FILES["consultation"].replace('results_in: ["./a.md"]\n', "")
    assert life(tmp_path, "consultations/zj-1", {"a": alone}) == ()


def test_no_step_tells_what_is_not_public_yet(tmp_path: Path) -> None:
    """The result of a consultation, and every record under embargo."""
    found = life(tmp_path, "catalog/bgs/wj-1", {**FILES, "a": _early()}, "2026-01-31")
    assert [one.key for one in found] == [
        *("consultation_opens", "signed", "published", "consultation_closes"),
        *("considered", "effective", "valid_to"),
    ]


def _early() -> str:
    """The document released at once, so that its page is there before the result."""
    return record(**{**DOCUMENT, "published": "2026-01-06", "signed": "2026-01-05"})
