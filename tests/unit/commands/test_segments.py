"""``ssg record --segments``: boundaries of the search index in site.yaml, few and
never derived from now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from opengov_ssg.cli.instants import as_of
from opengov_ssg.commands import segments
from opengov_ssg.commands.segments import _bounds
from opengov_ssg.pipeline import check
from opengov_ssg.runs import Content, Options
from tests.conftest import AS_OF, SITE, Project, record

Make = Callable[[Mapping[str, str | bytes]], Project]
DAY = date(2026, 1, 6)


def content(count: int) -> dict[str, str]:
    """Records of one day each, of about 3 kB."""
    return {
        f"content/bgs/documents/2026/{number}.md": record(
            "测试" * 500,
            slug=f"wj-2026-{number:04d}",
            published=(DAY + timedelta(days=number)).isoformat(),
        )
        for number in range(count)
    }


def read(project: Project) -> Content:
    """The content as the command is given it."""
    found = check(Options(project.root, as_of(AS_OF), executor="serial"))[1]
    assert found
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_MOST_BYTES", 9_000)


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        ("", "search:\n  segments: [2026-01-11]\n"),
        ("search:\n  # by hand\n  segments: []\n", "  segments: [2026-01-11]\n"),
        ("检索:\n  分段: [2026-01-08]  # 起\n", "  分段: [2026-01-11]  # 起\n"),
    ],
    ids=["none", "empty", "Chinese"],
)
def test_a_full_segment_is_closed_after_its_newest_record(
    make_site: Make, small: None, section: str, wanted: str
) -> None:
    project = make_site({"site.yaml": SITE + section, **content(5)})
    made = segments.segment(project.root, read(project))
    assert made.after == (date(2026, 1, 11),)
    assert wanted in (project.root / "site.yaml").read_text("utf-8")
    again = segments.segment(project.root, read(project))
    assert again.after == again.before == made.after


def test_segments_stay_few() -> None:
    """Of two that are alike one is made: a thousand steps leave ten."""
    bounds: tuple[date, ...] = ()
    released: list[tuple[date, int]] = []
    for step in range(1000):
        released.append((DAY + timedelta(days=step), segments._MOST_BYTES + 1))
        bounds = _bounds(bounds, released)
        assert bounds == tuple(sorted(set(bounds)))
    assert len(bounds) <= 11
