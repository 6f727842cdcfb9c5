"""What has not changed since the last release is taken over into the next: linked,
not written again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_ISREG

from opengov_ssg import digests
from opengov_ssg.model.releases import KeptFile
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.write.folders import make_parents


def take(previous: Path, staging: Path, files: Iterable[tuple[str, KeptFile]]) -> dict[str, bool]:
    """Take files of the release at ``previous`` into ``staging``; the paths of those taken, each
    with whether it is linked: the very file of ``previous``.

    A file that bears its stamp is linked, or copied where links are not allowed. One that was
    touched is never linked: if it still holds what it held it is copied, else it is left for the
    build to make anew. Raises OSError when nothing can be written.
    """
    found = {path: _take(previous, staging, path, kept) for path, kept in files}
    return {path: linked for path, linked in found.items() if linked is not None}


def _take(previous: Path, staging: Path, path: str, kept: KeptFile) -> bool | None:
    """Whether a file is linked; None when it is not taken."""
    source, target = os.path.join(previous, path), os.path.join(staging, path)  # noqa: PTH118
    try:
        status = os.lstat(source)
    except OSError:
        return None
    if not S_ISREG(status.st_mode) or status.st_size != kept.bytes:
        return None
    if Stamp.of(status) == kept.stamp:
        try:
            _link(source, target, staging)
            return True
        except OSError:
            pass  # another file system, too many links, or none at all
    if _is_same(source, target):
        return True  # linked by a worker that was lost before it could tell
    return False if _copy(Path(source), Path(target), kept, staging) else None


def _link(source: str, target: str, staging: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        make_parents(staging, Path(target))
        os.link(source, target, follow_symlinks=False)


def _is_same(source: str, target: str) -> bool:
    try:
        return Path(source).samefile(target)
    except OSError:
        return False


def _copy(source: Path, target: Path, kept: KeptFile, staging: Path) -> bool:
    try:
        data = source.read_bytes()
    except OSError:
        return False
    if digests.of_bytes(data) != kept.sha256:
        return False
    make_parents(staging, target)
    target.unlink(missing_ok=True)
    target.write_bytes(data)
    return True


def drop(staging: Path, paths: Sequence[str]) -> None:
    """Remove files that were taken but belong to the new release no more, and the
    folders thus empty.

    Raises OSError.
    """
    folders: set[Path] = set()
    for path in paths:
        file = staging / path
        file.unlink(missing_ok=True)
        folders.update(file.relative_to(staging).parents)
    for folder in sorted(folders, reverse=True, key=lambda one: len(one.parts)):
        if folder.parts and not any((staging / folder).iterdir()):
            (staging / folder).rmdir()
