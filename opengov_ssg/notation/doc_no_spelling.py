"""How a 文号 is spelt: its strict grammar, and the way from spellings found to it.

Three forms: standard ``国办发〔2016〕80号``, order ``国务院令第711号`` and announcement
``国家税务总局公告2017年第4号``. ``parse`` is strict; ``normalise`` makes of the spellings found
in catalogues what ``parse`` takes, and never invents what is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from opengov_ssg.notation.folding import HAN, is_han, table
from opengov_ssg.notation.numerals import DIGITS, number

OPENING = "〔\\[【［﹝（(〖｛{︹"
CLOSING = "〕\\]】］﹞）)〗｝}︺"
"""Brackets found around the year, as regex source for use inside ``[...]``."""

BLANK = "\\s\\u00ad\\u200b-\\u200f\\u2060\\ufeff"
"""Blanks and invisible characters, as regex source for use inside ``[...]``."""


@dataclass(frozen=True, slots=True)
class DocNo:
    """A document number taken apart."""

    form: Literal["standard", "order", "announcement"]
    code: str
    """机关代字 (国办发), or the issuer with 令, 公告 or 通告 (国务院令)."""
    year: int | None
    """None for orders that are numbered through the years (第711号)."""
    serial: int
    text: str
    """The whole number."""


_YEAR = "(?P<year>19[4-9][0-9]|20[0-9]{2})"
_SERIAL = "[1-9][0-9]{0,4}"


@cache
def _forms() -> dict[Literal["standard", "order", "announcement"], re.Pattern[str]]:
    """The grammar. Compiled when needed: the class of Han takes its time."""
    return {
        "standard": re.compile(f"(?P<code>[{HAN}]{{2,20}})〔{_YEAR}〕(?P<serial>{_SERIAL})号"),
        "order": re.compile(f"(?P<code>[{HAN}]{{0,30}}令)(?:{_YEAR}年)?第(?P<serial>{_SERIAL})号"),
        "announcement": re.compile(
            f"(?P<code>[{HAN}]{{2,40}}(?:公告|通告)){_YEAR}年第(?P<serial>{_SERIAL})号"
        ),
    }


def parse(text: str) -> DocNo | None:
    """The number that the text is, in its one official spelling, or None."""
    for form, pattern in _forms().items():
        if found := pattern.fullmatch(text):
            year = int(found["year"]) if found["year"] else None
            return DocNo(form, found["code"], year, int(found["serial"]), text)
    return None


_BLANKS = re.compile(f"[{BLANK}]+")
_LABEL = re.compile("(?:(?:发文字号|发文文号|发布文号|文件编号|文件字号|文号|字号)[:：])+")
_IN_BRACKETS = re.compile(f"[{OPENING}](?P<inner>[^{OPENING}{CLOSING}]+[{OPENING}].*号)[{CLOSING}]")
_ORDER_WITHIN = re.compile(
    f"[{OPENING}](?P<inner>[^{OPENING}{CLOSING}]*[^{OPENING}{CLOSING}0-9第]第[^第]{{1,9}}号)[{CLOSING}]"
)
_CHINESE_SERIAL = re.compile(f"第([十百千{DIGITS}]{{1,9}})号")
_ORDER_LAST = re.compile("(?P<number>(?:[0-9]{4}年)?第[0-9]+号)(?P<word>令|公告|通告)")
_ORDER_IN_BRACKETS = re.compile(
    f"(?P<word>令|公告|通告)[{OPENING}](?P<number>(?:[0-9]{{4}}年)?第[0-9]+号)[{CLOSING}]"
)
_YEAR_IN_BRACKETS = re.compile(f"[{OPENING}]([0-9]{{4}})[{CLOSING}]第?0*(?=[1-9][0-9]*号)")
_ZEROS = re.compile("第0+(?=[1-9][0-9]*号)")


@cache
def _glyphs() -> dict[int, str]:
    """Traditional to simplified glyphs and full-width to ASCII digits, nothing else.

    A traditional glyph that GB 2312 also holds stays: 乾政发 is the code of 乾县.
    """
    glyphs = {ord("０") + digit: str(digit) for digit in range(10)}
    for char, after in table().items():
        if is_han(char) and len(after) == 1 and not _in_gb2312(char):
            glyphs[ord(char)] = after
    return glyphs


def _in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def glyphs(text: str) -> str:
    """The text with simplified glyphs and ASCII digits, as numbers have them."""
    return text.translate(_glyphs())


def _arabic(found: re.Match[str]) -> str:
    try:
        return f"第{number(found[1])}号"
    except ValueError:
        return found[0]


def _unwrapped(text: str) -> str:
    """A whole number without the brackets around it, as numbers stand beneath titles."""
    for around in (_IN_BRACKETS, _ORDER_WITHIN):
        if found := around.fullmatch(text):
            return found["inner"]
    return text


def normalise(text: str) -> str:
    """The official spelling of a number as found; what is not one comes back cleaned at most.

    Blanks, invisible characters, a label before it and brackets around it go; digits become
    ASCII, glyphs simplified, the year's brackets 〔〕; zeros and 第 before a serial go (the latter
    only in the standard form); ``令（第841号）`` and ``第841号令`` become ``令第841号``. A missing
    bracket, 号 or century is left missing.
    """
    text = glyphs(_BLANKS.sub("", text))
    text = _unwrapped(text)
    if label := _LABEL.match(text):
        text = _unwrapped(text[label.end() :])
    if "第" in text:
        text = _CHINESE_SERIAL.sub(_arabic, text)
        text = _ORDER_IN_BRACKETS.sub(r"\g<word>\g<number>", text)
        text = _ORDER_LAST.sub(r"\g<word>\g<number>", text)
        text = _ZEROS.sub("第", text)
    return _YEAR_IN_BRACKETS.sub(r"〔\1〕", text)


_STATE = "中华人民共和国"


def key(number: str) -> str:
    """What all names of one normalised number share.

    An order or announcement is cited with the state's name before its issuer's or without, and the
    State Council's orders as 国令 too: 国令第707号 is 中华人民共和国国务院令第707号.
    """
    found = None if "〔" in number else parse(number)
    if found is None:
        return number
    code = found.code.removeprefix(_STATE)
    if code in ("令", "公告", "通告"):
        code = found.code
    return ("国务院令" if code == "国令" else code) + number[len(found.code) :]
