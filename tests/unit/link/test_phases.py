"""Where a consultation or a conference stands at an instant, and the instants at
which that changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from opengov_ssg.link.phases import changes, phase
from opengov_ssg.model.records import AnyRecord
from tests.making import header, instant

MOMENT = timedelta(microseconds=1)

CONSULTATION = """
kind: consultation
title: 关于公开征求意见的公告
agency: bgs
disclosure: 主动公开
slug: zj-2026-0001
published: 2026-09-01
channels: [{label: 电子邮箱, value: a@test.example}]
opens: 2026-09-01
closes: 2026-10-01
"""
RESULT = "result: {published: 2026-11-02T09:00, received: 3, adopted: 1}\n"
CONFERENCE = """
kind: press-conference
title: 新闻发布会
agency: bgs
disclosure: 主动公开
slug: fb-2026-0001
published: 2026-09-01
held: 2026-09-08T10:00
speakers: [{name: 张某}]
"""


def made(text: str) -> AnyRecord:
    record, problems = header(text)
    assert record is not None, problems
    return record


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-08-31", "upcoming"),
        ("2026-09-01T00:00", "open"),
        ("2026-10-01T23:59:59", "open"),
        ("2026-10-01", "open"),
        ("2026-10-02T00:00", "closed"),
        ("2026-11-02T08:59:59", "closed"),
        ("2026-11-02T09:00", "answered"),
    ],
)
def test_a_consultation_is_open_from_its_first_day_to_the_end_of_its_last(
    as_of: str, expected: str
) -> None:
    assert phase(made(CONSULTATION + RESULT), instant(as_of)) == expected


def test_without_a_result_it_stays_closed() -> None:
    assert phase(made(CONSULTATION), instant("2030-01-01")) == "closed"


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2026-09-08T09:59:59", "upcoming"), ("2026-09-08T10:00", "held")]
)
def test_a_conference_is_held_from_its_time_on(as_of: str, expected: str) -> None:
    assert phase(made(CONFERENCE), instant(as_of)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (CONSULTATION, 2),
        (CONSULTATION + RESULT, 3),
        (CONSULTATION + RESULT.replace("11-02", "09-15"), 2),
        (CONFERENCE, 1),
    ],
    ids=["without result", "with result", "result before the close", "conference"],
)
def test_an_instant_is_told_where_the_phase_changes_and_nowhere_else(text: str, count: int) -> None:
    record = made(text)
    told = list(changes(record))
    assert len(told) == count
    assert all(phase(record, at - MOMENT) != phase(record, at) for at in told)
