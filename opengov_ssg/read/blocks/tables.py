"""CSV → headings and rows, each cell with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from opengov_ssg.read.decoding import place


class Row(NamedTuple):
    """A row: the line it begins on, its cells, and the text that they were read from."""

    line: int
    cells: tuple[str, ...]
    text: str

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of a cell."""
        offset, quoted = 0, False
        for position, char in enumerate(self.text):
            if index == 0:
                break
            if char == '"':
                quoted = not quoted
            elif char == "," and not quoted:
                index, offset = index - 1, position + 1
        line, column = place(self.text, offset)
        return self.line + line - 1, column


class BrokenRow(ValueError):
    """A row that is no CSV; ``line`` is where it begins."""

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line


def rows(text: str) -> Iterator[Row]:
    """The rows that are not empty. Raises BrokenRow."""
    lines = [f"{line}\n" for line in text.split("\n")]
    reader = csv.reader(lines, strict=True)
    start = 0
    try:
        for cells in reader:
            end = reader.line_num
            if any(cell.strip() for cell in cells):
                stripped = tuple(cell.strip() for cell in cells)
                yield Row(start + 1, stripped, "".join(lines[start:end]))
            start = end
    except csv.Error as error:
        raise BrokenRow(start + 1, str(error)) from None
