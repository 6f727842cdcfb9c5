"""However it is written, the same record comes first; what looks alike brings it not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from opengov_ssg.notation.folding import fold
from opengov_ssg.search.finding import held
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from opengov_ssg.search.texts import written_days
from tests.browser.indexing import records
from tests.search import spellings
from tests.search.making import index
from tests.search.spellings import Same


@pytest.fixture(scope="module")
def of() -> Index:
    return index(records())


def first(of: Index, text: str) -> tuple[str, str]:
    """The first hit's id, and where it holds the query."""
    hits = search(of, held(of, text)).hits
    return (hits[0].id, hits[0].where) if hits else ("", "")


def differing(of: Index, pairs: Iterable[Same]) -> list[Same]:
    return [one for one in pairs if first(of, one.spelt) != first(of, one.right)]


def test_numbers(of: Index) -> None:
    pairs = list(spellings.numbers(records()))
    assert len(pairs) > 300
    assert all(first(of, one.right)[1] == "number" for one in pairs[::15])
    assert differing(of, pairs) == []


def test_titles(of: Index) -> None:
    pairs = list(spellings.titles(records()))
    assert sum(one.spelt != fold(one.right) for one in pairs) > 300
    assert differing(of, pairs) == []


def test_dates(of: Index) -> None:
    pairs = list(spellings.dates(records()))
    assert len(pairs) > 50
    assert any("年" in one.spelt and one.spelt[0] in "〇一二" for one in pairs)
    assert any(one.spelt[0] in "12" for one in pairs)
    assert differing(of, pairs) == []


def test_dates_of_the_metadata(of: Index) -> None:
    pairs = list(spellings.own_dates(records()))
    assert len(pairs) > 50
    assert differing(of, pairs) == []
    for _, day in pairs:
        found = search(of, day).hits[0]
        assert found.where == "field" and day in written_days(*found.card[7:9])


def test_near_numbers(of: Index) -> None:
    pairs = list(spellings.neighbours(records()))
    assert len(pairs) > 50
    for number, other in pairs:
        own, _ = first(of, number)
        hit, where = first(of, other)
        assert where != "number" and (hit != own or where in ("text", "partial")), (number, other)
