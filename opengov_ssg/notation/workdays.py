"""工作日: counting days when government offices work.

Holidays and the weekends worked for them cannot be calculated; the State Council announces them
each year. Those known stand in ``holidays.json``, written by ``tools/make_holidays.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

Days = frozenset[date]
"""Days of the calendar, of one year."""

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. A year that is not known goes from Monday to Friday."""

    years: Mapping[int, tuple[Days, Days]]
    """For each year its holidays and the weekend days worked, by the year they fall in."""

    def knows(self, year: int) -> bool:
        """Whether the holidays of the year are known; where not, a count is a guess."""
        return year in self.years

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day."""
        off, work = self.years.get(day.year, (frozenset(), frozenset()))
        return day in work or (day.weekday() < _SATURDAY and day not in off)

    def add_workdays(self, start: date, n: int) -> date:
        """The ``n``-th working day after ``start``: the last day permitted by a limit of ``n``.

        ``start``, the day of formation or receipt, is day 0, whether or not it is worked.
        Raises ValueError if ``n`` is negative.
        """
        if n < 0:
            raise ValueError("negative")
        day = start
        while n and day < date.max:
            day += _DAY
            n -= self.is_workday(day)
        return day

    def with_years(self, years: Mapping[int, tuple[Days, Days]]) -> Calendar:
        """This calendar with whole years added or replaced, as by a site's own data."""
        return Calendar({**self.years, **years})


@cache
def default_calendar() -> Calendar:
    """The holidays that the program carries, from 2004."""
    text = Path(__file__).with_name("holidays.json").read_text(encoding="ascii")
    return Calendar(
        {
            int(year): (_days(year, lists["off"]), _days(year, lists["work"]))
            for year, lists in json.loads(text)["years"].items()
        }
    )


def _days(year: str, days: list[str]) -> Days:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in days)
