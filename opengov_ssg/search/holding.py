"""Which records may hold all strings of a query, by the lists of as few terms as it takes (``holding.js``)."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import PREFIX, Query, String
from opengov_ssg.search.reading import Found, Index, Posting

PAGE = 10
"""Hits of a page; with more candidates those with the strings in their titles are looked for."""
ENOUGH = 12
"""With so few candidates no further list is looked at."""
FEW = 3
"""The same for a long string, of which a record seldom holds some terms by chance."""
LOOKUPS = 16
"""Terms that a query loads at most."""


@dataclass(slots=True)
class Candidate:
    """A record that may hold every string; for each string the passages that may; how well its title holds
    them, when that was asked; for each excluded string the passages that may hold it."""

    segment: int
    record: int
    score: float
    passages: tuple[tuple[int, ...], ...]
    title: float = 0.0
    excluded: tuple[tuple[int, ...], ...] = ()


def candidates(index: Index, query: Query, *, all: bool = False) -> list[Candidate]:
    """The records that may hold every string of the query, the likeliest first. Without ``all`` of a single
    long list only its best."""
    if not query.strings:
        return []
    found: list[Candidate] = []
    for segment in index.newest():
        lists = [
            holding(index, segment, one, all=all or len(query.strings) > 1) for one in query.strings
        ]
        without = [holding(index, segment, String(text, "all"), all=True) for text in query.without]
        records = set(lists[0]).intersection(*lists[1:])
        own = [
            Candidate(
                segment,
                record,
                sum(one[record][0] for one in lists),
                tuple(one[record][1] for one in lists),
                excluded=tuple(one[record][1] if record in one else () for one in without),
            )
            for record in records
        ]
        if len(own) > PAGE and not all:
            _mark_titles(index, segment, query, own)
        found += own
    return sorted(found, key=lambda one: (-one.title, -one.score, -one.segment, -one.record))


Holding = dict[int, tuple[float, tuple[int, ...]]]
"""Of records: a score, and the passages that may hold a string."""


def holding(index: Index, segment: int, string: String, *, all: bool = False) -> Holding:
    """The records that may hold a string, by the lists of as few terms as it takes."""
    terms = _terms(index, segment, string)
    first: list[Found] = []
    for one in terms:
        if one is None:
            return {}
        first.append(one)
        if len(first) == 2:
            break
    if not first:
        return {}
    first.sort(key=lambda one: one.records)
    single = len(first) == 1
    postings = first[0].postings if single and not all else index.whole(first[0])
    held = _scored(index, first[0], postings)
    rest = chain(first[1:], islice(terms, LOOKUPS - len(first)))
    enough = FEW if asking.is_long(string) else ENOUGH
    while len(held) > enough and (further := next(rest, _NO_MORE)) is not _NO_MORE:
        if further is None:
            return {}
        held = _both(held, _scored(index, further, index.whole(further)))
    return held


_NO_MORE = Found("", 0, (), ())


def _scored(index: Index, found: Found, postings: Sequence[Posting]) -> Holding:
    weight = ranking.idf(found.records, index.size)
    return {one.record: (weight * one.impact, one.passages) for one in postings}


def _both(one: Holding, other: Holding) -> Holding:
    """What may hold two terms of a string: in the same passage."""
    held: Holding = {}
    for record, (score, passages) in one.items():
        if record in other:
            more, own = other[record]
            common = tuple(sorted(set(passages).intersection(own)))
            if common:
                held[record] = (score + more, common)
    return held


def _terms(index: Index, segment: int, string: String) -> Iterator[Found | None]:
    """The terms of a string in the order in which they are looked up; None for one that no record holds.

    Of a short string each run's first and last characters come first; of a long one the rarest.
    """
    prefix = PREFIX[string.zone]
    runs = list(asking.runs(string.text))
    last = len(runs) - 1
    words = [
        asking.word_key(run.text, prefix, place == last)
        for place, run in enumerate(runs)
        if not run.han
    ]
    han = [run.text for run in runs if run.han]
    size = 2 if prefix else 3
    rounds = [[(one, at) for at in asking.steps(len(one) - size + 1)] or [(one, 0)] for one in han]
    if asking.is_long(string):
        rare = index.classes(segment)
        every = [one for own in rounds for one in own]
        every.sort(key=lambda one: -ranking.rarity(one[0][one[1] : one[1] + size], rare))
        rounds, words = [[one] for one in every], []
    used: set[str] = set()
    for own in rounds:
        yield from _characters(index, segment, prefix, *own[0], used)
    for key in words:
        yield index.lookup(key, segment)
    for own in rounds:
        for one in own[1:]:
            yield from _characters(index, segment, prefix, *one, used)
    for text in () if prefix else han:
        for place in asking.steps(len(text) - 1) if len(text) > 2 else ():
            pair = text[place : place + 2]
            if pair not in used:
                yield index.lookup(pair, segment)


def _characters(
    index: Index, segment: int, prefix: str, text: str, at: int, used: set[str]
) -> Iterator[Found | None]:
    """The term of the characters at a place of a run: a triple, a pair, or a character alone; none of which
    another was ``used`` that tells as much."""
    if prefix or len(text) < 3:
        yield index.lookup(prefix + text[at : at + 2], segment)
        return
    found = _triple(index, segment, text[at : at + 3])
    if found and found.key in used:
        return
    if found:
        used |= {found.key, found.key[:2], found.key[1:]}
    yield found


def _triple(index: Index, segment: int, text: str) -> Found | None:
    """The term of three characters: itself, or that of a pair that tells as much."""
    found = index.lookup(text, segment)
    if found:
        return found
    least = index.segments[segment].frequent
    first = index.lookup(text[:2], segment)
    if first is None or first.records < least:
        return first
    second = index.lookup(text[1:], segment)
    # Were both frequent, the triple would be a term if any record held it.
    return second if second and second.records < least else None


def _mark_titles(index: Index, segment: int, query: Query, own: list[Candidate]) -> None:
    """Tell which candidates may hold the strings in their titles, and add those that a head left out."""
    if any(one.zone != "all" for one in query.strings):
        return
    lists = [holding(index, segment, String(one.text, "title")) for one in query.strings]
    titles = {
        record: sum(one[record][0] for one in lists)
        for record in set(lists[0]).intersection(*lists[1:])
    }
    for one in own:
        one.title = titles.pop(one.record, 0.0)
    if titles and builtins.any(len(one.text) > 2 for one in query.strings):
        # Two pairs in a title need not stand together: what holds the string is in its lists too.
        whole = [holding(index, segment, one, all=True) for one in query.strings]
        titles = {
            at: score for at, score in titles.items() if builtins.all(at in one for one in whole)
        }
    nowhere = ((0,),) * len(query.strings)
    own += [Candidate(segment, record, 0.0, nowhere, score) for record, score in titles.items()]
