"""Bodies in pack files: each writer has a file of its own, readers fetch by offset.

A pack holds one JSON array a body, ``[html, [[level, anchor, text], …]]``, with its blocks as a third value where it
has any (see :func:`opengov_ssg.model.blocks.dump`). The packs of a run live
until it ends, in a folder that no other run uses: a check while a preview is built is nothing unusual.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from opengov_ssg.model import blocks
from opengov_ssg.model.bodies import Body, BodyRef, Heading


class BodyWriter:
    """Appends bodies to one pack file; opened by one process only."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._file: BinaryIO = (folder / name).open("ab")
        self._offset = self._file.tell()

    def keep(self, body: Body, digest: str) -> BodyRef:
        """Append ``body`` and say where it is. Raises OSError."""
        headings = [[one.level, one.anchor, one.text] for one in body.headings]
        parts: list[Any] = [body.html, headings]
        if body.blocks:
            parts.append(blocks.dump(body.blocks))
        data = json.dumps(parts, ensure_ascii=False).encode()
        self._file.write(data)
        ref = BodyRef(digest, self.name, self._offset, len(data))
        self._offset += len(data)
        return ref

    def close(self) -> None:
        """Close the pack file."""
        self._file.close()

    def flush(self) -> None:
        """Make what was kept readable by other processes."""
        self._file.flush()


class BodyReader:
    """Fetches bodies from the packs of ``folder``; keeps the files open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, int] = {}

    def fetch(self, ref: BodyRef) -> Body:
        """The body that ``ref`` names. Raises OSError."""
        file = self._files.get(ref.pack)
        if file is None:
            flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
            file = self._files[ref.pack] = os.open(self.folder / ref.pack, flags)
        html, headings, *rest = json.loads(_read_at(file, ref.offset, ref.length))
        kept = blocks.load(rest[0]) if rest else ()
        return Body(html, tuple(Heading(*one) for one in headings), kept)

    def close(self) -> None:
        """Close the pack files."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()


def _read_at(file: int, offset: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file, length, offset)
    os.lseek(file, offset, os.SEEK_SET)  # Windows
    return os.read(file, length)


@contextmanager
def folder_of_run(work: Path) -> Iterator[Path]:
    """The first folder for packs below ``work`` that no other run holds; removed at the end.

    What a run that was cut off left in it goes at the start. Raises OSError.
    """
    (work / "locks").mkdir(parents=True, exist_ok=True)
    for number in count():
        folder = work / f"bodies-{number}"
        lock = FileLock(work / "locks" / f"{folder.name}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            shutil.rmtree(folder, ignore_errors=True)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
        return
