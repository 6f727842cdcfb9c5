"""Civil dates and instants in every spelling found."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.dates import OFFSET, chinese, iso, parse_date, parse_instant, pub_date
from opengov_ssg.notation.numerals import number

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/dates.json").read_text("utf-8"))
KEYWORDS = {"form", "impossible", "time"}


@pytest.mark.parametrize("vector", VECTORS["dates"], ids=lambda vector: vector["text"])
def test_date(vector: dict[str, str]) -> None:
    assert iso(parse_date(vector["text"])) == vector["iso"]


@pytest.mark.parametrize("vector", VECTORS["not_dates"], ids=lambda vector: vector["text"])
def test_not_a_date(vector: dict[str, str]) -> None:
    with pytest.raises(ValueError) as error:
        parse_date(vector["text"])
    assert error.value.args == (vector["error"],)


@pytest.mark.parametrize("vector", VECTORS["instants"], ids=lambda vector: vector["text"])
def test_instant(vector: dict[str, str]) -> None:
    instant = parse_instant(vector["text"])
    assert instant.isoformat() == vector["iso"]
    assert instant.tzinfo == OFFSET


@pytest.mark.parametrize("vector", VECTORS["not_instants"], ids=lambda vector: vector["text"])
def test_not_an_instant(vector: dict[str, str]) -> None:
    with pytest.raises(ValueError) as error:
        parse_instant(vector["text"])
    assert error.value.args == (vector["error"],)


def test_the_end_of_the_day_is_its_last_moment() -> None:
    end = parse_instant("2026-01-31", end_of_day=True)
    assert end == datetime(2026, 1, 31, 23, 59, 59, 999999, OFFSET)
    assert end + timedelta(microseconds=1) == parse_instant("2026-02-01")


def test_a_time_that_is_given_is_no_end_of_day() -> None:
    assert parse_instant("2026-01-31T09:00", end_of_day=True).hour == 9


def test_writers() -> None:
    assert iso(date(1949, 10, 1)) == "1949-10-01"
    assert chinese(date(2014, 2, 19)) == "2014年2月19日"
    assert pub_date(parse_instant("2026-11-01T09:00")) == "2026-11-01 09:00"
    assert pub_date(datetime(2026, 11, 1, 1, 0, 59, tzinfo=UTC)) == "2026-11-01 09:00"


@given(st.dates(min_value=date(1600, 1, 1)))
def test_what_is_written_can_be_read(day: date) -> None:
    assert parse_date(iso(day)) == day
    if day.year >= 1000:
        assert parse_date(chinese(day)) == day


@given(st.dates(min_value=date(1600, 1, 1)))
def test_chinese_numerals(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    assert parse_date(f"{year}年{numeral(day.month)}月{numeral(day.day)}日") == day


@given(st.integers(1, 99))
def test_numerals(value: int) -> None:
    assert number(numeral(value)) == number(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("一百一十八", 118), ("一百零五", 105), ("二千〇一十", 2010), ("四十八", 48)],
)
def test_larger_numerals(text: str, value: int) -> None:
    assert number(text) == value


@given(st.text() | st.text("0123456789年月日二〇十-/.:∶ T+Z", max_size=30))
def test_only_keywords_are_raised(text: str) -> None:
    for parse in (parse_date, parse_instant):
        try:
            parse(text)
        except ValueError as error:
            assert error.args[0] in KEYWORDS


def numeral(value: int) -> str:
    """A number from 1 to 99 as it is written in dates."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" if tens else ""
    return head + ("零一二三四五六七八九"[ones] if ones else "")
