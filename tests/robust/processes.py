"""``ssg`` as processes that a test starts, watches and ends by their ids."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psutil


@contextmanager
def started(
    *arguments: str | Path, log: IO[bytes] | int = subprocess.DEVNULL, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """``ssg`` in a process group of its own; what is left of the group at the end is killed."""
    command = [sys.executable, "-m", "opengov_ssg", *map(str, arguments)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_hear_interrupts,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    try:
        yield process
    finally:
        kill_group(process)
        process.wait(10)


def _hear_interrupts() -> None:
    """Ctrl+C is ignored by what a shell starts in the background, and by all that this starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` the process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def living(group: int) -> list[int]:
    """The processes of a group that still run; a zombie does not."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


def wait_until(true: Callable[[], object], seconds: float, what: str = "") -> None:
    """Wait for a condition; AssertionError when it does not come true in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.01)
