"""Months, quarters and years, and which of them saw nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation import periods
from opengov_ssg.notation.periods import Every


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        (date(2026, 1, 1), "month", "2026-01"),
        (date(2026, 12, 31), "month", "2026-12"),
        (date(2026, 3, 31), "quarter", "2026-Q1"),
        (date(2026, 4, 1), "quarter", "2026-Q2"),
        (date(2026, 12, 31), "quarter", "2026-Q4"),
        (date(2026, 6, 30), "year", "2026"),
    ],
)
def test_a_day_lies_in_a_period(day: date, every: Every, expected: str) -> None:
    assert periods.of(day, every) == expected


def test_a_period_is_missed_between_the_first_and_the_present_one() -> None:
    days = [date(2025, 11, 6), date(2026, 4, 9)]
    assert periods.missed(days, "quarter", date(2026, 11, 22)) == ["2026-Q1", "2026-Q3"]
    assert periods.missed(days, "year", date(2026, 11, 22)) == []
    assert periods.missed(days, "month", date(2026, 2, 1)) == ["2025-12", "2026-01"]


def test_the_present_period_is_not_over() -> None:
    assert periods.missed([date(2026, 7, 1)], "quarter", date(2026, 12, 31)) == []
    assert periods.missed([date(2026, 7, 1)], "quarter", date(2027, 1, 1)) == ["2026-Q4"]


def test_who_never_began_missed_nothing() -> None:
    assert periods.missed([], "month", date(2026, 11, 22)) == []


days_ = st.dates(date(2000, 1, 1), date(2030, 12, 31))
everies: st.SearchStrategy[Every] = st.sampled_from(("month", "quarter", "year"))


@given(st.lists(days_, min_size=1, max_size=20), days_, everies)
def test_each_period_is_seen_or_missed(days: list[date], until: date, every: Every) -> None:
    seen = {periods.of(day, every) for day in days}
    missed = periods.missed(days, every, until)
    assert missed == sorted(set(missed))
    assert not seen & {*missed}
    assert periods.of(until, every) not in missed
    first = min(days)
    passed = (first + timedelta(days=n) for n in range((until - first).days + 1))
    whole = {periods.of(day, every) for day in passed} - {periods.of(until, every)}
    assert whole - seen == {*missed}
