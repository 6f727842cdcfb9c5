"""How much room the words of a chart take, and where their lines break.

Lengths are units of the view box; text is guessed at the width of system fonts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

EM = 14
"""The size of the words, as the theme's component ``chart`` sets it."""

_ROWS = 4
_NOT_FIRST = frozenset("，。、；：？！）》」』】〕”’％%,.;:)")


def width(text: str) -> float:
    """A guess that is rather too wide: a system's fonts are not known here."""
    wide = sum(unicodedata.east_asian_width(mark) in "WFA" for mark in text)
    return EM * (wide + 0.62 * (len(text) - wide))


def wrapped(label: str, limit: float) -> tuple[str, ...]:
    """Lines of about the same width, at most ``limit``; what is over _ROWS lines is cut."""
    rows = max(1, -int(-width(label) // limit))
    lines = _lines(label, min(limit, width(label) / rows + EM))
    if len(lines) > rows:
        lines = _lines(label, limit)
    if len(lines) > _ROWS:
        lines[_ROWS - 1 :] = [lines[_ROWS - 1][:-1] + "…"]
    return tuple(lines)


def _lines(label: str, limit: float) -> list[str]:
    lines = [""]
    for word in _words(label, limit):
        if width(lines[-1] + word.rstrip()) > limit and word not in _NOT_FIRST and lines[-1]:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _words(label: str, limit: float) -> Iterator[str]:
    """What stays together: a Han character, a word with its blank, so much of an endless word."""
    word = ""
    for mark in label:
        han = unicodedata.east_asian_width(mark) in "WF"
        if word and (han or word.endswith(" ") or width(word + mark) > limit):
            yield word
            word = ""
        if han:
            yield mark
        else:
            word += mark
    if word:
        yield word


def clean(text: str) -> str:
    """Without what XML forbids: control characters, halves of pairs."""
    return "".join(mark if mark.isprintable() else " " for mark in text).strip()
