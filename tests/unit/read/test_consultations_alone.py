"""What can be wrong with a consultation or a response on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.errors import Problem
from tests.conftest import SITE, record
from tests.making import read_files, site

WHERE = "content/bgs/consultations/2026/a.md"


def consultation(**fields: object) -> str:
    given: dict[str, object] = {
        "kind": "consultation",
        "signed": None,
        "opens": "2026-09-01",
        "closes": "2026-09-30",
        "channels": [{"label": "电子邮箱", "value": "a@test.example"}],
        **fields,
    }
    return record(**given)


def problems(root: Path, text: str, settings: str = SITE) -> tuple[Problem, ...]:
    return read_files(root, {WHERE: text}, site(settings))[0].problems


def hints(found: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(one.name, one.severity, one.hint) for one in found]


class TestPeriod:
    def test_thirty_days_with_the_first_and_the_last(self, tmp_path: Path) -> None:
        assert problems(tmp_path, consultation()) == ()
        short = problems(tmp_path, consultation(closes="2026-09-29"))
        assert hints(short) == [("consultation-period", "error", "short")]

    def test_a_reason_makes_it_shorter(self, tmp_path: Path) -> None:
        text = consultation(closes="2026-09-02", short_period_reason="情况紧急")
        assert problems(tmp_path, text) == ()

    def test_the_site_says_how_long(self, tmp_path: Path) -> None:
        ten = SITE + "consultations: {days: 10}\n"
        assert problems(tmp_path, consultation(closes="2026-09-10"), ten) == ()

    @pytest.mark.parametrize("origin", ["imported", "repost"])
    def test_what_others_did_is_a_warning(self, tmp_path: Path, origin: str) -> None:
        source = {"name": "中国政府网", "url": "https://www.gov.cn/"}
        text = consultation(closes="2026-09-10", origin=origin, source=source)
        assert hints(problems(tmp_path, text)) == [("consultation-period", "warning", "short")]

    @pytest.mark.parametrize("origin", ["own", "imported"])
    def test_to_close_before_it_opens_is_an_error_always(self, tmp_path: Path, origin: str) -> None:
        text = consultation(closes="2026-08-31", origin=origin)
        assert hints(problems(tmp_path, text)) == [("consultation-period", "error", "")]


class TestResult:
    @pytest.mark.parametrize(
        ("result", "expected"),
        [
            ({"published": "2026-10-01", "received": 3, "adopted": 2, "partly": 1}, []),
            ({"published": "2026-09-30T23:00", "received": 3, "adopted": 2}, ["result"]),
            ({"published": "2026-10-01", "received": 2, "adopted": 2, "partly": 1}, ["count"]),
            ({"published": "2026-10-01", "received": 0, "adopted": 0}, []),
        ],
    )
    def test_after_the_close_and_no_more_than_received(
        self, tmp_path: Path, result: dict[str, object], expected: list[str]
    ) -> None:
        found = problems(tmp_path, consultation(result=result))
        assert [one.hint for one in found] == expected


def test_draft_and_explanation_are_attachments(tmp_path: Path) -> None:
    text = consultation(
        draft="fj1",
        explanation="fj3",
        attachments=[{"id": "fj1", "title": "草案", "not_held": True}],
    )
    (one,) = problems(tmp_path, text)
    assert (one.name, dict(one.args)) == ("attachment-unlisted", {"value": "fj3", "near": "fj1"})


@pytest.mark.parametrize("field", ["first_release_at", "conference_at"])
def test_nothing_is_told_of_an_event_before_it_happens(tmp_path: Path, field: str) -> None:
    text = record(kind="response", event_at="2026-07-08T06:10", **{field: "2026-07-08T06:00"})
    (one,) = problems(tmp_path, text)
    assert one.name == "date-order"
    imported = text.replace('kind: "response"', 'kind: "response"\norigin: imported')
    assert [one.name for one in problems(tmp_path, imported)] == ["date-order-imported"]
