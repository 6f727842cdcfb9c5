"""What the files of a record hold, as digests: by these a reading is known again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opengov_ssg import digests
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.read.files import Found

_GRAIN = 2_000_000_000
"""Nanoseconds within which a file may change twice and bear one stamp (FAT has the coarsest
clock)."""


def is_settled(stamp: Stamp, seen: int) -> bool:
    """Whether a file that was hashed after the instant ``seen`` (nanoseconds, by the clock of its
    file system) can only have changed since if its stamp has: not when it had been changed right
    before, or in the clock's future."""
    return max(stamp.modified, stamp.changed) < seen - _GRAIN


def take(project: Path, found: Found) -> dict[str, str]:
    """The SHA-256 of each file that a record is made of, by its path. Raises OSError."""
    return {path: digests.of_file(project / path)[0] for path, _ in found.parts()}


def is_as_found(project: Path, found: Found) -> bool:
    """Whether all files of a record still bear the stamps that they were found with."""
    try:
        return all(Stamp.of((project / path).stat()) == stamp for path, stamp in found.parts())
    except OSError:
        return False


def key(found: Found, contents: Mapping[str, str], site: str) -> str:
    """The digest of all that a reading follows from; ``site`` is that of the configuration."""
    parts = [site]
    for name, path in found.names():
        parts += (name, path, contents[path])
    return digests.of_parts(part.encode() for part in parts)
