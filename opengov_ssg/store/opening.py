"""The folder of the store: one run at a time has the lasting one.

A build waits for it: what it knows of the last release, and what it leaves to the next, must be
there. What only reads need not: a check while a preview is built reads everything anew, in a store
for that run alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from opengov_ssg.store.damage import guarded
from opengov_ssg.store.store import Reading, Store

LASTING = "store"
_POLL = 0.1
"""Seconds between two looks at whether the lasting store is free."""


@contextmanager
def opened(
    work: Path,
    engine: str,
    *,
    waits: Callable[[], object] | None = None,
    clean: bool = False,
    memory: dict[str, Reading] | None = None,
) -> Iterator[Store]:
    """The store below ``work``; what another engine wrote, or ``clean``, begins it anew. ``memory``
    is kept by who opens it again and again.

    With ``waits`` it is the lasting one: while another run holds that, ``waits`` is told so, once,
    and the end of that run is waited for. Else it is the first one that no other run holds.

    Raises OSError, StoreDamaged.
    """
    with _lasting(work, waits) if waits else _free(work) as folder:
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
def _lasting(work: Path, waits: Callable[[], object]) -> Iterator[Path]:
    """The lasting folder, once no other run holds it."""
    lock = _lock(work, LASTING)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waits()
        lock.acquire(poll_interval=_POLL)
    try:
        yield work / LASTING
    finally:
        lock.release()


@contextmanager
def _free(work: Path) -> Iterator[Path]:
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
