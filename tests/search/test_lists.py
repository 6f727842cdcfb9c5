"""Lists against brute force: which records and passages hold a term, however the list is
divided."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search import impacts, listing, merging, passages, postings
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import RecordText
from tests.search.making import build, record

CHARS = "政务信息公开，办法条例规定。"
Places = dict[str, dict[int, set[int]]]


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[RecordText]:
    """Sixty records, some of several passages, with sizes so small that everything is divided."""
    monkeypatch.setattr(passages, "SIZE", 100)
    for module in (listing, postings):
        monkeypatch.setattr(module, "WHOLE", 8)
        monkeypatch.setattr(module, "HEAD", 3)
    monkeypatch.setattr(listing, "PIECE", 7)
    monkeypatch.setattr(merging, "frequent", lambda records: 45)
    monkeypatch.setattr(impacts, "frequent", lambda records: 45)
    draw = random.Random(4)
    weights = [1 / (place + 1) for place in range(len(CHARS))]
    return [
        record("题" * draw.randint(0, 1), "".join(draw.choices(CHARS, weights, k=size)), number)
        for number in range(60)
        for size in [draw.choice((10, 50, 150, 400))]
    ]


def truth(of: Index, count: int) -> Places:
    """Term → record → passages, from the stored passages."""
    places: Places = defaultdict(lambda: defaultdict(set))
    for number in range(count):
        for passage in range(20):
            try:
                text = fold(of.passage(0, number, passage).text)
            except OSError:
                break
            for size in (1, 2, 3):
                for at in range(len(text) - size + 1):
                    term = text[at : at + size]
                    if all(map(is_han, term)):
                        places[term][number].add(passage)
    return places


def test_lists(records: list[RecordText]) -> None:
    files = build(records, 7)

    def fetch(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    of = Index(fetch)
    places = truth(of, len(records))
    agency = set(records[0].card.agency)
    divided = triples = 0
    for term, own in places.items():
        found = of.lookup(term, 0)
        if len(term) == 3:
            both = all(len(places[pair]) >= 45 for pair in (term[:2], term[1:]))
            assert bool(found) == both, term
            triples += both
        if found is None:
            assert len(term) == 3
            continue
        if set(term) & agency:
            continue
        whole = of.whole(found)
        assert [one.record for one in whole] == sorted(own, reverse=True)
        assert {one.record: set(one.passages) for one in whole} == own
        assert found.records == len(own) and all(1 <= one.impact <= 15 for one in whole)
        if found.pieces:
            divided += 1
            rest = {one.record: one.impact for one in whole}
            best = sorted(rest, key=lambda number: (-rest[number], -number))[:3]
            assert [one.record for one in found.postings] == sorted(best, reverse=True)
            lowest = [piece[0] for piece in found.pieces]
            assert lowest == sorted(lowest, reverse=True)
    assert divided > 20 and triples > 5
    assert any(len(one) > 2 for own in places.values() for one in own.values())
