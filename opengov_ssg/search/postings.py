"""Lists as they stand in files: which records hold a term, how much, in which passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opengov_ssg.search.impacts import HEAD, MOST, WHOLE

_SIMPLE: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1))
_SEVERAL = len(_SIMPLE) * MOST


class Posting(NamedTuple):
    """A record that holds a term: how much, and in which passages."""

    record: int
    impact: int
    passages: tuple[int, ...]


class Found(NamedTuple):
    """A term: in how many records it stands, the postings in its shard (all, or the best), and the
    pieces of its tail: (lowest record, file, place in it), the newest first."""

    key: str
    records: int
    postings: tuple[Posting, ...]
    pieces: tuple[tuple[int, str, int], ...]


class Shard:
    """The terms of a shard. A list is read when it is asked for: a query wants one or
    two of some hundred."""

    def __init__(
        self, keys: Sequence[str], numbers: Sequence[int], pieces: Sequence[tuple[str, int]]
    ) -> None:
        self._numbers, self._pieces = numbers, pieces
        self._places: dict[str, tuple[int, int]] = {}
        self._known: dict[str, Found] = {}
        at = used = 0
        for key in keys:
            self._places[key] = at, used
            count = numbers[at]
            at = _end(numbers, at + 1, HEAD if count > WHOLE else count)
            if count > WHOLE:
                used += numbers[at]
                at += 1 + numbers[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def get(self, key: str) -> Found | None:
        """The term of this key, if it stands here."""
        if key not in self._known and key in self._places:
            self._known[key] = self._found(key)
        return self._known.get(key)

    def _found(self, key: str) -> Found:
        at, used = self._places[key]
        numbers = self._numbers
        count = numbers[at]
        postings, at = decoded(numbers, at + 1, HEAD if count > WHOLE else count)
        pieces: list[tuple[int, str, int]] = []
        if count > WHOLE:
            number = numbers[at]
            lowest = numbers[at + 1 : at + 1 + number]
            own = self._pieces[used : used + number]
            pieces = [(least, *piece) for least, piece in zip(lowest, own, strict=True)]
        return Found(key, count, tuple(postings), tuple(pieces))


def _end(numbers: Sequence[int], at: int, count: int) -> int:
    """Where ``count`` postings that begin at number ``at`` end."""
    rest = at + 2 * count
    kinds = numbers[at + count : rest]
    if kinds and max(kinds) >= _SEVERAL:
        for kind in kinds:
            if kind >= _SEVERAL:
                rest += 2 + numbers[rest]
    return rest


def decoded(numbers: Sequence[int], at: int, count: int) -> tuple[list[Posting], int]:
    """``count`` postings that begin at number ``at``, and where the next number is."""
    postings, record = [], 0
    rest = at + 2 * count
    for place in range(at, at + count):
        record = numbers[place] if place == at else record - numbers[place] - 1
        one, rest = _posting(numbers, record, numbers[place + count], rest)
        postings.append(one)
    return postings, rest


def of_record(numbers: Sequence[int], record: int) -> Posting | None:
    """The posting of one record in a piece; None when it has none."""
    count = numbers[0]
    rest = 1 + 2 * count
    now = 0
    for place in range(1, 1 + count):
        now = numbers[place] if place == 1 else now - numbers[place] - 1
        code = numbers[place + count]
        if now <= record:
            return _posting(numbers, record, code, rest)[0] if now == record else None
        if code >= _SEVERAL:
            rest += 2 + numbers[rest]
    return None


def _posting(numbers: Sequence[int], record: int, code: int, rest: int) -> tuple[Posting, int]:
    """A posting, and where the passages of the next one are."""
    kind, impact = divmod(code, MOST)
    if kind < len(_SIMPLE):
        return Posting(record, impact + 1, _SIMPLE[kind]), rest
    end = rest + 2 + numbers[rest]
    return Posting(record, impact + 1, _ascending(numbers[rest + 1 : end])), end


def _ascending(gaps: Sequence[int]) -> tuple[int, ...]:
    passages, last = [], -1
    for gap in gaps:
        last += gap + 1
        passages.append(last)
    return tuple(passages)
