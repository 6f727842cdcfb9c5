"""From streams to lists: for each term the records that hold it, newest first, with their impacts.

All of it is sorting: an occurrence is one number of 64 bits (term, passage, where it stands).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search.alphabet import Bytes, Numbers
from opengov_ssg.search.impacts import WEIGHTS, impacts
from opengov_ssg.search.merging import Segment
from opengov_ssg.search.terms import PAIR, Chars, Stream

Keys = npt.NDArray[np.uint64]
_CLASS, _PASSAGE = np.uint64(3), np.uint64(27)
_SHIFT = np.uint64(_CLASS + _PASSAGE)
_PAIR = np.uint64(PAIR)
SEVERAL = 3
"""The kind of a posting that says its passages one by one; 0 is the first alone, 1 the
second alone, 2 both."""


class Lists(NamedTuple):
    """Postings by term: ``starts`` says where each term's begin (one more than there are terms).

    ``kinds`` say which passages hold the term; for those of kind :data:`SEVERAL`, in order,
    ``told`` says how many of ``passages`` they take.
    """

    terms: Keys
    starts: Numbers
    records: npt.NDArray[np.int32]
    impacts: Bytes
    kinds: Bytes
    told: Numbers
    passages: npt.NDArray[np.int32]


class Places(NamedTuple):
    """Places of a stream: the character there and the two after it (0: not Han), the passage and
    where that stands, as one number."""

    first: Chars
    second: Chars
    third: Chars
    info: npt.NDArray[np.uint32]

    def taken(self, order: slice | npt.NDArray[np.intp]) -> Places:
        """Some of the places, or all in another order."""
        first, second, third, info = self
        return Places(first[order], second[order], third[order], info[order])


def places(stream: Stream, low: int, high: int) -> Places:
    """Where characters from ``low`` to below ``high`` stand."""
    chars = stream.chars
    if not len(chars):
        return Places(chars, chars, chars, np.zeros(0, np.uint32))
    at = np.flatnonzero((chars >= max(low, 1)) & (chars < high))
    bounds = np.append(np.searchsorted(at, stream.starts), len(at))
    runs = (stream.passages.astype(np.uint32) << np.uint32(_CLASS)) | stream.classes
    # A stream ends with a break: one place after a character is always there.
    after: Chars = np.append(chars, chars[-1:])
    return Places(chars[at], chars[at + 1], after[at + 2], np.repeat(runs, np.diff(bounds)))


def of_words(segment: Segment) -> Keys:
    """The occurrences of words, the term being the key's place in the vocabulary."""
    words = segment.words
    found = words.ids.astype(np.uint64) << _SHIFT
    found |= words.passages.astype(np.uint64) << _CLASS
    return found | words.classes


def singles(at: Places) -> Keys:
    """The occurrences of single characters."""
    found = at.first.astype(np.uint64)
    found <<= _SHIFT
    found |= at.info
    return found


def pairs(at: Places) -> Keys:
    """The occurrences of pairs, at places that have a second character."""
    found = at.first.astype(np.uint64)
    found <<= _PAIR
    found |= at.second
    found <<= _SHIFT
    found |= at.info
    return found


class Frequent:
    """The frequent pairs, looked up by their characters in a square table of those that are in
    one."""

    def __init__(self, pairs: Keys, characters: int) -> None:
        self.pairs = pairs
        first, second = split(pairs)
        present = np.unique(np.concatenate([first, second]))
        self._small = np.zeros(characters + 1, np.int32)
        self._width = len(present) + 1
        self._small[present] = np.arange(1, len(present) + 1)
        self._table = np.zeros(self._width * self._width, np.int32)
        own = self._small[first] * self._width + self._small[second]
        self._table[own] = np.arange(1, len(pairs) + 1)

    def place(self, first: Chars, second: Chars) -> npt.NDArray[np.int32]:
        """The place of each pair among the frequent ones, from 1; 0 for one that is none."""
        own = self._small[first]
        own *= self._width
        own += self._small[second]
        return self._table[own]


def split(pairs: Keys) -> tuple[Numbers, Numbers]:
    """The two characters of pairs."""
    low = np.uint64((1 << PAIR) - 1)
    return (pairs >> _PAIR).astype(np.int64), (pairs & low).astype(np.int64)


def triples(at: Places, frequent: Frequent) -> Keys:
    """The occurrences of triples of which both pairs are frequent.

    As a term, a triple is (the place of its first pair, its third character).
    """
    place = frequent.place(at.first, at.second)
    keep = np.flatnonzero(place)
    keep = keep[frequent.place(at.second[keep], at.third[keep]) > 0]
    found = place[keep].astype(np.uint64)
    found <<= _PAIR
    found |= at.third[keep]
    found <<= _SHIFT
    found |= at.info[keep]
    return found


def invert(found: Keys, segment: Segment, titles: bool = False) -> Lists:
    """The lists of all terms among the occurrences ``found``, which this sorts in place;
    ``titles``: they stand in titles."""
    found.sort()
    held = found >> _CLASS
    first = np.flatnonzero(_changes(held))
    weights = WEIGHTS[(found & np.uint64(7)).astype(np.uint8)]
    frequencies = np.add.reduceat(weights, first) if len(first) else weights
    held = held[first]
    passages = (held & np.uint64((1 << int(_PASSAGE)) - 1)).astype(np.int32)
    own = segment.titles if titles else None
    best = impacts(frequencies, segment.lengths[passages]) if own is None else own[passages]
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
    keep = np.repeat(kinds == SEVERAL, sizes)
    starts = np.append(np.flatnonzero(new[at]), len(at))
    return Lists(
        terms[at[starts[:-1]]],
        starts,
        records[at],
        np.maximum.reduceat(best, at) if len(at) else best,
        kinds,
        sizes[kinds == SEVERAL],
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
    every = parts[0][0]
    for one, _ in parts[1:]:
        every = followed(every, one)
    order = np.argsort(keys, kind="stable")
    sizes = np.diff(every.starts)[order]
    take = ranges(every.starts[:-1][order], sizes)
    kinds = every.kinds[take]
    several = np.flatnonzero(every.kinds == SEVERAL)
    own = np.searchsorted(several, take[kinds == SEVERAL])
    told = every.told[own]
    return Lists(
        keys[order],
        starts_of(sizes),
        every.records[take],
        every.impacts[take],
        kinds,
        told,
        every.passages[ranges(starts_of(every.told)[own], told)],
    )


def starts_of(sizes: npt.NDArray[np.generic]) -> Numbers:
    """Where each of things of ``sizes`` begins, and where the last ends."""
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def ranges(begins: Numbers, sizes: Numbers) -> Numbers:
    """All numbers from each of ``begins`` on, ``sizes`` of them, one range after the other."""
    shift = np.repeat(begins - starts_of(sizes)[:-1], sizes)
    shift += np.arange(len(shift))
    return shift


def chosen(lists: Lists, keep: npt.NDArray[np.bool_]) -> Lists:
    """The same terms with some of their postings."""
    at = np.flatnonzero(keep)
    told = keep[lists.kinds == SEVERAL]
    return Lists(
        lists.terms,
        np.searchsorted(at, lists.starts),
        lists.records[at],
        lists.impacts[at],
        lists.kinds[at],
        lists.told[told],
        lists.passages[np.repeat(told, lists.told)],
    )


def kept(lists: Lists, terms: npt.NDArray[np.bool_]) -> Lists:
    """The lists of some terms."""
    sizes = np.diff(lists.starts)
    short = chosen(lists, np.repeat(terms, sizes))
    return short._replace(terms=lists.terms[terms], starts=starts_of(sizes[terms]))


def followed(lists: Lists, others: Lists) -> Lists:
    """Lists and after them others."""
    return Lists(
        np.append(lists.terms, others.terms),
        np.append(lists.starts[:-1], others.starts + len(lists.records)),
        np.append(lists.records, others.records),
        np.append(lists.impacts, others.impacts),
        np.append(lists.kinds, others.kinds),
        np.append(lists.told, others.told),
        np.append(lists.passages, others.passages),
    )
