"""Dates of a query in the other numerals."""

from __future__ import annotations

import json

import pytest

from opengov_ssg.search.finding import held, other_dates
from opengov_ssg.search.searching import search
from tests.conftest import ROOT
from tests.search.making import index, record

DATES = json.loads((ROOT / "tests/vectors/queries.json").read_text("utf-8"))["dates"]


@pytest.mark.parametrize(("query", "others"), [(one["query"], one["others"]) for one in DATES])
def test_other_dates(query: str, others: list[str]) -> None:
    assert list(other_dates(query)) == others


def test_only_what_is_held_is_asked_instead() -> None:
    of = index([record("甲", "二〇一六年十一月十日印发", 1), record("乙", "2018年1月2日", 2)])
    assert held(of, "2016年11月10日") == "二〇一六年十一月十日"
    assert held(of, "2018年1月2日") == "2018年1月2日"
    assert held(of, "2019年1月2日") == "2019年1月2日"


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("1997-01-28", "一九九七年一月二十八日"),
        ("1997.1.28", "一九九七年一月二十八日"),
        ("1997年1月28日", "一九九七年一月二十八日"),
        ("2004-10-10", "二〇〇四年十月十日"),
        ("二○○四年十月十日", "二〇〇四年十月十日"),
        ("二〇〇四年十月十日", "二○○四年十月十日"),
        ("2004-10-10", "二○○四年十月十日"),
        ("二○○四年十月十日", "2004年10月10日"),
    ],
)
def test_a_text_is_found_by_any_numerals(query: str, body: str) -> None:
    """In whichever of them its date stands, even where the day of another record is the same."""
    of = index([record("甲", f"{body}印发", 1), record("乙", "印发", 2, signed="2004-10-10")])
    hits = search(of, held(of, query)).hits
    assert [(one.card[2], one.where) for one in hits][:1] == [("甲", "text")]
