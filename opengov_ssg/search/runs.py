"""Runs: the parts of a zone's texts, each of one passage and one place."""

from __future__ import annotations

import numpy as np

from opengov_ssg.search.alphabet import BREAK
from opengov_ssg.search.folded import Codes, Folded


class Runs:
    """Runs of one zone, gathered: slices of the folded texts, and what each run of them is."""

    def __init__(self) -> None:
        self.slices: list[tuple[int, int]] = []
        self.starts: list[int] = []
        self.passages: list[int] = []
        self.classes: list[int] = []
        self.size = 0

    def add(self, start: int, end: int, passage: int, cls: int, closed: bool = True) -> None:
        """Take codes from ``start`` to ``end``; ``closed``: nothing spans this run and the next."""
        self.starts.append(self.size)
        self.passages.append(passage)
        self.classes.append(cls)
        if self.slices and self.slices[-1][1] == start and self.slices[-1][0] >= 0:
            self.slices[-1] = (self.slices[-1][0], end)
        else:
            self.slices.append((start, end))
        self.size += end - start
        if closed:
            self.slices.append((-1, -1))
            self.size += 1

    def codes(self, folded: Folded) -> Codes:
        """The code points, with a break where nothing spans."""
        gap = np.full(1, BREAK, np.uint32)
        parts = [folded.codes[a:b] if a >= 0 else gap for a, b in self.slices]
        return np.concatenate(parts) if parts else np.zeros(0, np.uint32)
