"""Write opengov_ssg/notation/holidays.json from the package chinesecalendar.

Run by hand when a year's notice is out and the package knows it: ``python tools/make_holidays.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]

TARGET = Path(__file__).parents[1] / "opengov_ssg" / "notation" / "holidays.json"


def of_year(days: Iterable[date], year: int) -> list[str]:
    """The days of one year as ``MM-DD``, in order."""
    return [f"{day:%m-%d}" for day in sorted(days) if day.year == year]


def calendar() -> str:
    """The file's text: one line for the days of each kind in each year."""
    years = sorted({day.year for day in holidays})
    lines = [
        f'"{year}": {{\n"off": {json.dumps(of_year(holidays, year))},\n'
        f'"work": {json.dumps(of_year(workdays, year))}\n}}'
        for year in years
    ]
    source = f"chinesecalendar {version('chinesecalendar')} (MIT)"
    head = f'{{\n"made_by": "tools/make_holidays.py",\n"source": "{source}",\n"years": {{\n'
    return head + ",\n".join(lines) + "\n}\n}\n"


if __name__ == "__main__":
    TARGET.write_text(calendar(), encoding="ascii", newline="\n")
