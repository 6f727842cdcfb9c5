"""The index of a site, from its records' texts to its files. Pure: whoever calls spreads the work.

``terms.batch`` in workers → ``merging.segment`` → ``term_files`` for each of ``parts``, in workers
→ ``Assembly``, which names everything in the entry.

Names follow from contents, so that a file may come twice, with the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from opengov_ssg import digests
from opengov_ssg.notation.folding import table
from opengov_ssg.search import blocks, columns, directories, inverting, scripts, shards
from opengov_ssg.search.directories import NUMBERS, ROWS
from opengov_ssg.search.inverting import Places
from opengov_ssg.search.merging import Segment, segment
from opengov_ssg.search.shards import Shards
from opengov_ssg.search.terms import PAIR, Batch, Stream
from opengov_ssg.search.texts import RecordText
from opengov_ssg.search.words import Words

File = tuple[str, bytes]
_PART = 2_000_000
"""Characters of text that a part of the terms comes from, about."""
_RANGE = 500_000
"""Characters that are sorted at a time, at most: small enough for a processor's cache."""
TOP = 24
"""Rows of all trees of a kind in the entry, about."""


class Part(NamedTuple):
    """Terms made on their own: those that begin with a character between two neighbours of
    ``bounds``, range by range; without bounds those of the other zones and all words."""

    bounds: tuple[int, ...]


def parts(of: Segment) -> list[Part]:
    """The parts of a segment's terms, in the order of keys. They follow from the texts alone."""
    reached = np.cumsum(of.counts[1:])
    total = int(reached[-1]) if len(reached) else 0
    number = 1 << (total // _RANGE).bit_length()
    edges = {int(np.searchsorted(reached, total * k // number)) + 1 for k in range(1, number)}
    bounds = sorted({1, *edges, len(of.alphabet)})
    step = max(1, -(-(len(bounds) - 1) // max(1, total // _PART)))
    return [
        Part(()),
        *(Part(tuple(bounds[at : at + step + 1])) for at in range(0, len(bounds) - 1, step)),
    ]


class Made(NamedTuple):
    """What the main process keeps of :class:`Shards`: the rows, and of each file name and
    digest."""

    rows: list[tuple[str, str]]
    names: list[tuple[str, str]]


def noted(made: Shards) -> Made:
    """What is kept of shards once their files are written."""
    return Made(made.rows, [(name, digests.of_bytes(data)) for name, data in made.files])


def share(of: Segment, part: Part) -> Segment:
    """What of a segment a part is made from: less to send to another process."""
    none = np.zeros(0, np.int32)
    empty = Stream(of.text.chars[:0], of.text.starts[:0], none, of.text.classes[:0])
    if not part.bounds:
        return of._replace(text=empty, pairs=of.pairs[:0])
    return of._replace(title=empty, number=empty, words=Words([], none, none, empty.classes))


def term_files(of: Segment, part: Part) -> Shards:
    """The shards of one part of a segment's terms."""
    if not part.bounds:
        return _others(of)
    made = Shards([], [])
    every = inverting.places(of.text, part.bounds[0], part.bounds[-1])
    frequent = inverting.Frequent(of.pairs, len(of.alphabet)) if len(of.pairs) else None
    every = every.taken(np.argsort(every.first, kind="stable"))
    edges = np.searchsorted(every.first, np.array(part.bounds, every.first.dtype))
    for low, high in pairwise(edges.tolist()):
        lists = _han(of, every.taken(slice(low, high)), frequent)
        _add(made, shards.files(lists, shards.spell("", (), of.alphabet, lists.terms), of.size))
    return made


def _add(made: Shards, more: Shards) -> None:
    made.rows.extend(more.rows)
    made.files.extend(more.files)


def _others(of: Segment) -> Shards:
    """The shards of titles, numbers and words."""
    words = inverting.invert(inverting.of_words(of), of)
    made = Shards([], [])
    for zone, stream in (("!", of.title), ("#", of.number), ("", None)):
        found = np.array([_zone(of.words.keys[int(one)]) == zone for one in words.terms], bool)
        own = inverting.kept(words, found)
        keys = [of.words.keys[int(one)] for one in own.terms]
        lists, han = own, own.terms[:0]
        if stream is not None:
            at = inverting.places(stream, 1, len(of.alphabet))
            chars = _han(of, at, None, titles=zone == "!")
            lists, han = inverting.followed(own, chars), chars.terms
        _add(made, shards.files(lists, shards.spell(zone, keys, of.alphabet, han), of.size))
    return made


def _zone(key: str) -> str:
    return "" if key[0] == "$" else key[0]


def _han(
    of: Segment, at: Places, frequent: inverting.Frequent | None, titles: bool = False
) -> inverting.Lists:
    """The lists of Han terms that begin at places of a stream; as terms keys of three
    characters."""
    one = inverting.invert(inverting.singles(at), of, titles)
    at = at.taken(np.flatnonzero(at.second))
    two = inverting.invert(inverting.pairs(at), of, titles)
    lists = [
        (one, one.terms << np.uint64(2 * PAIR)),
        (two, two.terms << np.uint64(PAIR)),
    ]
    if frequent:
        three = inverting.invert(inverting.triples(at, frequent), of, titles)
        place, third = inverting.split(three.terms)
        lists.append((three, (of.pairs[place - 1] << np.uint64(PAIR)) | third.astype(np.uint64)))
    return inverting.merged(lists)


class Kept(NamedTuple):
    """What a segment adds to the entry, as plain values: it can be added again without being made.
    The facets after it with its own counts, its row, its files by name and digest, the marks of its
    blocks, its number of records."""

    numbering: dict[str, list[list[str]]]
    row: list[Any]
    names: dict[str, str]
    marks: list[str]
    records: int


class Assembly:
    """Files gathered segment by segment, and at the end the entry. ``segments`` is
    how many will come."""

    def __init__(self, segments: int) -> None:
        self._numbering = columns.Numbering()
        self._segments: list[object] = []
        self._names: dict[str, str] = {}
        self._top = max(1, TOP // max(segments, 1))
        self._records = 0
        self._marks: list[str] = []
        self._kept = Kept({}, [], {}, [], 0)

    def state(self) -> bytes:
        """All that the next segment's files follow from beside its records."""
        return scripts.dump(len(self._segments), self._top, self._numbering.names())

    def kept(self) -> Kept:
        """What the segment that was made last has added."""
        return self._kept

    def reuse(self, kept: Kept) -> None:
        """Add a segment that was made before in the same :meth:`state`."""
        self._numbering.follow(kept.numbering)
        self._segments.append(kept.row)
        self._records += kept.records
        self._marks += kept.marks
        for name, digest in kept.names.items():
            self._note(name, digest)

    def texts(self, batches: Sequence[Batch]) -> Iterator[File]:
        """The blocks and columns of the next segment."""
        self._kept = Kept({}, [], {}, [], 0)
        records: list[int] = []
        numbers: list[int] = []
        base = 0
        for one in batches:
            records += (one.records + base).tolist()
            numbers += one.numbers.tolist()
            base += len(one.facets)
        passages = [part for one in batches for part in one.blocks]
        self._blocks: list[tuple[int, str]] = []
        number = len(self._segments)
        for group, mark, made in blocks.files(number, records, numbers, passages):
            self._blocks.append((group, mark))
            self._marks.append(mark)
            self._kept.marks.append(mark)
            yield from made
        self._columns: list[tuple[int, str]] = []
        facets = [facet for one in batches for facet in one.facets]
        for start, name, data in columns.files(facets, self._numbering):
            self._columns.append((start, name))
            yield self._file(name, data)

    def terms(self, of: Segment, made: Iterable[Made], dates: tuple[str, str]) -> Iterator[File]:
        """The directories of the same segment, whose parts are ``made``, in their order."""
        rows: list[tuple[str, str]] = []
        for one in made:
            rows += one.rows
            for name, digest in one.names:
                self._note(name, digest)
        top = self._top
        deep, keys, files = directories.tree(rows, directories.of_keys, ROWS, top)
        high, groups, more = _even(self._blocks, top)
        wide, sheets, others = _even(self._columns, top)
        for name, data in (*files, *more, *others):
            yield self._file(name, data)
        rare, data = _named(scripts.dump(_classes(of)))
        yield self._file(rare, data)
        self._records += of.size
        row = [
            *dates,
            of.size,
            of.frequent,
            [deep, *directories.keyed(keys)],
            [high, *directories.numbered(groups)],
            [wide, *directories.numbered(sheets)],
            rare,
        ]
        self._segments.append(row)
        self._kept = self._kept._replace(
            numbering=self._numbering.plain(), row=row, records=of.size
        )

    def entry(self) -> Iterator[File]:
        """What stands for the whole index: facets, the folding table, the entry, which is last."""
        facets, data = _named(self._numbering.payload())
        yield self._file(facets, data)
        folding, data = _named(_folding())
        yield self._file(folding, data)
        every = (*sorted(self._names), *self._marks)
        whole = digests.short(digests.of_text("\n".join(every)))
        payload = scripts.dump(whole, self._records, facets, folding, self._segments)
        yield scripts.ENTRY, scripts.wrap("index", payload)

    def _file(self, name: str, data: bytes) -> File:
        self._note(name, digests.of_bytes(data))
        return scripts.path(name), data

    def _note(self, name: str, digest: str) -> None:
        """Remember a file. Raises ValueError for a name that other contents bear already."""
        self._kept.names[name] = digest
        if self._names.setdefault(name, digest) != digest:
            raise ValueError(f"two index files of one name: {name}")


def _even(rows: list[tuple[int, str]], top: int) -> tuple[int, list[tuple[int, str]], list[File]]:
    return directories.tree(rows, directories.of_numbers, NUMBERS, top, even=True)


def _named(payload: bytes) -> tuple[str, bytes]:
    name = scripts.name(payload)
    return name, scripts.wrap(name, payload)


def _folding() -> bytes:
    """The table of folding: characters with the one that each becomes, those that
    go, those of several."""
    changes = table()
    single = {char: after for char, after in changes.items() if len(after) == 1}
    several = {char: after for char, after in changes.items() if len(after) > 1}
    removed = "".join(char for char, after in changes.items() if not after)
    return scripts.dump("".join(single), "".join(single.values()), removed, several)


def _classes(of: Segment) -> list[str]:
    """The segment's Han characters by class: 0 the most frequent, each class half as frequent."""
    counts = of.counts[1:]
    steps = np.log2(counts.max() / np.maximum(counts, 1)) if len(counts) else counts
    classes = np.minimum(15, steps).astype(np.int64)
    found = [""] * 16
    for number in range(16):
        found[number] = "".join(map(chr, of.alphabet[1:][classes == number].tolist()))
    return found


def build(batches: Sequence[Sequence[Batch]], dates: Sequence[tuple[str, str]]) -> Iterator[File]:
    """All files of an index in one process, each once: the batches of each segment, and its
    first and last day."""
    seen: set[str] = set()
    for path, data in _build(batches, dates):
        if path not in seen:
            seen.add(path)
            yield path, data


def _build(batches: Sequence[Sequence[Batch]], dates: Sequence[tuple[str, str]]) -> Iterator[File]:
    assembly = Assembly(len(batches))
    for own, both in zip(batches, dates, strict=True):
        yield from assembly.texts(own)
        of = segment(own)
        made = []
        for part in parts(of):
            files = term_files(share(of, part), part)
            made.append(noted(files))
            yield from ((scripts.path(name), data) for name, data in files.files)
        yield from assembly.terms(of, made, both)
    yield from assembly.entry()


def days(records: Sequence[RecordText]) -> tuple[str, str]:
    """The first and the last day of records in order."""
    return records[0].card.published[:10], records[-1].card.published[:10]
