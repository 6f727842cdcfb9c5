"""The numbers of a gazette in one year: their order of print, what they cover, what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from opengov_ssg.notation.gazette_no import IssueNo

_AFTER = {"": 0, "zk": 1, "tk": 2}


def order(number: IssueNo | None) -> tuple[int, tuple[int, ...]]:
    """The place in a year: the numbers, after them supplements (增刊), special issues (特刊), and
    what is no number at all."""
    if number is None:
        return len(_AFTER), ()
    return _AFTER[number.supplement], number.numbers


def regular(number: IssueNo | None) -> bool:
    """Whether the number counts in the year's sequence: neither supplement nor special issue."""
    return number is not None and not number.supplement


def covered(numbers: Iterable[IssueNo | None]) -> set[int]:
    """All numbers that regular issues count for; a joint issue covers each of its own."""
    return {one for number in numbers if number and regular(number) for one in number.numbers}


def missing(held: Iterable[int]) -> list[IssueNo]:
    """The runs of numbers that lack between 1 and the greatest held, each as one joint number."""
    runs = []
    before = 0
    for one in sorted(held):
        if one > before + 1:
            runs.append(IssueNo(tuple(range(before + 1, one))))
        before = max(before, one)
    return runs
