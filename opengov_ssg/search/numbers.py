"""The key under which a whole 文号 or 索引号 is found, however it is written.

The engine's twin is ``numbers.js``: it needs nothing but folding and these few patterns.
"""

from __future__ import annotations

import re

from opengov_ssg.notation.folding import fold

MOST = 48
"""Characters of a key."""
_STATE = "中华人民共和国"
_CHINESE = "〇零一二三四五六七八九十百千"
_DIGITS = {char: place for place, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(f"(?<=第)[{_CHINESE}]+(?=号)|(?<=\\()[〇零一二三四五六七八九]{{4}}(?=\\))")
_AROUND = re.compile("第(?=[0-9])|(?<=[0-9])[号年]")
_LABEL = re.compile("^(?:发文字号|发文文号|发布文号|文件编号|文件字号|文号|字号|索引号):")
_GROUP = re.compile("[0-9]+|[a-z]+|[\\u3005\\u3007\\u3400-\\u9fff\\U00020000-\\U0003347f]+")
_ORDER = ("令", "公告", "通告")


def number_key(text: str) -> str:
    """The groups of letters and digits of a number, joined with hyphens: ``国办发-2016-80``.

    Folded; without brackets, blanks, 第, 年, 号 and zeros before a number; Chinese numerals
    after 第 or as a year become digits; the state's name goes from orders, 国令 is
    国务院令, and 第711号令 is 令第711号. Empty for a text that has no digit, or nothing
    beside digits of one group.
    """
    text = _LABEL.sub("", fold(text)).replace(" ", "-").removeprefix(_STATE)
    text = _AROUND.sub("-", _NUMERAL.sub(lambda found: arabic(found[0]), text))
    groups = [one.lstrip("0") or "0" if one.isdigit() else one for one in _GROUP.findall(text)]
    if len(groups) > 1 and groups[0][0].isdigit() and groups[-1].endswith(_ORDER):
        groups.insert(0, groups.pop())
    elif len(groups) > 1 and groups[-1] in _ORDER:
        groups[0] += groups.pop()
    if groups and groups[0] == "国令":
        groups[0] = "国务院令"
    numbered = any(one[0].isdigit() for one in groups)
    return "-".join(groups)[:MOST] if numbered and len(groups) > 1 else ""


def arabic(numeral: str) -> str:
    """A Chinese numeral in digits: 二〇一六 digit by digit, 八十 by its units."""
    if not any(char in _UNITS for char in numeral):
        return "".join(str(_DIGITS[char]) for char in numeral)
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)
