"""All weights of the ranking, in one place. The engine's twin is ``weights.js``.

A posting carries the impact of its term in its best passage, 1 to 15: a saturated frequency, in
which an occurrence in a title counts for several. What changes with every record, such as a mean
length, is a constant here, so that one record does not change the postings of others.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

K1 = 1.2
"""How soon further occurrences count less."""
B = 0.5
"""How much the length of a passage counts."""
LENGTH = 1_200
"""A passage of usual length, in folded characters."""
STEPS = 4
"""Lengths are told apart by this many steps to a doubling: a word more changes no impact."""
TITLE_SHORT = 5
"""A short title, in folded characters."""
BODY, HEADING, TITLE, FIELD, DAY = range(5)
"""Where an occurrence stands."""
WEIGHTS = np.array([1.0, 2.0, 6.0, 2.0, 0.01, 0, 0, 0], np.float32)
"""What an occurrence counts, by where it stands. Every record has a day: what a text
says comes before it."""
MOST = 15

HEAD = 64
"""The postings of a long list that stand in its shard."""
WHOLE = 128
"""A list of up to this many records is not divided."""


def frequent(records: int) -> int:
    """In how many records of a segment both pairs of a triple stand at least."""
    return max(32, records // 64)


def impacts(
    frequencies: npt.NDArray[np.float32], lengths: npt.NDArray[np.float32]
) -> npt.NDArray[np.uint8]:
    """Impacts of weighted ``frequencies`` in passages of ``lengths`` relative to :data:`LENGTH`
    (see :func:`relative`)."""
    norm = np.float32(K1) * (np.float32(1 - B) + np.float32(B) * lengths)
    share = frequencies / (frequencies + norm)
    return np.clip(np.ceil(share * MOST), 1, MOST).astype(np.uint8)


def of_titles(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Impacts of terms in titles of ``lengths``: the shorter the title, the nearer it is
    to what was asked.

    15 for up to five characters, then one less for each step.
    """
    steps = np.round(np.log2(np.maximum(lengths, TITLE_SHORT) / TITLE_SHORT) * STEPS)
    found: npt.NDArray[np.uint8] = np.clip(MOST - steps, 1, MOST).astype(np.uint8)
    return found


def relative(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Passage lengths in steps, as multiples of :data:`LENGTH`; the shortest count as an eighth."""
    steps = np.round(np.log2(np.maximum(lengths, LENGTH / 8) / LENGTH) * STEPS)
    return np.exp2(steps / STEPS).astype(np.float32)
