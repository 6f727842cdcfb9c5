"""The statutory tables as the form prints them: on pages, as JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import html5lib
import pytest

from opengov_ssg.model.report_rows import APPLICANTS
from opengov_ssg.model.report_views import (
    HeaderCell,
    NumberCell,
    TableView,
    as_csv,
    as_json,
    rows3,
    view2,
    view3,
    view4,
)
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.render.pages import Renderer
from tests.making import site, theme, words
from tests.unit.model.report_samples import KEYS, SAMPLE, tables


def grid(view: TableView, rows: Sequence[Sequence[HeaderCell | NumberCell]]) -> list[list[str]]:
    """The rows with their spans filled in, as a browser lays them out; they fill a rectangle."""
    slots: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in slots:
                x += 1
            for below in range(getattr(cell, "rows", 1)):
                for beside in range(cell.columns):
                    assert (y + below, x + beside) not in slots
                    slots[y + below, x + beside] = cell.text
    width = max(x for _, x in slots) + 1
    return [[slots[y, x] for x in range(width)] for y in range(len(rows))]


def body(view: TableView) -> list[list[HeaderCell | NumberCell]]:
    """The rows of all bodies."""
    return [[*row.heads, *row.cells] for group in view.groups for row in group]


VIEWS = {2: view2, 3: view3, 4: view4}


class TestViews:
    def test_rows_are_printed_as_the_form_has_them(self) -> None:
        found = rows3(tables(SAMPLE))
        assert len(found) == 25 and [row.key for row in found] == KEYS
        assert found[0].label == "一、本年新收政府信息公开申请数量"
        assert found[4].groups == ("三、本年度办理结果", "（三）不予公开")
        assert (found[4].label, found[4].numbers) == ("1.属于国家秘密", (0,) * 7)
        assert found[23].groups == ("三、本年度办理结果",) and found[23].label == "（七）总计"
        groups = Counter(row.groups[1][:3] for row in found if len(row.groups) == 2)
        assert groups == {"（三）": 8, "（四）": 3, "（五）": 5, "（六）": 3}

    def test_table_2(self) -> None:
        rows = grid(view2(tables(SAMPLE)), body(view2(tables(SAMPLE))))
        assert rows[:3] == [
            ["第二十条第（一）项"] * 4,
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "2", "0", "15"],
        ]
        assert rows[5:7] == [
            ["信息内容", *["本年处理决定数量"] * 3],
            ["行政许可", *["1234"] * 3],
        ]
        assert len(rows) == 14 and rows[13] == ["行政事业性收费", *["123.45"] * 3]

    def test_table_3(self) -> None:
        view = view3(tables(SAMPLE))
        head, rows = grid(view, view.head), grid(view, body(view))
        assert head[0] == ["申请人情况"] * 7
        assert head[1] == ["自然人", *["法人或其他组织"] * 5, "总计"]
        assert head[2] == [column.label for column in APPLICANTS]
        assert [row[3:] for row in rows] == [[str(n) for n in row] for row in SAMPLE.values()]
        assert [row[0] for row in rows[2:24]] == ["三、本年度办理结果"] * 22
        assert rows[4][:3] == ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]
        assert rows[24][:3] == ["四、结转下年度继续办理"] * 3
        assert [len(group) for group in view.groups] == [1, 1, 22, 1]

    def test_table_4(self) -> None:
        view = view4(tables(SAMPLE))
        head = grid(view, view.head)
        assert head[0] == ["行政复议"] * 5 + ["行政诉讼"] * 10
        assert head[1][4:6] == ["总计", "未经复议直接起诉"] and head[1][14] == "复议后起诉"
        assert head[2] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
        assert grid(view, body(view)) == [[*"1234", "10", *"0" * 10]]

    @pytest.mark.parametrize("number", VIEWS)
    def test_every_number_names_its_headings(self, number: int) -> None:
        view = VIEWS[number](tables(SAMPLE))
        cells = [
            *(cell for row in view.head for cell in row),
            *(c for row in body(view) for c in row),
        ]
        heads = {cell.id: cell.text for cell in cells if isinstance(cell, HeaderCell)}
        assert len(heads) == sum(isinstance(cell, HeaderCell) for cell in cells)
        assert all(id.startswith(f"t{number}-") for id in heads)
        named = [cell.headers for cell in cells if isinstance(cell, NumberCell)]
        assert len(set(named)) == len(named) == {2: 10, 3: 175, 4: 15}[number]
        assert all(id in heads for headers in named for id in headers.split())

    def test_headings_from_the_outermost(self) -> None:
        view = view3(tables(SAMPLE))
        heads = {c.id: c.text for row in (*view.head, *body(view)) for c in row if hasattr(c, "id")}
        cell = view.groups[2][2].cells[1]
        assert [heads[id] for id in cell.headers.split()] == [
            "三、本年度办理结果",
            "（三）不予公开",
            "1.属于国家秘密",
            "申请人情况",
            "法人或其他组织",
            "商业企业",
        ]


class TestExport:
    def test_json(self) -> None:
        found = json.loads(json.dumps(as_json(tables(SAMPLE))))
        assert found["format"] == "国办公开办函〔2021〕30号"
        assert found["table2"]["normative"] == {"issued": 12, "repealed": 3, "in_force": 88}
        assert found["table2"]["permits"] == 1234 and found["table2"]["fees"] == 123.45
        assert list(found["table3"]) == KEYS
        assert list(found["table3"]["denied.7"].values()) == SAMPLE["denied.7"]
        assert found["table4"]["review"]["sum"] == 10

    def test_csv(self) -> None:
        rows = list(csv.DictReader(as_csv(tables(SAMPLE)).splitlines()))
        assert Counter(row["table"] for row in rows) == {"2": 10, "3": 175, "4": 15}
        assert rows[9] == {
            "table": "2",
            "row": "fees",
            "row_label": "第二十条第（八）项 行政事业性收费",
            "column": "charged",
            "column_label": "本年收费金额（单位：万元）",
            "value": "123.45",
        }
        assert rows[10 + 7 * 4]["row_label"] == "三、本年度办理结果 （三）不予公开 1.属于国家秘密"
        assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row.values())


def printed(number: int) -> str:
    """A table as the default theme prints it on a page of the site."""
    given: Any = VIEWS[number](tables(SAMPLE))
    template = (
        f"{{% from 'components/report-tables/template.html' import table{number} %}}"
        f"{{{{ table{number}(view) }}}}"
    )
    made = replace(theme(), templates=theme().templates | {"templates/try.html": template})
    page = Framer(words()).page("a/b.html", "try", given, heading="年度报告", section="")
    bodies: Any = None
    return Renderer(made, site_view(site(), words(), ()), bodies).render(page).decode()


class TestComponent:
    @pytest.mark.parametrize("number", VIEWS)
    def test_it_is_valid_html(self, number: int) -> None:
        text = printed(number)
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        tree = parser.parseFragment(text)
        assert not parser.errors, parser.errors
        (box,) = tree.findall("div")
        assert box.get("role") == "region" and box.get("tabindex") == "0"
        assert box.get("aria-label") == box.find("table/caption").text != ""
        ids = [one.get("id") for one in tree.iter("th")]
        cells = [one for one in tree.iter("td") if one.get("headers")]
        assert len(ids) == len(set(ids)) and all(one.get("scope") for one in tree.iter("th"))
        assert len(cells) == {2: 10, 3: 175, 4: 15}[number]
        assert {id for one in cells for id in one.get("headers").split()} <= set(ids)

    def test_the_note_stands_in_the_head(self) -> None:
        tree = html5lib.parseFragment(printed(3), namespaceHTMLElements=False)
        note = tree.find(".//thead/tr/td")
        assert "第一项加第二项之和，等于第三项加第四项之和" in note.text
        assert (note.get("colspan"), note.get("rowspan")) == ("3", "3")
