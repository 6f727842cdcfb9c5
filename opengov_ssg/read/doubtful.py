"""Bodies that mean something else than they look like: what a pasted text turns into, told early."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.notation.folding import HAN
from opengov_ssg.read.decoding import place

# A line that ends a sentence, and a next one that begins like a paragraph: pasted without the blank
# line that would keep the two apart.
_JOINED = re.compile(rf"^[{HAN}（《“].*[。：；！？](\n)[{HAN}（《“0-9]", re.MULTILINE)
_BARE_TABLE = re.compile(r"<p>\|.*\|")
_TABLE_ROW = re.compile(r"^\|.*\|", re.MULTILINE)


def doubtful(body: str, html: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for joined lines (OG159) and for a table that is none (OG160), the first of each."""

    def at(offset: int) -> tuple[int, int]:
        line, column = place(body, offset)
        return first_line + line - 1, column

    lines = list(_JOINED.finditer(body))
    if lines:
        yield problem("lines-joined", path, at(lines[0].start(1) + 1), count=len(lines))
    row = _TABLE_ROW.search(body) if _BARE_TABLE.search(html) else None
    if row:
        yield problem("table-unread", path, at(row.start()))
