"""What is done in a worker that others started: it prepares itself for a run when it
first works for it.

Such a process (Dask's, or another executor's) may come late, outlive the run, and work for
several in turn, in several threads. How it is to be prepared lies in a file of the run; it goes
when the run is over.
"""

from __future__ import annotations

import os
import pickle
import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple


class Preparation(NamedTuple):
    """``begin(*given)`` prepares a worker, the thread that calls it; ``end(*given)`` lets go of
    what the workers of a process hold."""

    begin: Callable[..., object]
    given: tuple[Any, ...]
    end: Callable[..., object]


class Reply(NamedTuple):
    """What came of a piece of work: ``kind`` is done, raised, folder, version or over.
    ``value`` is the result, the exception, or what kept the worker from being prepared;
    ``where`` names the process."""

    kind: str
    value: Any
    where: str = ""


@dataclass(slots=True)
class _Run:
    """What a process knows of a run."""

    under_way: int = 0
    over: bool = False
    end: Callable[[], object] | None = None


@dataclass(slots=True)
class _Process:
    """What a process knows of the runs that it worked for, by their files."""

    runs: dict[str, _Run] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def working(self, file: str) -> Iterator[_Run]:
        with self.lock:
            run = self.runs.setdefault(file, _Run())
            run.under_way += 1
        try:
            yield run
        finally:
            with self.lock:
                run.under_way -= 1

    def leave(self, file: str) -> int:
        with self.lock:
            run = self.runs.setdefault(file, _Run())
            run.over = True
            if not run.under_way and run.end:
                run.end()
                run.end = None
            return run.under_way


_process = _Process()
_thread = threading.local()


def work(file: str, data: bytes) -> bytes:
    """Do a piece of work (pickled: function, arguments, named arguments) for the run whose
    preparation lies in ``file``. The answer is a pickled Reply; nothing is raised."""
    with _process.working(file) as run:
        reply = Reply("over", None) if run.over else _prepared(file, run) or _done(data)
        try:
            return pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # an exception may hold what cannot travel
            return pickle.dumps(Reply("raised", RuntimeError(f"{reply.value!r} ({error!r})")))


def leave(file: str) -> int:
    """Take on nothing more of a run. Returns how many pieces are under way in this process yet."""
    return _process.leave(file)


def _prepared(file: str, run: _Run) -> Reply | None:
    """Prepare this thread for the run unless it is; what kept it from that."""
    if getattr(_thread, "file", None) == file:
        return None
    where = f"{platform.node()} ({os.getpid()})"
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        return Reply("folder", error.strerror or repr(error), where)
    _thread.file = None
    try:
        preparation: Preparation = pickle.loads(data)
        preparation.begin(*preparation.given)
    except Exception as error:  # most often code of another version
        return Reply("version", str(error) or repr(error), where)
    run.end = partial(preparation.end, *preparation.given)
    _thread.file = file
    return None


def _done(data: bytes) -> Reply:
    try:
        function, arguments, named = pickle.loads(data)
        return Reply("done", function(*arguments, **named))
    except Exception as error:  # raised again where the work was asked for
        return Reply("raised", error)
