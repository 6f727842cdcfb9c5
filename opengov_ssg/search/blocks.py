"""Blocks: the displayed text of a passage with the card of its record, each a file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from opengov_ssg.notation.folding import table
from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import tables
from opengov_ssg.search.folded import Codes
from opengov_ssg.search.texts import RecordText

GROUP = 32
"""Records whose blocks are renamed together."""


def passage(record: RecordText, text: str, shown: tuple[int, int], raw: Codes, at: int) -> bytes:
    """A passage as it stands in its block: text, folding, card. ``shown`` is its part of ``text``,
    which begins at ``at`` in the batch's characters ``raw``."""
    begin, end = shown
    part = raw[at + begin : at + end]
    beyond = tables().beyond[part]
    folding = _folding(part[beyond]) if beyond.any() else []
    return scripts.dump(text[begin:end], folding, record.card)


def _folding(chars: Codes) -> list[str]:
    """Characters whose folding the engine does not know, each followed by what it becomes."""
    pairs: list[str] = []
    for code in sorted(set(chars.tolist())):
        char = chr(code)
        pairs += (char, table().get(char, char))
    return pairs


def files(
    segment: int, records: Sequence[int], numbers: Sequence[int], parts: Sequence[bytes]
) -> Iterator[tuple[int, str, list[tuple[str, bytes]]]]:
    """The blocks of a segment's passages, by groups: the group's number, its mark, and
    its files by path.

    A group is the blocks of :data:`GROUP` records; its mark is the digest of them all, so that a
    directory holds a few characters for so many records.
    """
    begin = 0
    while begin < len(parts):
        group = records[begin] // GROUP
        end = bisect_left(records, (group + 1) * GROUP, begin)
        mark = scripts.mark(b"\n".join(parts[begin:end]))
        made = []
        for place in range(begin, end):
            name = scripts.block_name(segment, group, mark, records[place] % GROUP, numbers[place])
            made.append((scripts.path(name), scripts.wrap(name, parts[place])))
        yield group, mark, made
        begin = end
