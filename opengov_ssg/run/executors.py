"""Executors. The serial one has the same interface, so that there is one way through the code."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

from opengov_ssg.run import cluster, named
from opengov_ssg.run.guest import Preparation
from opengov_ssg.run.trouble import Unusable, WorkersLost

P = ParamSpec("P")
T = TypeVar("T")
_OWN = ("serial", "process")


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
    """Whether ``name`` is written as that of an executor which this platform can have."""
    kind, _, rest = name.partition(":")
    if kind in _OWN:
        methods = ("", *multiprocessing.get_all_start_methods())
        return name == "serial" or (kind == "process" and rest in methods)
    return bool(rest) if kind == "dask" else named.is_form(name)


def is_borrowed(name: str) -> bool:
    """Whether the executor's workers are not started here: they may be anywhere,
    and outlive the run."""
    return name.partition(":")[0] not in _OWN


def demand(name: str) -> None:
    """Raise Unusable for what can be told before anything is done: no such name, no such
    function, no Dask."""
    if not is_name(name):
        raise Unusable("unknown", value=name)
    if name.startswith("dask:"):
        cluster.demand()
    elif is_borrowed(name):
        named.function(name)


class Opened(NamedTuple):
    """An executor, and how many pieces of work it does at a time."""

    executor: Executor
    jobs: int


@contextmanager
def opened(
    name: str,
    jobs: int,
    preparation: Preparation,
    hand_out: Callable[[bytes], AbstractContextManager[Path]],
) -> Iterator[Opened]:
    """The executor called ``name``, its workers prepared; ended at the end.

    ``hand_out`` puts bytes into a file that all workers can read. Raises Unusable, WorkersLost.
    """
    demand(name)
    if not is_borrowed(name):
        try:
            with make(name, jobs, preparation.begin, preparation.given) as executor:
                yield Opened(executor, jobs)
        except BrokenExecutor as error:
            raise WorkersLost(str(error)) from error
        return
    with hand_out(pickle.dumps(preparation, pickle.HIGHEST_PROTOCOL)) as file:
        if name.startswith("dask:"):
            with cluster.connected(name.removeprefix("dask:"), file) as connected:
                yield Opened(*connected)
        else:
            with named.opened(name, jobs, file) as executor:
                yield Opened(executor, jobs)


def make(
    name: str, jobs: int, initializer: Callable[..., object], initargs: tuple[Any, ...]
) -> Executor:
    """The executor called ``name`` that is our own: ``serial``, or ``process`` with ``:fork``,
    ``:spawn`` or ``:forkserver`` if the platform's usual way of starting is not wanted.

    Raises ValueError for a name that is none.
    """
    if is_borrowed(name) or not is_name(name):
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
