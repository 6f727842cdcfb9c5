"""Which of the records become what: shares of every 10,000, the same for the same records."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bench.records import SEED, Record
from bench.vocabulary import YEARS

SHARES = {
    "gazette-issue": 100,
    "consultation": 200,
    "special": 50,
    "interpretation": 2_000,
}
"""Records of each kind among 10,000; all others stay documents. At least one of each."""

ISSUES_A_YEAR = 10


@dataclass(frozen=True)
class Roles:
    """The kind of each record, by position. Relations and citations lead to documents only."""

    records: tuple[Record, ...]
    kinds: tuple[str, ...]

    def of(self, kind: str) -> tuple[int, ...]:
        """The positions of a kind, oldest first."""
        return self._positions[kind]

    def before(self, position: int, kind: str = "document") -> tuple[int, ...]:
        """The positions of a kind before this one, oldest first."""
        return self._positions[kind][: bisect_left(self._positions[kind], position)]

    def released_after(self, day: date) -> int | None:
        """The first document released after a day."""
        found = (i for i in self._positions["document"] if self.records[i].published > day)
        return next(found, None)

    @cached_property
    def _positions(self) -> dict[str, tuple[int, ...]]:
        rows = list(enumerate(self.kinds))
        return {kind: tuple(i for i, one in rows if one == kind) for kind in (*SHARES, "document")}


def assign(records: Sequence[Record]) -> Roles:
    """Give each record its kind. What leads to a record that is no document any more leads to the
    document next before it. The first record stays a document."""
    count = len(records)
    wanted = {kind: max(1, count * share // 10_000) for kind, share in SHARES.items()}
    kinds = ["document"] * count
    free = list(range(1, count))
    draw = random.Random(SEED)
    for kind, number in wanted.items():
        chosen = _recent(free, number) if kind == "consultation" else draw.sample(free, number)
        for position in chosen:
            kinds[position] = kind
        free = [position for position in free if kinds[position] == "document"]
    return Roles(tuple(_redirected(records, kinds)), tuple(kinds))


def _recent(free: Sequence[int], number: int) -> list[int]:
    """Every third of the newest records for a sixth of them, so that some are open; the others
    from all years."""
    new = number // 6
    newest = list(reversed(free))
    older = newest[3 * new :]
    step = len(older) / (number - new)
    return newest[: 3 * new : 3] + [older[int(step * i)] for i in range(number - new)]


def _redirected(records: Sequence[Record], kinds: Sequence[str]) -> Iterator[Record]:
    def at(target: int | None) -> int | None:
        while target is not None and kinds[target] != "document":
            target -= 1  # the first record is a document
        return target

    for record in records:
        targets = {"repeals": at(record.repeals), "amends": at(record.amends)}
        yield replace(record, cites=at(record.cites), **targets)


def issue_dates(number: int) -> list[tuple[int, int, date]]:
    """Year, number in the year and day of each issue; a whole series that ends with the records."""
    first = YEARS[-1] - (number - 1) // ISSUES_A_YEAR
    places = (divmod(i, ISSUES_A_YEAR) for i in range(number))
    return [(first + year, month + 1, date(first + year, month + 2, 20)) for year, month in places]
