"""Wildcards in a query: ``法?典``, ``政务*``. ``?`` is one character, ``*`` any few; both Han,
letters or digits.

A text is taken as it stands in the record, for Han knows no words: ``政务*`` is what holds
政务. A word of another script is whole where no wildcard stands at its end: ``20?6`` is
2016 and not 120162.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from opengov_ssg.notation.folding import HAN, fold
from opengov_ssg.search import asking
from opengov_ssg.search.alphabet import WORD
from opengov_ssg.search.asking import Run

SPAN = 20
"""Characters that ``*`` stands for at most."""
STARS = 4
"""``*`` in a pattern at most: the ways in which more could be divided are too many to try."""

_WILD = re.compile(r"(\*+|\?(?=[\w*?]))")
_BESIDE = re.compile(r"(?<=\w)\*|\*(?=\w)|\?(?=[\w*?]*\w)")


def is_pattern(text: str) -> bool:
    """Whether a part of a query has wildcards; a question mark at the end is a mark."""
    return bool(_BESIDE.search(text))


class Piece(NamedTuple):
    """What stands between wildcards, folded; whether one goes before and one follows."""

    text: str
    after: bool
    before: bool


class Pattern(NamedTuple):
    """A pattern. ``terms`` are strings and prefixes (with ``*``) that every text it fits holds."""

    fits: re.Pattern[str]
    terms: tuple[str, ...]


@cache
def pattern(text: str, marks_too: bool = False) -> Pattern:
    """The pattern of a part of a query. Without terms, any record might fit. With ``marks_too``
    wildcards stand for any character, as the brackets of a number. Raises ValueError for more than
    :data:`STARS`."""
    if len(re.findall(r"\*+", text)) > STARS:
        raise ValueError("too many wildcards")
    any_one = "." if marks_too else f"[{HAN}{WORD}]"
    marks = [one if number % 2 else fold(one) for number, one in enumerate(_WILD.split(text))]
    source, terms = "", []
    last = len(marks) - 1
    for place, one in enumerate(marks):
        if place % 2:
            outer = (place == 1 and not marks[0]) or (place == last - 1 and not marks[last])
            source += _wild(one, any_one, outer)
        elif one:
            piece = Piece(one, place > 0, place < last)
            source += _bounded(piece)
            terms += list(_terms(piece))
    return Pattern(re.compile(source), tuple(dict.fromkeys(terms)))


def glob(text: str) -> re.Pattern[str]:
    """The pattern of a whole value, such as a name."""
    parts = re.split(r"([*?])", text)
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(one) or re.escape(fold(one)) for one in parts), re.DOTALL)


def _wild(mark: str, any_one: str, outer: bool) -> str:
    if "*" not in mark:
        return any_one
    return "" if outer else f"{any_one}{{0,{SPAN}}}"


def _bounded(piece: Piece) -> str:
    """The piece, with the edges of words at its ends where no wildcard is."""
    edge = _edge()
    begins = f"(?<![{WORD}])" if not piece.after and edge.match(piece.text) else ""
    ends = f"(?![{WORD}])" if not piece.before and edge.match(piece.text[-1]) else ""
    return begins + re.escape(piece.text) + ends


def _terms(piece: Piece) -> Iterator[str]:
    runs: list[Run] = list(asking.runs(piece.text))
    edge = _edge()
    for place, run in enumerate(runs):
        if run.han:
            yield run.text
            continue
        first = place == 0 and piece.after and bool(edge.match(piece.text))
        last = place == len(runs) - 1 and piece.before and bool(edge.match(piece.text[-1]))
        if not first:
            yield f"{run.text[:3]}*" if last else run.text


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(f"[{WORD}]")
