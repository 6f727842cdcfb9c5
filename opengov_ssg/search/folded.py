"""Folding of many texts at once, with the place that each folded character comes from.

``notation.folding.fold`` says what folding is; this does the same with arrays (a
test compares them).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.notation.folding import table
from opengov_ssg.search.alphabet import BREAK, Numbers, tables

Codes = npt.NDArray[np.uint32]
_BLANK = 32


class Folded(NamedTuple):
    """Texts folded, one after the other with a :data:`BREAK` after each.

    ``starts`` says where each begins in ``codes`` (one more than there are texts), ``origin`` which
    character of the texts, counted through them with a break after each, a code comes from, and
    ``raw_starts`` where each text begins in that count. ``raw`` are the characters as given.
    """

    codes: Codes
    origin: Numbers
    starts: Numbers
    raw: Codes
    raw_starts: Numbers


def fold_all(texts: Sequence[str]) -> Folded:
    """Fold ``texts``; each as ``fold`` would."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    raw_starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(sizes, out=raw_starts[1:])
    joined = "\0".join(texts) + "\0" if texts else ""
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    raw[raw_starts[1:] - 1] = BREAK
    codes, origin = _images(raw)
    keep = _needed(codes)
    if keep is not None:
        codes, origin = codes[keep], origin[keep]
    starts = np.searchsorted(origin, raw_starts)
    return Folded(codes, origin, starts, raw, raw_starts)


def _images(raw: Codes) -> tuple[Codes, Numbers]:
    """What each character becomes, and where it comes from."""
    known = tables()
    lengths = known.length[raw]
    origin = np.arange(len(raw), dtype=np.int64)
    if not (lengths != 1).any():
        return known.image[raw], origin
    origin = np.repeat(origin, lengths)
    before = raw[origin]
    codes = known.image[before]
    changes = table()
    several = np.flatnonzero(lengths > 1)
    firsts = np.searchsorted(origin, several)
    chars = raw[several]
    for char in np.unique(chars).tolist():
        at = firsts[chars == char]
        for place, after in enumerate(changes[chr(char)]):
            codes[at + place] = ord(after)
    return codes, origin


def _needed(codes: Codes) -> npt.NDArray[np.bool_] | None:
    """Which codes stay when needless blanks go; None when all do."""
    blanks = np.flatnonzero(codes == _BLANK)
    if not len(blanks):
        return None
    keep = np.ones(len(codes), bool)
    keep[blanks] = False
    first = np.ones(len(blanks), bool)
    first[1:] = np.diff(blanks) > 1
    last = np.ones(len(blanks), bool)
    last[:-1] = first[1:]
    begins, ends = blanks[first], blanks[last] + 1  # a text ends with a break: never the last code
    joined = tables().joined
    before = np.where(begins > 0, codes[begins - 1], BREAK)
    keep[begins[~(joined[before] | joined[codes[ends]])]] = True
    return keep
