"""The promise at full size: 10,000 strings that stand in a thousand real records, 10,000 that do
not, by the reader in Python. ``-s`` shows the numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from opengov_ssg.search.asking import parse
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import bearers, search
from tests.conftest import ALL
from tests.search import real
from tests.search.making import LAWS, corpus, found, index
from tests.search.real import Text

PRESENT, CROSSING, ABSENT, WORDS = (
    (6_600, 3_400, 10_000, 1_000) if ALL else (1_300, 700, 2_000, 200)
)


@pytest.fixture(scope="module")
def records() -> Index:
    return index(real.records())


@pytest.fixture(scope="module")
def text() -> Text:
    return Text(real.records())


def complete(of: Index, text: Text, strings: Sequence[str]) -> None:
    """All hits are those of brute force; without ``all`` the first one holds the string."""
    for string in strings:
        want = text.holding(string)
        assert want, string
        assert found(of, string) == want, string
        first = search(of, string).hits[0]
        assert first.match == "whole" and first.id in want, string


def test_enough_is_looked_through(text: Text) -> None:
    assert len(set(text.ids)) == len(text.ids) >= 1_100
    assert sum(len(one) > 4_000 for one in text.texts) > 50, "several passages"
    print(f"{len(text.ids)} records, {len(text.whole)} characters")


def test_what_stands_in_a_text(records: Index, text: Text) -> None:
    complete(records, text, list(real.present(text, PRESENT, random.Random(1))))


def test_what_tags_and_line_breaks_divide(records: Index, text: Text) -> None:
    complete(records, text, list(real.crossing(real.real(), CROSSING, random.Random(2))))


def test_what_stands_nowhere(records: Index, text: Text) -> None:
    misled = 0
    for place, (string, candidate) in enumerate(
        real.absent(text, records, ABSENT, random.Random(3))
    ):
        assert string not in text.whole
        assert not search(records, f"“{string}”", all=True).hits, string
        if place % 5 == 0:
            assert all(hit.match == "partial" for hit in search(records, string).hits), string
        misled += candidate
    print(f"{misled} of {ABSENT} strings that stand nowhere have a candidate")
    assert misled >= ABSENT // 2


def test_whole_words_and_numbers(records: Index, text: Text) -> None:
    borne = 0
    strings = list(real.worded(text, WORDS, random.Random(4)))
    for string in strings:
        want = real.holding_words(text, string)
        own = {one.id for one in bearers(records, parse(string))}
        hits = {one.id for one in search(records, f"“{string}”", all=True).hits}
        first = search(records, string).hits[0]
        assert want, string
        assert hits - own <= want <= hits or own, string
        begun = real.holding_words(text, string, quoted=False)
        assert own <= hits and first.match == "whole" and first.id in (own or begun), string
        borne += bool(own)
    print(f"{len(strings)} strings with words or numbers, {borne} of them a record's own number")
    assert len(strings) == WORDS


@pytest.mark.skipif(not ALL, reason="set OPENGOV_ALL")
@pytest.mark.skipif(not LAWS.is_dir(), reason="needs the corpus of laws beside the project")
def test_whole_laws() -> None:
    """The same of all laws, long ones too."""
    records = corpus(5_000)
    of, text = index(records), Text(records)
    assert len(records) > 3_000
    complete(of, text, list(real.present(text, 300, random.Random(5))))
    for string, _ in real.absent(text, of, 300, random.Random(6)):
        assert not search(of, f"“{string}”", all=True).hits, string
