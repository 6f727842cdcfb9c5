"""Exchange a folder for another in one step, or in two that the next start repairs.

Linux can swap two names at once (``renameat2``). Elsewhere the old folder is renamed aside, then
the new one takes its name; a crash between the two is found and mended by :func:`repair`. The
folder that was replaced is kept, so that it can be brought back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from opengov_ssg import digests
from opengov_ssg.write.guarding import MANIFEST

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_READY = re.compile(r"[0-9a-f]{64}")
_NO_EXCHANGE = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


class Names(NamedTuple):
    """The folders beside an output that belong to it: the release in the making, the one before the
    present one, and one that is on its way out.

    They are removed without asking, so their names say whose they are: none that a user chose.
    """

    new: Path
    old: Path
    gone: Path


def names(output: Path) -> Names:
    """The folders beside ``output``."""
    return Names(_beside(output, "new"), _beside(output, "old"), _beside(output, "gone"))


def lock_name(output: Path) -> Path:
    """The file beside ``output`` by whose lock two builds of it tell of each other."""
    return _beside(output, "lock")


def stands(output: Path) -> bool:
    """Whether there is a release at ``output``, or what :func:`repair` makes one of after a crash;
    also where that cannot be told."""
    new, _, gone = names(output)
    try:
        return any(one.exists() for one in (output, new, gone))
    except OSError:
        return True


def exchange(new: Path, output: Path) -> None:
    """Put ``new`` in the place of ``output``; what was there becomes the old
    release. Raises OSError.

    At every instant a reader finds the whole old or the whole new folder; without an exchange by
    the platform there is one instant with none. Once the new folder is in place nothing fails. The
    release before the old one waits for :func:`clear`. ``new`` is named by its manifest's digest
    (:func:`ready_name`): after a crash that tells it from the release whose place it took.
    """
    _, old, gone = names(output)
    _remove(gone)
    if old.exists():
        old.rename(gone)
    try:
        if not output.exists():
            new.rename(output)
        elif _swapped(new, output):
            with suppress(OSError):
                new.rename(old)
        else:
            _renamed(new, output, old)
    finally:
        _keep_last(output)
    with suppress(OSError):
        sync(output.parent)


def ready_name(folder: Path) -> Path:
    """The name of a release that is ready to be published. Raises OSError."""
    return folder.with_name(digests.of_file(folder / MANIFEST)[0])


def folders_gone(output: Path) -> list[str]:
    """The folders in the release before the old one, which waits for :func:`clear`."""
    try:
        return sorted(one.name for one in names(output).gone.iterdir() if one.is_dir())
    except OSError:
        return []


def clear(output: Path, folder: str = "") -> None:
    """Remove the release before the old one, or a folder in it; what is left goes at the next
    start."""
    shutil.rmtree(names(output).gone / folder, ignore_errors=True)


def bring_back(output: Path) -> bool:
    """Exchange the release at ``output`` for the one before it, which is then the newer one; False
    when there is none. Raises OSError."""
    _, old, gone = names(output)
    if not (old / MANIFEST).is_file():
        return False
    if not output.exists():
        old.rename(output)
    elif not _swapped(old, output):
        # a crash between leaves what repair makes whole: nothing is lost
        output.rename(gone)
        try:
            old.rename(output)
        except BaseException:
            gone.rename(output)
            raise
        gone.rename(old)
    with suppress(OSError):
        sync(output.parent)
    return True


def repair(output: Path) -> None:
    """Undo what a crash left behind: bring the old folder back if there is none, drop leftovers.

    An output that somebody removed stays away: a crash leaves another folder of ours beside.
    """
    new, old, gone = names(output)
    if old.exists() and not output.exists() and (new.exists() or gone.exists()):
        old.rename(output)
    if output.exists():
        _keep_last(output)
    _remove(gone)
    _remove(new)


def sync(folder: Path) -> None:
    """Make a folder's entries last through a power failure, where that can be asked for."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_last(output: Path) -> None:
    """Name the release before the present one, if what should have done so was cut off."""
    new, old, gone = names(output)
    if not old.exists():
        last = _replaced(new) or gone
        if last.exists():
            last.rename(old)


def _replaced(new: Path) -> Path | None:
    """The release that stands where another was made ready: that one has taken its place."""
    try:
        return next(
            (one for one in new.iterdir() if _READY.fullmatch(one.name) and ready_name(one) != one),
            None,
        )
    except OSError:  # none there, or one without a manifest
        return None


def _beside(output: Path, what: str) -> Path:
    return output.with_name(f".{output.name}.opengov-{what}")


def _renamed(new: Path, output: Path, old: Path) -> None:
    try:
        output.rename(old)
        new.rename(output)
    except BaseException:
        if not output.exists():
            old.rename(output)
        raise


def _swapped(new: Path, output: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(new), os.fsencode(output))
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(output))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
