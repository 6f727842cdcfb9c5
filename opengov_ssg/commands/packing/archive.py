"""The archive of a pack: the same files give the same bytes, whenever and wherever it is made."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from opengov_ssg import digests

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_LEVEL = 9
_MANIFEST = "manifest.json"


class Size(NamedTuple):
    """How many files an archive holds, their bytes, its own bytes."""

    files: int
    unpacked: int
    packed: int


NOTHING = Size(0, 0, 0)
"""The size of no archive."""


class Damaged(Exception):
    """A file of the archive is not what the manifest says."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def write(target: Path, top: str, cover: Mapping[str, bytes], site: Path, below: str) -> Size:
    """Write the archive to ``target`` in one step, over what stands there.

    All lies in the one folder ``top``: the files of ``cover``, and in its folder ``below`` all
    files of ``site``. What was written is read back and compared with the manifest of ``site``
    before it has its name. Raises OSError, and Damaged if a file differs.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with (
            part.open("wb") as file,
            ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as into,
        ):
            for name, source in sorted(_named(top, cover, site, below).items()):
                _add(into, name, source)
        size = _verified(part, f"{top}/{below}/", {f"{top}/{name}" for name in cover})
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return size


def _named(top: str, cover: Mapping[str, bytes], site: Path, below: str) -> dict[str, bytes | Path]:
    """What goes into the archive, by its name there."""
    named: dict[str, bytes | Path] = {f"{top}/{name}": data for name, data in cover.items()}
    for root, _, files in os.walk(site):
        for name in files:
            path = Path(root) / name
            named[f"{top}/{below}/{path.relative_to(site).as_posix()}"] = path
    return named


def _add(into: ZipFile, name: str, source: bytes | Path) -> None:
    info = ZipInfo(name, _EARLIEST)  # names beyond ASCII are marked as UTF-8
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, _PLAIN_FILE, _UNIX
    if isinstance(source, bytes):
        into.writestr(info, source, compresslevel=_LEVEL)
        return
    info.file_size = source.stat().st_size
    with source.open("rb") as data, into.open(info, "w") as file:
        shutil.copyfileobj(data, file, 1 << 20)


def _verified(archive: Path, prefix: str, others: set[str]) -> Size:
    """The size of the archive, once every file below ``prefix`` is as its manifest says, and no
    other is there than those and ``others``."""
    with ZipFile(archive) as packed:
        members = {one.filename: one for one in packed.infolist()}
        try:
            files = json.loads(packed.read(f"{prefix}{_MANIFEST}"))["files"]
            for path, about in files.items():
                with packed.open(f"{prefix}{path}") as file:
                    if digests.of_stream(file) != (about["sha256"], about["bytes"]):
                        raise Damaged(path)
        except (KeyError, ValueError, BadZipFile) as error:
            raise Damaged(_MANIFEST) from error
        known = {f"{prefix}{path}" for path in (*files, _MANIFEST)} | others
        if foreign := members.keys() ^ known:
            raise Damaged(min(foreign))
    unpacked = sum(one.file_size for one in members.values())
    return Size(len(members), unpacked, archive.stat().st_size)
