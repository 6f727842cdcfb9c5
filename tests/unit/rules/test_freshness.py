"""How long ago the newest record of a column may be."""

from __future__ import annotations

from datetime import date

import pytest

from opengov_ssg.rules.columns import _oldest


@pytest.mark.parametrize(
    ("freshness", "today", "oldest"),
    [
        ("news", "2026-11-22", "2026-11-08"),
        ("news", "2026-01-05", "2025-12-22"),
        ("notices", "2026-11-22", "2026-05-22"),
        ("notices", "2026-05-31", "2025-11-30"),
        ("notices", "2026-06-30", "2025-12-30"),
        ("notices", "2026-08-31", "2026-02-28"),
        ("notices", "2024-08-31", "2024-02-29"),
    ],
)
def test_two_weeks_or_the_same_day_six_months_before(
    freshness: str, today: str, oldest: str
) -> None:
    found = _oldest(freshness, date.fromisoformat(today))
    assert found == date.fromisoformat(oldest)


def test_what_changes_when_it_changes_is_never_stale() -> None:
    assert _oldest("static", date(2026, 11, 22)) is None
