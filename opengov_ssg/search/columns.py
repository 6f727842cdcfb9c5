"""Facets: what each record is counted under, 2,048 records a file, and the names
behind the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import DIGITS, write
from opengov_ssg.search.texts import NONE, Facets

RECORDS = 2_048
"""Records of a file."""
KEYS = ("agency", "kind", "genre", "year", "validity")
"""The facets of which a record has one value; of topics it has any number."""

_BITS = 6
Plain = dict[str, list[list[str]]]


class Numbering:
    """Values numbered in the order of their first record, so that a new one changes no number; of
    each, how many records of a segment have it, and in which files of columns they stand."""

    def __init__(self) -> None:
        self.values: dict[str, dict[tuple[str, str], int]] = {
            key: {NONE: 0} for key in (*KEYS, "topics")
        }
        self._counts: list[dict[tuple[str, int], tuple[int, int]]] = []

    def begin(self) -> None:
        """A segment begins."""
        self._counts.append({})

    def number(self, key: str, value: tuple[str, str], file: int) -> int:
        """The number of a value that a record has, in a file of the present segment;
        0 is that of none."""
        numbers = self.values[key]
        number = numbers.setdefault(value, len(numbers))
        records, files = self._counts[-1].get((key, number), (0, 0))
        self._counts[-1][key, number] = records + 1, files | 1 << file
        return number

    def names(self) -> Plain:
        """For each facet its values (code, name) by number."""
        return {key: [list(one) for one in found] for key, found in self.values.items()}

    def plain(self) -> Plain:
        """The same, each value with its records and (as bits, hexadecimal) its files
        in the last segment."""
        counts = self._counts[-1]
        return {
            key: [
                [*one, str(records), f"{files:x}"]
                for one, number in found.items()
                for records, files in [counts.get((key, number), (0, 0))]
            ]
            for key, found in self.values.items()
        }

    def follow(self, plain: Plain) -> None:
        """Add a segment that was numbered before: its :meth:`plain`."""
        self.begin()
        for key, found in plain.items():
            self.values[key] = {(one[0], one[1]): number for number, one in enumerate(found)}
            for number, (_, _, records, files) in enumerate(found):
                if int(records):
                    self._counts[-1][key, number] = int(records), int(files, 16)

    def payload(self) -> bytes:
        """The facets file: for each facet its values by number: code, name, records, files."""
        records: Counter[tuple[str, int]] = Counter()
        files: Counter[tuple[str, int]] = Counter()
        before = 0
        for counts in self._counts:
            for place, (own, bits) in counts.items():
                records[place] += own
                files[place] |= bits << before
            before += max((bits.bit_length() for _, bits in counts.values()), default=0)
        return scripts.dump(
            {
                key: [
                    [*one, records[key, number], _bits(files[key, number])]
                    for one, number in found.items()
                ]
                for key, found in self.values.items()
            }
        )


def files(records: Sequence[Facets], numbering: Numbering) -> Iterator[tuple[int, str, bytes]]:
    """The columns of a segment's records: of each file the first record, its name, its bytes."""
    numbering.begin()
    for file, start in enumerate(range(0, len(records), RECORDS)):
        part = records[start : start + RECORDS]
        single = [
            _digits([numbering.number(key, getattr(one, key), file) for one in part])
            for key in KEYS
        ]
        topics: list[int] = []
        for one in part:
            topics.append(len(one.topics))
            topics += (numbering.number("topics", topic, file) for topic in one.topics)
        payload = scripts.dump(*single, _digits(topics))
        name = scripts.name(payload)
        yield start, name, scripts.wrap(name, payload)


def _bits(files: int) -> str:
    """Which files, six a digit, the first one lowest."""
    digits = ""
    while files:
        files, digit = divmod(files, 1 << _BITS)
        digits += DIGITS[digit]
    return digits


def _digits(numbers: list[int]) -> str:
    return write(np.array(numbers, np.int64))[0].tobytes().decode("ascii")
