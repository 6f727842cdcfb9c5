"""Numbers of stacked bars: each within its part, or those of a whole row after the end of the bar.

One number after a bar of two parts would be read as their sum, so they stand there all: ``11 + 3``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from opengov_ssg.render.chart_text import EM, width

MOST = 7 * EM
"""What the numbers after a bar may take; longer ones are left to the table."""
_PLUS = " + "
_INSET = 4
BEFORE = 5
"""Between the end of a bar and its numbers."""


class Part(NamedTuple):
    """A number as printed, and how long its part of the bar is; below nought for one to the
    left."""

    text: str
    long: float


def within(part: Part) -> bool:
    """Whether the number has room in its part."""
    return abs(part.long) > width(part.text) + _INSET


def after(row: Sequence[Part]) -> str:
    """What stands after the end of a bar; empty where each number stands in its part, or where
    parts go to the left or the numbers are too long."""
    shown = [part for part in row if part.long] or [part for part in row if part.text][:1]
    if all(within(part) for part in shown) or any(part.long < 0 for part in shown):
        return ""
    text = _PLUS.join(part.text for part in shown)
    return text if width(text) <= MOST else ""


def margin(rows: Sequence[Sequence[float]], texts: Sequence[Sequence[str]], room: float) -> float:
    """What numbers after the ends of bars need to the right of the longest bar; ``rows`` hold the
    values of each bar, ``texts`` the same as printed."""
    highest = max((sum(row) for row in rows), default=0)
    least = 0.0
    if highest <= 0:
        return least
    for _ in range(8):  # shorter bars have room for fewer numbers
        scale = (room - least) / highest
        over = least
        for values, printed in zip(rows, texts, strict=True):
            row = [Part(text, value * scale) for text, value in zip(printed, values, strict=True)]
            if text := after(row):
                end = sum(part.long for part in row) + BEFORE + width(text) + _INSET
                over = max(over, end - (room - least))
        if over <= least:
            break
        least = over
    return least
