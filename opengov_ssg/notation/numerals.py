"""Numbers in Chinese characters, as dates and the numbers of orders use them."""

from __future__ import annotations

import re

ZEROS = "〇○◯零OoＯｏΟО"
"""What stands for zero: the character 〇 and the circles and letters typed in its place."""

DIGITS = "一二三四五六七八九" + ZEROS
"""The digits 1 to 9 and every zero."""

TO_ARABIC = str.maketrans(
    "０１２３４５６７８９" + DIGITS, "0123456789" + "123456789" + "0" * len(ZEROS)
)
"""A translation of full-width and Chinese digits, one by one."""

_GROUPED = re.compile("(?:([1-9])千)?0?(?:([1-9])百)?0?(?:([1-9]?)(十|廿|卅))?0?([1-9])?", re.ASCII)
_TENS = {None: 0, "十": 10, "廿": 20, "卅": 30}


def number(text: str) -> int:
    """A number below 10,000 in Arabic digits, Chinese digits or with 十百千 between them.

    Raises ValueError('form').
    """
    digits = text.translate(TO_ARABIC)
    if digits.isascii() and digits.isdecimal() and len(digits) <= 5:
        return int(digits)
    found = _GROUPED.fullmatch(digits)
    if not text or found is None:
        raise ValueError("form")
    thousands, hundreds, times, tens, ones = found.groups()
    if times and tens != "十":
        raise ValueError("form")
    return (
        1000 * int(thousands or 0)
        + 100 * int(hundreds or 0)
        + int(times or 1) * _TENS[tens]
        + int(ones or 0)
    )
