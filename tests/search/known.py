"""Known items: what a reader types who knows a document, and where it stands among the hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from opengov_ssg.notation.folding import fold
from opengov_ssg.search.asking import parse, trimmed
from opengov_ssg.search.numbers import number_key
from opengov_ssg.search.ranking import GONE
from opengov_ssg.search.texts import Card, RecordText

FEW = 3
"""A middle that stands in so many titles at most brings its record among as many first."""


class Known(NamedTuple):
    """A query by which the record of ``card`` is looked for."""

    query: str
    card: Card


class Items(NamedTuple):
    """Known items of records: by number, by title, by eight characters from the
    middle of the title."""

    numbers: list[Known]
    titles: list[Known]
    middles: list[Known]


class Told(NamedTuple):
    """How known items are found: asked, as they ought to be."""

    asked: int
    right: int

    @property
    def share(self) -> float:
        """Of all asked."""
        return self.right / self.asked


Ask = Callable[[str], Sequence[str]]
"""The ids of the first page of hits."""


def items(records: Sequence[RecordText]) -> Items:
    """All known items of records."""
    cards = [one.card for one in records]
    numbers = [Known(text, one) for one in cards for text in one.numbers() if number_key(text)]
    titles = [Known(one.title, one) for one in cards]
    middles = [Known(middle(one.title), one) for one in cards]
    return Items(numbers, titles, middles)


def middle(title: str) -> str:
    """Eight characters from the middle of a title."""
    text = trimmed(fold(title))
    at = max(0, (len(text) - 8) // 2)
    return trimmed(text[at : at + 8])


def first(cards: Sequence[Card]) -> Card:
    """Which of several that are found alike comes first: in force before repealed, then the
    newest."""
    return min(
        cards, key=lambda one: (one.validity in GONE, [-ord(x) for x in one.published], one.id)
    )


class Shelf:
    """The cards of all records, by what they are known by."""

    def __init__(self, records: Sequence[RecordText]) -> None:
        self.cards = {one.card.id: one.card for one in records}
        self._titles: dict[str, list[Card]] = {}
        self._numbers: dict[str, list[Card]] = {}
        for card in self.cards.values():
            self._titles.setdefault(trimmed(fold(card.title)), []).append(card)
            for number in card.numbers():
                self._numbers.setdefault(number_key(number), []).append(card)

    def numbered(self, one: Known, ask: Ask) -> bool:
        """Whether the first hit bears the number, of several the first of them."""
        hits = ask(one.query)
        return bool(hits) and hits[0] == first(self._numbers[number_key(one.query)]).id

    def titled(self, one: Known, ask: Ask) -> bool:
        """Whether the title brings its newest version in force to the first place; a title that is
        a number as well may bring what bears it before."""
        hits = ask(one.query)
        own = self._numbers.get(parse(one.query).number, [])
        return bool(hits) and hits[0] in {
            first(self._titles[trimmed(fold(one.query))]).id,
            *(card.id for card in own),
        }

    def among(self, one: Known) -> int:
        """In how many titles a string stands."""
        return sum(one.query in fold(card.title) for card in self.cards.values())

    def above(self, one: Known, ask: Ask) -> list[str]:
        """The hits above the record, all of them if it is not there."""
        hits = list(ask(one.query))
        return hits[: hits.index(one.card.id)] if one.card.id in hits else hits

    def in_titles(self, one: Known, ids: Sequence[str]) -> bool:
        """Whether these all hold the string in their titles."""
        return all(one.query in fold(self.cards[id].title) for id in ids)
