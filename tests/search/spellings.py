"""The same written otherwise: numbers, titles, dates as readers type them; and what
looks alike and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from opengov_ssg.notation.folding import fold, is_han, table
from opengov_ssg.search.finding import other_dates
from opengov_ssg.search.texts import RecordText, written_days

_STANDARD = re.compile(r"([一-鿿]{2,20})〔(\d{4})〕(\d+)号")
_DATE = re.compile(
    r"(?<!\d)\d{4}年\d{1,2}月\d{1,2}日|[〇二一][〇一二三四五六七八九]{3}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日"
)
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Same(NamedTuple):
    """Two spellings that find the same record first."""

    spelt: str
    right: str


class Near(NamedTuple):
    """A number and its neighbour, which no record bears."""

    number: str
    other: str


@cache
def _older() -> dict[int, str]:
    """A traditional character for each simplified one that has any."""
    return {
        ord(after): char
        for char, after in table().items()
        if len(after) == 1 and is_han(char) and is_han(after)
    }


def traditional(text: str) -> str:
    """A text in characters that fold to its own."""
    return text.translate(_older())


def wide(text: str) -> str:
    """A text with ASCII in full width."""
    return text.translate(_WIDE)


def numbers(records: Sequence[RecordText]) -> Iterator[Same]:
    """The 文号 of records in every way of the grammar's table (DOMAIN: brackets, 第, zeros, blanks,
    labels, full width, traditional, Chinese numerals)."""
    for number in _standard(records):
        code, year, serial = number
        right = f"{code}〔{year}〕{serial}号"
        digits = year.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
        for spelt in (
            f"{code}[{year}]{serial}号", f"{code}【{year}】{serial}号", f"{code}({year}){serial}号",
            f"{code}（{wide(year)}）{wide(serial)}号", f"{code}﹝{year}﹞{serial}号", f"{code}〔{year}〕第{serial}号",
            f"{code}〔{year}〕0{serial}号", f"{code} 〔 {year} 〕 {serial} 号", f"{code}{year} {serial}号",
            f"{code}{year}-{serial}", f"文号：{right}", f"发文字号:{right}", f"{code}〔{digits}〕{serial}号",
            traditional(f"{code}[{year}]{serial}号"), f"\u200b{right}\u200d",
        ):  # fmt: skip
            yield Same(spelt, right)


def _standard(records: Sequence[RecordText]) -> Iterator[tuple[str, str, str]]:
    for one in records:
        if found := _STANDARD.fullmatch(one.card.doc_no):
            yield found[1], found[2], found[3]


def neighbours(records: Sequence[RecordText]) -> Iterator[Near]:
    """Numbers beside those of records, borne by none: the next serial, year, a digit more."""
    borne = {one.card.doc_no for one in records}
    for code, year, serial in _standard(records):
        own = f"{code}〔{year}〕{serial}号"
        for other in (
            f"{code}〔{year}〕{int(serial) + 1}号",
            f"{code}〔{int(year) + 1}〕{serial}号",
            f"{code}〔{year}〕1{serial}号",
        ):
            if other not in borne:
                yield Near(own, other)


def titles(records: Sequence[RecordText]) -> Iterator[Same]:
    """Titles in traditional characters, in full width, with blanks."""
    for one in records:
        title = one.card.title
        yield from (Same(spelt, title) for spelt in (traditional(title), wide(title)))
        if is_han(title[0]) and is_han(title[1]) and not set(title) & set(" “”"):
            # Without the quotation marks a blank divides two strings.
            yield Same(f"“{title[0]}\u3000{title[1:]}”", title)


def dates(records: Sequence[RecordText]) -> Iterator[Same]:
    """Dates of the texts in the other numerals, where these stand in no text."""
    texts = [fold(one.text) for one in records]
    for date in sorted({one for text in texts for one in _DATE.findall(text)}):
        others = other_dates(date)
        if not any(fold(other) in text for text in texts for other in others):
            yield from (Same(other, date) for other in others)


def own_dates(records: Sequence[RecordText]) -> Iterator[Same]:
    """The days of records in every way of writing them, where no text has the day."""
    texts = [fold(one.text) for one in records]
    for day in sorted({day for one in records for day in written_days(*one.card[7:9])}):
        others = other_dates(day)
        if any(one in text for text in texts for one in (day, *others)):
            continue
        year, month, date = re.findall("[0-9]+", day)
        for spelt in (
            *others,
            f"{year}-{int(month):02}-{int(date):02}",
            wide(day),
            f"{year}.{month}.{date}",
        ):
            yield Same(spelt, day)
