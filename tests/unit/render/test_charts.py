"""Charts: strict XML without styles or ids, the table's numbers, the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree
from playwright.sync_api import Browser

from opengov_ssg.model.charts import KINDS, Chart, Series, number
from opengov_ssg.render.chart_text import EM, width
from opengov_ssg.render.charts import svg
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"
THEME = ROOT / "themes" / "default"
LONG = "黔西南布依族苗族自治州人民政府办公室"
AGENCIES = ("国务院办公厅", "省发展和改革委员会", "省工业和信息化厅", LONG)


def chart(kind: str, *rows: tuple[str, ...], labels: tuple[str, ...] = AGENCIES) -> Chart:
    series = tuple(Series(f"系列{place}", row) for place, row in enumerate(rows))
    return Chart(kind, "2025年办理情况", "件", "机关", labels, series, "注解", "年度报告")


USUAL = chart("bar", ("1,234", "856.50", "43", "7"), ("1,100", "", "0", "-5"))
YEARS = chart(
    "line", ("812", "905", "1,034", "1,120"), labels=("2022年", "2023年", "2024年", "2025年")
)


def texts(picture: str, kind: str) -> list[str]:
    found = ET.fromstring(picture).iter(f"{SVG}text")
    return [one.text or "" for one in found if one.get("class") == f"og-chart__{kind}"]


def printed(one: Chart) -> Iterator[str]:
    yield from (value for series in one.series for value in series.values if value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1 234 567", "1234567"),
        (" -3 ", "-3"),
        ("−3", "-3"),
        ("+0.50", "0.50"),
        ("56.7%", "56.7"),
        ("56.7 %", "56.7"),
        ("1234567", "1234567"),
        ("0", "0"),
    ],
)
def test_number(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    "text",
    ["１２", "12a", "1,23", "1,2345", "1e5", "NaN", "--3", "1.2.3", "—", "%", "٣", ".5", "0x1"],
)
def test_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number(text)


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_every_number_of_the_table_stands_at_its_bar(kind: str) -> None:
    one = USUAL._replace(kind=kind)
    assert texts(svg(one), "value") == list(printed(one))


def test_every_number_of_a_single_line() -> None:
    assert sorted(texts(svg(YEARS), "value")) == sorted(printed(YEARS))


def test_numbers_stand_in_their_parts() -> None:
    one = chart("stacked", ("100", "90", "80", "0"), ("60", "", "70", "80"), ("1", "1", "1", "1"))
    picture = svg(one)
    # all of a bar, or none, stand after it; what is too long for that is left to the table
    assert texts(picture, "after") == ["90 + 1", "80 + 70 + 1", "80 + 1"]
    assert texts(picture, "value") == ["100", "60"]
    assert picture.count("<rect") == 3 + 3 + 4


def test_every_stacked_bar_has_its_number() -> None:
    """As bars of one series and bars side by side have theirs, however short they are."""
    one = chart("stacked", ("14", "2", "1", "0"), ("65", "0", "3", "0"))
    picture = svg(one)
    assert texts(picture, "value") == ["14", "65"]
    assert texts(picture, "after") == ["2", "1 + 3", "0"]
    tree = ET.fromstring(picture)
    _, _, wide, _ = map(float, tree.get("viewBox", "").split())
    (left,) = re.findall(r"translate\(([\d.]+) ", picture)
    ends = [
        float(left) + float(text.get("x", 0)) + width(text.text or "")
        for text in tree.iter(f"{SVG}text")
        if text.get("class") == "og-chart__after"
    ]
    assert max(ends) <= wide


def test_a_picture_is_as_wide_as_its_words_ask() -> None:
    """So many em that a word of the picture is as large as one beside it."""
    tree = ET.fromstring(svg(USUAL))
    _, _, wide, _ = map(float, tree.get("viewBox", "").split())
    assert float((tree.get("width") or "").removesuffix("em")) == pytest.approx(wide / EM, abs=0.01)


def test_a_series_may_have_a_colour_of_its_own() -> None:
    """That of a column of the statistics, whatever columns are left out beside it."""
    own, other = USUAL.series
    picture = svg(USUAL._replace(series=(own, other._replace(colour=3))))
    assert {"1", "3"} == set(re.findall(r"og-chart__series-(\d)", picture))


def test_long_labels_are_whole_and_in_order() -> None:
    lines = texts(svg(USUAL), "label")
    assert "".join(lines) == "".join(AGENCIES)
    assert max(len(line) for line in lines) <= 12


def test_bars_follow_the_order_of_the_table() -> None:
    tree = ET.fromstring(svg(USUAL))
    rows = {one.text: float(one.get("y", 0)) for one in tree.iter(f"{SVG}text")}
    assert rows["1,234"] < rows["1,100"] < rows["856.50"] < rows["43"] < rows["7"] < rows["-5"]


def test_lengths_are_in_proportion() -> None:
    tree = ET.fromstring(svg(chart("bar", ("100", "50", "25", "0"))))
    wide = [float(one.get("width", 0)) for one in tree.iter(f"{SVG}rect")]
    assert sorted(wide) == pytest.approx([25 * max(wide) / 100, 50 * max(wide) / 100, max(wide)])


def test_columns_without_room_become_bars() -> None:
    labels = tuple(f"20{20 + at // 12}年{at % 12 + 1}月" for at in range(60))
    picture = svg(chart("column", tuple(str(at) for at in range(60)), labels=labels))
    assert "og-chart__plot--bar" in picture
    assert len(texts(picture, "value")) == 60
    assert "og-chart__plot--column" in svg(YEARS._replace(kind="column"))


def test_a_gap_interrupts_a_line() -> None:
    years = tuple(str(year) for year in range(2016, 2026))
    values = ("1", "2", "3", "", "5", "6", "", "8", "9", "10")
    tree = ET.fromstring(svg(chart("line", values, labels=years)))
    lines = [one for one in tree.iter(f"{SVG}path") if one.get("class") == "og-chart__line"]
    assert len(lines) == 3
    assert len(list(tree.iter(f"{SVG}circle"))) == 8


def test_crowded_lines_print_the_newest_number() -> None:
    labels = tuple(str(at) for at in range(60))
    rows = [tuple(str(at * 7 % (11 + row) + row) for at in range(60)) for row in range(3)]
    one = chart("line", *rows, labels=labels)
    found = texts(svg(one), "value")
    assert rows[0][-1] in found
    assert set(found) <= set(printed(one))
    assert len(texts(svg(one), "label")) < 20


EDGES = {
    "negative": (("-5", "-3", "-1", "-0.5"),),
    "mixed": (("-5", "3", "0", "-0.0"), ("1", "-1", "", "2")),
    "zeros": (("0", "0", "0.00", "0%"),),
    "same": (("5", "5", "5", "5"),),
    "gaps": (("", "", "3", ""), ("", "", "", "")),
    "huge": (("9" * 40, "1", "123,456,789,012,345,678,901.5", "2"),),
    "tiny": (("0." + "0" * 40 + "1", "0", "0." + "0" * 40 + "3", ""),),
    "close": (("1.0000000001", "1.0000000002", "1.0000000003", "1"),),
    "many": tuple(("1", "2", "3", "4") for _ in range(9)),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edge", EDGES)
def test_edges(kind: str, edge: str) -> None:
    one = chart(kind, *EDGES[edge])
    picture = svg(one)
    assert_plain(picture)
    assert set(texts(picture, "value")) <= set(printed(one))
    assert "nan" not in picture
    assert "inf" not in picture


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "labels", [("甲",), ("",), (LONG * 9, "a" * 300, "b c " * 60), ("一",) * 60]
)
def test_labels(kind: str, labels: tuple[str, ...]) -> None:
    assert_plain(svg(chart(kind, tuple(str(at + 1) for at in range(len(labels))), labels=labels)))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw(kind: str) -> None:
    assert svg(chart(kind)) == ""
    assert svg(chart(kind, ("", "", "", ""))) == ""
    assert svg(chart(kind, (), labels=())) == ""


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="约五"):
        svg(chart("bar", ("约五", "1", "2", "3")))


ALLOWED = frozenset(
    [
        "class",
        "role",
        "aria-label",
        "focusable",
        "viewBox",
        "transform",
        "d",
        "x",
        "y",
        "width",
        "height",
        "cx",
        "cy",
        "r",
        "text-anchor",
    ]
)


def assert_plain(picture: str) -> None:
    """Strict XML of shapes and texts with classes: no style, script, id or link, all in the box."""
    tree = etree.fromstring(picture.encode())
    for element in tree.iter():
        assert isinstance(element.tag, str), "a comment or an instruction"
        assert element.tag.removeprefix(SVG) in {"svg", "g", "path", "rect", "circle", "text"}
        assert set(element.attrib) <= ALLOWED
    _, _, wide, high = map(float, tree.get("viewBox", "").split())
    assert wide >= 440
    assert high > 0
    for element in tree.iter(f"{SVG}rect", f"{SVG}text"):
        assert abs(float(element.get("x", 0))) <= wide


HOSTILE = "</svg><script>alert(1)</script>\"'&amp;<\x00\x0b\ud800\n]]>"


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_content(kind: str) -> None:
    one = chart(kind, ("1", "2"), labels=(HOSTILE, f"{HOSTILE}2"))._replace(title=HOSTILE)
    picture = svg(one)
    assert_plain(picture)
    assert "<script" not in picture
    assert picture.count("</svg>") == 1
    picture.encode()


NUMBERS = st.one_of(
    st.just(""),
    st.integers(-(10**18), 10**18).map("{:,}".format),
    st.decimals(-1000, 1000, places=3).map("{:f}".format),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_any_numbers(kind: str, data: st.DataObject) -> None:
    labels = tuple(data.draw(st.lists(st.text(max_size=30), min_size=1, max_size=12)))
    row = st.tuples(*(NUMBERS for _ in labels))
    one = chart(kind, *data.draw(st.lists(row, min_size=1, max_size=3)), labels=labels)
    picture = svg(one)
    if any(printed(one)):
        assert_plain(picture)
        assert set(texts(picture, "value")) <= set(printed(one))


DIGEST = """
from tests.unit.render.test_charts import EDGES, KINDS, YEARS, chart
from opengov_ssg.render.charts import svg
import hashlib
pictures = [svg(chart(kind, *rows)) for kind in KINDS for rows in EDGES.values()] + [svg(YEARS)]
print(hashlib.sha256("".join(pictures).encode()).hexdigest())
"""


def test_same_bytes_in_every_process() -> None:
    """Whatever hash seed, time zone, locale, and with or without lxml chosen by pygal."""
    digests = set()
    for seed, zone, language, lxml in (
        ("0", "UTC", "C", ""),
        ("1", "Asia/Shanghai", "zh_CN.UTF-8", "1"),
        ("77", "America/New_York", "de_DE.UTF-8", ""),
    ):
        given_env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "NO_LXML": lxml}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=ROOT,
            env={**os.environ, **given_env},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def component(one: Chart) -> str:
    """The component as the theme prints it, its texts being their keys."""
    env = Environment(
        loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    env.filters["t"] = lambda key, **values: f"{key} {' '.join(values.values())}"
    module = env.get_template("components/chart/template.html").module
    return str(module.chart(one, svg(one)))  # type: ignore[attr-defined]


def test_component_has_the_table() -> None:
    one = USUAL._replace(title="甲<乙>")
    tree = etree.fromstring(component(one), etree.XMLParser(recover=False))
    rows = [[cell.text or "" for cell in row] for row in tree.iterfind(".//tbody/tr")]
    columns = (one.labels, *(series.values for series in one.series))
    assert rows == [list(row) for row in zip(*columns, strict=True)]
    assert [cell.get("scope") for cell in tree.iterfind(".//th")] == ["col"] * 3 + ["row"] * 4
    assert tree.findtext(".//caption") == "甲<乙>"
    assert "chart.unit 件" in component(one)
    assert "chart.note 注解" in component(one)
    assert "chart.source 年度报告" in component(one)
    assert "og-chart__swatch" not in component(YEARS)


WIDE = chart("bar", *[("1,234", "856", "43", "7")] * 5)
SPILLS = """\
() => Array.from(document.querySelectorAll('svg text')).filter(one => {
  const box = one.getBoundingClientRect()
  const whole = one.ownerSVGElement.getBoundingClientRect()
  return box.left < whole.left - 1 || box.right > whole.right + 1
    || box.top < whole.top - 2 || box.bottom > whole.bottom + 2
}).map(one => one.textContent)
"""


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_fits_the_window(chromium: Browser, width: int) -> None:
    """No picture pushes the page aside, no text leaves its picture."""
    names = ("tokens", "base", "prose")
    css = "".join((THEME / "css" / f"{name}.css").read_text("utf-8") for name in names)
    css += (THEME / "components" / "chart" / "style.css").read_text("utf-8")
    charts = [USUAL, YEARS, WIDE, *(chart(kind, *EDGES["mixed"]) for kind in KINDS)]
    charts += [chart(kind, *EDGES["huge"][:1]) for kind in KINDS]
    body = "".join(map(component, charts))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f'<!doctype html><html lang="zh-CN"><style>{css}</style><main class="og-prose">{body}</main>'
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SPILLS) == []
    page.close()
