"""How soon own documents were released: working days from 成文 to 发布 (条例 Art. 26: twenty)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.views import FigureGroup
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.workdays import Calendar, default_calendar
from opengov_ssg.plan.statistics.tables import Tables, own

_BANDS = (("band_0", 0), ("band_5", 5), ("band_10", 10), ("band_20", 20))
_LIMIT = 20
_FIRST = date(1949, 10, 1)


def group(documents: Sequence[Item], tables: Tables) -> FigureGroup:
    """The day of 成文 is day 0, as for the limit itself; days that cannot be are left out."""
    spans = [
        (record.signed, record.published.astimezone(OFFSET).date())
        for record in (item.entry.record for item in own(documents))
        if record.signed and record.published
    ]
    calendar = default_calendar().with_years(tables.site.days_off())
    days = _workdays([(start, end) for start, end in spans if start <= end], calendar)
    within = sum(one <= _LIMIT for one in days)
    numbers = [
        tables.number("timed", len(days)),
        tables.number("median", _plain(median(days)) if days else None, "workdays"),
        tables.number("within", round(100 * within / len(days), 1) if days else None, "percent"),
    ]
    rows, done = [], 0
    for key, most in _BANDS:
        up_to = sum(one <= most for one in days)
        rows.append((tables.text(key), (up_to - done,)))
        done = up_to
    rows.append((tables.text("band_more"), (len(days) - done,)))
    names = [tables.text("series_documents")]
    return tables.group("timeliness", numbers, [tables.figure("bands", "days", names, rows)])


def _workdays(spans: Sequence[tuple[date, date]], calendar: Calendar) -> list[int]:
    """The working days after the first day of each span, up to its last."""
    if not spans:
        return []
    first = max(_FIRST, min(start for start, _ in spans))
    last = max(end for _, end in spans)
    length = (last - first).days + 1
    worked = [
        day
        for day in (first + timedelta(days=n) for n in range(length))
        if calendar.is_workday(day)
    ]
    return [bisect_right(worked, end) - bisect_right(worked, start) for start, end in spans]


def _plain(value: float) -> float:
    return int(value) if value == int(value) else float(value)
