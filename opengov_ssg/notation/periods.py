"""Months, quarters and years as ``2026-04``, ``2026-Q2`` and ``2026``; which of them saw
nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

Every = Literal["month", "quarter", "year"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def of(day: date, every: Every) -> str:
    """The period that a day lies in."""
    return _name(_number(day, every), every)


def missed(days: Sequence[date], every: Every, until: date) -> list[str]:
    """The periods without any of ``days``, after that of the first of them and before the one that
    ``until`` lies in, which is not over yet."""
    if not days:
        return []
    seen = {_number(day, every) for day in days}
    return [
        _name(number, every)
        for number in range(min(seen), _number(until, every))
        if number not in seen
    ]


def _number(day: date, every: Every) -> int:
    return (day.year * 12 + day.month - 1) // _MONTHS[every]


def _name(number: int, every: Every) -> str:
    months = number * _MONTHS[every]
    year, month = divmod(months, 12)
    if every == "year":
        return f"{year:04d}"
    if every == "quarter":
        return f"{year:04d}-Q{month // 3 + 1}"
    return f"{year:04d}-{month + 1:02d}"
