"""Dask's scheduler and workers as processes that a test starts, and ends by their ids."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.robust.processes import kill_group, wait_until

_WORKER = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")


class Cluster:
    """A scheduler on the loopback interface; workers are single processes without a nanny, so that
    a killed one stays dead."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.workers: list[subprocess.Popen[bytes]] = []
        given = ("--host", "127.0.0.1", "--port", str(self.port))
        self.scheduler = self._start("scheduler", "scheduler", *given)
        wait_until(lambda: "Scheduler at" in self.told("scheduler"), 60, "scheduler")

    @property
    def name(self) -> str:
        """What ``--executor`` is given."""
        return f"dask:tcp://127.0.0.1:{self.port}"

    def add(self, count: int = 1, **environment: str) -> None:
        """Start workers and wait until the scheduler knows them."""
        logs = []
        for _ in range(count):
            logs.append(f"worker-{len(self.workers)}")
            local = ("--local-directory", str(self.folder / logs[-1]))
            address = f"tcp://127.0.0.1:{self.port}"
            given = (address, *_WORKER, *local)
            self.workers.append(self._start(logs[-1], "worker", *given, **environment))
        for log in logs:
            wait_until(lambda log=log: "Registered to" in self.told(log), 60, log)

    def told(self, log: str) -> str:
        """What a process has logged."""
        return (self.folder / f"{log}.log").read_text("utf-8")

    def kill(self, number: int) -> None:
        """``kill -9`` a worker."""
        os.kill(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait(10)

    def _start(
        self, log: str, kind: str, *given: str, **environment: str
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, *given, "--no-dashboard"]
        with (self.folder / f"{log}.log").open("wb") as file:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.folder,
                env={**os.environ, **environment},
            )

    def end(self) -> None:
        """Kill what still runs."""
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                kill_group(process)
                process.wait(10)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster whose logs and files are in ``folder``; ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Cluster(folder)
    try:
        made.add(workers)
        yield made
    finally:
        made.end()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
