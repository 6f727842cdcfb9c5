"""What is asked when a query finds nothing as it is typed: its dates in the other
numerals (``finding.js``)."""

from __future__ import annotations

import re

from opengov_ssg.search.asking import QUOTED
from opengov_ssg.search.numbers import arabic
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search

_TEXT = 2
_HAN = "〇一二三四五六七八九"
_NUMERAL = "[〇○零一二三四五六七八九]"
_CHINESE = re.compile(
    f"({_NUMERAL}{{4}})年(?:([一二三四五六七八九十]{{1,3}})月(?:([一二三四五六七八九十]{{1,3}})日)?)?"
)
_ZERO = re.compile(f"(?<={_NUMERAL})〇(?={_NUMERAL}|年)")
_ISO = re.compile("(?<![0-9])([12][0-9]{3})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])")
_DIGITS = re.compile("([12][0-9]{3})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
_QUOTED = re.compile(f"({QUOTED})")


def held(index: Index, text: str) -> str:
    """The query; or the same with its dates in other numerals, when only these stand in a record's
    text, or else beside one."""
    best, most = text, -1
    for one in (text, *other_dates(text)):
        if most < _TEXT and (own := _held(index, one)) > most:
            best, most = one, own
    return best


def _held(index: Index, text: str) -> int:
    """What holds the query: a text, only fields beside one, nothing."""
    found = {hit.where for hit in search(index, text).hits} - {"partial"}
    return _TEXT if found - {"field"} else len(found)


def other_dates(text: str) -> tuple[str, ...]:
    """The same query with its dates in each of the other numerals: 2016年, 二〇一六年, and
    二○一六年 with the circle that many texts have for 〇. None when it has no date; in quotation
    marks it stays as it is."""
    parts = _QUOTED.split(text)
    found: dict[str, None] = {}
    for write in (_arabic, _chinese, _circled):
        found["".join(one if at % 2 else write(one) for at, one in enumerate(parts))] = None
    found.pop(text, None)
    return tuple(found)


def _arabic(text: str) -> str:
    text = _ISO.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", text)
    return _CHINESE.sub(lambda found: _date(*map(_in_digits, found.groups())), text)


def _chinese(text: str) -> str:
    return _DIGITS.sub(
        lambda found: _date(
            "".join(_HAN[int(one)] for one in found[1]), *map(_in_han, found.groups()[1:])
        ),
        _arabic(text),
    )


def _circled(text: str) -> str:
    return _ZERO.sub("○", _chinese(text))


def _date(year: str, month: str, day: str) -> str:
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def _in_digits(numeral: str | None) -> str:
    return arabic(numeral.replace("○", "〇")) if numeral else ""


def _in_han(number: str | None) -> str:
    """A month or day: 十一, 二十."""
    tens, ones = divmod(int(number or 0), 10)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
