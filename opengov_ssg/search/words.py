"""Terms that are texts: words, and whole numbers. They are few beside those of Han characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from opengov_ssg.search.alphabet import BREAK, WORD_MOST, Bytes, tables
from opengov_ssg.search.folded import Codes
from opengov_ssg.search.impacts import BODY
from opengov_ssg.search.runs import Runs

S = TypeVar("S", bound=np.generic)


class Words(NamedTuple):
    """Terms that are texts: the whole keys, and each occurrence as (key, passage, class)."""

    keys: list[str]
    ids: npt.NDArray[np.int32]
    passages: npt.NDArray[np.int32]
    classes: Bytes


class Vocabulary:
    """Words found, each text once."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.found: list[int] = []
        self.passages: list[npt.NDArray[np.int32]] = []
        self.classes: list[Bytes] = []

    def add(self, zone: str, codes: Codes, runs: Runs) -> None:
        """The words of a zone's codes."""
        flags = np.zeros(len(codes) + 2, np.int8)
        flags[1:-1] = tables().word[codes]
        edges = np.diff(flags)
        starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        if not len(starts):
            return
        ends = np.minimum(ends, starts + WORD_MOST)
        run = np.searchsorted(np.array(runs.starts), starts, "right") - 1
        text = np.where(codes == BREAK, 0, codes).astype(np.uint32).tobytes()
        chars = text.decode("utf-32-le", "surrogatepass")
        ids, mark = self.ids, f"{zone}$"
        self.found += [
            ids.setdefault(mark + chars[a:b], len(ids))
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        self.passages.append(np.array(runs.passages, np.int32)[run])
        self.classes.append(np.array(runs.classes, np.uint8)[run])

    def one(self, key: str, passage: int) -> None:
        """A single occurrence."""
        self.found.append(self.ids.setdefault(key, len(self.ids)))
        self.passages.append(np.array([passage], np.int32))
        self.classes.append(np.array([BODY], np.uint8))

    def all(self) -> Words:
        """What was found."""
        return Words(
            list(self.ids),
            np.array(self.found, np.int32),
            _joined(self.passages, np.int32),
            _joined(self.classes, np.uint8),
        )


def _joined(parts: Sequence[npt.NDArray[S]], kind: type[S]) -> npt.NDArray[S]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
