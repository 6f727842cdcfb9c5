"""The statutory tables: typed from a header, every sum checked, printed as the form has them."""

from __future__ import annotations

import csv
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from opengov_ssg.errors import Problem
from opengov_ssg.model.report_rows import APPLICANTS, BY_KEY3, LINES3, LINES4, RESULT_KEYS
from opengov_ssg.model.report_tables import (
    Counted,
    Finding,
    ReportTables,
    Table2,
    Table3,
    Table4,
    carried_over,
    check,
)
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
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.model.vocabulary import default_vocabularies
from opengov_ssg.notation import nodes
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.render.pages import Renderer
from tests.making import site, theme, words

KEYS = [line.key for line in LINES3]
COLUMNS = [column.key for column in APPLICANTS]

Numbers = dict[str, list[int]]


def balanced(entries: dict[str, Sequence[int]]) -> Numbers:
    """The 25 rows with all sums met; ``entries`` are the six applicants of some rows. What is
    carried out follows; what it lacks is carried in."""
    six = {key: list(entries.get(key, (0,) * 6))[:6] for key in KEYS}
    six["total"] = [sum(six[key][at] for key in RESULT_KEYS) for at in range(6)]
    for at in range(6):
        out = six["new"][at] + six["carried_in"][at] - six["total"][at]
        six["carried_in"][at] -= min(out, 0)
        six["carried_out"][at] = max(out, 0)
    return {key: [*row, sum(row)] for key, row in six.items()}


def tables(numbers: Numbers, table4: dict[str, Sequence[int]] | None = None) -> ReportTables:
    """The tables with ``numbers`` as table 3."""
    counted = Counted(issued=2, repealed=0, in_force=15)
    other: Any = table4 or {
        "review": (1, 2, 3, 4, 10),
        "direct": (0,) * 5,
        "after_review": (0,) * 5,
    }
    rows: Any = {BY_KEY3[key].field: tuple(row) for key, row in numbers.items()}
    return ReportTables(
        table2=Table2(
            regulations=counted,
            normative=Counted(issued=12, repealed=3, in_force=88),
            permits=1234,
            penalties=56,
            coercion=7,
            fees=Decimal("123.45"),
        ),
        table3=Table3(**rows),
        table4=Table4(**other),
    )


SAMPLE = balanced(
    {
        "new": (821, 40, 0, 3, 11, 2),
        "carried_in": (35, 2, 0, 0, 1, 0),
        "granted": (402, 20, 0, 2, 4, 1),
        "partial": (61, 3, 0, 0, 1, 0),
        "denied.7": (12, 1, 0, 0, 0, 0),
        "unable.1": (250, 9, 0, 1, 3, 0),
        "not_processed.2": (19, 0, 0, 0, 0, 0),
        "other.3": (40, 2, 0, 0, 1, 0),
    }
)
TABLE2 = (
    "{regulations: {issued: 2, repealed: 0, in_force: 15}, "
    "normative: {issued: 12, repealed: 3, in_force: 88}, "
    "permits: 1234, penalties: 56, coercion: 7, fees: 123.45}"
)
TABLE4 = "{review: [1, 2, 3, 4, 10], direct: [0, 0, 0, 0, 0], after_review: [0, 0, 0, 0, 0]}"


def header(table3: dict[str, Any], table2: str = TABLE2, table4: str = TABLE4) -> str:
    """What an editor writes."""
    rows = "".join(f"  {key}: {row}\n" for key, row in table3.items())
    return f"table2: {table2}\ntable3:\n{rows}table4: {table4}\n"


def read(text: str) -> tuple[ReportTables | None, list[Problem]]:
    """The tables of a header, and what is wrong with it."""
    tree = translate(nodes.parse(text, "a.md"), ReportTables, "a.md")
    made, problems = validate(tree, ReportTables, "a.md", default_vocabularies())
    return made, problems + tree.problems


def refused(text: str) -> Problem:
    """The one problem of a header."""
    made, problems = read(text)
    assert made is None
    (found,) = problems
    return found


class TestHeader:
    def test_numbers_are_typed(self) -> None:
        made, problems = read(header(SAMPLE))
        assert problems == []
        assert made == tables(SAMPLE)
        assert made.table3.row("denied.7") == made.table3.denied_7 == (12, 1, 0, 0, 0, 0, 13)
        assert made.table2.fees == Decimal("123.45")

    @pytest.mark.parametrize("spelling", ["label", "name", "field"])
    def test_rows_by_what_the_form_calls_them(self, spelling: str) -> None:
        rows = {getattr(BY_KEY3[key], spelling): row for key, row in SAMPLE.items()}
        assert read(header(rows)) == (tables(SAMPLE), [])

    def test_chinese_keys(self) -> None:
        table2 = (
            "{规章: {本年制发件数: 2, 本年废止件数: 0, 现行有效件数: 15}, "
            "行政规范性文件: {制发: 12, 废止: 3, 现行有效: 88}, "
            "行政许可: 1234, 行政处罚: 56, 行政强制: 7, 行政事业性收费: 123.45}"
        )
        table4 = (
            "{行政复议: [1, 2, 3, 4, 10], 未经复议直接起诉: [0, 0, 0, 0, 0], "
            "复议后起诉: [0, 0, 0, 0, 0]}"
        )
        text = header(SAMPLE, table2, table4)
        for key, name in {"table2": "表二", "table3": "表三", "table4": "表四"}.items():
            text = text.replace(key, name)
        assert read(text) == (tables(SAMPLE), [])

    def test_a_row_is_given_once(self) -> None:
        again = {**SAMPLE, "属于行政执法案卷": SAMPLE["denied.7"]}
        _, problems = read(header(again))
        assert [(one.name, dict(one.args)["other"]) for one in problems] == [
            ("key-in-two-languages", "denied.7")
        ]

    @pytest.mark.parametrize("key", KEYS)
    def test_no_row_is_taken_to_be_zero(self, key: str) -> None:
        found = refused(header({one: row for one, row in SAMPLE.items() if one != key}))
        assert (found.name, found.line) == ("missing-field", 3)
        assert BY_KEY3[key].name in dict(found.args)["field"]

    def test_an_unknown_row(self) -> None:
        found = refused(header({**SAMPLE, "denied.9": [0] * 7}))
        assert (found.name, found.line, found.column) == ("unknown-key", 28, 3)
        assert "denied.8" in dict(found.args)["near"]

    @pytest.mark.parametrize(
        ("row", "name", "column", "hint"),
        [
            ("[10, 2, 0, 0, 1, 0]", "malformed-value", 8, "row"),
            ("[1,234, 2, 0, 0, 1, 0, 0]", "malformed-value", 8, "row"),
            ("13", "wrong-type", 8, "list"),
            ("{自然人: 10}", "wrong-type", 8, "list"),
            ("[10, 2, 0, x, 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, -1, 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, 1.5, 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, １, 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, ~, 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, [1], 1, 0, 13]", "wrong-type", 19, "number"),
            ("[10, 2, 0, 1000000000000, 1, 0, 13]", "wrong-type", 19, "number"),
        ],
    )
    def test_a_row_that_is_none(self, row: str, name: str, column: int, hint: str) -> None:
        found = refused(header({**SAMPLE, "new": row}))
        assert (found.name, found.line, found.column, found.hint) == (name, 3, column, hint)

    def test_a_short_row_is_told_what_it_should_hold(self) -> None:
        words = dict(refused(header({**SAMPLE, "new": [10, 2, 13]})).args)
        assert words["form"].startswith("[自然人, 商业企业, ") and words["value"] == "10, 2, 13"
        assert words["field"] == "table3.new（本年新收）"

    @pytest.mark.parametrize("fees", ["0", "0.000001", "123.450000", "999999999.999999"])
    def test_fees(self, fees: str) -> None:
        made, problems = read(header(SAMPLE, TABLE2.replace("123.45", fees)))
        assert problems == [] and made is not None
        assert view2(made).groups[3][2].cells[0].text == fees
        assert json.loads(json.dumps(as_json(made)))["table2"]["fees"] == float(fees)

    @pytest.mark.parametrize(
        "fees", ["-1", "1e3", ".5", "1.", "0.0000001", "1,2", "NaN", "５", "万"]
    )
    def test_what_are_no_fees(self, fees: str) -> None:
        found = refused(header(SAMPLE, TABLE2.replace("123.45", f"'{fees}'")))
        assert found.name == "malformed-value" and dict(found.args)["form"] == "123.45"

    def test_tables_travel(self) -> None:
        made = tables(SAMPLE)
        assert pickle.loads(pickle.dumps(made)) == made
        assert hash(made) == hash(tables(SAMPLE))

    def test_schema(self) -> None:
        schema = TypeAdapter(ReportTables).json_schema()
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        rows: dict[str, Any] = {BY_KEY3[key].field: row for key, row in SAMPLE.items()}
        numbers = {
            "table2": as_json(tables(SAMPLE))["table2"],
            "table3": rows,
            "table4": {"review": ["1", "2", "3", "4", "10"], **dict.fromkeys(GROUPS, [0] * 5)},
        }
        assert validator.is_valid(numbers)
        for wrong in ([0] * 6, [0] * 8, [-1] * 7, ["x"] * 7):
            assert not validator.is_valid({**numbers, "table3": {**rows, "new": wrong}})


GROUPS = ("direct", "after_review")


def changed(numbers: Numbers, key: str, at: int, by: int) -> Numbers:
    """The numbers with one cell changed."""
    return {**numbers, key: [n + by * (one == at) for one, n in enumerate(numbers[key])]}


six = st.lists(st.integers(0, 9999), min_size=6, max_size=6)


class TestSums:
    def test_a_correct_set_has_no_findings(self) -> None:
        assert check(tables(SAMPLE)) == []

    @given(st.dictionaries(st.sampled_from(["new", "carried_in", *RESULT_KEYS]), six))
    @settings(deadline=None)
    def test_any_correct_set_has_none(self, entries: dict[str, Sequence[int]]) -> None:
        assert check(tables(balanced(entries))) == []

    @pytest.mark.parametrize("by", [1, -1])
    @pytest.mark.parametrize("key", KEYS)
    @pytest.mark.parametrize("at", range(7))
    def test_every_cell_is_named(self, key: str, at: int, by: int) -> None:
        entries = dict.fromkeys(("carried_in", *RESULT_KEYS), (5, 4, 3, 2, 6, 7))
        right = balanced({**entries, "new": (900,) * 6})
        (found,) = check(tables(changed(right, key, at, by)))
        line, column = BY_KEY3[key], APPLICANTS[at]
        assert found == Finding(
            f"tables.table3.{line.field}.{at}",
            3,
            "row",
            key,
            column.key,
            f"{line.spoken}／{column.label}",
            right[key][at] + by,
            right[key][at],
        )

    @given(
        st.dictionaries(st.sampled_from(["new", "carried_in", *RESULT_KEYS]), six),
        st.sampled_from(KEYS),
        st.integers(0, 6),
        st.integers(-50, 50).filter(bool),
    )
    @settings(deadline=None, max_examples=300)
    def test_any_wrong_cell_is_named(
        self, entries: dict[str, Sequence[int]], key: str, at: int, by: int
    ) -> None:
        right = balanced(entries)
        if right[key][at] + by < 0:
            by = -by
        (found,) = check(tables(changed(right, key, at, by)))
        assert (found.row, found.column) == (key, COLUMNS[at])
        assert (found.stated, found.computed) == (right[key][at] + by, right[key][at])

    @given(st.data())
    @settings(deadline=None, max_examples=300)
    def test_faults_are_never_lost(self, data: st.DataObject) -> None:
        """However many cells are wrong: each row and column that fails is named in some finding."""
        numbers = SAMPLE
        for _ in range(data.draw(st.integers(1, 6))):
            key, at = data.draw(st.sampled_from(KEYS)), data.draw(st.integers(0, 6))
            numbers = changed(numbers, key, at, data.draw(st.integers(1, 3)))
        found = check(tables(numbers))
        rows = {key for key, row in numbers.items() if row[6] != sum(row[:6])}
        assert {one.row for one in found if one.kind == "row"} == rows
        failing = {
            COLUMNS[at]
            for at in range(7)
            if numbers["total"][at] != sum(numbers[key][at] for key in RESULT_KEYS)
            or numbers["new"][at] + numbers["carried_in"][at]
            != numbers["total"][at] + numbers["carried_out"][at]
        }
        assert {one.column for one in found if one.column} == failing

    def test_two_cells_apart_are_both_named(self) -> None:
        wrong = changed(changed(SAMPLE, "granted", 0, 10), "new", 4, -2)
        assert [(one.row, one.column) for one in check(tables(wrong))] == [
            ("new", "legal_service"),
            ("granted", "natural"),
        ]

    def test_two_cells_that_could_be_others_are_named_by_row_and_column(self) -> None:
        wrong = changed(changed(SAMPLE, "granted", 0, 1), "partial", 1, 1)
        assert [(one.kind, one.row, one.column) for one in check(tables(wrong))] == [
            ("row", "granted", ""),
            ("row", "partial", ""),
            ("column", "total", "natural"),
            ("column", "total", "commercial"),
        ]

    def test_a_result_moved_with_its_total(self) -> None:
        """The row adds up; two columns do not."""
        wrong = changed(changed(SAMPLE, "granted", 0, 3), "granted", 6, 3)
        assert check(tables(wrong)) == [
            Finding("tables.table3.total.0", 3, "column", "total", "natural", "自然人", 784, 787),
            Finding("tables.table3.total.6", 3, "column", "total", "sum", "总计", 832, 835),
        ]

    def test_a_total_row_that_is_wrong_is_told_once_a_column(self) -> None:
        wrong = changed(changed(SAMPLE, "total", 0, 3), "total", 6, 3)
        assert [(one.kind, one.column) for one in check(tables(wrong))] == [
            ("column", "natural"),
            ("column", "sum"),
        ]

    def test_the_balance(self) -> None:
        wrong = changed(changed(SAMPLE, "carried_out", 1, 3), "carried_out", 6, 3)
        first, _ = check(tables(wrong))
        place = "tables.table3.carried_out.1"
        assert first == Finding(place, 3, "balance", "", "commercial", "商业企业", 45, 42)

    @pytest.mark.parametrize("by", [1, -1])
    @pytest.mark.parametrize("key", [line.key for line in LINES4])
    @pytest.mark.parametrize("at", range(5))
    def test_every_cell_of_table_4(self, key: str, at: int, by: int) -> None:
        right = {line.key: [1, 2, 3, 4, 10] for line in LINES4}
        (found,) = check(tables(SAMPLE, changed(right, key, at, by)))
        place = f"tables.table4.{key}"
        assert (found.field, found.table, found.kind, found.row) == (place, 4, "row", key)
        assert found.stated - found.computed == (by if at == 4 else -by)


class TestYears:
    NEXT = balanced({"carried_in": SAMPLE["carried_out"][:6]})

    def test_what_was_carried_out_is_carried_in(self) -> None:
        assert carried_over(tables(SAMPLE), tables(self.NEXT)) is None

    @pytest.mark.parametrize("at", range(7))
    def test_every_column_is_compared(self, at: int) -> None:
        found = carried_over(tables(SAMPLE), tables(changed(self.NEXT, "carried_in", at, 1)))
        assert found is not None
        assert (found.field, found.row) == (f"tables.table3.carried_in.{at}", "carried_in")
        assert (found.kind, found.column) == ("balance", COLUMNS[at])
        assert found.stated == found.computed + 1 == SAMPLE["carried_out"][at] + 1


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
