"""Shards and tail files of a range of terms, cut by content."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import DIGITS, Numbers, written
from opengov_ssg.search.inverting import Keys, Lists
from opengov_ssg.search.listing import Divided, Written, divide
from opengov_ssg.search.terms import PAIR

SIZE, MOST = 8_000, 13_000
"""Bytes (plain) at which a shard may end, and must."""
TAIL, TAIL_MOST = 5_000, 9_000
"""The same of a tail file."""
_KEY = 4
"""Bytes that a key takes in a shard, about."""
_ONE_IN = 8


class Spelling(NamedTuple):
    """The keys of terms in order: each front-coded in ``text`` from ``starts`` on (one more than
    there are terms), and whole by ``whole``; ``hashes`` decide where files end."""

    zone: str
    text: str
    starts: Numbers
    hashes: Keys
    points: npt.NDArray[np.uint32]
    words: Sequence[str]

    def whole(self, term: int) -> str:
        """The key of a term."""
        if term < len(self.words):
            return self.words[term]
        points = self.points[term - len(self.words)].tolist()
        return self.zone + "".join(chr(code) for code in points if code)


class Shards(NamedTuple):
    """What a range of terms becomes: of each shard (first key, name), and all files (name,
    bytes)."""

    rows: list[tuple[str, str]]
    files: list[tuple[str, bytes]]


def files(lists: Lists, spelling: Spelling, size: int) -> Shards:
    """The shards and tail files of ``lists``, of a segment of ``size`` records."""
    divided = divide(lists, size)
    made: list[tuple[str, bytes]] = []
    ends = _tails(divided, spelling, made)
    rows = []
    numbers = divided.shard
    sizes = np.diff(numbers.starts) + _KEY
    edges = cut(sizes, spelling.hashes, SIZE, MOST)
    pieces = np.searchsorted(divided.terms, edges)
    for place, (begin, end) in enumerate(pairwise(edges.tolist())):
        first = spelling.whole(begin)
        names, starts, at = ends.used(int(pieces[place]), int(pieces[place + 1]))
        digits = numbers.digits[numbers.starts[begin] : numbers.starts[end]].decode("ascii")
        keys = spelling.text[spelling.starts[begin + 1] : spelling.starts[end]]
        payload = scripts.dump(first, keys, digits, names, starts, at)
        name = scripts.name(payload)
        rows.append((first, name))
        made.append((name, scripts.wrap(name, payload)))
    return Shards(rows, made)


class _Tails(NamedTuple):
    """Where each piece is: ``edges`` are the pieces at which tail files begin,
    ``names`` those files."""

    edges: Numbers
    names: list[str]

    def used(self, begin: int, end: int) -> tuple[list[str], list[int], int]:
        """Of pieces ``begin`` to below ``end``: their files, how many of the pieces are in each,
        and the first one's place in its file."""
        if begin == end:
            return [], [], 0
        first = int(np.searchsorted(self.edges, begin, "right")) - 1
        last = int(np.searchsorted(self.edges, end - 1, "right")) - 1
        bounds = [begin, *self.edges[first + 1 : last + 1].tolist(), end]
        counts = [b - a for a, b in pairwise(bounds)]
        return self.names[first : last + 1], counts, begin - int(self.edges[first])


def _tails(divided: Divided, spelling: Spelling, made: list[tuple[str, bytes]]) -> _Tails:
    pieces: Written = divided.pieces
    hashes = spelling.hashes[divided.terms]
    edges = cut(np.diff(pieces.starts), hashes, TAIL, TAIL_MOST)
    names = []
    text = pieces.digits
    bounds = pieces.starts.tolist()
    for begin, end in pairwise(edges.tolist()):
        parts = [text[bounds[one] : bounds[one + 1]] for one in range(begin, end)]
        payload = b'"' + b'","'.join(parts) + b'"'
        name = scripts.name(payload)
        names.append(name)
        made.append((name, scripts.wrap(name, payload)))
    return _Tails(edges[:-1], names)


def cut(sizes: Numbers, hashes: Keys, least: int, most: int) -> Numbers:
    """Where files begin among things of ``sizes``, and where the last ends: a file ends once it has
    ``least`` bytes, after a thing whose hash says so, or before it has more than ``most``."""
    total = len(sizes)
    reached = np.append(0, np.cumsum(sizes))
    said = np.flatnonzero(hashes % np.uint64(_ONE_IN) == 0) + 1
    edges = [0]
    while edges[-1] < total:
        start = edges[-1]
        early = int(np.searchsorted(reached, reached[start] + least))
        late = int(np.searchsorted(reached, reached[start] + most, "right")) - 1
        place = int(np.searchsorted(said, early))
        end = int(said[place]) if place < len(said) and said[place] <= late else late
        edges.append(min(max(end, start + 1), total))
    return np.array(edges, np.int64)


def spell(
    zone: str, words: Sequence[str], alphabet: npt.NDArray[np.uint32], keys: Keys
) -> Spelling:
    """The keys of a zone's terms: ``words`` first, then Han terms, whose three characters (0: none)
    are in ``keys``, :data:`terms.PAIR` bits each."""
    parts, starts = _front_coded(words)
    points = np.zeros((len(keys), 3), np.uint32)
    mask = np.uint64((1 << PAIR) - 1)
    for place in range(3):
        chars = (keys >> np.uint64(PAIR * (2 - place))) & mask
        points[:, place] = alphabet[chars.astype(np.int64)]
    lengths = (points != 0).sum(axis=1)
    # A character is always a term before the pairs that it begins, a pair before its triples.
    coded = np.zeros((len(keys), 2), np.uint32)
    coded[:, 0] = _SHARED[lengths - 1 + len(zone)]
    coded[:, 1] = points[np.arange(len(keys)), lengths - 1]
    at = np.append(starts[:-1], starts[-1] + 2 * np.arange(len(keys) + 1))
    text = "".join(parts) + coded.tobytes().decode("utf-32-le")
    mixed = (points * _MIX).sum(axis=1) >> np.uint64(7)
    own = np.array([sum(map(ord, word)) for word in words], np.uint64)
    return Spelling(zone, text, at, np.append(own, mixed), points, words)


_SHARED = np.frombuffer(DIGITS[:4].encode(), np.uint8)
_MIX = np.array([40503, 30011, 10007], np.uint64)
GENERAL = 9
"""The digit of a key that is not told by one further character."""


def _front_coded(words: Sequence[str]) -> tuple[list[str], Numbers]:
    """Words after words: the digit 9, how many characters are shared, how many follow, these."""
    parts: list[str] = []
    before = ""
    for word in words:
        shared, most = 0, min(len(before), len(word))
        while shared < most and before[shared] == word[shared]:
            shared += 1
        counts = f"{written(shared)}{written(len(word) - shared)}"
        parts.append(f"{DIGITS[GENERAL]}{counts}{word[shared:]}")
        before = word
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    return parts, np.append(0, np.cumsum(sizes))
