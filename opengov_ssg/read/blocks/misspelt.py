"""A block whose name is misspelt would be published as code, and nobody told:
``chrat`` for ``chart``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from opengov_ssg.errors import Problem, problem
from opengov_ssg.read.markdown import BLOCKS, Fence

_ALIKE = 0.6  # vedio and video; no name of a language is as near, and none is written as keys with values
_LETTERS = re.compile(r"[^\W\d_]+")
_KEY = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*\s*(?:-\s+)?\w+\s*(?::(?=[\s\u4e00-\u9fff])|：)")


def misspelt(code: Iterable[Fence], first_line: int, path: str) -> Iterator[Problem]:
    """OG174 for a fence of code whose name is near a block's and that begins as
    blocks do, with a key.

    The body begins on ``first_line`` of the file.
    """
    for fence in code:
        word = _LETTERS.search(fence.kind.lower())
        near = get_close_matches(word[0], sorted(BLOCKS), n=1, cutoff=_ALIKE) if word else []
        if near and _KEY.match(fence.text):
            at = (first_line + fence.line - 1, 1)
            yield problem("block-misspelt", path, at, value=fence.kind, near=near[0])
