"""Civil dates and instants, in every spelling found in government documents.

A date (成文, 施行, 失效) has no time zone. An instant (发布, as-of) is always at +08:00.
Errors are ``ValueError`` with one keyword: ``form`` (not a spelling of a date), ``impossible``
(no such day or time) or ``time`` (a time of day where only a date may stand).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from opengov_ssg.notation.numerals import DIGITS, number

_FIRST_YEAR = 1600
"""No document here is older; an earlier year is a slip, and arithmetic on it could fail."""

OFFSET = timezone(timedelta(hours=8))
"""China's time; the same all year round, for every date."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = f"[0-9{DIGITS}]"
_SHORT = f"[0-9十廿卅{DIGITS}]"

_NUMERIC = re.compile(r"([0-9]{4})\s?([-/.－／．])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,2})")
_WRITTEN = re.compile(rf"({_YEAR}{{4}})年({_SHORT}{{1,3}})月({_SHORT}{{1,3}})日")
_TIME = re.compile(
    r"(?:(?<=日)|\s|(?<=[0-9])[Tt])\s{0,3}"
    r"([0-9]{1,2})\s?[:：∶]\s?([0-9]{2})(?:\s?[:：∶]\s?([0-9]{2})(?:\.([0-9]{1,6}))?)?"
    r"\s?(Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)


def parse_date(text: str) -> date:
    """The civil date that the text spells.

    Raises ValueError (``form``, ``impossible``, or ``time``: nothing is dropped silently).
    """
    text = text.translate(_FULL_WIDTH).strip()
    if found := _match(text):
        return _day(found)
    if (clock := _TIME.search(text)) and _match(text[: clock.start()]):
        raise ValueError("time")
    raise ValueError("form")


def parse_instant(text: str, *, end_of_day: bool = False) -> datetime:
    """The instant that the text spells, at +08:00, which is meant where no offset stands.

    A date alone is its first moment, or with ``end_of_day`` its last one (23:59:59.999999).
    Raises ValueError (``form``, ``impossible``).
    """
    text = text.translate(_FULL_WIDTH).strip()
    found = _TIME.search(text)
    if found is None:
        moment = time.max if end_of_day else time.min
        return datetime.combine(parse_date(text), moment, OFFSET)
    day = parse_date(text[: found.start()])
    hour, minute, second, fraction, offset = found.groups("")
    try:
        moment = time(int(hour), int(minute), int(second or 0), int(fraction.ljust(6, "0")))
        return datetime.combine(day, moment, _offset(offset)).astimezone(OFFSET)
    except (ValueError, OverflowError):
        raise ValueError("impossible") from None


def iso(day: date) -> str:
    """``2014-02-19``."""
    return day.isoformat()


def chinese(day: date) -> str:
    """``2014年2月19日``, the form of GB/T 9704: Arabic digits, no zeros before."""
    return f"{day.year}年{day.month}月{day.day}日"


def pub_date(instant: datetime) -> str:
    """``2026-11-01 09:00`` at +08:00, the form of the ``PubDate`` meta tag."""
    return instant.astimezone(OFFSET).isoformat(" ", "minutes")[:16]


def _match(text: str) -> re.Match[str] | None:
    """The form that fits: its groups begin with the year and end with month and day."""
    return _NUMERIC.fullmatch(text.strip()) or _WRITTEN.fullmatch(re.sub(r"\s", "", text))


def _day(found: re.Match[str]) -> date:
    year, *_, month, monthday = found.groups()
    parts = number(year), number(month), number(monthday)
    try:
        day = date(*parts)
    except ValueError:
        raise ValueError("impossible") from None
    if day.year < _FIRST_YEAR:
        raise ValueError("impossible")
    return day


def _offset(text: str) -> timezone:
    if not text:
        return OFFSET
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError("impossible")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift)
