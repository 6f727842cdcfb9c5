"""Lists as digits: the number of records, the gaps between them, the impacts, the passages.

A list of more than :data:`impacts.WHOLE` records is divided into a head, the best ones,
and a tail in pieces.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.search import alphabet
from opengov_ssg.search.alphabet import Numbers
from opengov_ssg.search.impacts import HEAD, MOST, WHOLE
from opengov_ssg.search.inverting import SEVERAL, Lists, chosen, ranges, starts_of

PIECE = 3_000
"""Postings of a piece at most, about."""


class Written(NamedTuple):
    """Digits of lists, and where each list's begin (one more than there are lists)."""

    digits: bytes
    starts: Numbers


class Divided(NamedTuple):
    """Lists written: in ``shard`` whole ones and heads, in ``pieces`` the tails' pieces, of which
    ``terms`` says the list."""

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
    begins = starts_of(sizes)[:-1]
    first = order[ranges(begins, np.full(len(sizes), HEAD))] & np.uint64((1 << 32) - 1)
    keep[at[first.astype(np.int64)]] = True
    return keep


def _pieces(tails: Lists, size: int) -> tuple[Lists, Numbers, Numbers]:
    """The tails cut where record numbers reach multiples of a power of two, so that a new record
    changes the newest piece alone; of each piece which list it is of, and its lowest record."""
    counts = np.diff(tails.starts)
    times = -(-counts // PIECE)
    width = np.where(times > 1, np.ceil(np.log2(max(size, 1) / np.maximum(times, 1))), 40)
    term = np.repeat(np.arange(len(counts)), counts)
    slot = tails.records >> np.repeat(width.astype(np.int64), counts)
    new = np.ones(len(term), bool)
    new[1:] = (term[1:] != term[:-1]) | (slot[1:] != slot[:-1])
    starts = np.append(np.flatnonzero(new), len(term))
    owners = term[starts[:-1]]
    return (
        tails._replace(starts=starts, terms=tails.terms[owners]),
        owners,
        tails.records[starts[1:] - 1],
    )


def write(
    lists: Lists,
    counts: Numbers,
    pieces: tuple[Numbers, Numbers] | None = None,
    long: npt.NDArray[np.bool_] | None = None,
) -> Written:
    """The digits of lists: ``counts`` records, gaps, impacts with the kind, passages of those of
    several; of ``long`` ones then how many pieces, and of each its lowest record.
    """
    sizes = np.diff(lists.starts)
    several = np.flatnonzero(lists.kinds == SEVERAL)
    before = starts_of(lists.told + 1)
    more = np.diff(before[np.searchsorted(several, lists.starts)])
    trailing = np.zeros(len(sizes), np.int64)
    if pieces is not None and long is not None:
        trailing = np.bincount(pieces[0], minlength=len(sizes)) + long
    bases = starts_of(1 + 2 * sizes + more + trailing)
    values = np.zeros(bases[-1], np.int32)
    values[bases[:-1]] = counts
    own = np.repeat(bases[:-1] + 1 - lists.starts[:-1], sizes)
    own += np.arange(len(lists.records))
    values[own] = _gaps(lists.records, lists.starts)
    own += np.repeat(sizes, sizes)
    values[own] = lists.kinds * np.int32(MOST) + lists.impacts - 1
    if len(several):
        term = np.searchsorted(lists.starts, several, "right") - 1
        first = before[np.searchsorted(several, lists.starts[:-1])]
        place = (bases[:-1] + 1 + 2 * sizes - first)[term] + before[:-1]
        _several(values, lists, place)
    if pieces is not None and long is not None:
        _trailers(values, bases[1:] - trailing, pieces, long)
    digits, starts = alphabet.write(values)
    return Written(digits.tobytes(), starts[bases])


def _gaps(records: npt.NDArray[np.int32], starts: Numbers) -> npt.NDArray[np.int32]:
    """The first record of each list as it is, of the others how many lie between it
    and the one before."""
    gaps = np.zeros(len(records), np.int32)
    gaps[1:] = records[:-1] - records[1:] - 1
    begins = starts[:-1][starts[:-1] < starts[1:]]
    gaps[begins] = records[begins]
    return gaps


def _several(values: npt.NDArray[np.int32], lists: Lists, places: Numbers) -> None:
    """Passages one by one: how many less one, the first, then how many lie between."""
    values[places] = lists.told - 1
    gaps = np.zeros(len(lists.passages), np.int64)
    gaps[1:] = np.diff(lists.passages) - 1
    firsts = starts_of(lists.told)[:-1]
    gaps[firsts] = lists.passages[firsts]
    values[ranges(places + 1, lists.told)] = gaps


def _trailers(
    values: npt.NDArray[np.int32],
    at: Numbers,
    pieces: tuple[Numbers, Numbers],
    long: npt.NDArray[np.bool_],
) -> None:
    terms, lowest = pieces
    counts = np.bincount(terms, minlength=len(at))
    values[at[long]] = counts[long]
    values[ranges(at + 1, counts)] = lowest
