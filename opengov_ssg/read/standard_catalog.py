"""The CSV file of a 主动公开基本目录 → its rows, each cell checked at its place (DOMAIN 4.4).

As exported from the spreadsheets in use: headings in Chinese or by field name, a title line above
them, 一级事项 only in the first of its rows, carriers ticked (■政府网站 □政府公报) or listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from pydantic.fields import FieldInfo

from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import CatalogRow, StandardCatalog
from opengov_ssg.model.site import Site
from opengov_ssg.model.validation import validate
from opengov_ssg.notation.nodes import Place, Steps, Tree
from opengov_ssg.read.attachments import ending
from opengov_ssg.read.blocks.tables import BrokenRow, Row, rows
from opengov_ssg.read.decoding import decode

_TICKED, _BOXES = "■☑☒√✓✔", "■☑☒√✓✔□☐"
_OPTION = re.compile(f"([{_BOXES}])([^{_BOXES}]*)")
_LISTED = re.compile(r"\s*[、；;，,\n]\s*")
_TOPICS = re.compile(r"\s*[；;\n]\s*")
_REMARK = re.compile(r"\([^()]*\)$")
_SPLIT = {"channels": _LISTED, "keywords": _LISTED, "five_open": _LISTED, "topics": _TOPICS}
_OPTIONS = frozenset(("channels", "audience", "mode", "level"))
MOST_TOLD = 20
"""Problems of one table: whoever shifted a column by one has a fault in each of a thousand rows."""
_REPEATED = "area"
"""Its cells are joined in spreadsheets, so that an export leaves all but the first empty."""


class Filled(NamedTuple):
    """The record with its rows; ``files`` are those that it is made of, and where it says so."""

    record: StandardCatalog
    files: dict[str, Place]
    problems: list[Problem]


def fill(
    record: StandardCatalog,
    tree: Tree,
    project: Path,
    path: str,
    beside: Mapping[str, str],
    site: Site,
) -> Filled:
    """Read the rows that stand in ``table``; those of the header are only checked.

    The place of each row read is put into ``tree`` as ``("rows", index)``. Raises OSError.
    """
    if not record.table:
        problems = [] if record.rows else [problem("missing-field", path, (1, 1), field="rows")]
        record, told = _named(record, tree, path, site)
        return Filled(record, {}, problems + told)
    at = tree.place(("table",))
    name = normalize("NFC", record.table).removeprefix("./")
    if record.rows:
        return Filled(record, {name: at}, [problem("catalog-table", path, at, hint="both")])
    if name not in beside:
        return Filled(record, {name: at}, [])  # told with the attachments
    if ending(name) != "csv":
        wrong = problem("catalog-table", path, at, hint="file-type", file=name)
        return Filled(record, {name: at}, [wrong])
    reading = _Reading(beside[name], site)
    file, limit = project / beside[name], site.config.limits.record_bytes
    if (size := file.stat().st_size) > limit:
        large = problem("file-too-large", reading.path, bytes=size, limit=limit)
        return Filled(record, {name: at}, [large])
    found = reading.read(file.read_bytes())
    tree.places |= {("rows", index): row.at for index, row in enumerate(found)}
    made = replace(record, table=name, rows=tuple(row.row for row in found))
    return Filled(made, {name: at}, _first(reading.problems, reading.path))


def _first(problems: list[Problem], path: str) -> list[Problem]:
    """The first problems of a table, and one that says how many more there are."""
    problems = sorted(problems, key=Problem.order)
    told, more = problems[:MOST_TOLD], problems[MOST_TOLD:]
    if not more:
        return told
    at = (more[0].line, more[0].column)
    return [*told, problem("catalog-table", path, at, hint="more", count=len(more))]


def _named(
    record: StandardCatalog, tree: Tree, path: str, site: Site
) -> tuple[StandardCatalog, list[Problem]]:
    """The record with the codes of its rows' columns, whichever of their names the header gave."""
    problems: list[Problem] = []
    made = []
    for index, row in enumerate(record.rows):
        row, told = _with_column(row, tree.place(("rows", index, "column")), path, site)
        made.append(row)
        problems += told
    return replace(record, rows=tuple(made)), problems


def _with_column(
    row: CatalogRow, at: Place, path: str, site: Site
) -> tuple[CatalogRow, list[Problem]]:
    if not row.column:
        return row, []
    code = site.column_code(row.column)
    if code is None:
        near = "、".join(get_close_matches(row.column, site.column_names(), n=3, cutoff=0.4))
        return row, [problem("unknown-column", path, at, value=row.column, near=near)]
    return replace(row, column=code), []


class _Placed(NamedTuple):
    row: CatalogRow
    at: Place


class _Reading:
    """Reads one file; what is wrong stands in ``problems``."""

    def __init__(self, path: str, site: Site) -> None:
        self.path = path
        self.site = site
        self.problems: list[Problem] = []

    def tell(self, at: Place, hint: str, **words: Any) -> None:
        self.problems.append(problem("catalog-table", self.path, at, hint=hint, **words))

    def read(self, data: bytes) -> list[_Placed]:
        try:
            table = list(rows(decode(data, self.path)))
        except ProblemError as error:
            self.problems += error.problems
            return []
        except BrokenRow as error:
            self.tell((error.line, 1), "broken", detail=error)
            return []
        while table and sum(map(bool, table[0].cells)) == 1:
            del table[0]  # a title, or who made the catalog and when
        if len(table) < 2:
            self.tell((1, 1), "no-rows")
            return []
        head, *below = table
        headings = self._headings(head)
        return list(self._rows(headings, below)) if not self.problems else []

    def _headings(self, head: Row) -> list[str]:
        """The field of each column."""
        found: list[str] = []
        for index, heading in enumerate(head.cells):
            field = _field(heading)
            if not field:
                near = "、".join(get_close_matches(heading, _LABELS, n=3, cutoff=0.3))
                hint = "heading" if near else "heading-unknown"
                words = {"value": heading or "—", "near": near, "known": "、".join(_LABELS)}
                self.tell(head.at(index), hint, **words)
            elif field in found:
                self.tell(head.at(index), "heading-twice", value=heading)
            found.append(field)
        missing = [_LABEL[field] for field in _REQUIRED if field not in found]
        if missing:
            self.tell((head.line, 1), "heading-missing", missing="、".join(missing))
        return found

    def _rows(self, headings: Sequence[str], below: Sequence[Row]) -> Iterator[_Placed]:
        above = ""
        for row in below:
            if len(row.cells) != len(headings):
                words = {"count": len(row.cells), "limit": len(headings)}
                self.tell((row.line, 1), "ragged", **words)
                continue
            cells = dict(zip(headings, row.cells, strict=True))
            above = cells[_REPEATED] = cells[_REPEATED] or above
            given: dict[str, Any] = {}
            for index, field in enumerate(headings):
                if found := _value(field, cells[field]):
                    given[field] = found
                elif field in _REQUIRED:
                    self.tell(row.at(index), "empty-cell", field=_LABEL[field])
            if all(field in given for field in _REQUIRED):
                yield from self._row(given, headings, row)

    def _row(self, given: dict[str, Any], headings: Sequence[str], row: Row) -> Iterator[_Placed]:
        places: dict[Steps, Place] = {(): (row.line, 1)}
        places |= {(field,): row.at(index) for index, field in enumerate(headings)}
        tree = Tree(given, places)
        made, problems = validate(tree, CatalogRow, self.path, self.site.vocabularies)
        if made is not None:
            made, more = _with_column(made, tree.place(("column",)), self.path, self.site)
            problems += more
        self.problems += problems
        if made is not None:
            yield _Placed(made, (row.line, 1))


def _plain(heading: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", heading))


def _is_required(default: Any) -> bool:
    return default is MISSING or (isinstance(default, FieldInfo) and default.is_required())


_LABEL = names_of(CatalogRow).labels
_LABELS = tuple(_LABEL.values())
_BY_HEADING = {_plain(spelling): field for spelling, field in names_of(CatalogRow).keys.items()}
_REQUIRED = tuple(one.name for one in fields(CatalogRow) if _is_required(one.default))


def _field(heading: str) -> str:
    """The field that a heading means, with or without a remark in brackets; empty for none."""
    plain = _plain(heading)
    return _BY_HEADING.get(plain) or _BY_HEADING.get(_REMARK.sub("", plain), "")


def _value(field: str, cell: str) -> str | tuple[str, ...]:
    """What a cell says: one text, or the options ticked or listed in it."""
    if field in _OPTIONS and any(char in _BOXES for char in cell):
        options = [
            text.strip(" \u3000\n、；;，,") for box, text in _OPTION.findall(cell) if box in _TICKED
        ]
        ticked = tuple(option for option in options if option)
        return ticked if field in _SPLIT else "、".join(ticked)
    if field in _SPLIT:
        return tuple(part for part in _SPLIT[field].split(cell.strip()) if part)
    return cell
