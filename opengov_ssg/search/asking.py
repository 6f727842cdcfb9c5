"""What a query asks for: strings, what must not be in a hit, where to look. The engine's
twin is ``asking.js``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from opengov_ssg.notation.folding import HAN, fold
from opengov_ssg.search.alphabet import WORD, WORD_MOST
from opengov_ssg.search.numbers import number_key

Zone = Literal["all", "title", "body", "number", "agency"]
MOST = 64
"""Folded characters of a query that count."""
LONG = 8
"""With so many terms left the rarest are looked up first."""
BEGUN = 3
"""A word of so few characters that ends a string may be the beginning of one."""

_FIELDS: dict[str, Zone] = {
    "文号": "number",
    "索引号": "number",
    "发文字号": "number",
    "number": "number",
    "机关": "agency",
    "agency": "agency",
    "标题": "title",
    "title": "title",
    "正文": "body",
    "body": "body",
}
QUOTED = '[“”][^“”]*[“”]|「[^」]*」|『[^』]*』|["＂][^"＂]*["＂]|‘[^’]*’'
"""The pattern of what stands in quotation marks, a character at either end."""
_NAME = f"(?i:{'|'.join(sorted(_FIELDS, key=len, reverse=True))})[:：]"
# A blank after the name of a field changes nothing, unless an exclusion or another field follows.
_PART = re.compile(
    rf"(?P<minus>[-－−](?=\S))?(?:(?P<known>{_NAME})(?:\s+(?![-－−]|{_NAME}))?"
    r"|(?P<field>[^\s:：“”「『\"＂‘-]{2,8})[:：])?"
    rf"(?:(?P<quoted>{QUOTED})|(?P<plain>[^\s“”「『\"＂]+))"
)


class String(NamedTuple):
    """A string to find, folded, and where. ``quoted`` is what stood in quotation marks, which must
    stand in a hit as it is: with the marks at its ends, its last word whole."""

    text: str
    zone: Zone
    quoted: str = ""

    @property
    def sought(self) -> str:
        """What must stand in a hit."""
        return self.quoted or self.text


class Query(NamedTuple):
    """A query taken apart. ``number`` is the key of a whole 文号 or 索引号 that it may be, or
    empty; ``cut`` says that it was longer than :data:`MOST`."""

    strings: tuple[String, ...]
    without: tuple[String, ...]
    number: str
    cut: bool


def parse(query: str, zone: Zone = "all") -> Query:
    """Take a query apart; any text is one, with strings or without."""
    strings: list[String] = []
    without: list[String] = []
    left, cut = MOST, False
    for found in _PART.finditer(query):
        where: Zone = "all" if found["minus"] else zone
        if found["known"]:
            where = _FIELDS[found["known"][:-1].lower()]
        text = fold(_text(found))
        quoted = bool(found["quoted"]) and not found["field"]
        text = text if quoted else trimmed(text)
        cut |= len(text) > left
        one = as_string(text[:left], where, quoted=quoted)
        if one.text:
            left -= len(one.sought)
            (without if found["minus"] else strings).append(one)
    # What is excluded is part of no number.
    numbered = strings and not without and zone in ("all", "number")
    key = number_key(query) if numbered else ""
    return Query(tuple(dict.fromkeys(strings)), tuple(dict.fromkeys(without)), key, cut)


def _text(found: re.Match[str]) -> str:
    """What a part of a query asks for; a field that there is none of belongs to it."""
    text = found["quoted"][1:-1] if found["quoted"] else found["plain"]
    return f"{found['field']}:{text}" if found["field"] else text


def as_string(folded: str, zone: Zone, *, quoted: bool = False) -> String:
    """The string that a folded text asks for; without ``text`` when it asks for nothing."""
    return String(trimmed(folded), zone, folded.rstrip(" ") if quoted else "")


def trimmed(text: str) -> str:
    """A string without what is neither Han nor word at its ends; empty when there is nothing
    else."""
    runs = list(_runs().finditer(text))
    return text[runs[0].start() : runs[-1].end()] if runs else ""


class Run(NamedTuple):
    """A run of Han characters, or a word."""

    text: str
    han: bool


def runs(text: str) -> Iterator[Run]:
    """The runs of a folded string, in order."""
    for found in _runs().finditer(text):
        yield Run(found[0], bool(found["han"]))


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?P<han>[{HAN}]+)|[{WORD}]+")


PREFIX: dict[Zone, str] = {"all": "", "body": "", "agency": "", "title": "!", "number": "#"}


def word_key(word: str, prefix: str, last: bool) -> str:
    """The term of a word; of the whole zone a short one that ends a string counts as
    the beginning of one."""
    if not prefix and last and len(word) <= BEGUN:
        return f"${word}*"
    return f"{prefix}${word[:WORD_MOST]}"


def steps(length: int) -> list[int]:
    """In which order the places of a run's triples are looked up: the first, the last, then halving
    what lies between."""
    if length < 1:
        return []
    order, spans = [0], [(0, length - 1)]
    if length > 1:
        order.append(length - 1)
    while spans:
        begin, end = spans.pop(0)
        middle = (begin + end) // 2
        if middle not in (begin, end):
            order.append(middle)
            spans += [(begin, middle), (middle, end)]
    return order


def probes(string: String) -> list[str]:
    """The terms by which a string is looked up, in order: keys of the index, three characters of
    the whole zone standing for a triple or its pairs. What a string's ends say comes first."""
    prefix = PREFIX[string.zone]
    first: list[str] = []
    rest: list[str] = []
    pairs: list[str] = []
    every = list(runs(string.text))
    for place, run in enumerate(every):
        if not run.han:
            begun = place == len(every) - 1 and not string.quoted
            first.append(word_key(run.text, prefix, begun))
            continue
        size = min(len(run.text), 2 if prefix else 3)
        own = _keys(prefix, run.text, size)
        first += own[:2]
        rest += own[2:]
        if size == 3:
            pairs += _keys(prefix, run.text, 2)
    return first + rest + pairs


def _keys(prefix: str, text: str, size: int) -> list[str]:
    return [prefix + text[at : at + size] for at in steps(len(text) - size + 1)]
