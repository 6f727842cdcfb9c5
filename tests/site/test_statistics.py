"""Figures of the sample as its pages show them: picture, table and data hold the same numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.tree import Element, Tree, text

PAGE = "statistics/index.html"
SPECIAL = "specials/zwgk-zhidu/index.html"
HORIZONTAL = ("bar", "stacked")
SVG = ".//*[local-name()='svg']"
_HAN = re.compile("[\u4e00-\u9fff]")
_KIND = re.compile(r"og-chart__plot--(\w+)")
_SERIES = re.compile(r"og-chart__series-(\d)")


def number(cell: str) -> float | None:
    """What is printed in a cell."""
    plain = cell.strip().replace(",", "")
    return float(plain) if plain else None


def table(figure: Element) -> dict[str, list[float | None]]:
    """Label → numbers of the rows of a figure's table."""
    rows = figure.xpath(".//tbody/tr")
    return {
        text(row.xpath("./*")[0]).strip(): [number(text(cell)) for cell in row.xpath("./*")[1:]]
        for row in rows
    }


def figures(tree: Tree) -> Iterator[tuple[str, Element]]:
    """Every figure of the site that has a picture and a table of numbers."""
    for path, page in tree.pages.items():
        for figure in page.xpath(f"//figure[.//table and {SVG}]"):
            yield path, figure


def bars(picture: Element) -> dict[int, list[float]]:
    """Column of the table, from 0 → lengths of its bars from above, those without length left
    out."""
    found: dict[int, list[float]] = {}
    groups = picture.xpath(".//*[local-name()='g']")
    marks = [_SERIES.search(group.get("class") or "") for group in groups]
    # A column that is left out leaves its colour out too; the others keep theirs.
    colours = sorted({int(mark[1]) for mark in marks if mark})
    for group, series in zip(groups, marks, strict=True):
        if series and group.xpath("./*[local-name()='rect']"):
            rects = sorted(
                group.xpath("./*[local-name()='rect']"), key=lambda one: float(one.get("y"))
            )
            lengths = [float(one.get("width")) for one in rects]
            found[colours.index(int(series[1]))] = [one for one in lengths if one > 0.05]
    return found


def test_there_are_figures(tree: Tree) -> None:
    paths = [path for path, _ in figures(tree)]
    assert paths.count(PAGE) >= 8
    assert paths.count(SPECIAL) == 2


def test_a_bar_is_as_long_as_the_number_of_its_row(tree: Tree) -> None:
    for path, figure in figures(tree):
        (picture,) = figure.xpath(SVG)
        drawn = picture.xpath(".//*[contains(@class, 'og-chart__plot--')]/@class")
        kind = _KIND.search(drawn[0])
        assert kind is not None
        if kind[1] not in HORIZONTAL:
            continue
        rows = list(table(figure).values())[:20]
        scale = None
        for column, lengths in bars(picture).items():
            numbers = [row[column] for row in rows if row[column]]
            assert len(numbers) == len(lengths), (path, text(figure)[:40])
            for length, told in zip(lengths, numbers, strict=True):
                assert told is not None
                scale = scale or length / told
                assert length / told == pytest.approx(scale, rel=0.02), (path, text(figure)[:40])


def test_a_picture_prints_no_number_that_the_table_has_not(tree: Tree) -> None:
    for path, figure in figures(tree):
        told = {one for row in table(figure).values() for one in row}
        printed = figure.xpath(".//*[contains(@class, 'og-chart__value')]")
        assert printed, path
        assert {number(text(one)) for one in printed} <= told, path


def test_a_picture_is_named_and_its_table_has_headings(tree: Tree) -> None:
    for path, figure in figures(tree):
        (picture,) = figure.xpath(SVG)
        assert picture.get("role") == "img" and picture.get("aria-label"), path
        assert figure.xpath(".//thead//th[@scope='col']"), path
        assert all(row.xpath("./th[@scope='row']") for row in figure.xpath(".//tbody/tr")), path


def test_the_data_file_holds_the_tables(tree: Tree) -> None:
    data: dict[str, Any] = json.loads((tree.root / "data/statistics.json").read_text("utf-8"))
    told = {one["id"]: one for group in data["groups"] for one in group["figures"]}
    shown = {
        one.get("id").removeprefix("figure-"): table(one)
        for one in tree.pages[PAGE].xpath("//*[starts-with(@id, 'figure-')]")
    }
    assert told.keys() == shown.keys()
    for id, rows in shown.items():
        series = [one["values"] for one in told[id]["series"]]
        expected = dict(zip(told[id]["labels"], map(list, zip(*series, strict=True)), strict=True))
        assert rows == expected, id


def test_its_total_is_that_of_the_first_page_and_of_the_catalog(tree: Tree) -> None:
    data = json.loads((tree.root / "data/statistics.json").read_text("utf-8"))
    numbers = {one["id"]: one["value"] for group in data["groups"] for one in group["numbers"]}
    rows = json.loads((tree.root / "data/catalog.json").read_text("utf-8"))["records"]
    assert numbers["records"] == sum(row["kind"] != "page" for row in rows)
    assert numbers["documents"] == sum(row["kind"] == "document" for row in rows)
    origins = [numbers[f"records_{one}"] for one in ("own", "repost", "imported")]
    assert sum(origins) == numbers["records"]


def test_what_a_special_counts_can_be_counted_in_its_documents(tree: Tree) -> None:
    """The numbers of the special on 政务公开制度, counted anew in the texts that the pages show."""
    counted, words = (table(one) for one in tree.pages[SPECIAL].xpath(f"//figure[{SVG}]"))
    documents = {
        "楚雄州2013年通知": "cx-bgs/wj-2026-0005",
        "贵州省2013年实施意见": "gz-bgt/wj-2026-0002",
        "北京市2014年通知": "bj-bgt/wj-2026-0001",
        "招远市2014年方案": "zy-bgs/wj-2026-0006",
        "国办发〔2016〕80号": "gwybgt/wj-2026-0004",
        "广东省2016年转发通知": "gd-bgt/wj-2026-0003",
    }
    assert counted.keys() == words.keys() == documents.keys()
    for label, id in documents.items():
        (article,) = tree.pages[f"catalog/{id}.html"].xpath("//article")
        body = "".join(text(part) for part in article if part.tag != "h1")
        assert counted[label] == [len(_HAN.findall(body))], label
        found = "".join(body.split())
        assert words[label] == [found.count(one) for one in ("新闻发布", "解读", "回应")], label
