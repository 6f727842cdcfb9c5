"""Where running text names a 文号.

Where a number ends is certain, where its code begins is not: Chinese sets no blank between 按照
and 国办发. So a mention holds every reading, and the caller takes the one that the site holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from opengov_ssg.notation.doc_no_guess import guess, is_address
from opengov_ssg.notation.doc_no_spelling import (
    BLANK,
    CLOSING,
    OPENING,
    glyphs,
    normalise,
    parse,
)
from opengov_ssg.notation.folding import is_han
from opengov_ssg.notation.numerals import DIGITS


@dataclass(frozen=True, slots=True)
class Mention:
    """A document number in a text; ``text`` is its piece from ``start`` to ``end``."""

    start: int
    end: int
    text: str
    doc_no: str
    """The likeliest reading, normalised; one of ``candidates``."""
    candidates: tuple[str, ...]
    """Every reading, normalised, from the longest code to the shortest."""
    starts: tuple[int, ...]
    """Where each of the candidates begins; all end at ``end``."""


_B = f"[{BLANK}]{{0,4}}"
_DIGIT = "[0-9０-９]"
_YEAR = f"{_DIGIT}{{4}}{_B}年{_B}"
_SERIAL = f"{_B}(?:{_DIGIT}{{1,5}}|[十百千{DIGITS}]{{1,9}}){_B}[号號]"
_NUMBER = f"(?:{_YEAR})?第{_SERIAL}"

# What follows the code. It begins with one class of characters, which the regex engine finds
# fast, and all quantifiers are bounded: the search is linear in the text.
_TAIL = re.compile(
    f"""
    [{OPENING}令告第] (?:
    (?P<standard> (?<=[{OPENING}]) {_B} {_DIGIT}{{4}} {_B} [{CLOSING}] {_B}
        (?:第 {_B})? {_DIGIT}{{1,6}} {_B} [号號] (?![楼院门房室铺井]|地块|宗地) )
    | (?P<issued> (?:(?<=令)|(?<=公告)|(?<=通告)) {_B}
        (?: {_NUMBER} | [{OPENING}] {_B} {_NUMBER} {_B} [{CLOSING}] ) )
    | (?P<reversed> (?<=第) {_SERIAL} {_B} (?:令|公告|通告) )
    )
    """,
    re.VERBOSE,
)
_YEAR_BEFORE = re.compile(f"{_YEAR}$")
_LONGEST_CODE = 12
_LONGEST_ISSUER = 30
_MOST_BLANKS = 4
_LONGEST_YEAR = 13
_ANY_CODE = "某某"
_BLANK_CHAR = re.compile(f"[{BLANK}]")


def find(text: str) -> list[Mention]:
    """Every document number that the text names, in order, none overlapping another.

    Takes the standard form with any brackets and blanks, and the forms with 令, 公告 and 通告.
    """
    mentions: list[Mention] = []
    if "号" not in text and "號" not in text:
        return mentions
    end = 0
    for tail in _TAIL.finditer(text):
        if mention := _mention(text, tail, end):
            mentions.append(mention)
            end = mention.end
    return mentions


def _mention(text: str, tail: re.Match[str], after: int) -> Mention | None:
    """The mention that ends with ``tail`` and begins at ``after`` or later, if it is one."""
    standard = tail["standard"] is not None
    begin = _number_start(text, tail)
    places = _han_before(text, begin, after, _LONGEST_CODE if standard else _LONGEST_ISSUER)
    run = glyphs("".join(text[place] for place in places))
    number = normalise(_ANY_CODE + text[begin : tail.end()])[len(_ANY_CODE) :]
    if parse(_ANY_CODE + number) is None or (standard and is_address(run, text[begin])):
        return None
    least = 2 if standard or number.startswith(("公告", "通告")) else 1
    chosen = guess(run, _breaks(text, places), least, standard=standard)
    if chosen is None:
        return None
    starts = places[: len(places) - least + 1]
    readings = tuple(run[index:] + number for index in range(len(starts)))
    start = starts[chosen]
    piece = text[start : tail.end()]
    return Mention(start, tail.end(), piece, readings[chosen], readings, tuple(starts))


def _number_start(text: str, tail: re.Match[str]) -> int:
    """Where the part after the code begins: also 公 of 公告, and the year of 2005年第9号令."""
    start = tail.start()
    if text[start] == "告":
        return start - 1
    if tail["reversed"]:
        around = max(0, start - _LONGEST_YEAR)
        if year := _YEAR_BEFORE.search(text[around:start]):
            return around + year.start()
    return start


def _breaks(text: str, places: list[int]) -> frozenset[int]:
    """Which of the characters stand after a blank, or after the 日 of a date in digits."""
    after_blank = {
        index for index in range(1, len(places)) if places[index] > places[index - 1] + 1
    }
    if places and places[0] and text[places[0]] in "年月日" and text[places[0] - 1].isdecimal():
        after_blank.add(1)
    return frozenset(after_blank)


def _han_before(text: str, end: int, after: int, most: int) -> list[int]:
    """Where the Han characters before ``end`` are, at most ``most``, over blanks between them."""
    places: list[int] = []
    blanks = 0
    for place in range(end - 1, after - 1, -1):
        if is_han(text[place]):
            places.append(place)
            blanks = 0
        elif blanks < _MOST_BLANKS and _BLANK_CHAR.match(text, place):
            blanks += 1
        else:
            break
        if len(places) == most:
            break
    return places[::-1]
