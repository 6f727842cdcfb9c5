"""Lists as digits: the number of records, the gaps between them, the impacts, the passages.

A list of more than :data:`impacts.WHOLE` records is divided into a head, the best ones, and a tail in
pieces.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search import alphabet
from opengov_ssg.search.alphabet import Numbers
from opengov_ssg.search.impacts import HEAD, MOST, WHOLE
from opengov_ssg.search.inverting import SEVERAL, Lists, chosen, ranges

PIECE = 3_000
"""Postings of a piece at most, about."""


class Written(NamedTuple):
    """Digits of lists, and where each list's begin (one more than there are lists)."""

    digits: bytes
    starts: Numbers


class Divided(NamedTuple):
    """Lists written: in ``shard`` whole ones and heads, in ``pieces`` the tails' pieces, of which ``terms``
    says the list."""

    shard: Written
    pieces: Written
    terms: Numbers


def divide(lists: Lists, size: int) -> Divided:
    """Write the lists of a segment of ``size`` records."""
    counts = np.diff(lists.starts)
    long = counts > WHOLE
    head = _best(lists, counts, long)
    tails, terms, lowest = _pieces(chosen(lists, ~head), size)
    pieces = write(tails, np.diff(tails.starts))
    kept = chosen(lists, head) if long.any() else lists
    return Divided(write(kept, counts, (terms, lowest), long), pieces, terms)


def _best(lists: Lists, counts: Numbers, long: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which postings stay in the shard: those of short lists, the best of long ones."""
    keep = np.repeat(~long, counts)
    at = np.flatnonzero(~keep)
    if not len(at):
        return keep
    sizes = counts[long]
    number = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    rank = (number << np.uint64(4)) | (MOST - lists.impacts[at]).astype(np.uint64)
    order = np.sort((rank << np.uint64(32)) | np.arange(len(at), dtype=np.uint64))
    begins = np.append(0, np.cumsum(sizes)[:-1])
    first = order[ranges(begins, np.full(len(sizes), HEAD))] & np.uint64((1 << 32) - 1)
    keep[at[first.astype(np.int64)]] = True
    return keep


def _pieces(tails: Lists, size: int) -> tuple[Lists, Numbers, Numbers]:
    """The tails cut where record numbers reach multiples of a power of two, so that a new record changes
    the newest piece alone; of each piece which list it is of, and its lowest record."""
    counts = np.diff(tails.starts)
    times = -(-counts // PIECE)
    width = np.where(times > 1, np.ceil(np.log2(max(size, 1) / np.maximum(times, 1))), 40)
    term = np.repeat(np.arange(len(counts)), counts)
    slot = tails.records >> np.repeat(width.astype(np.int64), counts)
    new = np.ones(len(term), bool)
    new[1:] = (term[1:] != term[:-1]) | (slot[1:] != slot[:-1])
    starts = np.append(np.flatnonzero(new), len(term))
    owners = term[starts[:-1]]
    return tails._replace(starts=starts, terms=tails.terms[owners]), owners, tails.records[starts[1:] - 1]


def write(
    lists: Lists,
    counts: Numbers,
    pieces: tuple[Numbers, Numbers] | None = None,
    long: npt.NDArray[np.bool_] | None = None,
) -> Written:
    """The digits of lists: ``counts`` records, gaps, impacts with the kind, passages of those of several;
    of ``long`` ones then how many pieces, and of each its lowest record.
    """
    sizes = np.diff(lists.starts)
    told = np.diff(lists.firsts)
    extra = np.where(lists.kinds == SEVERAL, told + 1, 0)
    before = np.append(0, np.cumsum(extra))
    more = before[lists.starts[1:]] - before[lists.starts[:-1]]
    trailing = np.zeros(len(sizes), np.int64)
    if pieces is not None and long is not None:
        trailing = np.bincount(pieces[0], minlength=len(sizes)) + long
    bases = np.append(0, np.cumsum(1 + 2 * sizes + more + trailing))
    values = np.zeros(bases[-1], np.int64)
    values[bases[:-1]] = counts
    own = np.repeat(bases[:-1] + 1 - lists.starts[:-1], sizes) + np.arange(len(lists.records))
    values[own] = _gaps(lists.records, lists.starts)
    values[own + np.repeat(sizes, sizes)] = lists.kinds * np.int64(MOST) + lists.impacts - 1
    if len(lists.passages):
        _several(values, lists, bases[:-1] + 1 + 2 * sizes, before)
    if pieces is not None and long is not None:
        _trailers(values, bases[1:] - trailing, pieces, long)
    digits, starts = alphabet.write(values)
    return Written(digits.tobytes(), starts[bases])


def _gaps(records: npt.NDArray[np.int32], starts: Numbers) -> Numbers:
    """The first record of each list as it is, of the others how many lie between it and the one before."""
    gaps = np.zeros(len(records), np.int64)
    gaps[1:] = records[:-1].astype(np.int64) - records[1:] - 1
    begins = starts[:-1][starts[:-1] < starts[1:]]
    gaps[begins] = records[begins]
    return gaps


def _several(values: Numbers, lists: Lists, bases: Numbers, before: Numbers) -> None:
    """Passages one by one: how many less one, the first, then how many lie between."""
    at = np.flatnonzero(lists.kinds == SEVERAL)
    term = np.searchsorted(lists.starts, at, "right") - 1
    place = bases[term] + before[at] - before[lists.starts[term]]
    counts = np.diff(lists.firsts)[at]
    values[place] = counts - 1
    gaps = np.zeros(len(lists.passages), np.int64)
    gaps[1:] = np.diff(lists.passages) - 1
    firsts = lists.firsts[at]
    gaps[firsts] = lists.passages[firsts]
    values[ranges(place + 1, counts)] = gaps


def _trailers(
    values: Numbers, at: Numbers, pieces: tuple[Numbers, Numbers], long: npt.NDArray[np.bool_]
) -> None:
    terms, lowest = pieces
    counts = np.bincount(terms, minlength=len(at))
    values[at[long]] = counts[long]
    values[ranges(at + 1, counts)] = lowest
