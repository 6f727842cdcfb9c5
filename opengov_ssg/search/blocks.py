"""Blocks: the displayed text of passages with the card of their record, a few in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opengov_ssg.notation.folding import table
from opengov_ssg.search import scripts
from opengov_ssg.search.alphabet import tables
from opengov_ssg.search.folded import Codes
from opengov_ssg.search.texts import RecordText

SIZE = 4_500
"""Bytes (UTF-8, plain) at which a block may end."""
MOST = 9_000
"""Bytes at which it ends at the latest, unless a single passage is longer."""


class Row(NamedTuple):
    """A block: its first record and passage, and its name."""

    record: int
    passage: int
    name: str


def passage(
    record: RecordText, text: str, shown: tuple[int, int], raw: Codes, at: int
) -> bytes:
    """A passage as it stands in a block: ``[text, folding, card]``. ``shown`` is its part of ``text``,
    which begins at ``at`` in the batch's characters ``raw``."""
    begin, end = shown
    part = raw[at + begin : at + end]
    beyond = tables().beyond[part]
    return _json([text[begin:end], _folding(part[beyond]) if beyond.any() else [], record.card])


def _folding(chars: Codes) -> list[str]:
    """Characters whose folding the engine does not know, each followed by what it becomes."""
    pairs: list[str] = []
    for code in sorted(set(chars.tolist())):
        char = chr(code)
        pairs += (char, table().get(char, char))
    return pairs


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Two line ends that strings of scripts may not hold before ES2019.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def files(
    segment: int, records: Sequence[int], numbers: Sequence[int], parts: Sequence[bytes]
) -> Iterator[tuple[Row, bytes]]:
    """The blocks of a segment's passages: of each its row and the file. A block ends after a passage whose
    content says so, so that a longer text moves few ends."""
    begin = size = 0
    for place, part in enumerate(parts):
        size += len(part)
        following = len(parts[place + 1]) if place + 1 < len(parts) else 0
        chosen = size >= SIZE and _ends(part)
        if chosen or size + following > MOST or not following:
            first = (records[begin], numbers[begin])
            payload = b"[" + b",".join(parts[begin : place + 1]) + b"]"
            name = scripts.place_name(segment, *first, scripts.mark(payload))
            more = ",".join(str(number) for number in numbers[begin : place + 1])
            head = f"{first[0]},[{more}],".encode()
            yield Row(*first, name), scripts.wrap(name, head + payload)
            begin, size = place + 1, 0


def _ends(part: bytes) -> bool:
    return sum(part[:96]) % 2 == 0
