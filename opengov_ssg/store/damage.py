"""What is raised when the store does not hold what it says: it is then begun anew."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_SHORT_READ = sqlite3.SQLITE_IOERR_SHORT_READ
_SYSTEM = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


class StoreDamaged(Exception):
    """The store is not what was written to it. Deleting it costs only time."""


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Tell what SQLite raises in the words of the rest: what the system refuses (a full disk) as
    OSError, all else as StoreDamaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        refused = _SYSTEM.get(code & 0xFF)
        if refused is None or code == _SHORT_READ:
            raise StoreDamaged(str(error)) from error
        raise OSError(refused, os.strerror(refused), str(folder)) from error


@contextmanager
def harmless(folder: Path, damaged: Callable[[StoreDamaged], object]) -> Iterator[None]:
    """What is only kept for later costs no more than time where it cannot be written; ``damaged``
    is told of a store that is to serve no other run."""
    try:
        with guarded(folder):
            yield
    except OSError:
        pass
    except StoreDamaged as error:
        damaged(error)
