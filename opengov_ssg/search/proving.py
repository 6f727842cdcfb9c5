"""Whether a candidate holds what was asked for: by its text, its title, its
fields (``proving.js``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking
from opengov_ssg.search.alphabet import tables
from opengov_ssg.search.asking import Query, String, Zone
from opengov_ssg.search.hits import Hit, Match, Where
from opengov_ssg.search.holding import Candidate
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import written_days

_ORDER: tuple[Where, ...] = ("exact", "title", "text", "field")
Place = tuple[Where, int]
"""Where a record holds a string, and in which passage."""


class _Texts:
    """A candidate's passages, each fetched when it is looked at."""

    def __init__(self, index: Index, one: Candidate) -> None:
        self._index, self._one = index, one
        self._folded: dict[int, str] = {}
        self.card: Sequence[Any] = ()

    def place(self, string: String, numbers: Sequence[int]) -> Place | None:
        """Where the record holds a string, by passages that may; a field counts
        when no text holds it."""
        beside = None
        for number in numbers:
            if number not in self._folded:
                passage = self._index.passage(self._one.segment, self._one.record, number)
                self._folded[number], self.card = fold(passage.text), passage.card
            here = place(string, self.card, {number: self._folded[number]})
            if here and here[0] != "field":
                return here
            beside = beside or here
        return beside


def proved(index: Index, query: Query, one: Candidate) -> Hit | None:
    """The candidate as a hit, if its text or its fields hold every string and nothing excluded."""
    texts = _Texts(index, one)
    places: list[Place] = []
    for string, numbers in zip(query.strings, one.passages, strict=True):
        found = texts.place(string, numbers)
        if found is None:
            return None
        places.append(found)
    for string, numbers in zip(query.without, one.excluded, strict=True):
        if texts.place(string, numbers):
            return None
    where = max((own for own, _ in places), key=_ORDER.index)
    shown = next((number for own, number in places if own == "text"), one.passages[0][0])
    beside = any(
        own == "field" and string.zone == "all"
        for (own, _), string in zip(places, query.strings, strict=True)
    )
    match: Match = "partial" if beside else "whole"
    return Hit(one.segment, one.record, shown, where, one.score, texts.card, match)


def occurrences(text: str, string: str, strict: bool = False) -> Iterator[int]:
    """Where a folded text holds a string: a word of the string is a word of the text, but that the
    last one may be the beginning of one if it is short and the string not ``strict``."""
    begins, ends = _edges(string, strict)
    at = text.find(string)
    while at >= 0:
        end = at + len(string)
        glued = (begins and at and is_word(text[at - 1])) or (
            ends and end < len(text) and is_word(text[end])
        )
        if not glued:
            yield at
        at = text.find(string, at + 1)


@cache
def _edges(string: str, strict: bool) -> tuple[bool, bool]:
    """Whether a string must begin where a word does, and end where one does."""
    *_, last = asking.runs(string)
    whole = strict or len(last.text) > asking.BEGUN or not string.endswith(last.text)
    return is_word(string[0]), whole and is_word(string[-1])


def is_word(char: str) -> bool:
    """Whether a character is part of a word: a letter or digit that is not Han."""
    return bool(tables().word[ord(char)])


def _holds(text: str, string: String) -> bool:
    return next(occurrences(text, string.sought, bool(string.quoted)), None) is not None


def place(string: String, card: Sequence[Any], texts: Mapping[int, str]) -> Place | None:
    """Where a record holds a string, by its card and some of its folded passages;
    None when it does not."""
    zone = string.zone
    title = fold(card[2])
    if zone in ("all", "title") and _holds(title, string):
        return ("exact" if string.text == asking.trimmed(title) else "title"), 0
    if zone in ("all", "body"):
        for number, held in sorted(texts.items()):
            own = held[len(title) :] if zone == "body" and number == 0 else held
            if _holds(own, string):
                return "text", number
    if zone in ("all", "number", "agency") and any(
        _holds(fold(one), string) for one in _fields(card, zone)
    ):
        return "field", min(texts, default=0)
    return None


def _fields(card: Sequence[Any], zone: Zone) -> Iterator[str]:
    _, _, _, agency, doc_no, index_no, issuers, signed, published, _, _, keywords, also, _ = card
    if zone != "agency":
        yield from (doc_no, index_no)
    if zone != "number":
        yield from (agency, *issuers, *also)
    if zone == "all":
        yield from keywords
        yield from written_days(signed, published)
