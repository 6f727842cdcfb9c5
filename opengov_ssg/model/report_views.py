"""The statutory tables as they are printed: cells with their spans and headings; as CSV and
JSON."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from opengov_ssg.model.report_rows import (
    APPLICANTS,
    FORMAT,
    HEAD2,
    HEAD3,
    HEAD4,
    LINES3,
    LINES4,
    NOTE3,
    OUTCOMES,
    SECTIONS2,
    Head,
    Line,
)
from opengov_ssg.model.report_tables import Counted, ReportTables


class HeaderCell(NamedTuple):
    """A ``<th>``: ``columns`` and ``rows`` are its spans; ``level`` is the column of row headings
    that it begins in, from 1, and 0 in the head of a table."""

    id: str
    text: str
    scope: str
    columns: int = 1
    rows: int = 1
    level: int = 0


class NumberCell(NamedTuple):
    """A ``<td>``: ``headers`` are the ids of all its headings, row first, outermost first."""

    text: str
    headers: str
    columns: int = 1


class TableRow(NamedTuple):
    """A row of the body: its headings, then its numbers; a row of column headings has none."""

    heads: tuple[HeaderCell, ...]
    cells: tuple[NumberCell, ...] = ()


class TableView(NamedTuple):
    """A table as it is printed. ``name`` is ``table2``, ``table3`` or ``table4``; ``stub`` counts
    the columns that hold row headings, ``note`` stands above them; ``groups`` are the
    ``<tbody>``."""

    name: str
    stub: int
    note: str
    head: tuple[tuple[HeaderCell, ...], ...]
    groups: tuple[tuple[TableRow, ...], ...]


def header_rows(
    prefix: str, heads: Sequence[Head]
) -> tuple[tuple[tuple[HeaderCell, ...], ...], tuple[str, ...]]:
    """The rows of a table's head, and for each column the ids of its headings."""
    rows: list[list[HeaderCell]] = [[] for _ in range(_depth(heads))]
    columns: list[str] = []

    def place(head: Head, level: int, above: str) -> int:
        id = _id(f"{prefix}-c", head.key)
        ids = f"{above} {id}".strip()
        at = len(rows[level])
        width = sum(place(one, level + 1, ids) for one in head.below)
        if not head.below:
            columns.append(ids)
        spans = (width, 1) if width else (1, len(rows) - level)
        scope = "colgroup" if width else "col"
        rows[level].insert(at, HeaderCell(id, head.label, scope, *spans))
        return width or 1

    for head in heads:
        place(head, 0, "")
    return tuple(map(tuple, rows)), tuple(columns)


def _depth(heads: Sequence[Head]) -> int:
    return 1 + max((_depth(head.below) for head in heads if head.below), default=0)


def body_groups(
    prefix: str, stub: int, columns: Sequence[str], rows: Iterable[tuple[Line, Sequence[str]]]
) -> tuple[tuple[TableRow, ...], ...]:
    """The bodies of a table: rows with the same outermost group make one, any other row its own.

    ``columns`` are the ids of each column's headings, ``rows`` the lines with their numbers.
    """
    found = []
    for _, together in groupby(rows, key=lambda row: row[0].groups[:1] or row[0]):
        body = list(together)
        heads = _row_heads(prefix, stub, [line for line, _ in body])
        cells = (_cells(prefix, line, numbers, columns) for line, numbers in body)
        found.append(tuple(map(TableRow, heads, cells)))
    return tuple(found)


def _row_heads(prefix: str, stub: int, lines: Sequence[Line]) -> Iterator[tuple[HeaderCell, ...]]:
    """The headings that stand in each row: a group's only in its first, over all of its rows."""
    spans = Counter(group.key for line in lines for group in line.groups)
    for line in lines:
        groups = tuple(
            HeaderCell(_id(prefix, one.key), one.label, _SCOPES[at], 1, spans.pop(one.key), 1 + at)
            for at, one in enumerate(line.groups)
            if one.key in spans
        )
        own, deep = _id(prefix, line.key), len(line.groups)
        yield (*groups, HeaderCell(own, line.label, "row", stub - deep, 1, 1 + deep))


_SCOPES = ("rowgroup", "row")
"""A group within a group heads only the rows that it spans."""


def _cells(
    prefix: str, line: Line, numbers: Sequence[str], columns: Sequence[str]
) -> tuple[NumberCell, ...]:
    ids = " ".join(_id(prefix, key) for key in (*(one.key for one in line.groups), line.key))
    pairs = zip(numbers, columns, strict=True)
    return tuple(NumberCell(text, f"{ids} {column}") for text, column in pairs)


def _id(prefix: str, key: str) -> str:
    return f"{prefix}-{key}".replace(".", "-").replace("_", "-")


class PrintedRow(NamedTuple):
    """A row of table 3: ``groups`` are the printed headings before its ``label``, outermost first;
    ``numbers`` stand in the order of ``APPLICANTS``."""

    key: str
    groups: tuple[str, ...]
    label: str
    numbers: tuple[int, ...]


def rows3(tables: ReportTables) -> tuple[PrintedRow, ...]:
    """The 25 rows of table 3 in the order of the form."""
    return tuple(
        PrintedRow(
            line.key,
            tuple(group.label for group in line.groups),
            line.label,
            tables.table3.row(line.key),
        )
        for line in LINES3
    )


def view2(tables: ReportTables) -> TableView:
    """Table 2: a body for each item of Art. 20, whose columns are named within it."""
    groups = (_section2(tables, item, columns, lines) for item, columns, lines in SECTIONS2)
    return TableView("table2", 1, "", (), tuple(groups))


_WIDTH2 = 3


def _section2(
    tables: ReportTables, item: Head, columns: Sequence[Head], lines: Sequence[Line]
) -> tuple[TableRow, ...]:
    top, span = _id("t2", item.key), 1 + _WIDTH2 - len(columns)
    names = [HeaderCell(_id(top, one.key), one.label, "col", span) for one in columns]
    content = HeaderCell(_id(top, HEAD2.key), HEAD2.label, "col")
    rows = [
        TableRow((HeaderCell(top, item.label, "rowgroup", 1 + _WIDTH2),)),
        TableRow((content, *names)),
    ]
    for line in lines:
        own = _id("t2", line.key)
        cells = (
            NumberCell(text, f"{top} {own} {name.id}", span)
            for text, name in zip(_numbers2(tables, line.key), names, strict=True)
        )
        rows.append(TableRow((HeaderCell(own, line.label, "row"),), tuple(cells)))
    return tuple(rows)


def _numbers2(tables: ReportTables, key: str) -> list[str]:
    found = getattr(tables.table2, key)
    if isinstance(found, Counted):
        return [str(found.issued), str(found.repealed), str(found.in_force)]
    return [format(found, "f") if key == "fees" else str(found)]


def view3(tables: ReportTables) -> TableView:
    """Table 3: three columns of row headings, seven of numbers."""
    head, columns = header_rows("t3", HEAD3)
    rows = ((line, list(map(str, tables.table3.row(line.key)))) for line in LINES3)
    return TableView("table3", 3, NOTE3, head, body_groups("t3", 3, columns, rows))


def view4(tables: ReportTables) -> TableView:
    """Table 4: one row of fifteen numbers under their nested headings."""
    head, columns = header_rows("t4", HEAD4)
    numbers = (number for line in LINES4 for number in getattr(tables.table4, line.field))
    cells = tuple(NumberCell(str(one), ids) for one, ids in zip(numbers, columns, strict=True))
    return TableView("table4", 0, "", head, ((TableRow((), cells),),))


def as_json(tables: ReportTables) -> dict[str, Any]:
    """All numbers as plain data, under the keys of the form: ``table3`` →
    ``denied.1`` → ``natural``.

    ``fees`` is a float in 万元, which is exact for the digits it may have.
    """
    table2: dict[str, Any] = {}
    for _, columns, lines in SECTIONS2:
        for line in lines:
            found = getattr(tables.table2, line.key)
            if isinstance(found, Counted):
                table2[line.key] = {one.key: getattr(found, one.key) for one in columns}
            else:
                table2[line.key] = float(found) if line.key == "fees" else found
    return {
        "format": FORMAT,
        "table2": table2,
        "table3": {line.key: _named(APPLICANTS, tables.table3.row(line.key)) for line in LINES3},
        "table4": {
            line.key: _named(OUTCOMES, getattr(tables.table4, line.field)) for line in LINES4
        },
    }


def _named(columns: Sequence[Head], numbers: Sequence[int]) -> dict[str, int]:
    return {column.key: number for column, number in zip(columns, numbers, strict=True)}


CSV_COLUMNS = ("table", "row", "row_label", "column", "column_label", "value")


def as_csv(tables: ReportTables) -> str:
    """All numbers as text, one cell of the form a line, with CRLF; 200 lines below the names.

    No byte order mark, which is for whoever writes the file; no label begins like a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_csv_rows(tables))
    return out.getvalue()


def _csv_rows(tables: ReportTables) -> Iterator[tuple[str, ...]]:
    for item, columns, lines in SECTIONS2:
        for line in lines:
            texts = _numbers2(tables, line.key)
            label = f"{item.label} {line.label}"
            for column, text in zip(columns, texts, strict=True):
                yield ("2", line.key, label, column.key, column.label, text)
    for line in LINES3:
        yield from _csv_row("3", line, APPLICANTS, tables.table3.row(line.key))
    for line in LINES4:
        yield from _csv_row("4", line, OUTCOMES, getattr(tables.table4, line.field))


def _csv_row(
    table: str, line: Line, columns: Sequence[Head], numbers: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    label = " ".join([*(group.label for group in line.groups), line.label])
    for column, number in zip(columns, numbers, strict=True):
        yield (table, line.key, label, column.key, column.label, str(number))
