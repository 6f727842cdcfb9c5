"""Passages: a long text cut so that any string of up to 64 folded characters lies whole in one."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.search.alphabet import Numbers
from opengov_ssg.search.folded import Codes

SIZE = 2_000
"""Folded characters of a passage."""
OVERLAP = 63
"""Folded characters that a passage repeats of the one before."""
_BLANK = 32


def cut(codes: Codes, origin: Numbers) -> Iterator[tuple[int, int]]:
    """Where the passages of a folded text begin and end in it.

    A passage neither begins nor ends with a blank or within what one displayed character became, so
    that folding its displayed text gives just these codes.
    """
    size = len(codes)
    start = 0
    while True:
        end = start + SIZE
        if end >= size:
            yield start, size
            return
        while end < size and (codes[end - 1] == _BLANK or origin[end] == origin[end - 1]):
            end += 1
        yield start, end
        if end == size:
            return
        start = end - OVERLAP
        while codes[start] == _BLANK or origin[start] == origin[start - 1]:
            start -= 1
