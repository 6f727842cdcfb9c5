"""What is excluded, named by its field or quoted counts as the help says, for the reader and in
Whoosh's language."""

from __future__ import annotations

import pytest

from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import BESIDE, search
from opengov_ssg.search.whoosh_reading import find
from tests.search import asked
from tests.search.making import index, record


@pytest.fixture(scope="module")
def of() -> Index:
    return index(asked.RECORDS)


@pytest.mark.parametrize(("query", "titles"), asked.WHOLE)
def test_whole(of: Index, query: str, titles: str) -> None:
    assert {one.card[2][-1] for one in search(of, query, all=True).hits} == set(titles)
    page = search(of, query).hits
    assert {one.card[2][-1] for one in page if one.match == "whole"} == set(titles)


@pytest.mark.parametrize(("query", "titles"), asked.WHOLE)
def test_the_same_in_the_terminal(of: Index, query: str, titles: str) -> None:
    cards, found = find(of, f"{query} OR __proto__")
    assert {cards.card(number).title[-1] for number, _ in found.records} == set(titles)


@pytest.mark.parametrize(("query", "is_number"), asked.NUMBER)
def test_numbers(of: Index, query: str, is_number: bool) -> None:
    found = [(one.card[2], one.where) for one in search(of, query).hits]
    assert found[:1] == [(asked.NUMBERED, "number")] if is_number else "number" not in dict(found)


def test_few_are_all_looked_at() -> None:
    """Up to forty candidates, so that their number is exact; those that hold it apart
    count for nothing."""
    bodies = [f"{'政务信息公开' if place % 3 else '政务信息。信息公开'}。" for place in range(36)]
    of = index([record(f"甲{place}", body, place) for place, body in enumerate(bodies)])
    result = search(of, "政务信息公开")
    assert (result.candidates, len(result.hits)) == (24, 10)
    assert result.verified > BESIDE
