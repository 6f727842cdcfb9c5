"""Another process that has the lasting store of a project, until it is told to leave it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from opengov_ssg.store import opening

_PROGRAM = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


class Holder:
    """The process that holds the store."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def leave(self) -> None:
        """End it."""
        self._stdin.close()
        self._process.wait(10)

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin


@contextmanager
def store_held(project: Path) -> Iterator[Holder]:
    """The store of ``project`` is held by another process."""
    locks = project / ".opengov/locks"
    locks.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", _PROGRAM, str(locks / f"{opening.LASTING}.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout and process.stdout.readline() == b"held\n"
            yield Holder(process)
        finally:
            process.kill()
