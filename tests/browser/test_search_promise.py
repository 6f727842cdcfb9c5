"""Whatever stands in a record's text finds it, and nothing else is said to hold it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from opengov_ssg.notation.folding import HAN
from opengov_ssg.search.asking import parse
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from opengov_ssg.search.whoosh_reading import find as find_by_whoosh
from tests.browser.asking import finding
from tests.browser.indexing import folded, records

EACH = 500

# With `all`, the ids of all hits; without it, whether the first hit holds the string, and its id.
FIND = finding(
    "all ? result.hits.map(hit => hit.card.id)"
    " : result.hits.slice(0, 1).map(hit => hit.match + ' ' + hit.card.id)"
)


@cache
def runs() -> tuple[str, ...]:
    """The runs of Han characters in all texts."""
    return tuple(one for text in folded().values() for one in re.findall(f"[{HAN}]+", text))


def present(number: int) -> list[str]:
    """Strings of 1 to 8 Han characters that stand together in some text."""
    chance = random.Random(number)
    found = []
    while len(found) < number:
        run = chance.choice(runs())
        size = chance.randint(1, 8)
        if len(run) >= size:
            begin = chance.randint(0, len(run) - size)
            found.append(run[begin : begin + size])
    return found


def absent(number: int) -> list[str]:
    """Strings that stand nowhere, of pairs that do: a random walk, frequent pairs oftener."""
    chance = random.Random(number)
    after: dict[str, Counter[str]] = {}
    for run in runs():
        for one, other in pairwise(run):
            after.setdefault(one, Counter())[other] += 1
    firsts = Counter("".join(runs()))
    every = "\n".join(folded().values())
    found: list[str] = []
    while len(found) < number:
        text = chance.choices(list(firsts), list(firsts.values()))[0]
        for _ in range(chance.randint(2, 7)):
            following = after.get(text[-1])
            if following:
                text += chance.choices(list(following), list(following.values()))[0]
        if len(text) > 2 and text not in every:
            found.append(text)
    return found


def holding(string: str) -> list[str]:
    """By brute force: the records whose text holds a string."""
    return sorted(id for id, text in folded().items() if string in text)


def find(page: Page, strings: list[str], *, all: bool) -> list[Any]:
    found: list[Any] = page.evaluate(FIND, [strings, all])
    return found


@pytest.fixture
def engine(base: str, page: Page) -> Page:
    """The search page with nothing asked."""
    page.goto(f"{base}search.html")
    return page


def complete(page: Page, strings: list[str]) -> None:
    """All hits are those of brute force; without `all` the first one holds the string."""
    for string, ids in zip(strings, find(page, strings, all=True), strict=True):
        assert sorted(ids) == holding(string), string
    for string, first in zip(strings, find(page, strings, all=False), strict=True):
        match, _, id = first[0].partition(" ")
        assert match == "whole", string
        assert id in holding(string), string


def test_what_stands_in_a_text(engine: Page) -> None:
    complete(engine, present(EACH))


def test_what_stands_nowhere(engine: Page) -> None:
    strings = absent(EACH)
    assert find(engine, strings, all=True) == [[] for _ in strings]
    for string, first in zip(strings, find(engine, strings, all=False), strict=True):
        assert not first or first[0].startswith("partial"), string


def test_across_blocks_and_passages(engine: Page) -> None:
    """Where one block ends and the next begins, and anywhere near the end of a passage."""
    strings = [
        text[at - 4 : at + 4] for text in folded().values() for at in range(1990, len(text), 1937)
    ]
    complete(engine, [one for one in strings if re.fullmatch(f"[{HAN}]+", one)])


def test_whole_words_and_numbers(engine: Page) -> None:
    """A word of letters or digits, but for short ones, which are beginnings of words as well."""
    words = {
        one for text in folded().values() for one in re.findall(r"\b[a-z0-9]{4,12}\b", text, re.A)
    }
    chosen = sorted(words)[::7]
    for word, ids in zip(chosen, find(engine, chosen, all=True), strict=True):
        pattern = re.compile(rf"(?<![a-z0-9]){word}(?![a-z0-9])")
        expected = {id for id, text in folded().items() if pattern.search(text)}
        assert expected <= set(ids) | {word}, word


@pytest.fixture
def parts(segmented: Path, page: Page) -> Iterator[Page]:
    """The search page of an index in three segments."""
    page.goto(f"{segmented.as_uri()}/search.html")
    return page


def test_several_segments(parts: Page, new_page: Callable[..., Page]) -> None:
    complete(parts, present(100))
    strings = absent(100)
    assert find(parts, strings, all=True) == [[] for _ in strings]


TWINS = finding(
    "result.hits.filter(hit => hit.where !== 'partial')"
    ".map(hit => [hit.card.id, hit.where, hit.match])"
)


def queries() -> list[str]:
    """Strings, two of them, some left out, in fields; titles and numbers as records bear them."""
    strings = present(120)
    pairs = [f"{one} {other}" for one, other in zip(strings[::2], strings[1::2], strict=True)]
    without = [f"{one} -{other}" for one, other in zip(strings[::3], strings[1::3], strict=False)]
    fields = [f"{name}:{one[:3]}" for one in strings[::6] for name in ("标题", "正文", "机关")]
    cards = [one.card for one in records()]
    known = [one for card in cards for one in (card.title, card.doc_no, card.index_no) if one]
    words = ["47号", "80号 通知", "2016", "20", "第1条", "1", "公开 2018", "covid", "(2016)80"]
    return strings + pairs + without + fields + known[::3] + words


@pytest.mark.parametrize("all", [False, True])
def test_as_the_reader(parts: Page, segmented: Path, all: bool) -> None:
    """The engine and its twin in Python find the same, in the same order."""
    index = Index.open(segmented)
    asked = queries()
    for query, hits in zip(asked, parts.evaluate(TWINS, [asked, all]), strict=True):
        own = [one for one in search(index, query, all=all).hits if one.where != "partial"]
        assert hits == [[one.id, one.where, one.match] for one in own], query


def test_as_on_the_command_line(parts: Page, segmented: Path) -> None:
    """``ssg search`` finds the set that the page finds with ``all``, but for whole numbers
    alone."""
    index = Index.open(segmented)
    asked = [one for one in queries() if not parse(one).number]
    for query, hits in zip(asked, parts.evaluate(TWINS, [asked, True]), strict=True):
        cards, found = find_by_whoosh(index, f"({query}) OR __proto__")
        assert {cards.card(number).id for number, _ in found.records} == {
            id for id, _, _ in hits
        }, query
