"""From a query to hits, in the steps that the browser engine takes too (``searching.js``).

Candidates come from the lists of a few terms; each is verified against its text before it counts
as a hit that holds the strings. What holds them only beside its text, or only some of the terms,
is told as partial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import Query, String, Zone
from opengov_ssg.search.hits import Hit
from opengov_ssg.search.holding import PAGE, Candidate, candidates
from opengov_ssg.search.numbers import number_key
from opengov_ssg.search.proving import proved
from opengov_ssg.search.questions import closest
from opengov_ssg.search.reading import Index

VERIFIED = 40
"""Up to so many candidates all are verified; of more so many for a page, further ones only
while none is a hit."""
BESIDE = 12
"""Candidates that are verified at most beside a record that bears the number asked for."""
_IN_TITLE = ("exact", "title")


@dataclass(slots=True)
class Result:
    """Hits in order. ``candidates`` is how many records may hold the strings, or do where few may;
    ``verified`` how many were looked at; ``cut`` says that the query was too long."""

    hits: list[Hit] = field(default_factory=list)
    candidates: int = 0
    verified: int = 0
    cut: bool = False


def search(index: Index, text: str, *, all: bool = False, zone: Zone = "all") -> Result:
    """The hits of a query: a page's, or with ``all`` every record whose text holds all its
    strings."""
    query = asking.parse(text, zone)
    numbered = list(bearers(index, query))
    query = in_its_spelling(query, numbered)
    seen = {(one.segment, one.record) for one in numbered}
    found = candidates(index, query, complete=all)
    records = [one for one in found.records if (one.segment, one.record) not in seen]
    beyond = max(found.total - len(found.records), 0)
    result = Result(candidates=beyond + len(records) + len(numbered), cut=query.cut)
    if all:
        held = [one for one in _every(index, query, records) if one.match == "whole"]
        result.verified = len(records)
        result.hits = [*numbered, *held]
        return result
    if not numbered and found.whole and len(records) <= VERIFIED:
        held = _every(index, query, records)
        result.verified = len(records)
        result.candidates = sum(one.match == "whole" for one in held) or len(held)
        result.hits = held[:PAGE]
    else:
        held, result.verified = _page(index, query, records, BESIDE if numbered else None)
        result.hits = [*numbered, *sorted(held, key=ranking.order)]
    several = len(query.strings) > 1 and not numbered
    if not result.hits or (several and len(result.hits) < PAGE):
        result.hits += _closest(index, query, result.hits)
    return result


def _every(index: Index, query: Query, records: Sequence[Candidate]) -> list[Hit]:
    """Those candidates that are hits, in order."""
    held = [hit for one in records if (hit := proved(index, query, one))]
    return sorted(held, key=ranking.order)


def _closest(index: Index, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """What comes closest beside the hits, as much as there is room for on their page."""
    seen = {(one.segment, one.record) for one in hits}
    close = closest(index, query, PAGE)
    return [one for one in close if (one.segment, one.record) not in seen][: PAGE - len(hits)]


def _page(
    index: Index, query: Query, records: Sequence[Candidate], most: int | None
) -> tuple[list[Hit], int]:
    """A page of hits, and how many candidates were verified: at most ``most``; without it, 40 or as
    many as it takes to the first hit. What seemed to hold the strings in its title and does not
    waits until all others that seem to have been looked at."""
    held: list[Hit] = []
    aside: list[Hit] = []
    at = 0
    limit = most or VERIFIED
    while at < len(records) and (at < limit or not (held or aside or most)):
        room = PAGE - len(held) - (0 if records[at].title else len(aside))
        if room <= 0:
            break
        size = min(room, limit - at) if held or aside or most else PAGE
        for one in records[at : at + size]:
            if hit := proved(index, query, one):
                (aside if one.title and hit.where not in _IN_TITLE else held).append(hit)
        at = min(at + size, len(records))
    waits = held and at < len(records) and records[at].title
    return [*held, *([] if waits else sorted(aside, key=ranking.order))][:PAGE], at


def in_its_spelling(query: Query, numbered: Sequence[Hit]) -> Query:
    """After a whole number the number as it is written: what cites it comes after what bears it."""
    for card in (one.card for one in numbered[:1]):
        own = next((one for one in card[4:6] if one and number_key(one) == query.number), "")
        if own and query.strings:
            return query._replace(strings=(String(fold(own), query.strings[0].zone),))
    return query


def bearers(index: Index, query: Query) -> Iterator[Hit]:
    """The records that bear the number that the query may be."""
    if not query.number:
        return
    hits = []
    for segment in index.newest():
        found = index.lookup(f"#={query.number}", segment)
        for one in index.whole(found) if found else ():
            card = index.passage(segment, one.record, 0).card
            hits.append(Hit(segment, one.record, 0, "number", 0.0, card))
    yield from sorted(hits, key=ranking.order)
