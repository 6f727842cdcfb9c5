"""Index files as classic scripts: their names, and the one call that each is."""

from __future__ import annotations

import json
from typing import Any

from opengov_ssg import digests

VERSION = 1
ENTRY = "search/index.js"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
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
"""Characters of the digest in a block's name."""


def mark(payload: bytes) -> str:
    """What tells a block from an earlier one of the same place: 20 bits of its digest."""
    return base32(int(digests.of_bytes(payload)[:8], 16) | 1 << 32)[-MARK:]


def place_name(segment: int, record: int, passage: int, mark: str) -> str:
    """The name of a block: its segment, where it begins, and its mark.

    Directories hold the mark alone, which is shorter than a name by content; a dot tells the two kinds
    of names apart.
    """
    place = f"{base32(segment)}.{base32(record)}" + (f".{base32(passage)}" if passage else "")
    return f"{place}-{mark}"


def path(name: str) -> str:
    """Where the file of this name is: its first character is a folder."""
    if "." in name:
        segment, _, rest = name.partition(".")
        return f"search/b{segment}/{rest}.js"
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
