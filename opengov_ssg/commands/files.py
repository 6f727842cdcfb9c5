"""How commands write into a project: whole files, put in place at once, never over another's."""

from __future__ import annotations

import os
from pathlib import Path


def replace(file: Path, text: str) -> None:
    """Write ``text`` in place of ``file``; a crash leaves the old text or the new. Raises
    OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(text.encode())
    part.replace(file)


def create(file: Path, data: bytes) -> None:
    """Write a new file. Raises FileExistsError when there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
