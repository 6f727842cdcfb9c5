"""A chart as an inline picture: pygal lays it out, and what it drew is copied into plain SVG.

The copy has classes of the theme in place of styles, no ids, no scripts, no dates; labels are
wrapped, and every number is the text of the table. Lengths are units of the view box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from opengov_ssg.model.charts import Chart, number

WIDTH = 440
EM = 14
LINE = 18
GAP = 6
LABEL = 12 * EM
COLOURS = 6
"""Classes og-chart__series-1 to -6; further series begin again."""

_ROWS = 4
_NOT_FIRST = frozenset("，。、；：？！）》」』】〕”’％%,.;:)")


def svg(chart: Chart) -> str:
    """The ``<svg>`` element of a chart, for a page that shows its table as well.

    Numbers that would overlap (many points of a line, narrow parts of a bar) are left to the table.
    Raises ValueError for a value that is not a number.
    """
    layout = _layout(chart)
    label = _clean(chart.title)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "og-chart__picture"})
    root.attrib |= {"role": "img", "aria-label": label, "focusable": "false"}
    root.set("viewBox", f"0 0 {_text(layout.width)} {_text(layout.height)}")
    drawing = ET.SubElement(root, "g", {"class": f"og-chart__plot--{layout.kind}"})
    drawing.set("transform", f"translate({_text(layout.left)} {_text(layout.top)})")
    if chart.labels and any(value is not None for row in layout.values for value in row):
        _copy(layout, _drawn(layout), drawing)
    return ET.tostring(root, encoding="unicode")


class _Layout(NamedTuple):
    kind: str
    texts: tuple[tuple[str, ...], ...]
    """The numbers as printed, a row for each series."""
    values: tuple[tuple[float | None, ...], ...]
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


def _layout(chart: Chart) -> _Layout:
    count = len(chart.labels)
    texts = tuple(
        tuple(_clean(one) for one in (*series.values, *[""] * count)[:count])
        for series in chart.series
    )
    numbers = [[number(text) for text in row] for row in texts]
    exponent = max((one.adjusted() for row in numbers for one in row if one), default=0)
    values = tuple(
        tuple(None if one is None else float(one.scaleb(-exponent)) for one in row)
        for row in numbers
    )
    given = chart._replace(labels=tuple(_clean(label) for label in chart.labels))
    if chart.kind == "line":
        return _line(given, texts, values, exponent)
    if chart.kind == "column" and (columns := _columns(given, texts, values, exponent)):
        return columns
    return _bars(given, texts, values, exponent)


def _bounds(kind: str, values: tuple[tuple[float | None, ...], ...]) -> tuple[float, float]:
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


def _bars(chart: Chart, texts: Any, values: Any, exponent: int) -> _Layout:
    stacked = chart.kind == "stacked"
    labels = tuple(_wrapped(label, LABEL) for label in chart.labels)
    column = max((_width(line) for lines in labels for line in lines), default=0) + GAP
    low, high = bounds = _bounds(chart.kind, values)
    printed = max((_width(text) for row in texts for text in row), default=0) + GAP
    bar = 24 if stacked else 22 if len(values) == 1 else 17
    slot = bar * (1 if stacked else max(len(values), 1))
    row = max(slot, LINE * max((len(lines) for lines in labels), default=1)) + 12
    left = column + (printed if low < 0 and not stacked else 0)
    right = printed if high > 0 and not stacked else 2
    plot = row * len(labels) * 1.04
    return _Layout(
        "stacked" if stacked else "bar", texts, values, exponent, labels, ((0.0, ""),), bounds,
        max(WIDTH, left + right + 160), plot, 0, right, 0, left, slot / row,
        column - GAP - left,
    )  # fmt: skip


def _columns(chart: Chart, texts: Any, values: Any, exponent: int) -> _Layout | None:
    """None where labels or numbers are too wide to stand side by side."""
    low, high = bounds = _bounds(chart.kind, values)
    slot = (WIDTH - 2) / 1.04 / max(len(chart.labels), 1)
    labels = tuple(_wrapped(label, slot - 2) for label in chart.labels)
    printed = max((_width(text) for row in texts for text in row), default=0)
    deep = max((len(lines) for lines in labels), default=1)
    wide = max((_width(line) for lines in labels for line in lines), default=0) > slot
    cut = any(lines[-1:] == ("…",) or "…" in "".join(lines) for lines in labels)
    if wide or cut or deep > 3 or printed * max(len(values), 1) > slot * 0.9:
        return None
    thickness = min(0.7 if len(values) == 1 else 0.9, 64 * max(len(values), 1) / slot)
    thickness = max(thickness, printed * max(len(values), 1) / slot)
    top, bottom = (LINE + 2 if high > 0 else 2), LINE * deep + 8 + (LINE if low < 0 else 0)
    return _Layout(
        "column", texts, values, exponent, labels, ((0.0, ""),), bounds,
        WIDTH, 200 + top + bottom, top, 1, bottom, 1, thickness,
    )  # fmt: skip


def _line(chart: Chart, texts: Any, values: Any, exponent: int) -> _Layout:
    from pygal.util import compute_scale  # type: ignore[import-untyped]

    low, high = _bounds(chart.kind, values)
    bounds = (low - (high - low) / 8, high)
    found = compute_scale(low, high, False, None, 3, 6)
    ticks = tuple((float(tick), _tick(tick, exponent)) for tick in found)
    left = max(_width(text) for _, text in ticks) + GAP
    width = max(WIDTH, left + 200)
    slot = (width - left - 2 * EM) / 1.04 / max(len(chart.labels) - 1, 1)
    every = _thinned(chart.labels, slot)
    labels = tuple(
        _wrapped(label, max(slot * every - 4, 4 * EM)) if place % every == 0 else ()
        for place, label in enumerate(chart.labels)
    )
    edge = max((_width(line) / 2 for lines in labels[-1:] for line in lines), default=0)
    first = max((_width(line) / 2 for lines in labels[:1] for line in lines), default=0)
    bottom = LINE * max((len(lines) for lines in labels), default=1) + 8
    return _Layout(
        "line", texts, values, exponent, labels, ticks, bounds,
        width, 200 + LINE + bottom, LINE + 2, max(edge, EM), bottom, max(left, first),
    )  # fmt: skip


def _thinned(labels: tuple[str, ...], slot: float) -> int:
    """Every which label of a line is printed, so that each has room for four characters."""
    widest = max((min(_width(label), 4 * EM) for label in labels), default=0)
    return max(1, -int(-(widest + 4) // slot))


def _tick(value: float, exponent: int) -> str:
    exact = Decimal(repr(round(value, 12))).scaleb(exponent).normalize()
    return format(exact if exact else Decimal(0), ",f")


def _drawn(layout: _Layout) -> ET.Element:
    """Pygal's drawing, with the index of each label as its text."""
    import pygal  # type: ignore[import-untyped]
    from pygal.etree import etree  # type: ignore[import-untyped]

    etree.to_etree()  # whether lxml is installed must not reach the bytes
    kinds = {
        "bar": pygal.HorizontalBar,
        "stacked": pygal.HorizontalStackedBar,
        "column": pygal.Bar,
        "line": pygal.Line,
    }
    chart = kinds[layout.kind](
        width=layout.width, height=layout.height, margin=0, spacing=0,
        margin_top=layout.top, margin_right=layout.right,
        margin_bottom=layout.bottom, margin_left=layout.left,
        style=pygal.style.Style(value_font_size=0, label_font_size=0),
        show_legend=False, js=(), print_values=True, allow_interruptions=True, dots_size=3,
        range=layout.bounds, truncate_label=-1,
    )  # fmt: skip
    chart._series_margin = (1 - layout.thickness) / 2
    chart._serie_margin = 0.03
    # the first label of horizontal bars is the lowest
    turn = -1 if layout.kind in ("bar", "stacked") else 1
    chart.x_labels = [str(place) for place in range(len(layout.labels))][::turn]
    chart.y_labels = [{"value": value, "label": text} for value, text in layout.ticks]
    for row, texts in zip(layout.values, layout.texts, strict=True):
        points = [
            {"value": value, "formatter": _always(text)}
            for value, text in zip(row, texts, strict=True)
        ]
        chart.add("", points[::turn])
    tree: ET.Element = chart.render_tree()
    return tree


def _always(text: str) -> Any:
    return lambda value: text


def _copy(layout: _Layout, drawn: ET.Element, drawing: ET.Element) -> None:
    horizontal = layout.kind in ("bar", "stacked")
    names, scale = ("y", "x") if horizontal else ("x", "y")
    for guide in drawn.iterfind(f".//g[@class='axis {scale} always_show']/g"):
        _guide(guide, drawing)
    for label in drawn.iterfind(f".//g[@class='axis {names}']/g/text"):
        _label(layout, label, drawing)
    taken = [_box(text, EM) for text in drawing.iter("text")]
    groups = [
        [
            group
            for group in drawn.iter("g")
            if group.get("class", "").startswith(f"series serie-{n} ")
        ]
        for n in range(len(layout.values))
    ]
    for place, parts in enumerate(groups):
        _shapes(place, parts, drawing)
    for place, parts in enumerate(groups):
        others = [one for number, group in enumerate(groups) if number != place for one in group]
        _numbers(layout, place, parts, drawing, taken, list(_crossed(others)))


def _guide(guide: ET.Element, drawing: ET.Element) -> None:
    path, text = guide.find("path"), guide.find("text")
    if path is not None:
        kind = "guide" if "guide" in path.get("class", "") else "zero"
        ET.SubElement(drawing, "path", {"class": f"og-chart__{kind}", "d": path.get("d", "")})
    if text is not None and text.text:
        _print(drawing, "tick", -GAP, _of(text, "y") + 5, text.text, "end")


def _label(layout: _Layout, label: ET.Element, drawing: ET.Element) -> None:
    lines = layout.labels[int(label.text or 0)]
    x, y, anchor = _of(label, "x"), layout.height - layout.top - layout.bottom + LINE, "middle"
    if layout.kind in ("bar", "stacked"):
        x, y, anchor = layout.beside, _of(label, "y") + 5 - LINE / 2 * (len(lines) - 1), "end"
    elif layout.kind == "column" and layout.bounds[0] < 0:
        y += LINE
    for place, line in enumerate(lines):
        _print(drawing, "label", x, y + LINE * place, line, anchor)


def _shapes(place: int, parts: list[ET.Element], drawing: ET.Element) -> None:
    group = ET.SubElement(drawing, "g", {"class": _series(place)})
    for part in parts:
        for path in part.iter("path"):
            ET.SubElement(group, "path", {"class": "og-chart__line", "d": path.get("d", "")})
        for shape in part.iter("circle"):
            ET.SubElement(group, "circle", {"class": "og-chart__dot"} | _lengths(shape, "cx cy r"))
        for shape in part.iter("rect"):
            if _of(shape, "width") and _of(shape, "height"):
                size = _lengths(shape, "x y width height")
                ET.SubElement(group, "rect", {"class": "og-chart__bar"} | size)


def _numbers(
    layout: _Layout, place: int, parts: list[ET.Element], drawing: ET.Element, taken: list[_Box], lines: list[_Box]
) -> None:
    """The numbers of a series, each where it fits; pygal draws a shape and a text for each."""
    group = ET.SubElement(drawing, "g", {"class": _series(place)})
    shapes = [shape for part in parts for shape in part.iter() if shape.tag in ("rect", "circle")]
    texts = [text.text or "" for part in parts for text in part.iter("text")]
    pairs = list(zip(shapes, texts, strict=True))
    if layout.kind == "line":
        pairs = pairs[-1:] + pairs[:-1]  # the newest is the last to be left out
    for shape, text in pairs:
        for x, y, anchor in _places(layout, shape, text) if text else ():
            printed = _print(group, "value", x, y, text, anchor)
            box = _box(printed, EM)
            if layout.kind != "line" or not any(_meet(box, other) for other in (*taken, *lines)):
                taken.append(box)
                break
            group.remove(printed)


def _places(layout: _Layout, shape: ET.Element, text: str) -> Iterator[tuple[float, float, str]]:
    """Where a number may stand, best first: at the end of a bar, within a part, over a point."""
    if layout.kind == "line":
        x, y = _of(shape, "cx"), _of(shape, "cy")
        half, right = _width(text) / 2, layout.width - layout.left
        x = min(max(x, half - layout.left), right - half)
        yield x, y - 8, "middle"
        yield x, y + 18, "middle"
        return
    x, y, wide, high = (_of(shape, name) for name in ("x", "y", "width", "height"))
    below = (number(text) or 0) < 0
    if layout.kind == "column":
        yield x + wide / 2, y + high + EM if below else y - 5, "middle"
    elif layout.kind == "bar":
        yield x - 5 if below else x + wide + 5, y + high / 2 + 5, "end" if below else "start"
    elif wide > _width(text) + 4:
        yield x + wide / 2, y + high / 2 + 5, "middle"


def _crossed(parts: list[ET.Element]) -> Iterator[_Box]:
    """Small boxes along lines."""
    for path in (path for part in parts for path in part.iter("path")):
        ends = [float(one) for one in path.get("d", "").translate(_NO_LETTERS).split()]
        points = list(zip(ends[::2], ends[1::2], strict=True))
        for (x, y), (x2, y2) in pairwise(points):
            for step in range(21):
                at, up = x + (x2 - x) * step / 20, y + (y2 - y) * step / 20
                yield at - 1, up - 1, at + 1, up + 1


_Box = tuple[float, float, float, float]
_NO_LETTERS = str.maketrans("ML", "  ")


def _box(text: ET.Element, size: float) -> _Box:
    wide = _width(text.text or "")
    x, y = _of(text, "x"), _of(text, "y")
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
    return x, y - size + 2, x + wide, y + 2


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _print(parent: ET.Element, kind: str, x: float, y: float, text: str, anchor: str) -> ET.Element:
    place = {"class": f"og-chart__{kind}", "x": _text(x), "y": _text(y), "text-anchor": anchor}
    printed = ET.SubElement(parent, "text", place)
    printed.text = text
    return printed


def _series(place: int) -> str:
    return f"og-chart__series-{place % COLOURS + 1}"


def _lengths(shape: ET.Element, names: str) -> dict[str, str]:
    return {name: _text(_of(shape, name)) for name in names.split()}


def _of(shape: ET.Element, name: str) -> float:
    return float(shape.get(name, 0))


def _text(length: float) -> str:
    return format(round(length, 2) + 0.0, "g") if abs(length) < 1e5 else format(length, ".0f")


def _width(text: str) -> float:
    """A guess that is rather too wide: a system's fonts are not known here."""
    wide = sum(unicodedata.east_asian_width(mark) in "WFA" for mark in text)
    return EM * (wide + 0.62 * (len(text) - wide))


def _wrapped(label: str, limit: float) -> tuple[str, ...]:
    """Lines of about the same width, at most ``limit``; what is over _ROWS lines is cut."""
    rows = -int(-_width(label) // limit)
    limit = min(limit, _width(label) / max(rows, 1) + EM)
    lines = [""]
    for word in _words(label, limit):
        if _width(lines[-1] + word.rstrip()) > limit and word not in _NOT_FIRST and lines[-1]:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    if len(lines) > _ROWS:
        lines[_ROWS - 1 :] = [lines[_ROWS - 1][:-1] + "…"]
    return tuple(line.rstrip() for line in lines)


def _words(label: str, limit: float) -> Iterator[str]:
    """Where a line may end: around Han characters, after blanks, anywhere in an endless word."""
    word = ""
    for mark in label:
        if unicodedata.east_asian_width(mark) in "WF" or _width(word + mark) > limit:
            yield from (word, mark) if unicodedata.east_asian_width(mark) in "WF" else (word,)
            word = "" if unicodedata.east_asian_width(mark) in "WF" else mark
        elif mark == " ":
            yield word + mark
            word = ""
        else:
            word += mark
    yield word


def _clean(text: str) -> str:
    """Without what XML forbids: control characters, halves of pairs."""
    return "".join(mark if mark.isprintable() else " " for mark in text).strip()
