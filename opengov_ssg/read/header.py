"""The header of a content file: YAML between two ``---`` lines. Anything else is said to be
none."""

from __future__ import annotations

import re
from typing import NamedTuple

from opengov_ssg.errors import ProblemError, problem

_RULE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LOOKALIKES = (
    ("dashes", re.compile(r"-{1,2}[ \t]*$|-{4,}[ \t]*$", re.MULTILINE)),
    ("toml", re.compile(r"\+{3,}")),
    ("full-width", re.compile(r"[－—–─━_=]{2,}")),
    ("blank-lines", re.compile(r"\s+---[ \t]*$", re.MULTILINE)),
)


class Parts(NamedTuple):
    """A file cut in two: the header's YAML and the body with the line it begins on."""

    header: str
    body: str
    body_line: int


def split(text: str, path: str) -> Parts:
    """Cut ``text`` at its header. Raises ProblemError (OG106, OG107)."""
    opening = _RULE.match(text)
    if not opening:
        hint = next((name for name, shape in _LOOKALIKES if shape.match(text)), "")
        raise ProblemError(problem("no-header", path, (1, 1), hint=hint))
    closing = _END.search(text, opening.end())
    if not closing:
        raise ProblemError(problem("header-not-closed", path, (1, 1)))
    header = text[opening.end() : closing.start()]
    body = text[closing.end() + 1 :]
    return Parts(header, body, header.count("\n") + 3)
