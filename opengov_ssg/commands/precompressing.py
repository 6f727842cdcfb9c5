"""Compressed copies of the built site, in a folder of their own: the site holds what was
published and nothing else."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from opengov_ssg.commands.new import NotPossible
from opengov_ssg.errors import ProblemError
from opengov_ssg.model.media_types import TEXTS
from opengov_ssg.write import guarding
from opengov_ssg.write.staging import Release, failed, put

_WORTH = 0.9
"""A copy is kept when it has at most this part of the bytes."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What was made: copies, the bytes of the files that they stand for, their own bytes."""

    count: int
    before: int
    after: int


def precompress(site: Path, folder: Path, project: Path, without: Set[str]) -> Copies:
    """Put a gzip copy of each text of the built ``site`` into ``folder``, in place
    of all that it held.

    ``without`` are site-relative paths that get none. The same files give the same bytes, and
    copies are as old as their files. Raises NotPossible where there is no built site or the folder
    lies in it, ProblemError for a folder that may not be written to (OG501 to OG505).
    """
    if not (site / guarding.MANIFEST).is_file():
        raise NotPossible("server_config.no_site", folder=str(site))
    real = guarding.resolve(folder, project)
    inner, outer = site.resolve(), real
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise NotPossible("server_config.copies_inside", folder=str(folder), site=str(site))
    with Release(real) as release, ThreadPoolExecutor(os.cpu_count()) as threads:
        written, before = [], 0
        try:
            paths = (path for path in _texts(site) if path not in without)
            for path, size, data in threads.map(lambda path: _packed(site, path), paths):
                if data is None:
                    continue
                written.append(put(release.staging, f"{path}.gz", data))
                before += size
                stamp = (site / path).stat().st_mtime_ns
                os.utime(release.staging / f"{path}.gz", ns=(stamp, stamp))
            release.publish(written)
        except OSError as error:
            raise ProblemError(failed(error, folder)) from error
    return Copies(len(written), before, sum(size for _, _, size in written))


def _texts(site: Path) -> Iterator[str]:
    """The files that compression is for, relative to the site, in order."""
    for root, folders, files in os.walk(site):
        folders.sort()
        for name in sorted(files):
            if name.rpartition(".")[2].lower() in TEXTS:
                yield (Path(root) / name).relative_to(site).as_posix()


def _packed(site: Path, path: str) -> tuple[str, int, bytes | None]:
    """The path, the size of the file, its copy; None where a copy is not worth it."""
    data = (site / path).read_bytes()
    packed = io.BytesIO()
    # Without a name or a time in it, as gzip.compress() does not promise in every version.
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
        file.write(data)
    found = packed.getvalue()
    return path, len(data), found if len(found) <= len(data) * _WORTH else None
