"""The promise in the browser on a thousand laws and the sample, from the disk and from a server;
and that whoever knows a document finds it there as in the terminal. With OPENGOV_ALL=1; of the
sample alone ``test_search_promise`` asks as many always."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from opengov_ssg.commands.searching import search as in_terminal
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from opengov_ssg.search.whoosh_reading import find as find_by_whoosh
from tests.browser.asking import finding
from tests.browser.conftest import serving
from tests.browser.indexing import records
from tests.conftest import ALL
from tests.search import known, real
from tests.search.known import FEW, Shelf
from tests.search.making import index
from tests.search.real import Text

PRESENT, CROSSING, ABSENT, WORDS, KNOWN = 340, 170, 500, 60, 2_000
pytestmark = pytest.mark.skipif(not ALL, reason="set OPENGOV_ALL")

FIND = finding("result.hits.map(hit => [hit.card.id, hit.match])")
Hits = list[tuple[str, str]]


@pytest.fixture(scope="module")
def text() -> Text:
    return Text(real.records())


@pytest.fixture(params=["file", "http"])
def engine(request: pytest.FixtureRequest, thousand: Path, page: Page) -> Iterator[Page]:
    """The search page with nothing asked."""
    with ExitStack() as stack:
        http = request.param == "http"
        base = stack.enter_context(serving(thousand)) if http else f"{thousand.as_uri()}/"
        page.goto(f"{base}search.html")
        yield page


def find(page: Page, queries: Sequence[str], *, all: bool) -> list[Hits]:
    found: list[list[Any]] = page.evaluate(FIND, [list(queries), all])
    return [[(id, match) for id, match in hits] for hits in found]


def test_what_stands_in_a_text(engine: Page, text: Text) -> None:
    strings = [
        *real.present(text, PRESENT, random.Random(21)),
        *real.crossing(real.real(), CROSSING, random.Random(22)),
    ]
    for string, hits in zip(strings, find(engine, strings, all=True), strict=True):
        assert {id for id, _ in hits} == text.holding(string), string
    for string, hits in zip(strings, find(engine, strings, all=False), strict=True):
        assert hits[0][0] in text.holding(string) and hits[0][1] == "whole", string


def test_what_stands_nowhere(engine: Page, text: Text) -> None:
    of = index(real.records())
    drawn = list(real.absent(text, of, ABSENT, random.Random(23)))
    assert sum(one.candidate for one in drawn) >= ABSENT // 2
    strings = [one.text for one in drawn]
    assert find(engine, strings, all=True) == [[] for _ in strings]
    for string, hits in zip(strings, find(engine, strings, all=False), strict=True):
        assert all(match == "partial" for _, match in hits), string


def test_whole_words_and_numbers(engine: Page, text: Text) -> None:
    strings = list(real.worded(text, WORDS, random.Random(24)))
    quoted = [f"“{one}”" for one in strings]
    for string, hits in zip(strings, find(engine, quoted, all=True), strict=True):
        assert {id for id, _ in hits} == real.holding_words(text, string), string


@pytest.fixture
def disk_engine(thousand: Path, page: Page) -> Page:
    page.goto(f"{thousand.as_uri()}/search.html")
    return page


def test_known_items(disk_engine: Page, thousand: Path) -> None:
    """By number, by title, by a part of the title, as known items ought to be found and as
    Python finds them."""
    shelf, items = Shelf(real.records()), known.items(real.records())
    draw = random.Random(25)
    asked = [draw.sample(own, min(KNOWN, len(own))) for own in items]
    queries = [one.query for own in asked for one in own]
    answers = {
        query: [id for id, _ in hits]
        for query, hits in zip(queries, find(disk_engine, queries, all=False), strict=True)
    }
    numbers, titles, middles = asked
    assert all(shelf.numbered(one, answers.__getitem__) for one in numbers)
    missed = [one.query for one in titles if not shelf.titled(one, answers.__getitem__)]
    assert len(missed) <= len(titles) // 100, missed
    few = [one for one in middles if shelf.among(one) <= FEW]
    low = [one.query for one in few if len(shelf.above(one, answers.__getitem__)) >= FEW]
    assert len(low) <= len(few) // 20, low
    for one in middles:
        if one not in few:
            above = shelf.above(one, answers.__getitem__)
            assert shelf.in_titles(one, above), one.query
    of = Index.open(thousand)
    other = [
        one for one in queries if [hit.id for hit in search(of, one).hits][:1] != answers[one][:1]
    ]
    print(f"{len(other)} of {len(queries)} known items with another first hit in Python: {other}")
    assert len(other) <= len(queries) // 20


def test_the_same_sets_as_whoosh(disk_engine: Page, thousand: Path, text: Text) -> None:
    """Of strings together, left out, in fields."""
    of = Index.open(thousand)
    strings = [one for one in real.present(text, 60, random.Random(26)) if len(one) in (2, 3)]
    queries = [
        query
        for one, other in zip(strings[::2], strings[1::2], strict=False)
        for query in (f"{one} {other}", f"{one} -{other}", f"标题:{one}", f"正文:{one} {other}")
    ]
    assert len(queries) > 20
    for query, hits in zip(queries, find(disk_engine, queries, all=True), strict=True):
        cards, found = find_by_whoosh(of, f"({query}) OR __proto__")
        assert {cards.card(number).id for number, _ in found.records} == {
            id for id, match in hits if match == "whole"
        }, query


def test_the_first_hit_is_that_of_the_command(sample: Path, page: Page) -> None:
    """``ssg search`` on the built site, by every number and title and a part of each title."""
    page.goto(f"{sample.as_uri()}/search.html")
    queries = [one.query for own in known.items(records()) for one in own]
    other = []
    for query, hits in zip(queries, find(page, queries, all=False), strict=True):
        answer = in_terminal(sample, query, 1)
        if [one.url for one in answer.hits] != [f"{id}.html" for id, _ in hits[:1]]:
            other.append(query)
    print(f"{len(other)} of {len(queries)} with another first hit in the terminal: {other}")
    assert len(other) <= len(queries) // 20
