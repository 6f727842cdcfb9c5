"""Bodies that mean something else than they look like: what a pasted text turns into, told
early."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.notation.folding import HAN
from opengov_ssg.read.decoding import place

# A line that ends a sentence, and a next one that begins with a number of its own (一、 （二） 3.
# 第四条), or follows a salutation: pasted without the blank line that would keep the two apart.
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、]|第[一二三四五六七八九十百]{1,5}[条章])"
_JOINED = re.compile(
    rf"^[{HAN}（《“].*(?:[。：；！？](\n)(?={_NUMBER})|：(\n)(?=[{HAN}（《“]))", re.MULTILINE
)
_BARE_TABLE = re.compile(r"<p>\|.*\|")
_TABLE_ROW = re.compile(r"^\|.*\|", re.MULTILINE)


def doubtful(body: str, html: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for joined lines (OG159) and for a table that is none (OG160), the first of
    each."""

    def at(offset: int) -> tuple[int, int]:
        line, column = place(body, offset)
        return first_line + line - 1, column

    lines = list(_JOINED.finditer(body))
    if lines:
        yield problem(
            "lines-joined", path, at(lines[0].end(lines[0].lastindex or 1)), count=len(lines)
        )
    row = _TABLE_ROW.search(body) if _BARE_TABLE.search(html) else None
    if row:
        yield problem("table-unread", path, at(row.start()))
