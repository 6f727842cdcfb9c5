"""The reader of a built index: the same files, by the same steps, as the browser
engine (``reading.js``)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import DIGITS, read, utf16
from opengov_ssg.search.blocks import GROUP
from opengov_ssg.search.columns import RECORDS
from opengov_ssg.search.postings import Found, Posting, Shard, decoded, of_record
from opengov_ssg.search.shards import GENERAL

Fetch = Callable[[str], bytes]
_KEPT = 4_096


class Passage(NamedTuple):
    """A passage as stored: its text as displayed, what folding it needs, the card of its record."""

    text: str
    folding: tuple[str, ...]
    card: Sequence[Any]


class Keyed(NamedTuple):
    """The top rows of directories of keys, divided by blanks, and how many levels lie below."""

    levels: int
    keys: str
    names: str


class Numbered(NamedTuple):
    """The top rows of directories of numbers: the first, the distance to the next;
    names of one length."""

    levels: int
    first: int
    step: int
    names: str


class SegmentHead(NamedTuple):
    """What the entry says of a segment."""

    first: str
    last: str
    size: int
    frequent: int
    terms: Keyed
    blocks: Numbered
    columns: Numbered
    classes: str


class Index:
    """A built index. ``fetch`` gives the bytes of a file by its path; raises OSError
    when it is not there.

    Every method raises ValueError for a file that is none of this index.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        entry = scripts.load("index", fetch(scripts.ENTRY))
        digest, size, facets, folding, heads = entry
        self.digest: str = digest
        self.size: int = size
        self._facets: str = facets
        self._folding: str = folding
        self.segments = [
            SegmentHead(
                first, last, own, least, Keyed(*keys), Numbered(*blocks), Numbered(*columns), rare
            )
            for first, last, own, least, keys, blocks, columns, rare in heads
        ]
        self._shard = lru_cache(_KEPT)(self._read_shard)
        self._payload = lru_cache(_KEPT)(self._read)

    @classmethod
    def open(cls, folder: Path) -> Index:
        """The index of the site built into ``folder``."""
        return cls(lambda path: (folder / path).read_bytes())

    def _read(self, name: str) -> list[Any]:
        return scripts.load(name, self._fetch(scripts.path(name)))

    def newest(self) -> range:
        """The segments, the newest first."""
        return range(len(self.segments) - 1, -1, -1)

    # Terms

    def lookup(self, key: str, segment: int) -> Found | None:
        """The term of this key in a segment; None when no record holds it."""
        tree = self.segments[segment].terms
        wanted = utf16(key)
        name = _keyed(tree.keys, tree.names, wanted)
        for _ in range(tree.levels):
            if name is None:
                return None
            keys, names = self._payload(name)
            name = _keyed(keys, names, wanted)
        return self._shard(name).get(key) if name else None

    def _read_shard(self, name: str) -> Shard:
        first, keys, digits, names, counts, at = self._payload(name)
        pieces = []
        for file, count in zip(names, counts, strict=True):
            pieces += [(file, at + place) for place in range(count)]
            at = 0
        return Shard([first, *_keys(first, keys)], read(digits), pieces)

    def whole(self, found: Found, wanted: Collection[int] | None = None) -> tuple[Posting, ...]:
        """The postings of a term, newest first: all, or as many as it takes to know which of the
        ``wanted`` records hold it."""
        postings = list(found.postings)
        above = self.size
        for lowest, file, place in found.pieces:
            if wanted is None or any(lowest <= record < above for record in wanted):
                numbers = read(self._payload(file)[place])
                postings += decoded(numbers, 1, numbers[0])[0]
            above = lowest
        return tuple(sorted(postings, key=lambda one: -one.record))

    def posting(self, found: Found, record: int) -> Posting | None:
        """The posting of one record, by no more than the piece that it would stand in."""
        for one in found.postings:
            if one.record == record:
                return one
        for lowest, file, place in found.pieces:
            if record >= lowest:
                numbers = read(self._payload(file)[place])
                return of_record(numbers, record)
        return None

    # Texts

    def passage(self, segment: int, record: int, number: int) -> Passage:
        """A passage of a record. Raises KeyError when there is none."""
        group, within = divmod(record, GROUP)
        mark = self._numbered(self.segments[segment].blocks, group, scripts.MARK)
        name = scripts.block_name(segment, group, mark, within, number)
        text, folding, card = self._payload(name)
        return Passage(text, tuple(folding), card)

    def _numbered(self, tree: Numbered, number: int, size: int) -> str:
        """The name of a row's file, of ``size`` characters in the lowest
        directory. Raises KeyError."""
        levels, first, step, names = tree
        while levels:
            last = first + (len(names) // scripts.NAME - 1) * step
            above = _row(first, step, names, min(number, last), scripts.NAME)
            first, step, names = self._payload(above)
            levels -= 1
        return _row(first, step, names, number, size)

    # The rest

    def facets(self) -> dict[str, list[tuple[str, str]]]:
        """The values of each facet by number: (code, name)."""
        values = self._payload(self._facets)[0]
        return {key: [(code, name) for code, name, *_ in found] for key, found in values.items()}

    def column(self, segment: int, record: int) -> list[list[int]]:
        """The column file that holds a record, from record
        ``record // columns.RECORDS * columns.RECORDS`` on: the numbers of each facet, then those of
        topics, how many and which."""
        start = record // RECORDS * RECORDS
        name = self._numbered(self.segments[segment].columns, start, scripts.NAME)
        return [read(one) for one in self._payload(name)]

    def folding(self) -> list[str]:
        """The table of folding as the engine loads it."""
        return self._payload(self._folding)

    def classes(self, segment: int) -> dict[str, int]:
        """The class of each Han character of a segment: 0 the most frequent."""
        found = self._payload(self.segments[segment].classes)[0]
        return {char: number for number, chars in enumerate(found) for char in chars}

    def characters(self) -> dict[str, int]:
        """The same of the largest segment."""
        sizes = [one.size for one in self.segments]
        return self.classes(sizes.index(max(sizes))) if sizes else {}


def _keyed(keys: str, names: str, wanted: bytes) -> str | None:
    """The file of the last row at or before a key."""
    rows = keys.split(" ") if keys else []
    place = bisect_right(rows, wanted, key=utf16) - 1
    return names[place * scripts.NAME : (place + 1) * scripts.NAME] if place >= 0 else None


def _row(first: int, step: int, names: str, wanted: int, size: int) -> str:
    """The name of the last row at or before a number. Raises KeyError."""
    place = (wanted - first) // step
    if not 0 <= place < len(names) // size:
        raise KeyError(wanted)
    return names[place * size : (place + 1) * size]


def _keys(first: str, text: str) -> list[str]:
    """The keys of a shard after its first."""
    keys, before, at = [], list(first), 0
    while at < len(text):
        shared = DIGITS.index(text[at])
        at += 1
        count = 1
        if shared == GENERAL:
            shared, count = DIGITS.index(text[at]), DIGITS.index(text[at + 1])
            at += 2
        before = before[:shared] + list(text[at : at + count])
        at += count
        keys.append("".join(before))
    return keys
