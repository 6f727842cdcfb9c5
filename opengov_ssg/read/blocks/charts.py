"""``chart``: a picture of a CSV file, whose table is the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from opengov_ssg.model import marks
from opengov_ssg.model.blocks import ChartBlock
from opengov_ssg.model.charts import Chart, Series, number
from opengov_ssg.model.entries import Place
from opengov_ssg.notation.nodes import Tree
from opengov_ssg.read.blocks.keys import ChartKeys
from opengov_ssg.read.blocks.paragraphs import html
from opengov_ssg.read.blocks.reading import Reading
from opengov_ssg.read.blocks.tables import BrokenRow, Row, rows

MOST_ROWS = 200
MOST_SERIES = 6


def chart(keys: ChartKeys, tree: Tree, reading: Reading) -> str:
    """The HTML of title, table and remarks; the theme puts the picture above. Empty when
    there is an error."""
    at = tree.place(("data",))
    name = reading.file(keys.data, at, ("csv",), "chart")
    text = reading.text(name, at) if name else None
    table = None if text is None else _table(text, reading, reading.beside[name])
    if not table:
        return ""
    head, *below = table
    series = tuple(
        Series(title, tuple(row.cells[index] for row in below))
        for index, title in enumerate(head.cells)
        if index
    )
    labels = tuple(row.cells[0] for row in below)
    remarks = (keys.note or "", keys.source or "")
    made = Chart(keys.type, keys.title, keys.unit or "", head.cells[0], labels, series, *remarks)
    position = len(reading.blocks)
    reading.blocks.append(ChartBlock(made, reading.link(name, at), name.rpartition("/")[2]))
    return _written(made, position)


def _table(text: str, reading: Reading, path: str) -> list[Row]:
    """Headings and rows; empty, and told, if they make no chart (OG162)."""

    def tell(at: Place, hint: str, **words: object) -> None:
        reading.tell("chart-data", at, hint, path, **words)

    before = len(reading.problems)
    try:
        table = list(islice(rows(text), MOST_ROWS + 2))
    except BrokenRow as error:
        tell((error.line, 1), "broken", detail=error)
        return []
    if len(table) < 2:
        tell((1, 1), "empty")
        return []
    width = len(table[0].cells)
    if not 2 <= width <= MOST_SERIES + 1:
        tell((table[0].line, 1), "series", count=width - 1, limit=MOST_SERIES)
    elif len(table) > MOST_ROWS + 1:
        tell((table[MOST_ROWS + 1].line, 1), "rows", limit=MOST_ROWS)
    else:
        for index, title in enumerate(table[0].cells):
            if index and not title:
                tell(table[0].at(index), "heading")
        for row in table[1:]:
            if len(row.cells) != width:
                tell((row.line, 1), "ragged", count=len(row.cells), limit=width)
            for index in _no_numbers(row):
                tell(row.at(index), "number", value=row.cells[index][:20])
    return table if len(reading.problems) == before else []


def _no_numbers(row: Row) -> Iterator[int]:
    """The positions of cells below a heading that hold no number."""
    for index, cell in enumerate(row.cells[1:], 1):
        try:
            number(cell)
        except ValueError:
            yield index


def _written(made: Chart, position: int) -> str:
    def remark(part: str, text: str) -> str:
        return f'<p class="block-note">{marks.block(position, part, "span")}{html(text)}</p>'

    parts = [
        f'<figcaption class="block-title">{html(made.title)}</figcaption>',
        *([remark("unit", made.unit)] if made.unit else []),
        marks.block(position),
        _rows(made),
        *([remark("note", made.note)] if made.note else []),
        *([remark("source", made.source)] if made.source else []),
        marks.block(position, "data"),
    ]
    return '<figure class="chart">\n' + "\n".join(parts) + "\n</figure>"


def _rows(made: Chart) -> str:
    head = _row([made.head, *(one.name for one in made.series)], "th")
    columns = (one.values for one in made.series)
    below = [
        f"<tr><th>{html(label)}</th>{_row(values, 'td')}</tr>"
        for label, *values in zip(made.labels, *columns, strict=True)
    ]
    body = "\n".join(below)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(cells: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{html(cell)}</{tag}>" for cell in cells)
