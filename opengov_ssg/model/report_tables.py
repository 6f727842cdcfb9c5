"""The statutory tables of the annual report as typed numbers, with their sums checked (DOMAIN 8.1).

国办公开办函〔2021〕30号: table 2 what was disclosed, table 3 applications received and dealt with,
table 4 reviews and lawsuits. What is stated is kept and printed as stated; :func:`check` says where
it does not add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from opengov_ssg.model.fields import Count, named
from opengov_ssg.model.report_rows import (
    APPLICANTS,
    BY_KEY3,
    LINES3,
    LINES4,
    OUTCOMES,
    RESULT_KEYS,
    Head,
    Line,
)
from opengov_ssg.model.values import value

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")  # 15 digits: exact as a float, too
_NUMBER = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}


def _amount(given: Any) -> Any:
    text = given.strip() if isinstance(given, str) else str(given)
    if isinstance(given, str | int | Decimal):
        if _AMOUNT.fullmatch(text):
            return Decimal(text)
        raise PydanticCustomError("malformed-value", "amount", {"value": text, "form": "123.45"})
    return given


class _Row:
    """A row of a table: a whole number for each of the ``columns``."""

    def __init__(self, columns: Sequence[Head]) -> None:
        self.columns = columns
        self.form = "[" + ", ".join(column.label for column in columns) + "]"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._counted, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Any) -> dict[str, Any]:
        size = len(self.columns)
        return {"type": "array", "items": _NUMBER, "minItems": size, "maxItems": size}

    def _counted(self, given: Any) -> Any:
        if isinstance(given, list | tuple):
            if len(given) != len(self.columns):
                words = {"value": ", ".join(map(str, given)), "form": self.form}
                raise PydanticCustomError("malformed-value", "row", words)
            return tuple(given)
        return given


Number = Annotated[Count, Field(ge=0, lt=10**12), WithJsonSchema(_NUMBER)]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0, "pattern": f"^{_AMOUNT.pattern}$"}),
]
"""An amount in 万元, with at most six places."""
Row3 = Annotated[tuple[Number, ...], _Row(APPLICANTS)]
Row4 = Annotated[tuple[Number, ...], _Row(OUTCOMES)]


def _line(line: Line, names: str = "") -> Any:
    spellings = dict.fromkeys([*names.split(), line.name or line.label, line.label, line.key])
    spellings.pop(line.field, None)
    return named(" ".join(spellings), line.spoken, required=True)


def _line3(key: str) -> Any:
    return _line(BY_KEY3[key])


@value
class Counted:
    """规章 or 行政规范性文件 in table 2: how many were issued, repealed, and are in force."""

    issued: Number = named("本年制发件数 制发", "本年制发件数", required=True)
    repealed: Number = named("本年废止件数 废止", "本年废止件数", required=True)
    in_force: Number = named("现行有效件数 现行有效", "现行有效件数", required=True)


@value
class Table2:
    """主动公开政府信息情况: items (一), (五), (六) and (八) of 条例 Art. 20."""

    regulations: Counted = named("规章", "规章", required=True)
    normative: Counted = named("行政规范性文件 规范性文件", "行政规范性文件", required=True)
    permits: Number = named("行政许可", "行政许可：本年处理决定数量", required=True)
    penalties: Number = named("行政处罚", "行政处罚：本年处理决定数量", required=True)
    coercion: Number = named("行政强制", "行政强制：本年处理决定数量", required=True)
    fees: Amount = named(
        "行政事业性收费", "行政事业性收费：本年收费金额（单位：万元）", required=True
    )


@value
class Table3:
    """收到和处理政府信息公开申请情况: each row seven numbers, as in ``APPLICANTS``.

    A header says ``denied.1`` or the row's printed name; here the row is ``denied_1``.
    """

    new: Row3 = _line3("new")
    carried_in: Row3 = _line3("carried_in")
    granted: Row3 = _line3("granted")
    partial: Row3 = _line3("partial")
    denied_1: Row3 = _line3("denied.1")
    denied_2: Row3 = _line3("denied.2")
    denied_3: Row3 = _line3("denied.3")
    denied_4: Row3 = _line3("denied.4")
    denied_5: Row3 = _line3("denied.5")
    denied_6: Row3 = _line3("denied.6")
    denied_7: Row3 = _line3("denied.7")
    denied_8: Row3 = _line3("denied.8")
    unable_1: Row3 = _line3("unable.1")
    unable_2: Row3 = _line3("unable.2")
    unable_3: Row3 = _line3("unable.3")
    not_processed_1: Row3 = _line3("not_processed.1")
    not_processed_2: Row3 = _line3("not_processed.2")
    not_processed_3: Row3 = _line3("not_processed.3")
    not_processed_4: Row3 = _line3("not_processed.4")
    not_processed_5: Row3 = _line3("not_processed.5")
    other_1: Row3 = _line3("other.1")
    other_2: Row3 = _line3("other.2")
    other_3: Row3 = _line3("other.3")
    total: Row3 = _line3("total")
    carried_out: Row3 = _line3("carried_out")

    def row(self, key: str) -> tuple[int, ...]:
        """The seven numbers of the row that the form calls ``key``, such as ``denied.1``."""
        found: tuple[int, ...] = getattr(self, BY_KEY3[key].field)
        return found


@value
class Table4:
    """政府信息公开行政复议、行政诉讼情况: three groups of five numbers, as in ``OUTCOMES``."""

    review: Row4 = _line(LINES4[0])
    direct: Row4 = _line(LINES4[1], "未经复议直接起诉 直接起诉")
    after_review: Row4 = _line(LINES4[2])


@value
class ReportTables:
    """The three tables; every cell is stated, none is taken to be zero."""

    table2: Table2 = named("表二 主动公开政府信息情况", "主动公开政府信息情况", required=True)
    table3: Table3 = named(
        "表三 收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况", required=True
    )
    table4: Table4 = named(
        "表四 行政复议行政诉讼情况", "政府信息公开行政复议、行政诉讼情况", required=True
    )


class Finding(NamedTuple):
    """A sum that is not met.

    ``field`` is the place in a header. ``kind`` and what it compares:

    - ``row``: 总计 of the row (``stated``) with the sum of its cells; where ``column`` is given,
      the fault lies in that one cell, which should be ``computed``;
    - ``column``: the cell of row ``total`` with the sum of the 21 results;
    - ``balance``: third plus fourth item (``stated``) with first plus second; ``row`` is empty;
      across years: ``carried_in`` with ``carried_out`` of the year before.
    """

    field: str
    table: int
    kind: Literal["row", "column", "balance"]
    row: str
    column: str
    label: str
    stated: int
    computed: int


def check(tables: ReportTables) -> list[Finding]:
    """The identities of the form that do not hold, in the order of its rows; none when all do.

    A cell is named where one wrong number explains all that fails in its row and its column;
    otherwise the row and the column stand by themselves.
    """
    return [*_check3(tables.table3), *_check4(tables.table4)]


_SUM = len(APPLICANTS) - 1
Off = tuple[int, int]
"""By how much the two identities of a column fail: balance, sum of the results."""
Numbers = Mapping[str, Sequence[int]]


def _check3(table: Table3) -> Iterator[Finding]:
    numbers = {line.key: table.row(line.key) for line in LINES3}
    rows = {key: off for key, row in numbers.items() if (off := row[-1] - sum(row[:-1]))}
    columns = {at: both for at in range(_SUM + 1) if any(both := _off(numbers, at))}
    suspects = {key: list(_suspects(key, off, columns, numbers)) for key, off in rows.items()}
    shared = [at for cells in suspects.values() for at in cells]
    for key, off in rows.items():
        row, cells = numbers[key], suspects[key]
        if len(cells) == 1 and shared.count(cells[0]) == 1:
            at = cells[0]
            yield _finding3("row", key, at, row[at], row[at] - _error(off, at))
            del columns[at]
        else:
            yield _finding3("row", key, None, row[-1], sum(row[:-1]))
    for at, found in columns.items():
        yield from _column(numbers, at, found)


def _column(numbers: Numbers, at: int, off: Off) -> Iterator[Finding]:
    """What fails in a column; one finding where another ``total`` would meet both identities."""
    balance, results = off
    total = numbers["total"][at]
    if results:
        yield _finding3("column", "total", at, total, total - results)
    if balance and balance != -results:
        stated = total + numbers["carried_out"][at]
        yield _finding3("balance", "", at, stated, stated + balance)


def _off(numbers: Numbers, at: int) -> Off:
    came = numbers["new"][at] + numbers["carried_in"][at]
    total = numbers["total"][at]
    results = sum(numbers[key][at] for key in RESULT_KEYS)
    return came - total - numbers["carried_out"][at], total - results


_EFFECTS = {"new": (1, 0), "carried_in": (1, 0), "total": (-1, 1), "carried_out": (-1, 0)}
_RESULT: Off = (0, -1)


def _error(off: int, at: int) -> int:
    """The error of the cell in column ``at`` that leaves its row ``off``."""
    return off if at == _SUM else -off


def _suspects(key: str, off: int, columns: Mapping[int, Off], numbers: Numbers) -> Iterator[int]:
    """The columns that fail just as they would if this row's cell in them were the only fault."""
    balance, results = _EFFECTS.get(key, _RESULT)
    for at, found in columns.items():
        error = _error(off, at)
        if found == (balance * error, results * error) and numbers[key][at] >= error:
            yield at


def _finding3(
    kind: Literal["row", "column", "balance"], key: str, at: int | None, stated: int, computed: int
) -> Finding:
    line = BY_KEY3[key or "carried_out"]
    field = f"tables.table3.{line.field}"
    if at is None:
        return Finding(field, 3, kind, key, "", line.spoken, stated, computed)
    column = APPLICANTS[at]
    label = f"{line.spoken}／{column.label}" if kind == "row" else column.label
    return Finding(f"{field}.{at}", 3, kind, key, column.key, label, stated, computed)


def _check4(table: Table4) -> Iterator[Finding]:
    for line in LINES4:
        *cells, stated = getattr(table, line.field)
        if stated != sum(cells):
            field, label = f"tables.table4.{line.field}", line.spoken
            yield Finding(field, 4, "row", line.key, "", label, stated, sum(cells))


def carried_over(previous: ReportTables, current: ReportTables) -> Finding | None:
    """Whether what a year carried in is what the year before carried out, in every column.

    Of several columns that differ the first is told; 总计 only when it differs alone.
    """
    left, taken = previous.table3.carried_out, current.table3.carried_in
    for at, (computed, stated) in enumerate(zip(left, taken, strict=True)):
        if stated != computed:
            label = f"{BY_KEY3['carried_in'].label}／{APPLICANTS[at].label}"
            place = f"tables.table3.carried_in.{at}"
            column = APPLICANTS[at].key
            return Finding(place, 3, "balance", "carried_in", column, label, stated, computed)
    return None
