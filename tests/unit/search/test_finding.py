"""Dates of a query in the other numerals."""

from __future__ import annotations

import pytest

from opengov_ssg.search.finding import held, other_dates
from tests.search.making import index, record


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("二〇一六年十一月十日", "2016年11月10日"),
        ("二○一六年三月", "2016年3月"),
        ("2016年11月20日", "二〇一六年十一月二十日"),
        ("自2016年1月", "自二〇一六年一月"),
        ("2016-11-10", "2016年11月10日"),
        ("2016.1.2 公开", "2016年1月2日 公开"),
        ("12016-11-10", "12016-11-10"),
        ("公开", "公开"),
    ],
)
def test_other_dates(query: str, other: str) -> None:
    assert other_dates(query) == other


def test_only_what_is_held_is_asked_instead() -> None:
    of = index([record("甲", "二〇一六年十一月十日印发", 1), record("乙", "2018年1月2日", 2)])
    assert held(of, "2016年11月10日") == "二〇一六年十一月十日"
    assert held(of, "2018年1月2日") == "2018年1月2日"
    assert held(of, "2019年1月2日") == "2019年1月2日"
