"""As-of stepped through an embargo's and a consultation's dates: every surface agrees at each step,
and what the build calls its next change is the next instant at which the tree differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from opengov_ssg import pipeline, runs
from tests.conftest import SITE, record
from tests.making import HERE, instant, write
from tests.trees import tree

MOMENT = timedelta(microseconds=1)
COLUMNS = """\
press:
  - {every: month, agencies: [bgs]}
rules: {addresses-recorded: off}
"""
CONSULTATION = "consultations/zj-2026-0001.html"
CONFERENCE = "press-conferences/fb-2026-0001.html"
DOCUMENT = "catalog/bgs/wj-2026-0001.html"
SECRET = ("收到七百一十二条", "晚间不办", "人手不足")
FILES = {
    "site.yaml": SITE.replace(
        "nav:",
        "  - {code: zqyj, name: 征求意见, description: 征求意见, kinds: [consultation]}\nnav:",
    )
    + COLUMNS,
    f"{HERE}/consultation.md": record(
        kind="consultation",
        title="关于窗口时间征求意见的公告",
        slug="zj-2026-0001",
        signed=None,
        published="2026-09-01T09:00",
        opens="2026-09-10",
        closes="2026-10-15",
        channels=[{"label": "电子邮箱", "value": "a@test.example"}],
        result={
            "published": "2026-11-02T09:00",
            "received": 712,
            "adopted": 3,
            "summary": SECRET[0],
            "rejected": [{"opinion": SECRET[1], "reason": SECRET[2], "count": 44}],
        },
        results_in=["./document.md"],
    ),
    f"{HERE}/document.md": record(
        title="关于窗口时间的通知",
        signed="2026-10-30",
        published="2026-11-05T08:30",
        effective="2026-12-01",
        valid_to="2026-12-31",
    ),
    f"{HERE}/conference.md": record(
        kind="press-conference",
        title="窗口时间新闻发布会",
        slug="fb-2026-0001",
        signed=None,
        published="2026-11-06T10:00",
        held="2026-11-10T15:00",
        speakers=[{"name": "张某"}],
        about=["./document.md"],
    ),
}
# From each instant on: the state of the consultation, whether the document is
# there, the conference.
COURSE = (
    ("2026-08-31T00:00", "", False, ""),
    ("2026-09-01T09:00", "即将开始", False, ""),
    ("2026-09-10T00:00", "正在征集", False, ""),
    ("2026-10-16T00:00", "已结束，待反馈", False, ""),
    ("2026-11-02T09:00", "已反馈", False, ""),
    ("2026-11-05T08:30", "已反馈", True, ""),
    ("2026-11-06T10:00", "已反馈", True, "即将开始"),
    ("2026-11-10T15:00", "已反馈", True, "已举行"),
    ("2026-12-01T00:00", "已反馈", True, "已举行"),
    ("2027-01-01T00:00", "已反馈", True, "已举行"),
)
STATES = ("即将开始", "正在征集", "已结束，待反馈", "已反馈", "已举行")
Files = dict[str, bytes]


class Course:
    """A project built at many instants."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._built: dict[datetime, tuple[Files, datetime | None]] = {}
        write(root, FILES)

    def at(self, as_of: datetime) -> tuple[Files, datetime | None]:
        """The tree at an instant, and what the build calls its next change; built once."""
        if as_of not in self._built:
            self._built[as_of] = self._build(as_of)
        return self._built[as_of]

    def _build(self, as_of: datetime) -> tuple[Files, datetime | None]:
        output = self.root / "build"
        report = pipeline.build(runs.Options(self.root, as_of, output, executor="serial"))
        assert report.published, report.problems
        return tree(output), report.next_change_at

    def steps(self) -> Iterator[tuple[datetime, Files]]:
        """Every instant that a build tells of, from before the first on."""
        now: datetime | None = instant(COURSE[0][0])
        while now:
            files, following = self.at(now)
            yield now, files
            now = following


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(tmp_path_factory.mktemp("course"))


def test_the_next_change_is_told_at_each_step(course: Course) -> None:
    assert [at for at, _ in course.steps()] == [instant(row[0]) for row in COURSE]


def test_the_tree_differs_at_that_instant_and_not_before(course: Course) -> None:
    before: Files = {}
    for at, files in course.steps():
        assert files != before
        if before:
            assert course.at(at - MOMENT)[0] == before
        before = files
    assert course.at(instant("2030-01-01"))[0] == before


@pytest.mark.parametrize(
    ("at", "state", "issued", "session"), COURSE, ids=[one[0] for one in COURSE]
)
def test_every_surface_agrees(
    course: Course, at: str, state: str, issued: bool, session: str
) -> None:
    files, _ = course.at(instant(at))
    _agree(files, CONSULTATION, "consultations/index.html", state)
    _agree(files, CONFERENCE, "press-conferences/index.html", session)
    assert _named(files, DOCUMENT) == ({True} if issued else {False})
    told = state == "已反馈"
    for words in SECRET:
        assert any(words.encode() in data for data in files.values()) is told
    if told:
        assert (DOCUMENT in _text(files, CONSULTATION)) is issued
    if issued:
        assert CONSULTATION in _text(files, DOCUMENT)


def _agree(files: Files, page: str, index: str, state: str) -> None:
    """Page and list show the state and no other; feed, data and sitemap hold what is public."""
    assert _named(files, page) == {bool(state)}
    assert (index in files) is bool(state)
    if not state:
        return
    head = _text(files, page).partition('<article class="og-record__text')[0]
    assert f">{state}</strong>" in head
    rows = _text(files, index)
    assert f">{state}</span>" in rows
    for other in STATES:
        assert other == state or f">{other}</span>" not in rows


def _named(files: Files, page: str) -> set[bool]:
    """On which surfaces the record is: all of them, or none."""
    records = json.loads(_text(files, "data/catalog.json"))["records"]
    listed = {one["url"] for one in records}
    return {
        page in files,
        page in listed,
        page in _text(files, "sitemap.xml"),
        page in _text(files, "feeds/site.xml"),
        page in _text(files, "feeds/site.json"),
        page in _text(files, "data/catalog.csv"),
    }


def _text(files: Files, path: str) -> str:
    return files[path].decode()
