"""The folder of the store: the lasting one for whoever comes first, one for a single run for others.

A check while a preview is built is nothing unusual: it reads everything anew, and leaves nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from opengov_ssg.store.damage import guarded
from opengov_ssg.store.store import Reading, Store

LASTING = "store"


@contextmanager
def opened(
    work: Path, engine: str, *, clean: bool = False, memory: dict[str, Reading] | None = None
) -> Iterator[Store]:
    """The store below ``work``; what another engine wrote, or ``clean``, begins it anew. ``memory`` is kept
    by who opens it again and again.

    Raises OSError, StoreDamaged.
    """
    with _folder(work) as folder:
        if clean or not Store.fits(folder, engine):
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        with guarded(folder), Store(folder, engine, memory) as store:
            yield store


def forget(work: Path) -> None:
    """Remove the lasting store, unless another run holds it."""
    lock = _lock(work, LASTING)
    try:
        with lock.acquire(timeout=0):
            shutil.rmtree(work / LASTING, ignore_errors=True)
    except Timeout:
        pass


def _lock(work: Path, name: str) -> FileLock:
    (work / "locks").mkdir(parents=True, exist_ok=True)
    return FileLock(work / "locks" / f"{name}.lock")


@contextmanager
def _folder(work: Path) -> Iterator[Path]:
    """The first folder that no other run holds. All but the lasting one are removed at the end."""
    for number in count():
        name = f"{LASTING}-{number}" if number else LASTING
        lock = _lock(work, name)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        folder = work / name
        try:
            if number:  # what a run that was cut off left in it
                shutil.rmtree(folder, ignore_errors=True)
            yield folder
        finally:
            if number:
                shutil.rmtree(folder, ignore_errors=True)
            lock.release()
        return
