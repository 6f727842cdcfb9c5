"""The promise: what stands in a text is found, and nothing else; against brute
force over real texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search.asking import parse
from opengov_ssg.search.holding import candidates
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from opengov_ssg.search.texts import RecordText
from tests.search.making import Truth, found, index, laws, strings, walks

COUNT = 250


class Built(NamedTuple):
    records: list[RecordText]
    index: Index
    truth: Truth

    @property
    def whole(self) -> list[str]:
        return list(self.truth.texts.values())


@pytest.fixture(scope="module")
def built() -> Built:
    records = laws(COUNT)
    return Built(records, index(records), Truth(records))


def test_enough_is_tried(built: Built) -> None:
    passages = [len(text) // 2_000 for text in built.whole]
    assert len(built.records) >= 40 and max(passages) >= 3
    assert any("\n" in one.text for one in built.records)


def test_what_stands_there(built: Built) -> None:
    for text in strings(built.whole, 500, random.Random(1)):
        want = built.truth.holding(text)
        assert want
        assert found(built.index, text) == want, text
        first = search(built.index, text).hits[0]
        assert first.where in ("exact", "title", "text") and first.id in want, text


def test_across_passages(built: Built) -> None:
    """Strings about the ends of passages, up to 64 characters long."""
    draw = random.Random(2)
    for text in _about_ends(built.whole, draw):
        assert found(built.index, text) == built.truth.holding(text), text


def _about_ends(whole: list[str], draw: random.Random) -> Iterator[str]:
    """Of each long text some strings that begin and end with Han characters."""
    for text in whole:
        for end in range(1_900, len(text), 1_937):
            at = end + draw.randrange(0, 130)
            one = text[at : at + draw.choice((2, 9, 30, 64))]
            places = [place for place, char in enumerate(one) if is_han(char)]
            if places and not set(one) & set('-“”"：:'):
                yield one[places[0] : places[-1] + 1]


def test_what_does_not(built: Built) -> None:
    """Walks over pairs: each pair is in the texts, the whole mostly is not."""
    tried = misled = 0
    for text in walks(built.whole, 500, random.Random(3)):
        want = built.truth.holding(text)
        assert found(built.index, text) == want, text
        if not want:
            tried += 1
            misled += bool(candidates(built.index, parse(text), complete=True).records)
            assert all(hit.where == "partial" for hit in search(built.index, text).hits), text
    assert tried > 150 and misled


def test_titles_come_first(built: Built) -> None:
    for record in built.records[::5]:
        first = search(built.index, record.card.title).hits[0]
        assert first.where == "exact" and fold(str(first.card[2])) == fold(record.card.title)


def test_words_whole_and_begun(built: Built) -> None:
    for word in ("2019", "20", "1", "pdf"):
        held = found(built.index, word)
        assert held <= built.truth.holding(word)
