"""Executors. The serial one has the same interface, so that there is one way through the code."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class SerialExecutor(Executor):
    """Does each piece of work at once, in this process."""

    def __init__(
        self, initializer: Callable[..., object] | None = None, initargs: tuple[Any, ...] = ()
    ) -> None:
        if initializer:
            initializer(*initargs)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call ``fn`` now; the future is done when this returns."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # as a pool does: whoever asks for the result gets it
            future.set_exception(error)
        return future


def default_jobs() -> int:
    """As many processes as this process may use processors."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_name(name: str) -> bool:
    """Whether ``name`` is that of an executor this platform has."""
    kind, _, method = name.partition(":")
    methods = ("", *multiprocessing.get_all_start_methods())
    return name == "serial" or (kind == "process" and method in methods)


def make(
    name: str, jobs: int, initializer: Callable[..., object], initargs: tuple[Any, ...]
) -> Executor:
    """The executor called ``name``: ``serial``, or ``process`` with ``:fork``, ``:spawn`` or
    ``:forkserver`` if the platform's usual way of starting is not wanted.

    Raises ValueError for a name that is none.
    """
    if not is_name(name):
        raise ValueError(name)
    method = name.partition(":")[2]
    if name == "serial" or (jobs == 1 and not method):
        return SerialExecutor(initializer, initargs)
    context = multiprocessing.get_context(method or None)
    return ProcessPoolExecutor(jobs, context, _begin, (initializer, initargs))


def _begin(initializer: Callable[..., object], initargs: tuple[Any, ...]) -> None:
    """Begin a worker's life. It ends with the process that started it: otherwise the workers of a
    killed build would wait for ever, with copies of its handles, the lock's among them. Ctrl+C goes
    to that process alone, which then needs no work any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    initializer(*initargs)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
