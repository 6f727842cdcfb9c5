"""Batches gathered into a segment: one alphabet, one numbering of passages, the
pairs worth triples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search.alphabet import Bytes, Numbers, tables, utf16
from opengov_ssg.search.impacts import frequent, of_titles, relative
from opengov_ssg.search.terms import PAIR, Batch, Chars, Stream
from opengov_ssg.search.words import Words

Lengths = npt.NDArray[np.float32]


class Segment(NamedTuple):
    """All of a segment. Passages are numbered for sorting: records newest first, the passages of
    one in their order; ``records`` and ``numbers`` say which record and which passage of it each
    is, ``titles`` the impact of terms in its record's title.

    ``alphabet`` holds the code points of the streams' characters from 1 (row 0 is none); ``pairs``
    are the frequent ones, sorted; ``counts`` how often each character stands in the texts.
    """

    size: int
    alphabet: npt.NDArray[np.uint32]
    text: Stream
    title: Stream
    number: Stream
    words: Words
    records: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]
    lengths: Lengths
    titles: Bytes
    pairs: npt.NDArray[np.uint64]
    counts: Numbers

    @property
    def frequent(self) -> int:
        """See :func:`impacts.frequent`."""
        return frequent(self.size)


def segment(batches: Sequence[Batch]) -> Segment:
    """Gather the batches of one segment, in the order of their records."""
    alphabet = np.unique(np.concatenate([one.alphabet for one in batches]))
    sizes = [int(one.records[-1]) + 1 if len(one.records) else 0 for one in batches]
    bases = np.cumsum([0, *sizes])
    records = np.concatenate(
        [one.records + base for one, base in zip(batches, bases, strict=False)]
    ).astype(np.int32)
    numbers = np.concatenate([one.numbers for one in batches])
    order = np.argsort(-records.astype(np.int64), kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order))
    firsts = np.cumsum([0, *(len(one.records) for one in batches)])
    places = [place[firsts[i] : firsts[i + 1]] for i in range(len(batches))]
    luts = [_renumbering(one, alphabet) for one in batches]
    text = _stream([one.text for one in batches], luts, places)
    size = int(bases[-1])
    counts = np.zeros(len(alphabet) + 1, np.int64)
    for one, lut in zip(batches, luts, strict=True):
        counts[lut[1:]] += one.often
    return Segment(
        size,
        tables().han[np.concatenate([[0], alphabet])],
        text,
        _stream([one.title for one in batches], luts, places),
        _stream([one.number for one in batches], luts, places),
        _words([one.words for one in batches], places),
        records[order],
        numbers[order],
        relative(_all(batches, "lengths")[order]),
        of_titles(_all(batches, "title_lengths")[order]),
        _frequent(batches, luts, frequent(size)),
        counts,
    )


def _all(batches: Sequence[Batch], name: str) -> Numbers:
    return np.concatenate([getattr(one, name) for one in batches]).astype(np.int64)


def _renumbering(batch: Batch, alphabet: npt.NDArray[np.int32]) -> Chars:
    """From a batch's characters to the segment's."""
    kind = np.uint16 if len(alphabet) < 1 << 16 else np.uint32
    numbers: Chars = np.zeros(len(batch.alphabet) + 1, kind)
    numbers[1:] = np.searchsorted(alphabet, batch.alphabet) + 1
    return numbers


def _stream(
    streams: Sequence[Stream], luts: Sequence[Chars], places: Sequence[npt.NDArray[np.int32]]
) -> Stream:
    sizes = np.cumsum([0, *(len(one.chars) for one in streams)])
    return Stream(
        np.concatenate([lut[one.chars] for one, lut in zip(streams, luts, strict=True)]),
        np.concatenate([one.starts + at for one, at in zip(streams, sizes, strict=False)]),
        np.concatenate([to[one.passages] for one, to in zip(streams, places, strict=True)]),
        np.concatenate([one.classes for one in streams]),
    )


def _words(words: Sequence[Words], places: Sequence[npt.NDArray[np.int32]]) -> Words:
    """One vocabulary in the order of keys, the prefixes of words among them."""
    own_keys = {key for one in words for key in one.keys}
    every = own_keys.union(*map(_prefixes, own_keys))
    keys = sorted(every, key=utf16)
    number = {key: place for place, key in enumerate(keys)}
    own = [np.array([number[key] for key in one.keys], np.int32)[one.ids] for one in words]
    ids = np.concatenate(own)
    passages = np.concatenate([to[one.passages] for one, to in zip(words, places, strict=True)])
    classes = np.concatenate([one.classes for one in words])
    above = np.full((len(keys), 3), -1, np.int32)
    for place, key in enumerate(keys):
        for length, prefix in enumerate(_prefixes(key) if key in own_keys else ()):
            above[place, length] = number[prefix]
    found = [above[ids, length] for length in range(3)]
    held = [np.flatnonzero(one >= 0) for one in found]
    return Words(
        keys,
        np.concatenate([ids, *(one[at] for one, at in zip(found, held, strict=True))]),
        np.concatenate([passages, *(passages[at] for at in held)]),
        np.concatenate([classes, *(classes[at] for at in held)]),
    )


def _prefixes(key: str) -> list[str]:
    """The prefix terms of a word of the whole zone: of its first 1, 2 and 3 characters."""
    if not key.startswith("$"):
        return []
    return [f"{key[: length + 1]}*" for length in range(1, min(3, len(key) - 1) + 1)]


def _frequent(
    batches: Sequence[Batch], luts: Sequence[Chars], least: int
) -> npt.NDArray[np.uint64]:
    """The pairs that stand in at least so many records, in the segment's characters, sorted."""
    low = np.uint64((1 << PAIR) - 1)
    found = []
    for one, lut in zip(batches, luts, strict=True):
        first = lut[one.pairs >> np.uint64(PAIR)].astype(np.uint64)
        second = lut[one.pairs & low].astype(np.uint64)
        pairs = (first << np.uint64(PAIR)) | second
        found.append((pairs << np.uint64(27)) | one.counts.astype(np.uint64))
    every = np.sort(np.concatenate(found))
    if not len(every):
        return every
    pairs, counts = every >> np.uint64(27), (every & np.uint64((1 << 27) - 1)).astype(np.int64)
    starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
    return pairs[starts][np.add.reduceat(counts, starts) >= least]
