"""Index files as classic scripts: their names, and the one call that each is."""

from __future__ import annotations

import json
from typing import Any

from opengov_ssg import digests

VERSION = 1
ENTRY = "search/index.js"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
FOLDERS = tuple(_ALPHABET)
"""The folders of all files but the entry and the blocks."""
NAME = 10
"""Characters of a name: 50 bits of the content's digest."""


def base32(number: int) -> str:
    """A number in 32 digits, without a sign, ``0`` as one digit."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 32)
        digits = _ALPHABET[digit] + digits
    return digits


def name(payload: bytes) -> str:
    """The name of a file by its content."""
    return base32(int(digests.of_bytes(payload)[:16], 16) | 1 << 63)[1 : NAME + 1]


MARK = 4
"""Characters of the digest in the names of blocks."""


def mark(payload: bytes) -> str:
    """What tells a group of blocks from an earlier one of the same place: 20 bits of its digest."""
    return base32(int(digests.of_bytes(payload)[:8], 16) | 1 << 32)[-MARK:]


def block_name(segment: int, group: int, mark: str, record: int, passage: int) -> str:
    """The name of a block: segment and group, the group's mark, the record in the
    group, the passage.

    Directories hold the mark alone; a dot tells these names from those by content.
    """
    place = f"{base32(segment)}.{base32(group)}-{mark}.{base32(record)}"
    return f"{place}.{base32(passage)}" if passage else place


def path(name: str) -> str:
    """Where the file of this name is: its first character is a folder; of a block
    segment and group are."""
    if "." in name:
        segment, group, rest = name.split(".", 2)
        return f"search/b{segment}/{group}/{rest}.js"
    return f"search/{name[0]}/{name[1:]}.js"


def wrap(name: str, payload: bytes) -> bytes:
    """The script: one call with the version, the name, the payload."""
    return b'ogIndex(%d,"%s",%s)\n' % (VERSION, name.encode(), payload)


def dump(*values: object) -> bytes:
    """Values as the arguments of a call, in UTF-8."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))[1:-1]
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def load(name: str, script: bytes) -> list[Any]:
    """The payload of a script. Raises ValueError when it is none of this version and name."""
    text = script.decode("utf-8").strip()
    if not text.startswith("ogIndex(") or not text.endswith(")"):
        raise ValueError(f"no index file: {name}")
    found = json.loads(f"[{text[len('ogIndex(') : -1]}]")
    if found[:2] != [VERSION, name]:
        raise ValueError(f"another index file: {name}")
    values: list[Any] = found[2:]
    return values
