"""A chart as an inline picture: pygal lays it out, and what it drew is copied into plain SVG.

The copy has classes of the theme in place of styles, no ids, no scripts, no dates; labels are
wrapped, and every number is the text of the table. Lengths are units of the view box.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from opengov_ssg.model.charts import Chart, number
from opengov_ssg.render import chart_parts
from opengov_ssg.render.chart_layout import GAP, LINE, Layout, lay_out
from opengov_ssg.render.chart_text import EM, clean, width

COLOURS = 6
"""Classes og-chart__series-1 to -6; further series begin again."""


def svg(chart: Chart) -> str:
    """The ``<svg>`` element of a chart, for a page that shows its table as well.

    Empty for a chart without values. Its width is in em, so that its words are as large as those
    around it. Numbers that would overlap (many points of a line, many narrow parts of a bar) are
    left to the table. Columns that have no room for their texts become horizontal bars. Raises
    ValueError for a value that is not a number.
    """
    layout = lay_out(chart)
    if not any(value is not None for row in layout.values for value in row):
        return ""
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "og-chart__picture"})
    root.attrib |= {"role": "img", "aria-label": clean(chart.title), "focusable": "false"}
    high = layout.height - 2 * layout.crop
    root.set("width", f"{layout.width / EM:.4f}em")
    root.set("viewBox", f"0 {_text(layout.crop)} {_text(layout.width)} {_text(high)}")
    drawing = ET.SubElement(root, "g", {"class": f"og-chart__plot--{layout.kind}"})
    drawing.set("transform", f"translate({_text(layout.left)} {_text(layout.top)})")
    marks = [_series(one.colour or place) for place, one in enumerate(chart.series, 1)]
    _copy(layout, _drawn(layout), drawing, marks)
    return ET.tostring(root, encoding="unicode")


def _drawn(layout: Layout) -> ET.Element:
    """Pygal's drawing, with the index of each label as its text."""
    import pygal  # type: ignore[import-untyped]
    from pygal.etree import etree  # type: ignore[import-untyped]

    # Its hook for plugins, of which we have none, warns at every later import.
    sys.meta_path[:] = [
        one for one in sys.meta_path if not isinstance(one, pygal.PluginImportFixer)
    ]
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
    turn = _turn(layout)
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


def _turn(layout: Layout) -> int:
    """Pygal's first label of horizontal bars is the lowest, a table's the highest."""
    return -1 if layout.kind in ("bar", "stacked") else 1


def _always(text: str) -> Any:
    return lambda value: text


def _copy(layout: Layout, drawn: ET.Element, drawing: ET.Element, marks: list[str]) -> None:
    horizontal = layout.kind in ("bar", "stacked")
    names, scale = ("y", "x") if horizontal else ("x", "y")
    for guide in drawn.iterfind(f".//g[@class='axis {scale} always_show']/g"):
        _guide(guide, drawing)
    for label in drawn.findall(f".//g[@class='axis {names}']/g/text")[:: _turn(layout)]:
        _label(layout, label, drawing)
    groups = [
        [part for part in drawn.iter("g") if part.get("class", "").startswith(f"series serie-{n} ")]
        for n in range(len(layout.values))
    ]
    clear = _Clear(drawing, groups)
    for mark, parts in zip(marks, groups, strict=True):
        _shapes(parts, ET.SubElement(drawing, "g", {"class": mark}))
    if layout.kind == "stacked":
        _of_bars(layout, groups, drawing, marks)
        return
    for place, parts in enumerate(groups):
        group = ET.SubElement(drawing, "g", {"class": marks[place]})
        _numbers(layout, place, parts, group, clear)


def _guide(guide: ET.Element, drawing: ET.Element) -> None:
    path, text = guide.find("path"), guide.find("text")
    if path is not None:
        kind = "guide" if "guide" in path.get("class", "") else "zero"
        ET.SubElement(drawing, "path", {"class": f"og-chart__{kind}", "d": path.get("d", "")})
    if text is not None and text.text:
        _print(drawing, "tick", -GAP, _of(text, "y") + 5, text.text, "end")


def _label(layout: Layout, label: ET.Element, drawing: ET.Element) -> None:
    lines = layout.labels[int(label.text or 0)]
    x, y, anchor = _of(label, "x"), layout.height - layout.top - layout.bottom + LINE, "middle"
    if layout.kind in ("bar", "stacked"):
        x, y, anchor = layout.beside, _of(label, "y") + 5 - LINE / 2 * (len(lines) - 1), "end"
    elif layout.kind == "column" and layout.bounds[0] < 0:
        y += LINE
    for place, line in enumerate(lines):
        _print(drawing, "label", x, y + LINE * place, line, anchor)


def _shapes(parts: list[ET.Element], group: ET.Element) -> None:
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
    layout: Layout, place: int, parts: list[ET.Element], group: ET.Element, clear: _Clear
) -> None:
    """The numbers of a series, each where it fits."""
    pairs = _pairs(parts)[:: _turn(layout)]
    if layout.kind == "line" and pairs:
        known = [at for at, value in enumerate(layout.values[place]) if value is not None]
        kept = [one for at, one in zip(known, pairs, strict=True) if at % layout.every == 0]
        # the newest number comes first, and is the last to be left out
        pairs = pairs[-1:] + [one for one in kept if one is not pairs[-1]]
    for shape, text in pairs:
        places = list(_places(layout, shape, text)) if text else []
        if layout.kind == "line":
            places = clear.first(places, text, place)
        for x, y in places[:1]:
            negative = (number(text) or 0) < 0
            anchor = "middle" if layout.kind != "bar" else "end" if negative else "start"
            _print(group, "value", x, y, text, anchor)


def _places(layout: Layout, shape: ET.Element, text: str) -> Iterator[tuple[float, float]]:
    """Where a number may stand, best first: at the end of a bar, by a point."""
    if layout.kind == "line":
        x, y = _of(shape, "cx"), _of(shape, "cy")
        half, right = width(text) / 2, layout.width - layout.left
        for aside, up in ((0, -8), (-half, -7), (half, 17), (0, 19), (half, -7), (-half, 17)):
            yield min(max(x + aside, half - layout.left), right - half), y + up
        return
    x, y, wide, high = (_of(shape, name) for name in ("x", "y", "width", "height"))
    below = (number(text) or 0) < 0
    if layout.kind == "column":
        yield x + wide / 2, y + high + EM if below else y - 5
    else:
        yield x - 5 if below else x + wide + 5, y + high / 2 + 5


def _of_bars(
    layout: Layout, groups: list[list[ET.Element]], drawing: ET.Element, marks: list[str]
) -> None:
    """The numbers of stacked bars: each in its part, or those of a bar after its end."""
    bars: dict[str, list[tuple[chart_parts.Part, ET.Element, str]]] = {}
    for mark, parts in zip(marks, groups, strict=True):
        for shape, text in _pairs(parts)[:: _turn(layout)]:
            long = -_of(shape, "width") if (number(text) or 0) < 0 else _of(shape, "width")
            at = bars.setdefault(_text(_of(shape, "y")), [])
            at.append((chart_parts.Part(text, long), shape, mark))
    right = layout.width - layout.left
    inside = {mark: ET.Element("g", {"class": mark}) for mark in marks}
    for bar in bars.values():
        _, first, _ = bar[0]
        y = _of(first, "y") + _of(first, "height") / 2 + 5
        end = max(_of(shape, "x") + _of(shape, "width") for _, shape, _ in bar)
        end += chart_parts.BEFORE
        text = chart_parts.after([part for part, _, _ in bar])
        if text and end + width(text) <= right:
            _print(drawing, "after", end, y, text, "start")
            continue
        for part, shape, mark in bar:
            if part.long and chart_parts.within(part):
                x = _of(shape, "x") + _of(shape, "width") / 2
                _print(inside[mark], "value", x, y, part.text, "middle")
    drawing.extend(group for group in inside.values() if len(group))


def _pairs(parts: list[ET.Element]) -> list[tuple[ET.Element, str]]:
    """Pygal draws a shape and a text for each number."""
    shapes = [shape for part in parts for shape in part.iter() if shape.tag in ("rect", "circle")]
    texts = [text.text or "" for part in parts for text in part.iter("text")]
    return list(zip(shapes, texts, strict=True))


_Box = tuple[float, float, float, float]
_NO_LETTERS = str.maketrans("ML", "  ")


class _Clear:
    """What is taken on the ground of a line chart: texts, and the lines of each series."""

    def __init__(self, drawing: ET.Element, groups: list[list[ET.Element]]) -> None:
        self.texts: list[_Box] = []
        for text in drawing.iter("text"):
            half = width(text.text or "") / 2
            x = _of(text, "x") - (half if text.get("text-anchor") == "end" else 0)
            self.texts.append(_box(x, _of(text, "y"), half))
        self.lines = [list(_along(parts)) for parts in groups]

    def first(
        self, places: list[tuple[float, float]], text: str, own: int
    ) -> list[tuple[float, float]]:
        """The first place that is free; at need one on the number's own line, never on others."""
        others = [box for at, line in enumerate(self.lines) if at != own for box in line]
        for lines in (others + self.lines[own], others):
            for x, y in places:
                box = _box(x, y, width(text) / 2)
                if not any(_meet(box, taken) for taken in (*self.texts, *lines)):
                    self.texts.append(box)
                    return [(x, y)]
        return []


def _along(parts: list[ET.Element]) -> Iterator[_Box]:
    """Small boxes along the lines and points of a series."""
    for dot in (dot for part in parts for dot in part.iter("circle")):
        x, y = _of(dot, "cx"), _of(dot, "cy")
        yield x - 3, y - 3, x + 3, y + 3
    for path in (path for part in parts for path in part.iter("path")):
        ends = [float(one) for one in path.get("d", "").translate(_NO_LETTERS).split()]
        for (x, y), (x2, y2) in pairwise(zip(ends[::2], ends[1::2], strict=True)):
            for step in range(21):
                at, up = x + (x2 - x) * step / 20, y + (y2 - y) * step / 20
                yield at - 1, up - 1, at + 1, up + 1


def _box(x: float, y: float, half: float) -> _Box:
    return x - half, y - EM + 2, x + half, y + 1


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _print(parent: ET.Element, kind: str, x: float, y: float, text: str, anchor: str) -> None:
    place = {"class": f"og-chart__{kind}", "x": _text(x), "y": _text(y), "text-anchor": anchor}
    ET.SubElement(parent, "text", place).text = text


def _series(colour: int) -> str:
    return f"og-chart__series-{(colour - 1) % COLOURS + 1}"


def _lengths(shape: ET.Element, names: str) -> dict[str, str]:
    return {name: _text(_of(shape, name)) for name in names.split()}


def _of(shape: ET.Element, name: str) -> float:
    return float(shape.get(name, 0))


def _text(length: float) -> str:
    return format(round(length, 2) + 0.0, "g") if abs(length) < 1e5 else format(length, ".0f")
