"""The only hashing of the project: SHA-256 wherever a digest is a name, CRC-32 where it
guards against damage."""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import IO

SHORT = 16
_BLOCK = 64 << 10
"""Read at a time: memory for a larger one is asked of the system for every small file."""


def of_bytes(data: bytes) -> str:
    """The SHA-256 of ``data``: 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def of_text(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8: 64 hexadecimal digits."""
    return of_bytes(text.encode())


def of_parts(parts: Iterable[bytes]) -> str:
    """The SHA-256 of a sequence, each part preceded by its length: no two sequences agree."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def of_file(path: Path) -> tuple[str, int]:
    """The SHA-256 and the size in bytes of a file, read in blocks. Raises OSError."""
    with path.open("rb") as file:
        return of_stream(file)


def of_stream(file: IO[bytes]) -> tuple[str, int]:
    """The SHA-256 and the size in bytes of what is left of a stream, read in
    blocks. Raises OSError."""
    total, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        total.update(block)
        size += len(block)
    return total.hexdigest(), size


def for_policy(text: str) -> str:
    """The source expression by which a Content-Security-Policy allows the inline ``text``."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def checksum(data: bytes) -> int:
    """The CRC-32 of ``data``: tells damage, not intent."""
    return zlib.crc32(data)


def short(digest: str) -> str:
    """The first 16 digits (64 bits), for file names."""
    return digest[:SHORT]
