"""Facets: what each record is counted under, 2,048 records a file, and the names behind the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import write
from opengov_ssg.search.texts import NONE, Facets

RECORDS = 2_048
"""Records of a file."""
KEYS = ("agency", "kind", "genre", "year", "validity")
"""The facets of which a record has one value; of topics it has any number."""


class Numbering:
    """Values numbered in the order of their first record, so that a new one changes no number."""

    def __init__(self) -> None:
        self.values: dict[str, dict[tuple[str, str], int]] = {
            key: {NONE: 0} for key in (*KEYS, "topics")
        }

    def number(self, key: str, value: tuple[str, str]) -> int:
        """The number of a value; 0 is that of none."""
        numbers = self.values[key]
        return numbers.setdefault(value, len(numbers))

    def payload(self) -> bytes:
        """The facets file: for each facet its values (code, name) by number."""
        return scripts.dump(
            {key: [list(one) for one in found] for key, found in self.values.items()}
        )


def files(records: Sequence[Facets], numbering: Numbering) -> Iterator[tuple[int, str, bytes]]:
    """The columns of a segment's records: of each file the first record, its name, its bytes."""
    for start in range(0, len(records), RECORDS):
        part = records[start : start + RECORDS]
        single = [
            _digits([numbering.number(key, getattr(one, key)) for one in part]) for key in KEYS
        ]
        topics: list[int] = []
        for one in part:
            topics.append(len(one.topics))
            topics += (numbering.number("topics", topic) for topic in one.topics)
        payload = scripts.dump(*single, _digits(topics))
        name = scripts.name(payload)
        yield start, name, scripts.wrap(name, payload)


def _digits(numbers: list[int]) -> str:
    return write(np.array(numbers, np.int64))[0].tobytes().decode("ascii")
