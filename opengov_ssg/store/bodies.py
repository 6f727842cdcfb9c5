"""Bodies in pack files: each writer has a file of its own, readers fetch by offset.

A pack holds one JSON array a body, ``[html, [[level, anchor, text], …]]``, with its blocks as a
third value where it has any (see :func:`opengov_ssg.model.blocks.dump`), and the bodies of its
translations as a fourth where there are any.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from opengov_ssg import digests
from opengov_ssg.model import blocks
from opengov_ssg.model.bodies import Body, BodyRef, Heading
from opengov_ssg.store.damage import StoreDamaged

_TRANSLATIONS = 3


class BodyWriter:
    """Appends bodies to one pack file; opened by one process only."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._file: BinaryIO = (folder / name).open("ab")
        self._offset = self._file.tell()

    def keep(self, body: Body, digest: str, translations: Sequence[Body] = ()) -> BodyRef:
        """Append ``body``, with those of its translations, and say where it is. Raises OSError."""
        parts = _plain(body)
        if translations:
            without = [] if body.blocks else [blocks.dump(())]
            parts += [*without, [_plain(one) for one in translations]]
        return self.append(msgspec.json.encode(parts), digest)

    def append(self, data: bytes, digest: str) -> BodyRef:
        """Append a body as it lies in another pack. Raises OSError."""
        self._file.write(data)
        ref = BodyRef(digest, self.name, self._offset, len(data), digests.checksum(data))
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
        """The body that ``ref`` names. Raises StoreDamaged when it is not there."""
        parts = msgspec.json.decode(self.fetch_bytes(ref))
        html, headings, *rest = parts[_TRANSLATIONS][ref.part - 1] if ref.part else parts
        kept = blocks.load(rest[0]) if rest else ()
        return Body(html, tuple(Heading(*one) for one in headings), kept)

    def fetch_bytes(self, ref: BodyRef) -> bytes:
        """The body as it lies in its pack. Raises StoreDamaged."""
        try:
            file = self._files.get(ref.pack)
            if file is None:
                flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
                file = self._files[ref.pack] = os.open(self.folder / ref.pack, flags)
            data = _read_at(file, ref.offset, ref.length)
        except OSError as error:
            raise StoreDamaged(f"{ref.pack}: {error.strerror}") from error
        if len(data) != ref.length or digests.checksum(data) != ref.check:
            raise StoreDamaged(ref.pack)
        return data

    def close(self) -> None:
        """Close the pack files."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()


def _plain(body: Body) -> list[Any]:
    headings = [[one.level, one.anchor, one.text] for one in body.headings]
    kept = [blocks.dump(body.blocks)] if body.blocks else []
    return [body.html, headings, *kept]


def _read_at(file: int, offset: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file, length, offset)
    os.lseek(file, offset, os.SEEK_SET)  # Windows
    return os.read(file, length)
