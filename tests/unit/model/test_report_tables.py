"""The statutory tables: typed from a header, every sum checked."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from opengov_ssg.errors import Problem
from opengov_ssg.model.report_rows import APPLICANTS, BY_KEY3, LINES4, RESULT_KEYS
from opengov_ssg.model.report_tables import Finding, ReportTables, carried_over, check
from opengov_ssg.model.report_views import as_json, view2
from opengov_ssg.model.validation import translate, validate
from opengov_ssg.model.vocabulary import default_vocabularies
from opengov_ssg.notation import nodes
from tests.unit.model.report_samples import COLUMNS, KEYS, SAMPLE, Numbers, balanced, tables

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
