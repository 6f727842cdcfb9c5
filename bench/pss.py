"""Peak memory of a command with all its processes, as summed PSS (Linux).

PSS counts a page shared by n processes as 1/n in each, so the sum over a process tree is what the
tree really occupies; summed RSS would count pages shared after a fork many times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

INTERVAL = 0.05

_PROC = Path("/proc")


def session_pids(session: int) -> Iterator[int]:
    """Processes of a session: a command started as a session leader, and all it started."""
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", errors="replace")
            except OSError:
                continue
            # After the name, which may itself hold blanks: state, parent, group, session.
            if int(stat.rpartition(")")[2].split()[3]) == session:
                yield int(entry.name)


def pss(pid: int) -> int:
    """Bytes of one process, 0 if it is gone."""
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class Sampler(threading.Thread):
    """Samples a session every 50 ms; ``peak`` is the largest sum seen, in bytes."""

    def __init__(self, session: int, interval: float = INTERVAL) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.samples = 0
        self._session = session
        self._interval = interval
        self._end = threading.Event()

    def run(self) -> None:
        """Until ``stop``."""
        while not self._end.is_set():
            started = time.monotonic()
            self.peak = max(self.peak, sum(map(pss, session_pids(self._session))))
            self.samples += 1
            self._end.wait(max(0.0, self._interval - (time.monotonic() - started)))

    def stop(self) -> int:
        """Ends the sampling and returns the peak in bytes."""
        self._end.set()
        self.join()
        return self.peak


def peak_of(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> int:
    """Runs a command to its end and returns its peak in bytes.

    Raises CalledProcessError if it fails, OSError where there is no /proc/*/smaps_rollup.
    """
    if not (_PROC / "self" / "smaps_rollup").exists():
        raise OSError("summed PSS needs Linux: /proc/self/smaps_rollup is missing")
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, start_new_session=True
    )
    sampler = Sampler(process.pid)
    sampler.start()
    status = process.wait()
    peak = sampler.stop()
    if status:
        raise subprocess.CalledProcessError(status, list(command))
    return peak


if __name__ == "__main__":
    print(f"{peak_of(sys.argv[1:], env=os.environ) / 2**20:.0f} MiB")
