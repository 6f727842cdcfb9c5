"""From a query to hits, in the steps that the browser engine takes too (``searching.js``).

Candidates come from the lists of a few terms; each is verified against its text before it counts as a
hit that holds the strings. What holds only some of the terms is told as partial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import Query, Zone
from opengov_ssg.search.hits import Hit
from opengov_ssg.search.holding import PAGE, candidates
from opengov_ssg.search.proving import proved
from opengov_ssg.search.questions import closest
from opengov_ssg.search.reading import Index

VERIFIED = 40
"""Candidates that are verified for a page, and further ones only while none of them is a hit."""


@dataclass(slots=True)
class Result:
    """Hits in order. ``candidates`` is how many records may hold the strings, ``verified`` how many were
    looked at; ``cut`` says that the query was too long."""

    hits: list[Hit] = field(default_factory=list)
    candidates: int = 0
    verified: int = 0
    cut: bool = False


def search(index: Index, text: str, *, all: bool = False, zone: Zone = "all") -> Result:
    """The hits of a query: a page's, or with ``all`` every record that holds all its strings."""
    query = asking.parse(text, zone)
    result = Result(cut=query.cut)
    seen: set[tuple[int, int]] = set()
    numbered = [] if all else list(_numbered(index, query))
    for hit in numbered:
        seen.add((hit.segment, hit.record))
        result.hits.append(hit)
    found = [
        one for one in candidates(index, query, all=all) if (one.segment, one.record) not in seen
    ]
    result.candidates = len(found) + len(result.hits)
    held: list[Hit] = []
    for one in found:
        enough = len(held) + len(result.hits) >= PAGE or (held and result.verified >= VERIFIED)
        if enough and not all:
            break
        result.verified += 1
        if verified := proved(index, query, one):
            held.append(verified)
    result.hits += sorted(held, key=ranking.order)
    if not all and not result.hits:
        result.hits += closest(index, query, PAGE)
    return result


def _numbered(index: Index, query: Query) -> Iterator[Hit]:
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
