"""Which records may hold all strings of a query, by the lists of as few terms as it
takes (``holding.js``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from opengov_ssg.notation.folding import is_han
from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import Query, String
from opengov_ssg.search.postings import Found, Posting
from opengov_ssg.search.reading import Index

PAGE = 10
"""Hits of a page; with more candidates those with the strings in their titles are looked for."""
ENOUGH = 12
"""With so few candidates no further list is looked at."""
LOOKUPS = 16
"""Terms that a string loads at most."""
TITLE_TERMS = 4
"""Terms by which titles are told apart."""
ROUND = 2
"""Terms that are looked up at once."""
WAIT = 3
"""The round in which long lists are loaded if there are no others, and the rarest terms come
first."""

Holding = dict[int, tuple[float, tuple[int, ...]]]
"""Of records: a score, and the passages that may hold a string."""


@dataclass(slots=True)
class Candidate:
    """A record that may hold every string; for each string the passages that may; whether
    its title may, the score then being that of the title; for each excluded string the
    passages that may hold it."""

    segment: int
    record: int
    score: float
    passages: tuple[tuple[int, ...], ...]
    title: bool = False
    excluded: tuple[tuple[int, ...], ...] = ()


class Held(NamedTuple):
    """What may hold a string, by segment. Unless ``whole`` only the best of a long
    list, of ``total``."""

    maps: list[Holding]
    total: int
    whole: bool


class Candidates(NamedTuple):
    """Candidates in order; of a single long list perhaps only the best of ``total``."""

    records: list[Candidate]
    total: int
    whole: bool


def candidates(index: Index, query: Query, *, complete: bool = False) -> Candidates:
    """The records that may hold every string of the query, the likeliest first; of a single long
    list only the best, unless asked for ``complete`` lists."""
    if not query.strings:
        return Candidates([], 0, True)
    several = len(query.strings) > 1
    lists = [holding(index, one, complete=complete or several) for one in query.strings]
    without = [holding(index, one, complete=True) for one in query.without]
    found: dict[tuple[int, int], Candidate] = {}
    for segment in range(len(index.segments)):
        for record, score, passages in _together(lists, segment):
            found[segment, record] = Candidate(segment, record, score, passages)
    if all(one.zone == "all" for one in query.strings) and len(found) > PAGE:
        _mark_titles(index, query, found, lists[0], complete=complete)
    for one in found.values():
        maps = [own.maps[one.segment] for own in without]
        one.excluded = tuple(own[one.record][1] if one.record in own else () for own in maps)
    order = sorted(
        found.values(), key=lambda one: (not one.title, -one.score, -one.segment, -one.record)
    )
    count = len(order) if several else max(lists[0].total, len(order))
    return Candidates(order, count, lists[0].whole)


def _together(
    lists: Sequence[Held], segment: int
) -> Iterator[tuple[int, float, tuple[tuple[int, ...], ...]]]:
    """The records of a segment that stand in all lists."""
    maps = [one.maps[segment] for one in lists]
    for record in min(maps, key=len):
        rows = [own.get(record) for own in maps]
        if all(rows):
            held = [row for row in rows if row]
            yield record, sum(score for score, _ in held), tuple(own for _, own in held)


def _mark_titles(
    index: Index,
    query: Query,
    found: dict[tuple[int, int], Candidate],
    first: Held,
    *,
    complete: bool,
) -> None:
    """Tell which candidates may hold the strings in their titles, and add those
    that a head left out."""
    several = len(query.strings) > 1
    lists = [
        holding(index, one._replace(zone="title"), complete=complete or several, most=TITLE_TERMS)
        for one in query.strings
    ]
    for segment in range(len(index.segments)):
        left: dict[int, float] = {}
        for record, score, _ in _together(lists, segment):
            if own := found.get((segment, record)):
                own.title, own.score = True, score
            else:
                left[record] = score
        # A whole list leaves none out: what it does not name has the terms in its title apart.
        if left and not first.whole:
            for record in _among(index, segment, query.strings[0].text, left):
                found[segment, record] = Candidate(segment, record, left[record], ((0,),), True)


def _among(index: Index, segment: int, text: str, records: Mapping[int, float]) -> list[int]:
    """Which records hold the string whose list is long: of three characters, pairs
    in a title tell not."""
    if len(text) < 3 or not all(map(is_han, text)):
        return list(records)
    found = index.lookup(text, segment)
    held = {one.record for one in index.whole(found, records)} if found else set()
    return [one for one in records if one in held]


# The lists of one string


@dataclass(slots=True)
class _State:
    """What is known of a segment: the records left, terms whose long lists wait, terms
    that need no look."""

    segment: int
    held: Holding | None = None
    waiting: list[Found] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    count: int = 0
    whole: bool = True
    done: bool = False

    @property
    def open(self) -> bool:
        return not self.done and (self.held is None or len(self.held) > ENOUGH)


def holding(index: Index, string: String, *, complete: bool = False, most: int = LOOKUPS) -> Held:
    """The records that may hold a string, by the lists of at most ``most`` terms, two at a time;
    unless ``complete`` of a single long list only the best."""
    # Of marks no list tells, so that the best of a list need not be among those that hold them.
    complete = complete or string.quoted not in ("", string.text)
    order = asking.probes(string)
    alone = len(order) == 1 or string.text == order[0]
    limit = min(len(order), most)
    left, taken, number = order, 0, 0
    states = [_State(segment) for segment in range(len(index.segments))]
    totals: dict[str, int] = {}
    while taken < limit and (now := [one for one in states if one.open]):
        number += 1
        if number == WAIT:
            left = rarest(index, left)
        size = 1 if alone and not taken else ROUND
        keys, left = left[:size], left[size:]
        taken += len(keys)
        rows = [_row(index, one, keys) for one in now]
        for row in rows:
            for found in row or ():
                totals[found.key] = totals.get(found.key, 0) + found.records
        for state, row in zip(now, rows, strict=True):
            if row is None:
                state.held = {}
                continue
            _note(state, row)
            state.done = alone and order[0] in state.used
            last = number >= WAIT or taken >= limit or state.done
            if state.waiting:
                _narrow(index, state, totals, best=state.done and not complete, last=last)
    count = sum(len(one.held) if one.whole and one.held else one.count for one in states)
    return Held([one.held or {} for one in states], count, all(one.whole for one in states))


def rarest(index: Index, left: list[str]) -> list[str]:
    """The probes that are left of a long string, the rarest first."""
    if len(left) < asking.LONG:
        return left
    classes = index.characters()
    rarity = {
        key: 0 if len(key) < 3 and "$" not in key else ranking.rarity(key, classes) for key in left
    }
    return sorted(left, key=lambda key: -rarity[key])


def _row(index: Index, state: _State, keys: Sequence[str]) -> list[Found] | None:
    """The terms of probes in a segment; None when no record holds one of them."""
    row = [resolve(index, key, state.segment) for key in keys if key not in state.used]
    return None if None in row else [one for one in row if one]


def resolve(index: Index, key: str, segment: int) -> Found | None:
    """The term that a probe stands for: itself, or for three characters that of a pair
    that tells as much."""
    found = index.lookup(key, segment)
    if found or len(key) != 3 or not all(map(is_han, key)):
        return found
    least = index.segments[segment].frequent
    first = index.lookup(key[:2], segment)
    if first is None or first.records < least:
        return first
    second = index.lookup(key[1:], segment)
    # Were both frequent, the three would be a term if any record held them.
    return second if second and second.records < least else None


def _note(state: _State, row: Sequence[Found]) -> None:
    """What was found; the pairs that a triple implies need not be looked up."""
    for found in row:
        if found.key not in state.used:
            state.waiting.append(found)
        state.used.add(found.key)
        if len(found.key) == 3 and all(map(is_han, found.key)):
            state.used |= {found.key[:2], found.key[1:]}


def _narrow(
    index: Index, state: _State, totals: Mapping[str, int], *, best: bool, last: bool
) -> None:
    """Narrow what a segment holds by terms just found. While all of them are in many records,
    others are waited for: the whole of a long list costs more than a few short ones."""
    founds = sorted(state.waiting, key=lambda one: one.records)
    if state.held is None and not best and not last and founds[0].pieces:
        return
    state.waiting = []
    for found in founds:
        weight = ranking.idf(totals[found.key], index.size)
        if state.held is None and best and found.pieces:
            state.held = _scored(found.postings, weight)
            state.count, state.whole = found.records, False
        elif state.held is None:
            state.held = _scored(index.whole(found), weight)
        elif len(state.held) > ENOUGH or not found.pieces:
            state.held = _both(state.held, index.whole(found, state.held), weight)


def _scored(postings: Sequence[Posting], weight: float) -> Holding:
    return {one.record: (weight * one.impact, one.passages) for one in postings}


def _both(held: Holding, postings: Sequence[Posting], weight: float) -> Holding:
    """What may hold two terms of a string: in the same passage."""
    made: Holding = {}
    for one in postings:
        if one.record in held:
            score, passages = held[one.record]
            common = tuple(number for number in passages if number in one.passages)
            if common:
                made[one.record] = (score + weight * one.impact, common)
    return made
