"""Whoever knows a document's number, its title, a part of its title finds it: a thousand laws and
all records of the sample site. ``-s`` shows the numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from tests.search import known, real
from tests.search.known import FEW, Shelf
from tests.search.making import index


@pytest.fixture(scope="module")
def of() -> Index:
    return index(real.records())


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(real.records())


@pytest.fixture(scope="module")
def items() -> known.Items:
    return known.items(real.records())


def test_numbers(of: Index, shelf: Shelf, items: known.Items) -> None:
    missed = [one.query for one in items.numbers if not shelf.numbered(one, asked(of))]
    print(f"numbers: {len(missed)} of {len(items.numbers)} not first: {missed}")
    assert len(items.numbers) > 250 and not missed


def test_titles(of: Index, shelf: Shelf, items: known.Items) -> None:
    missed = [one.query for one in items.titles if not shelf.titled(one, asked(of))]
    print(f"titles: {len(missed)} of {len(items.titles)} not first: {missed}")
    several = len(items.titles) - len({one.query for one in items.titles})
    assert several > 80, "versions of the same title"
    assert len(missed) <= len(items.titles) // 100


def test_middles_of_titles(of: Index, shelf: Shelf, items: known.Items) -> None:
    few = low = many = 0
    for one in items.middles:
        above = shelf.above(one, asked(of))
        if shelf.among(one) <= FEW:
            few += 1
            low += len(above) >= FEW
        else:
            many += 1
            assert shelf.in_titles(one, above), one.query
    print(f"middles: {few - low} of {few} in the first {FEW}; {many} in more titles")
    assert few > 800 and low <= few // 20


def asked(of: Index) -> known.Ask:
    """The ids of a page of hits."""

    def ask(query: str) -> Sequence[str]:
        return [hit.id for hit in search(of, query).hits]

    return ask
