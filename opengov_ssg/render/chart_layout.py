"""Where the parts of a chart go: margins, lines of labels, scale and marks.

Lengths are units of the view box.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from opengov_ssg.model.charts import Chart, number
from opengov_ssg.render import chart_parts
from opengov_ssg.render.chart_text import EM, clean, width, wrapped

WIDTH = 440
LINE = 18
GAP = 6
SPREAD = 1.04
"""What pygal leaves beside the greatest and the least of a scale."""
LABEL = 12 * EM

_Texts = tuple[tuple[str, ...], ...]
_Values = tuple[tuple[float | None, ...], ...]


class Layout(NamedTuple):
    """Everything that is decided before a chart is drawn."""

    kind: str
    texts: _Texts
    """The numbers as printed, a row for each series."""
    values: _Values
    """The same for drawing, in powers of ten that keep them within ±10."""
    exponent: int
    labels: tuple[tuple[str, ...], ...]
    """Lines of each label; none for one that is left out."""
    ticks: tuple[tuple[float, str], ...]
    bounds: tuple[float, float]
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    thickness: float = 1
    """The part that bars take of what there is for each label."""
    beside: float = 0
    """Where labels beside bars end."""
    crop: float = 0
    """Blank that pygal leaves above and below bars."""
    every: int = 1
    """Which labels of a line are printed, with their numbers: all, every second …"""


def lay_out(chart: Chart) -> Layout:
    """Decide. Raises ValueError for a value that is not a number."""
    count = len(chart.labels)
    texts = tuple(
        tuple(clean(one) for one in (*series.values, *[""] * count)[:count])
        for series in chart.series
    )
    numbers = [[number(text) for text in row] for row in texts]
    exponent = max((one.adjusted() for row in numbers for one in row if one), default=0)
    values = tuple(
        tuple(None if one is None else float(one.scaleb(-exponent)) for one in row)
        for row in numbers
    )
    given = chart._replace(labels=tuple(clean(label) for label in chart.labels))
    if chart.kind == "line":
        return _line(given, texts, values, exponent)
    if chart.kind == "column" and (columns := _columns(given, texts, values, exponent)):
        return columns
    return _bars(given, texts, values, exponent)


def _bounds(kind: str, values: _Values) -> tuple[float, float]:
    """From the least to the greatest value, nought always included but for lines."""
    found = [[value or 0.0 for value in row] for row in values]
    if kind == "stacked":
        slots = list(zip(*found, strict=True))
        low = min((sum(v for v in slot if v < 0) for slot in slots), default=0)
        high = max((sum(v for v in slot if v > 0) for slot in slots), default=0)
    elif kind == "line":
        known = [value for row in values for value in row if value is not None] or [0.0]
        low, high = min(known), max(known)
        if low != high:
            return low, high
    else:
        low = min((v for row in found for v in row), default=0)
        high = max((v for row in found for v in row), default=0)
    low, high = min(low, 0), max(high, 0)
    # a bound of nought would count as none
    return (low, high or 1e-9) if low != high else (0, 1)


def _bars(chart: Chart, texts: _Texts, values: _Values, exponent: int) -> Layout:
    stacked = chart.kind == "stacked"
    labels = tuple(wrapped(label, LABEL) for label in chart.labels)
    column = max((width(line) for lines in labels for line in lines), default=0) + GAP
    low, high = bounds = _bounds(chart.kind, values)
    printed = max((width(text) for row in texts for text in row), default=0) + GAP
    bar = 24 if stacked else 22 if len(values) == 1 else 17
    slot = bar * (1 if stacked else max(len(values), 1))
    row = max(slot, LINE * max((len(lines) for lines in labels), default=1)) + 12
    left = column + (printed if low < 0 and not stacked else 0)
    right = printed if high > 0 else 2
    if stacked:
        rows = [[value or 0.0 for value in bar] for bar in zip(*values, strict=True)]
        room = (WIDTH - left - 2) / SPREAD
        right = 2 + chart_parts.margin(rows, list(zip(*texts, strict=True)), room)
    plot = row * len(labels) * SPREAD
    return Layout(
        "stacked" if stacked else "bar", texts, values, exponent, labels, ((0.0, ""),), bounds,
        max(WIDTH, left + right + 160), plot, 0, right, 0, left, slot / row,
        column - GAP - left, max(0, plot * 0.02 / SPREAD - 4),
    )  # fmt: skip


def _columns(chart: Chart, texts: _Texts, values: _Values, exponent: int) -> Layout | None:
    """None where labels or numbers are too wide to stand side by side."""
    low, high = bounds = _bounds(chart.kind, values)
    slot = (WIDTH - 2) / SPREAD / max(len(chart.labels), 1)
    labels = tuple(wrapped(label, slot - 2) for label in chart.labels)
    printed = max((width(text) for row in texts for text in row), default=0)
    deep = max((len(lines) for lines in labels), default=1)
    wide = max((width(line) for lines in labels for line in lines), default=0) > slot
    cut = any(line.endswith("…") for lines in labels for line in lines)
    if wide or cut or deep > 3 or printed * max(len(values), 1) > slot * 0.9:
        return None
    thickness = min(0.7 if len(values) == 1 else 0.9, 64 * max(len(values), 1) / slot)
    thickness = max(thickness, printed * max(len(values), 1) / slot)
    top, bottom = (LINE + 2 if high > 0 else 2), LINE * deep + 8 + (LINE if low < 0 else 0)
    return Layout(
        "column", texts, values, exponent, labels, ((0.0, ""),), bounds,
        WIDTH, 200 + top + bottom, top, 1, bottom, 1, thickness,
    )  # fmt: skip


def _line(chart: Chart, texts: _Texts, values: _Values, exponent: int) -> Layout:
    from pygal.util import compute_scale  # type: ignore[import-untyped]

    low, high = _bounds(chart.kind, values)
    bounds = (low - (high - low) / 8, high)
    found = compute_scale(low, high, False, None, 3, 6)
    ticks = tuple((float(tick), _tick(tick, exponent)) for tick in found)
    left = max(width(text) for _, text in ticks) + GAP
    wide = max(WIDTH, left + 200)
    slot = (wide - left - 2 * EM) / SPREAD / max(len(chart.labels) - 1, 1)
    every = _thinned(chart.labels, slot)
    labels = tuple(
        wrapped(label, max(slot * every - 4, 4 * EM)) if place % every == 0 else ()
        for place, label in enumerate(chart.labels)
    )
    edge = max((width(line) / 2 for lines in labels[-1:] for line in lines), default=0)
    first = max((width(line) / 2 for lines in labels[:1] for line in lines), default=0)
    bottom = LINE * max((len(lines) for lines in labels), default=1) + 8
    return Layout(
        "line", texts, values, exponent, labels, ticks, bounds,
        wide, 200 + LINE + bottom, LINE + 2, max(edge, EM), bottom, max(left, first),
        every=every,
    )  # fmt: skip


def _thinned(labels: tuple[str, ...], slot: float) -> int:
    """Every which label of a line is printed, so that each has room for four characters."""
    widest = max((min(width(label), 4 * EM) for label in labels), default=0)
    return max(1, -int(-(widest + 4) // slot))


def _tick(value: float, exponent: int) -> str:
    exact = Decimal(repr(round(value, 12))).scaleb(exponent).normalize()
    return format(exact if exact else Decimal(0), ",f")
