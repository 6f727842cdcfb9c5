"""A batch of records as arrays: what a worker makes of their texts and the main process gathers.

A stream is the folded text of many passages with its Han characters as small numbers and 0 for all
else, so that singles, pairs and triples are read off it. Words are few, and texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search import blocks, passages
from opengov_ssg.search.alphabet import Bytes, Numbers, tables
from opengov_ssg.search.folded import Codes, Folded, fold_all
from opengov_ssg.search.impacts import BODY, DAY, FIELD, HEADING, TITLE
from opengov_ssg.search.numbers import number_key
from opengov_ssg.search.runs import Runs
from opengov_ssg.search.texts import Facets, RecordText
from opengov_ssg.search.words import Vocabulary, Words

Ranks = npt.NDArray[np.int32]
Chars = npt.NDArray[np.unsignedinteger[Any]]


class Stream(NamedTuple):
    """Texts cut into runs: where each begins, the passage it is of, where that stands (class)."""

    chars: Chars
    starts: Numbers
    passages: npt.NDArray[np.int32]
    classes: Bytes


class Batch(NamedTuple):
    """Consecutive records. ``alphabet`` holds the ranks of its Han characters, those of a stream
    count from 1. Of each passage: its record and its number there, folded characters of it and of
    the title. ``counts`` says of each of ``pairs`` (the first character shifted by :data:`PAIR`)
    in how many records it stands, ``often`` how often each character stands in the texts.
    ``blocks`` are payloads."""

    alphabet: Ranks
    text: Stream
    title: Stream
    number: Stream
    words: Words
    records: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    title_lengths: npt.NDArray[np.int32]
    pairs: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]
    often: Numbers
    blocks: list[bytes]
    facets: list[Facets]


PAIR = 17
"""Bits by which the first character of a pair is shifted."""


def batch(records: Sequence[RecordText]) -> Batch:
    """The arrays of consecutive records, oldest first. Records and passages are counted from 0."""
    shape = _Shape()
    texts: list[str] = []
    for record in records:
        card = record.card
        texts += (record.text, *card.fields(), *card.days(), card.title)
    folded = fold_all(texts)
    at = 0
    for number, record in enumerate(records):
        at = shape.add(number, record, folded, at)
    words = Vocabulary()
    alphabet: dict[str, Codes] = {}
    streams = {}
    for zone, runs in shape.zones.items():
        codes = runs.codes(folded)
        words.add(zone, codes, runs)
        alphabet[zone] = codes
        streams[zone] = runs
    for passage, key in shape.keys:
        words.one(f"#={key}", passage)
    ranks, made = _dense(alphabet, streams)
    pairs, counts = _pairs(made[""], np.array(shape.records, np.int64))
    often = np.bincount(made[""].chars, minlength=len(ranks) + 1)[1:]
    return Batch(
        ranks,
        made[""],
        made["!"],
        made["#"],
        words.all(),
        np.array(shape.records, np.int32),
        np.array(shape.numbers, np.int32),
        np.array(shape.lengths, np.int32),
        np.array(shape.titles, np.int32),
        pairs,
        counts,
        often,
        shape.blocks,
        [record.facets for record in records],
    )


class _Shape:
    """Records cut into passages and runs."""

    def __init__(self) -> None:
        self.zones = {"": Runs(), "!": Runs(), "#": Runs()}
        self.records: list[int] = []
        self.numbers: list[int] = []
        self.lengths: list[int] = []
        self.titles: list[int] = []
        self.blocks: list[bytes] = []
        self.keys: list[tuple[int, str]] = []

    def add(self, number: int, record: RecordText, folded: Folded, at: int) -> int:
        """Add a record whose texts begin at text ``at``; returns where the next one's begin."""
        first = len(self.records)
        days = at + 1 + len(list(record.card.fields()))
        title = days + len(record.card.days())
        starts = folded.starts
        length = int(starts[title + 1] - starts[title] - 1)
        self._text(number, record, folded, at, length)
        for text in range(at + 1, title):
            begin, end = int(starts[text]), int(starts[text + 1]) - 1
            self.zones[""].add(begin, end, first, FIELD if text < days else DAY)
        for text, value in enumerate(record.card.numbers(), at + 1):
            begin, end = int(starts[text]), int(starts[text + 1]) - 1
            self.zones["#"].add(begin, end, first, BODY)
            if key := number_key(value):
                self.keys.append((first, key))
        begin, end = int(starts[title]), int(starts[title + 1]) - 1
        self.zones["!"].add(begin, end, first, BODY)
        return title + 1

    def _text(self, number: int, record: RecordText, folded: Folded, at: int, title: int) -> None:
        text = record.text
        begin, end = int(folded.starts[at]), int(folded.starts[at + 1]) - 1
        raw = int(folded.raw_starts[at])
        origin = folded.origin[begin:end]
        marks = _marks(record, origin, raw)
        cuts = list(passages.cut(folded.codes[begin:end], origin))
        for place, (a, b) in enumerate(cuts):
            passage = len(self.records)
            self.records.append(number)
            self.numbers.append(place)
            self.lengths.append(b - a)
            self.titles.append(title)
            self._runs(marks, begin, a, b, passage)
            shown = (
                0 if place == 0 else int(origin[a]) - raw,
                len(text) if place == len(cuts) - 1 else int(origin[b - 1]) - raw + 1,
            )
            self.blocks.append(blocks.passage(record, text, shown, folded.raw, raw))

    def _runs(self, marks: list[tuple[int, int]], begin: int, a: int, b: int, passage: int) -> None:
        """The parts of a passage by where they stand."""
        runs = self.zones[""]
        parts = [(max(a, start), cls) for start, cls in marks if start < b]
        starts = [
            (s, c) for i, (s, c) in enumerate(parts) if i + 1 == len(parts) or parts[i + 1][0] > s
        ]
        for place, (start, cls) in enumerate(starts):
            last = place + 1 == len(starts)
            end = b if last else starts[place + 1][0]
            runs.add(begin + start, begin + end, passage, cls, closed=last)


def _marks(record: RecordText, origin: Numbers, raw: int) -> list[tuple[int, int]]:
    """Where in the folded text which class begins, the first at 0."""
    title = len(record.card.title)
    shown, classes = [0, title], [TITLE, BODY]
    for start, end in record.headings:
        shown += (title + start, title + end)
        classes += (HEADING, BODY)
    places = np.searchsorted(origin, np.array(shown) + raw).tolist()
    places[0] = 0
    return list(zip(places, classes, strict=True))


def _dense(codes: dict[str, Codes], runs: dict[str, Runs]) -> tuple[Ranks, dict[str, Stream]]:
    """The Han characters numbered from 1 in their order, and the streams in these numbers."""
    rank = tables().rank
    ranks = {zone: rank[one] for zone, one in codes.items()}
    counts = np.zeros(len(tables().han), bool)
    for one in ranks.values():
        counts[one] = True
    counts[0] = False
    alphabet = np.flatnonzero(counts).astype(np.int32)
    small = len(alphabet) < 1 << 16
    number: Chars = np.zeros(len(counts), np.uint16 if small else np.uint32)
    number[alphabet] = np.arange(1, len(alphabet) + 1)
    made = {
        zone: Stream(
            number[ranks[zone]],
            np.array(one.starts, np.int64),
            np.array(one.passages, np.int32),
            np.array(one.classes, np.uint8),
        )
        for zone, one in runs.items()
    }
    return alphabet, made


def _pairs(
    stream: Stream, records: Numbers
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    """In how many records each pair of the stream stands."""
    chars = stream.chars
    at = np.flatnonzero((chars[:-1] != 0) & (chars[1:] != 0))
    keys = (chars[at].astype(np.uint64) << np.uint64(PAIR)) | chars[at + 1]
    sizes = np.diff(np.searchsorted(at, stream.starts), append=len(at))
    of = np.repeat(records[stream.passages].astype(np.uint64), sizes)
    both = np.sort((keys << np.uint64(24)) | of)
    both = both[_first(both)] >> np.uint64(24)
    first = np.flatnonzero(_first(both))
    return both[first], np.diff(first, append=len(both)).astype(np.int32)


def _first(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which of sorted values are the first of their kind."""
    first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first
