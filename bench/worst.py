"""The dearest single terms of a built index: characters, pairs, triples and prefixes asked cold.

For every term a bound is worked out from the files: directories and shard, the title lists
that tell which titles hold it, the ten dearest blocks that may be shown, and those that may
be looked at in vain. Then terms are asked with the reader itself, the highest bound first,
until no bound is left above the twentieth dearest; so the twenty are exact. A sample of all
tells how costs are spread.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bench.built import Built, Cost, Reader, folding_once
from bench.cold import ask, told
from opengov_ssg.search import scripts
from opengov_ssg.search.holding import PAGE
from opengov_ssg.search.postings import Found, Posting
from opengov_ssg.search.searching import VERIFIED

TOP = 20
_SAMPLE = 2_000


class Term(NamedTuple):
    """A term asked cold."""

    cost: Cost
    query: str
    hits: int


class Title(NamedTuple):
    """What looking for a term in titles fetches, and the records that bear it."""

    names: frozenset[str]
    records: frozenset[int]


def kind(key: str) -> str:
    """What a term of the whole zone is; empty for words and other zones, which are not asked."""
    if key[0] in "!#":
        return ""
    if key[0] == "$":
        return "prefix" if key.endswith("*") else ""
    return ("character", "pair", "triple")[min(len(key), 3) - 1]


def query(key: str) -> str:
    """What a reader types for a term."""
    return key.removeprefix("$").removesuffix("*") if key[0] == "$" else key


class Bounds:
    """At most how many bytes (gzip) each term of a segment costs."""

    def __init__(self, built: Built, segment: int) -> None:
        self._built, self._segment = built, segment
        self._reader = reader = Reader(built)
        self._titles: dict[str, Title] = {}
        self._blocks: dict[tuple[int, int], int] = {}
        self._most = max(built.sizes[path][0] for path in built.kinds()["block"])
        reader.passage(segment, 0, 0)
        reader.passage(segment, reader.segments[segment].size - 1, 0)
        places = {name for name in reader.names if "." not in name}
        self._way = 0
        self._always = built.cost(places).packed

    def all(self) -> Iterator[tuple[int, str]]:
        """Every term with its bound."""
        for name in self._reader.shards(self._segment):
            shard = self._reader._shard(name)
            self._way = self._directories(next(iter(shard)))
            for key in shard:
                if kind(key) and (one := shard.get(key)):
                    yield self._bound(key, one), key

    def _bound(self, key: str, found: Found) -> int:
        size = self._always + self._way
        blocks = [self._block(one) for one in found.postings]
        if found.records <= PAGE:
            return size + sum(blocks)
        titles = [self._title(one) for one in self._title_keys(key)]
        names = frozenset[str]().union(*(one.names for one in titles))
        held = frozenset.intersection(*(one.records for one in titles))
        blocks += [self._most] * min(len(held), PAGE)
        # Titles that have both pairs apart are looked at beside those that are shown.
        vain = min(len(held), VERIFIED - PAGE) if len(titles) > 1 else 0
        shown = sum(heapq.nlargest(PAGE + vain, blocks))
        # Of titles with both pairs those that have them apart are told by the triple's own list.
        tail = self._size({file for _, file, _ in found.pieces}) if len(titles) > 1 else 0
        number = 3 * self._most if key[0] == "$" else 0  # it may be a whole number: two more files
        return size + self._size(names) + shown + tail + number

    def _size(self, names: set[str] | frozenset[str]) -> int:
        return sum(self._built.sizes[scripts.path(name)][0] for name in names)

    def _directories(self, key: str) -> int:
        """Of the directories on the way to a term, and its shard."""
        self._reader.names.clear()
        self._reader.lookup(key, self._segment)
        return self._size(self._reader.names)

    def _title_keys(self, key: str) -> list[str]:
        text = key.removesuffix("*")
        return [f"!{text[:2]}", f"!{text[1:]}"] if kind(key) == "triple" else [f"!{text}"]

    def _title(self, key: str) -> Title:
        if key not in self._titles:
            self._reader.names.clear()
            found = self._reader.lookup(key, self._segment)
            held = self._reader.whole(found) if found else ()
            records = frozenset(one.record for one in held)
            self._titles[key] = Title(frozenset(self._reader.names), records)
        return self._titles[key]

    def _block(self, posting: Posting) -> int:
        return sum(self._passage(posting.record, number) for number in posting.passages)

    def _passage(self, record: int, number: int) -> int:
        place = (record, number)
        if place not in self._blocks:
            self._reader.names.clear()
            self._reader.passage(self._segment, record, number)
            self._blocks[place] = self._size({one for one in self._reader.names if "." in one})
        return self._blocks[place]


def measure(built: Built) -> dict[str, object]:
    """The twenty dearest terms of all, how many terms of each kind there are, and a sample's costs.

    An index of several segments costs their sum; this is for one.
    """
    folding_once()
    bounds = sorted(Bounds(built, 0).all(), reverse=True)
    reader = Reader(built)
    asked: list[Term] = []
    for bound, key in bounds:
        asked.append(_term(built, reader, key))
        if len(asked) % 100 == 0:
            dearest = heapq.nlargest(TOP, (one.cost.packed for one in asked))
            if bound < dearest[-1]:
                break
    drawn = random.Random(3).sample([key for _, key in bounds], min(_SAMPLE, len(bounds)))
    sample = [_term(built, reader, key) for key in sorted(drawn)]
    asked += sample
    top = sorted(set(asked), key=lambda one: one.cost, reverse=True)[:TOP]
    return {
        "terms": dict(Counter(kind(key) for _, key in bounds)),
        "asked": len(asked),
        "highest bound": bounds[0][0],
        "sample": told([one.cost for one in sample]),
        "most": {name: max(getattr(one.cost, name) for one in asked) for name in Cost._fields},
        "dearest": [[one.query, *one.cost, one.hits] for one in top],
    }


def _term(built: Built, reader: Reader, key: str) -> Term:
    cost, hits = ask(built, reader, query(key))
    return Term(cost, query(key), hits)


def rows(dearest: Sequence[Sequence[object]]) -> Iterator[str]:
    """The dearest as lines."""
    for text, packed, raw, requests, hits in islice(dearest, TOP):
        yield f"{text}: {packed} bytes gzip, {raw} raw, {requests} requests, {hits} hits"
