"""From streams to lists: for each term the records that hold it, newest first, with their impacts.

All of it is sorting: an occurrence is one number of 64 bits (term, passage, where it stands).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search.alphabet import Bytes, Numbers
from opengov_ssg.search.impacts import WEIGHTS, impacts
from opengov_ssg.search.merging import Lengths, Segment
from opengov_ssg.search.terms import PAIR, Chars, Stream

Keys = npt.NDArray[np.uint64]
_CLASS, _PASSAGE = np.uint64(3), np.uint64(27)
_SHIFT = np.uint64(_CLASS + _PASSAGE)
_PAIR = np.uint64(PAIR)
SEVERAL = 3
"""The kind of a posting that says its passages one by one; 0 is the first alone, 1 the second alone, 2
both."""


class Lists(NamedTuple):
    """Postings by term: ``starts`` says where each term's begin (one more than there are terms).

    ``kinds`` say which passages hold the term, those of kind :data:`SEVERAL` by ``passages``, from
    ``firsts`` on (one more than there are postings).
    """

    terms: Keys
    starts: Numbers
    records: npt.NDArray[np.int32]
    impacts: Bytes
    kinds: Bytes
    firsts: Numbers
    passages: npt.NDArray[np.int32]


def select(chars: Chars, low: int, high: int) -> Numbers:
    """Where characters from ``low`` to below ``high`` stand."""
    return np.flatnonzero((chars >= max(low, 1)) & (chars < high))


def occurrences(stream: Stream, at: Numbers, terms: Keys) -> Keys:
    """The occurrences of ``terms`` at the places ``at`` (ascending), unsorted."""
    bounds = np.append(np.searchsorted(at, stream.starts), len(at))
    runs = (stream.passages.astype(np.uint64) << _CLASS) | stream.classes
    found = terms << _SHIFT
    found |= np.repeat(runs, np.diff(bounds))
    return found


def of_words(segment: Segment) -> Keys:
    """The occurrences of words, the term being the key's place in the vocabulary."""
    words = segment.words
    found = words.ids.astype(np.uint64) << _SHIFT
    found |= words.passages.astype(np.uint64) << _CLASS
    return found | words.classes


def singles(stream: Stream, at: Numbers) -> Keys:
    """The characters at the places ``at`` as terms."""
    return occurrences(stream, at, stream.chars[at].astype(np.uint64))


def pairs(stream: Stream, at: Numbers) -> tuple[Numbers, Keys]:
    """Where pairs begin at places ``at``, and the pairs."""
    at = at[at + 1 < len(stream.chars)]
    at = at[stream.chars[at + 1] != 0]
    return at, (stream.chars[at].astype(np.uint64) << _PAIR) | stream.chars[at + 1]


class Frequent:
    """The frequent pairs, looked up by their characters in a square table of those that are in one."""

    def __init__(self, pairs: Keys, characters: int) -> None:
        self.pairs = pairs
        first, second = split(pairs)
        present = np.unique(np.concatenate([first, second]))
        self._small = np.zeros(characters + 1, np.int32)
        self._small[present] = np.arange(1, len(present) + 1)
        self._table = np.zeros((len(present) + 1, len(present) + 1), np.int32)
        self._table[self._small[first], self._small[second]] = np.arange(1, len(pairs) + 1)

    def place(self, first: Chars, second: Chars) -> npt.NDArray[np.int32]:
        """The place of each pair among the frequent ones, from 1; 0 for one that is none."""
        found: npt.NDArray[np.int32] = self._table[self._small[first], self._small[second]]
        return found


def split(pairs: Keys) -> tuple[Numbers, Numbers]:
    """The two characters of pairs."""
    low = np.uint64((1 << PAIR) - 1)
    return (pairs >> _PAIR).astype(np.int64), (pairs & low).astype(np.int64)


def triples(stream: Stream, at: Numbers, frequent: Frequent) -> Keys:
    """The occurrences of triples of which both pairs are frequent, where pairs begin ``at``.

    As a term, a triple is (the place of its first pair, its third character).
    """
    chars = stream.chars
    at = at[at + 2 < len(chars)]
    place = frequent.place(chars[at], chars[at + 1])
    keep = place > 0
    at, place = at[keep], place[keep]
    third = chars[at + 2]
    keep = frequent.place(chars[at + 1], third) > 0
    terms = place[keep].astype(np.uint64) << _PAIR
    return occurrences(stream, at[keep], terms | third[keep])


def invert(found: Keys, segment: Segment, lengths: Lengths) -> Lists:
    """The lists of all terms among the occurrences ``found``, which this sorts in place."""
    found.sort()
    held = found >> _CLASS
    first = np.flatnonzero(_changes(held))
    weights = WEIGHTS[(found & np.uint64(7)).astype(np.uint8)]
    frequencies = np.add.reduceat(weights, first) if len(first) else weights
    held = held[first]
    passages = (held & np.uint64((1 << int(_PASSAGE)) - 1)).astype(np.int32)
    best = impacts(frequencies, lengths[passages])
    terms = held >> _PASSAGE
    records = segment.records[passages]
    new = _changes(terms)
    begins = new.copy()
    begins[1:] |= records[1:] != records[:-1]
    at = np.flatnonzero(begins)
    sizes = np.diff(at, append=len(begins))
    numbers = segment.numbers[passages]
    kinds = np.full(len(at), SEVERAL, np.uint8)
    kinds[(sizes == 1) & (numbers[at] == 0)] = 0
    kinds[(sizes == 1) & (numbers[at] == 1)] = 1
    last = numbers[np.minimum(at + 1, len(numbers) - 1)] if len(at) else numbers
    kinds[(sizes == 2) & (numbers[at] == 0) & (last == 1)] = 2
    told = np.where(kinds == SEVERAL, sizes, 0)
    firsts = np.concatenate([np.zeros(1, np.int64), np.cumsum(told)])
    keep = np.repeat(kinds == SEVERAL, sizes)
    starts = np.append(np.flatnonzero(new[at]), len(at))
    return Lists(
        terms[at][starts[:-1]],
        starts,
        records[at],
        np.maximum.reduceat(best, at) if len(at) else best,
        kinds,
        firsts,
        numbers[keep],
    )


def _changes(values: Keys) -> npt.NDArray[np.bool_]:
    """Which of sorted values differ from the one before; the first does."""
    first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def merged(parts: list[tuple[Lists, Keys]]) -> Lists:
    """Lists of several kinds of terms as one, in the order of the keys given with each."""
    keys = np.concatenate([one for _, one in parts])
    order = np.argsort(keys, kind="stable")
    sizes = np.concatenate([np.diff(one.starts) for one, _ in parts])[order]
    bases = np.cumsum([0, *(len(one.records) for one, _ in parts)])
    begins = np.concatenate(
        [one.starts[:-1] + base for (one, _), base in zip(parts, bases, strict=False)]
    )[order]
    starts = np.append(0, np.cumsum(sizes))
    take = ranges(begins, sizes)
    counts = np.concatenate([np.diff(one.firsts) for one, _ in parts])[take]
    offsets = np.cumsum([0, *(len(one.passages) for one, _ in parts)])
    several = np.concatenate(
        [one.firsts[:-1] + base for (one, _), base in zip(parts, offsets, strict=False)]
    )[take]
    every = np.concatenate([one.passages for one, _ in parts])
    return Lists(
        keys[order],
        starts,
        np.concatenate([one.records for one, _ in parts])[take],
        np.concatenate([one.impacts for one, _ in parts])[take],
        np.concatenate([one.kinds for one, _ in parts])[take],
        np.append(0, np.cumsum(counts)),
        every[ranges(several, counts)],
    )


def ranges(begins: Numbers, sizes: Numbers) -> Numbers:
    """All numbers from each of ``begins`` on, ``sizes`` of them, one range after the other."""
    shift = np.repeat(begins - np.append(0, np.cumsum(sizes)[:-1]), sizes)
    shift += np.arange(len(shift))
    return shift


def chosen(lists: Lists, keep: npt.NDArray[np.bool_]) -> Lists:
    """The same terms with some of their postings."""
    counts = np.diff(lists.firsts)
    starts = np.append(0, np.cumsum(keep))[lists.starts]
    held = np.where(keep, counts, 0)
    return Lists(
        lists.terms,
        starts,
        lists.records[keep],
        lists.impacts[keep],
        lists.kinds[keep],
        np.append(0, np.cumsum(counts[keep])),
        lists.passages[np.repeat(keep, counts)] if held.sum() < len(lists.passages) else lists.passages,
    )


def kept(lists: Lists, terms: npt.NDArray[np.bool_]) -> Lists:
    """The lists of some terms."""
    sizes = np.diff(lists.starts)
    short = chosen(lists, np.repeat(terms, sizes))
    return short._replace(terms=lists.terms[terms], starts=np.append(0, np.cumsum(sizes[terms])))


def followed(lists: Lists, others: Lists) -> Lists:
    """Lists and after them others."""
    return Lists(
        np.append(lists.terms, others.terms),
        np.append(lists.starts[:-1], others.starts + len(lists.records)),
        np.append(lists.records, others.records),
        np.append(lists.impacts, others.impacts),
        np.append(lists.kinds, others.kinds),
        np.append(lists.firsts[:-1], others.firsts + len(lists.passages)),
        np.append(lists.passages, others.passages),
    )
