"""Issues of a gazette: how their numbers are written, and what a citation of one names.

The canonical citation is ``《国务院公报》2024年第9号`` (DOMAIN 9); joint issues are
``第1—2号``, supplements ``增刊第1号``, special issues ``特刊第1号``. People write them in many
ways, so ``parse_citation`` gives every reading. ``js/gazette-no.js`` of the theme does the same
in the browser, and both pass ``tests/vectors/gazette_no.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from opengov_ssg.notation.folding import fold, is_han, table
from opengov_ssg.notation.numerals import number as numeral


class IssueNo(NamedTuple):
    """The number of an issue in its year."""

    numbers: tuple[int, ...]
    """One number, the consecutive ones of a joint issue, none of a supplement without number."""
    supplement: str = ""
    """``zk`` for a supplement (增刊), ``tk`` for a special issue (特刊), else empty."""


class Citation(NamedTuple):
    """One reading of a citation: a year and a number, a cumulative number (总号), or both."""

    series: str
    """The code of the series."""
    year: int
    """0 where only the cumulative number is named; then ``number`` is None."""
    number: IssueNo | None
    cumulative: int
    """0 where none is named."""


_SUPPLEMENTS = {"zk": "增刊", "tk": "特刊"}
_LONGEST = 80  # of a citation without its series' name; anything longer is none
_MOST_JOINT = 12
_MOST_IN_YEAR = 999

_HAN_DIGITS = "一二三四五六七八九〇"
_NUM = f"(?:[0-9]{{1,5}}(?![0-9])|[{_HAN_DIGITS}十百千廿卅]{{1,9}})"
_BETWEEN = "[-、,和及与至到&]"
_ANY_NUM = re.compile(_NUM)
_LIST = re.compile(f"第?{_NUM}[期号]?(?:{_BETWEEN}第?{_NUM}[期号]?){{0,{_MOST_JOINT - 1}}}")
_SIGNED = re.compile("[第期号]")
_JOINT = re.compile(r"\(?合[刊期]号?$")
_SUPPLEMENT_FIRST = re.compile(r"(增刊?|特刊?|zk|tk|s)[-.(|:]*(.*?)\)?")
_SUPPLEMENT_LAST = re.compile(r"(.*[期号])[(|]?([增特])刊")
_CUMULATIVE = re.compile(f"(?:总|累计)(?:期[号数]|[期号])?:?第?({_NUM})(?:-第?{_NUM})?[期号]?")
_ONLY_NUMBER = re.compile(f"第({_NUM})[期号]")
_PAGES = re.compile(
    "([)期号])(?:[,:]?第?[0-9]{1,5}(?:-[0-9]{1,5})?页|:[0-9]{1,5}(?:[-,+][0-9]{1,5}){0,8})$"
)
_BEFORE = re.compile("[参详]?见|原?载于?|刊于|[摘引]自")
_APART = "-|,.:;、·/_()。!?"
_YEAR = re.compile(f"([0-9]{{4}}|[{_HAN_DIGITS}]{{4}})(年度?)?([{_APART}]*)(.+)")

_QUOTES = re.compile("[《》〈〉<>«»‹›≪≫「」『』“”„‟\"‘’']")
_DASHES = re.compile("[-‐‒–—―−~〜∼⸺]+")
_ZEROS = str.maketrans("○◯零oοо", "〇" * 6)
_NO = re.compile(r"no\.?")
_APART_DIGITS = re.compile("(?<=[0-9]) (?=[0-9])")


def _plain(text: str, blank: str = "") -> str:
    """The text in one spelling, without blanks and title marks.

    ``blank`` takes the place of a blank between two digits.
    """
    text = _APART_DIGITS.sub(blank, fold(text)).replace(" ", "")
    text = _NO.sub("第", _QUOTES.sub("", text)).translate(_ZEROS)
    return _DASHES.sub("-", text)


def parse_number(text: str) -> IssueNo | None:
    """The number that a content file gives: ``9``, ``1-2``, ``增刊1``, ``zk-1``, ``特刊``."""
    plain = _plain(text)
    found = _numbers(plain) if len(plain) <= _LONGEST else []
    if not found or (len(found) > 1 and len(found[0].numbers) < 2):
        return None
    return found[0]


def address(number: IssueNo | str) -> str:
    """The segment of an address: ``9``, ``1-2``, ``zk-1``, ``zk``. Raises ValueError('form')."""
    found = parse_number(number) if isinstance(number, str) else number
    if found is None:
        raise ValueError("form")
    return "-".join(filter(None, (found.supplement, _span(found.numbers, "-"))))


def printed(number: IssueNo | str, label: str) -> str:
    """The number as on the cover: ``第9号``, ``第1—2期``, ``增刊第1号``; ``label`` is 期 or 号.

    A text that is no number is printed as it is.
    """
    found = parse_number(number) if isinstance(number, str) else number
    if found is None:
        return str(number)
    span = _span(found.numbers, "—")
    return _SUPPLEMENTS.get(found.supplement, "") + (f"第{span}{label}" if span else "")


def cite(
    series_name: str, year: int, number: IssueNo | str, label: str, cumulative: int = 0
) -> str:
    """The canonical citation: ``《国务院公报》2024年第9号``, with ``（总号：1830）`` if asked
    for."""
    cited = f"《{series_name}》{year}年{printed(number, label)}"
    if not cumulative:
        return cited
    return cited + (f"（总第{cumulative}期）" if label == "期" else f"（总号：{cumulative}）")


def _span(numbers: tuple[int, ...], dash: str) -> str:
    return dash.join(str(one) for one in dict.fromkeys((*numbers[:1], *numbers[-1:])))


def parse_citation(text: str, names: Mapping[str, str]) -> tuple[Citation, ...]:
    """Every reading of a citation, the likeliest first; none for what is no citation.

    ``names`` maps each name of each series to its code. Where the text names no series, there is
    a reading for each. A list such as 第1、2号 may be a joint issue or several.
    """
    known: dict[str, list[str]] = {}
    for name, code in names.items():
        known.setdefault(_plain(name), []).append(code)
    known.pop("", None)
    # 2 0 2 4 年 is a year set wide, 2024 9 期 a year and a number: the first that can be read.
    for plain in (_plain(text), _plain(text, ".")):
        codes, rest = _series(plain, known)
        if found := _readings(rest):
            return tuple(Citation(code, *one) for code in dict.fromkeys(codes) for one in found)
    return ()


def _series(plain: str, known: Mapping[str, list[str]]) -> tuple[list[str], str]:
    """The codes that the longest name found in the text stands for, and the text without it."""
    for name in sorted(known, key=len, reverse=True):
        if name in plain:
            return known[name], plain.replace(name, "|", 1)
    return [code for codes in known.values() for code in codes], plain


_Reading = tuple[int, IssueNo | None, int]


def _readings(rest: str) -> list[_Reading]:
    """Year, number and cumulative number that the text without a series' name says."""
    if len(rest) > _LONGEST:
        return []
    cumulative = 0
    if total := _CUMULATIVE.search(rest):
        cumulative = _value(total[1])
        if not cumulative:
            return []
        rest = f"{rest[: total.start()]}|{rest[total.end() :]}"
    rest = _PAGES.sub(r"\1", rest.rstrip(".。")).strip(_APART)
    if before := _BEFORE.match(rest):
        rest = rest[before.end() :].strip(_APART)
    if cumulative and not rest:
        return [(0, None, cumulative)]
    if not cumulative and (alone := _ONLY_NUMBER.fullmatch(rest)):
        value = _value(alone[1])
        return [(0, None, value)] if value > _MOST_IN_YEAR else []  # no year has so many
    return [(year, number, cumulative) for year, number in _in_year(rest)]


def _in_year(rest: str) -> list[tuple[int, IssueNo]]:
    found = _YEAR.fullmatch(rest)
    if not found:
        return []
    digits, word, apart, number = found.groups()
    year = _value(digits)
    if not 1900 <= year <= 2999 or not (word or digits.isascii()):
        return []
    bare = _LIST.fullmatch(number) and not _SIGNED.search(number)
    if bare and (not apart or ("-" in apart and "-" in number)):  # 2024年9, or 2024-9-10: a date
        return []
    if not word and not apart and number[0] in "0123456789":  # 20249期
        return []
    return [(year, one) for one in _numbers(number)]


def _numbers(text: str) -> list[IssueNo]:
    """Every reading of a number or a list of them, with or without 第, 期 and 号."""
    joint = False
    if mark := _JOINT.search(text):
        joint, text = True, text[: mark.start()]
    supplement = ""
    if last := _SUPPLEMENT_LAST.fullmatch(text):
        text, supplement = last[1], "zk" if last[2] == "增" else "tk"
    elif first := _SUPPLEMENT_FIRST.fullmatch(text):
        word, text = first.groups()
        supplement = "tk" if word[0] in "特t" else "zk"
        if not text and len(word) == 2:
            return [] if joint else [IssueNo((), supplement)]
    return [IssueNo(numbers, supplement) for numbers in _lists(text, joint)]


def _lists(text: str, joint: bool) -> list[tuple[int, ...]]:
    if not _LIST.fullmatch(text):
        return []
    values = [_value(one) for one in _ANY_NUM.findall(text)]
    if not all(0 < one <= _MOST_IN_YEAR for one in values):
        return []
    first, last = values[0], values[-1]
    if any(dash in text for dash in "-至到"):
        whole = len(values) == 2 and 0 < last - first < _MOST_JOINT
        return [tuple(range(first, last + 1))] if whole else []
    if len(values) == 1:
        return [] if joint else [(first,)]
    one_by_one: list[tuple[int, ...]] = [(one,) for one in values]
    if values == list(range(first, last + 1)):
        return [tuple(values)] if joint else [tuple(values), *one_by_one]
    return [] if joint or values != sorted(set(values)) else one_by_one


def _value(digits: str) -> int:
    """The number, or 0 for what is none."""
    try:
        return numeral(digits)
    except ValueError:
        return 0


def variants(names: Iterable[str]) -> str:
    """Pairs of characters: one that folds to a character of the names, and that character.

    ``國国務务``: what the browser needs to know names in traditional characters.
    """
    wanted = set("".join(map(fold, names)))
    return "".join(
        char + after
        for char, after in sorted(table().items())
        if after in wanted and len(after) == 1 and is_han(after) and char <= "\uffff"
    )
