"""Directories: trees of rows (where something begins, the file's name), so that the
entry stays small.

A level has as many files as its rows ask for; levels are added until few enough rows are
left for the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from opengov_ssg.search import scripts

T = TypeVar("T")
File = tuple[str, bytes]
ROWS = 128
"""Rows of a file of a term directory, about."""
NUMBERS = 1_024
"""Rows of a file of other directories: more, for hits lie apart."""
_ONE_IN = 16


def tree(
    rows: Sequence[tuple[T, str]],
    payload: Callable[[Sequence[tuple[T, str]]], bytes],
    fan: int,
    top: int,
    even: bool = False,
) -> tuple[int, list[tuple[T, str]], list[File]]:
    """The directories above ``rows``: how many levels, the rows of the highest (at most ``top``, or
    one), and the files. Each file holds the rows that ``payload`` writes, ``fan`` of them, or about
    so many where their names say so."""
    level, files = 0, list[File]()
    above = list(rows)
    while len(above) > max(top, 1):
        level += 1
        below, above = above, []
        for group in _even(below, fan) if even else _groups(below, fan):
            data = payload(group)
            name = scripts.name(data)
            files.append((name, scripts.wrap(name, data)))
            above.append((group[0][0], name))
    return level, above, files


def _even(rows: Sequence[tuple[T, str]], fan: int) -> list[Sequence[tuple[T, str]]]:
    return [rows[begin : begin + fan] for begin in range(0, len(rows), fan)]


def _groups(rows: Sequence[tuple[T, str]], fan: int) -> list[Sequence[tuple[T, str]]]:
    """Rows cut after one whose name says so, from three quarters of ``fan`` on to twice that."""
    groups, begin = [], 0
    for place, (_, name) in enumerate(rows):
        size = place + 1 - begin
        if (size >= fan * 3 // 4 and ord(name[-1]) % _ONE_IN == 0) or size == fan * 3 // 2:
            groups.append(rows[begin : place + 1])
            begin = place + 1
    if begin < len(rows):
        groups.append(rows[begin:])
    return groups


def of_keys(rows: Sequence[tuple[str, str]]) -> bytes:
    """Rows of keys: ``[key, name, key, name, …]`` as two strings, keys divided by a blank."""
    return scripts.dump(*keyed(rows))


def keyed(rows: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Keys divided by blanks, and names of the same length one after the other."""
    return " ".join(key for key, _ in rows), "".join(name for _, name in rows)


def of_numbers(rows: Sequence[tuple[int, str]]) -> bytes:
    """Rows of numbers."""
    return scripts.dump(*numbered(rows))


def numbered(rows: Sequence[tuple[int, str]]) -> tuple[int, int, str]:
    """Rows whose numbers are evenly spaced: the first number, the distance to the next, and the
    names or marks, all of one length."""
    first = rows[0][0] if rows else 0
    step = rows[1][0] - first if len(rows) > 1 else 1
    return first, step, "".join(name for _, name in rows)
