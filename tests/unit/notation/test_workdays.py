"""工作日, by the notices of the State Council."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.workdays import Calendar, default_calendar

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/workdays.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["add"], ids=lambda vector: vector["why"])
def test_add_workdays(vector: dict[str, Any]) -> None:
    start = date.fromisoformat(vector["start"])
    last = default_calendar().add_workdays(start, vector["n"])
    assert last.isoformat() == vector["last"]


@pytest.mark.parametrize("vector", VECTORS["notices"], ids=lambda vector: vector["why"])
def test_notice(vector: dict[str, Any]) -> None:
    year = vector["year"]
    off, work = default_calendar().years[year]
    assert off == frozenset(day for span in vector["off"] for day in days(year, span))
    assert work == frozenset(day for span in vector["work"] for day in days(year, span))


def test_years() -> None:
    calendar = default_calendar()
    assert [year for year in range(1949, 2100) if calendar.knows(year)] == list(range(2004, 2027))


def test_a_year_of_the_sites_own() -> None:
    holiday = date(2031, 1, 1)
    calendar = default_calendar().with_years({2031: (frozenset({holiday}), frozenset())})
    assert calendar.knows(2031)
    assert not calendar.is_workday(holiday)
    assert calendar.knows(2026)


def test_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        Calendar({}).add_workdays(date(2026, 1, 1), -1)


@given(st.dates(date(2003, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_the_last_day_is_worked_and_n_are_counted(start: date, n: int) -> None:
    calendar = default_calendar()
    last = calendar.add_workdays(start, n)
    assert calendar.is_workday(last)
    after = (start + timedelta(days=step) for step in range(1, (last - start).days + 1))
    assert sum(calendar.is_workday(day) for day in after) == n


def test_agrees_with_the_package_it_was_made_from() -> None:
    package = pytest.importorskip("chinese_calendar")
    day = date(2004, 1, 1)
    while day < date(2027, 1, 1):
        assert default_calendar().is_workday(day) == package.is_workday(day), day
        day += timedelta(days=1)


def days(year: int, span: str | list[str]) -> list[date]:
    """A day ``MM-DD``, or every day from the first to the last of two."""
    first, last = (span, span) if isinstance(span, str) else span
    start, end = (date.fromisoformat(f"{year}-{day}") for day in (first, last))
    return [start + timedelta(days=step) for step in range((end - start).days + 1)]
