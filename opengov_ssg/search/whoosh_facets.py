"""Facets and days of all records, read from the columns and cards of an index for ``ssg
search``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from opengov_ssg.model.records import KIND_NAMES
from opengov_ssg.notation.folding import fold
from opengov_ssg.search import patterns
from opengov_ssg.search.columns import KEYS, RECORDS
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import Card

_LABELS: dict[str, dict[str, str]] = {
    "kind": KIND_NAMES,
    "validity": {
        "in_force": "现行有效",
        "not_yet": "尚未施行",
        "amended": "已修改",
        "partial": "部分失效",
        "lapsed": "失效",
        "repealed": "废止",
        "superseded": "已被取代",
        "unstated": "未标注",
    },
}
_COLUMN = {"topic": "topics"}
_DAY = re.compile("([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月)?|年)?")


class QueryError(Exception):
    """A query that cannot be answered: ``key`` names the sentence, ``value`` is what it is
    about."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value


class Records:
    """The records of all segments, numbered from 0, the oldest first."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.starts = [0]
        for segment in index.segments:
            self.starts.append(self.starts[-1] + segment.size)
        self.size = self.starts.pop()
        self._cards: dict[int, Card] = {}

    def place(self, number: int) -> tuple[int, int]:
        """The segment of a record and its number there."""
        segment = bisect_right(self.starts, number) - 1
        return segment, number - self.starts[segment]

    def card(self, number: int) -> Card:
        """What is shown of a record."""
        if number not in self._cards:
            self._cards[number] = Card._make(self.index.passage(*self.place(number), 0).card)
        return self._cards[number]

    @cached_property
    def columns(self) -> dict[str, list[tuple[int, ...]]]:
        """Of each facet the numbers that each record has."""
        found: dict[str, list[tuple[int, ...]]] = {key: [] for key in (*KEYS, "topics")}
        for at, segment in enumerate(self.index.segments):
            for start in range(0, segment.size, RECORDS):
                *single, topics = self.index.column(at, start)
                for key, numbers in zip(KEYS, single, strict=True):
                    found[key] += [(one,) for one in numbers]
                found["topics"] += _several(topics)
        return found

    @cached_property
    def values(self) -> dict[str, list[tuple[str, str]]]:
        """The values (code, name) of each facet by number."""
        return self.index.facets()

    def code(self, facet: str, number: int) -> str:
        """The code of the single value that a record has of a facet; empty when it has none."""
        return self.values[facet][self.columns[facet][number][0]][0]

    def with_value(self, facet: str, text: str, pattern: bool) -> list[int]:
        """The records with a value of this code or name: the very one, else those that hold it."""
        column = _COLUMN.get(facet, facet)
        wanted = self._wanted(facet, self.values[column], text, pattern)
        return [at for at, own in enumerate(self.columns[column]) if wanted.intersection(own)]

    def _wanted(
        self, facet: str, values: list[tuple[str, str]], text: str, pattern: bool
    ) -> set[int]:
        label = _LABELS.get(facet, {})
        names = {
            number: {fold(code), fold(name), fold(label.get(code, name))}
            for number, (code, name) in enumerate(values)
            if number
        }
        if pattern:
            fits = patterns.glob(text)
            return {at for at, own in names.items() if any(fits.fullmatch(one) for one in own)}
        exact = {at for at, own in names.items() if text in own}
        return exact or {at for at, own in names.items() if any(text in one for one in own)}

    def between(self, field: str, start: str, end: str, *, without: tuple[bool, bool]) -> list[int]:
        """The records of which a day, or the year, lies between two; both are part of it
        unless ``without`` says otherwise, a month or a year as a whole. Raises QueryError
        for what is no date."""
        first, last = (day(one) if one else "" for one in (start, end))
        found = []
        for number, value in self._days(field, first, last):
            begin, finish = value[: len(first)], value[: len(last)]
            after = not first or begin > first or (begin == first and not without[0])
            before = not last or finish < last or (finish == last and not without[1])
            if value and after and before:
                found.append(number)
        return found

    def _days(self, field: str, first: str, last: str) -> Iterator[tuple[int, str]]:
        """Records and their days; of days of release only those of the years that count."""
        for number in range(self.size):
            if field != "signed":
                year = self.code("year", number)
                if year < first[:4] or (last and year > last[:4]) or field == "year":
                    yield number, year
                    continue
            card: Any = self.card(number)
            yield number, getattr(card, field)[:10]


def day(text: str) -> str:
    """A year, month or day as in ISO 8601, however it is written. Raises QueryError."""
    found = _DAY.fullmatch(fold(text).strip(" *'\""))
    if not found:
        raise QueryError("usage.search_day", text)
    return "-".join(one.zfill(2) for one in found.groups() if one)


def _several(numbers: list[int]) -> Iterator[tuple[int, ...]]:
    at = 0
    while at < len(numbers):
        count = numbers[at]
        yield tuple(numbers[at + 1 : at + 1 + count])
        at += 1 + count
