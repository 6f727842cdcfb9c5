"""An executor that others made: its workers prepare themselves, and its failures are
told in our words."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from opengov_ssg.run.guest import Reply, work
from opengov_ssg.run.trouble import Unusable, WorkersLost

P = ParamSpec("P")
T = TypeVar("T")


class BorrowedExecutor(Executor):
    """Hands work to ``inner`` for the run whose preparation lies in ``file``.

    A future raises what the work raised; WorkersLost when it was never done, whatever ``inner``
    says to that; Unusable when a worker could not be prepared.
    """

    def __init__(self, inner: Executor, file: Path) -> None:
        self._inner, self._file = inner, str(file)
        self._lock = threading.Lock()
        self._under_way: dict[Future[Any], Future[bytes]] = {}
        self._lost: WorkersLost | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have ``fn`` called by a worker. Raises WorkersLost."""
        if self._lost:
            raise self._lost
        outer: Future[T] = Future()
        data = pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        try:
            inner = self._inner.submit(work, self._file, data)
        except Exception as error:
            raise _lost(error) from error
        with self._lock:
            self._under_way[outer] = inner
        outer.add_done_callback(self._end)
        inner.add_done_callback(partial(self._hand_on, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what is not done: nobody asks for it any more. Whoever made ``inner`` ends it."""
        with self._lock:
            waiting = list(self._under_way)
        for outer in waiting:
            outer.cancel()

    def lose(self, detail: str) -> None:
        """Give up: nothing that is under way will be done."""
        self._lost = WorkersLost(detail, borrowed=True)
        with self._lock:
            waiting = list(self._under_way)
        for outer in waiting:
            if self._taken(outer) and outer.set_running_or_notify_cancel():
                outer.set_exception(self._lost)

    def _taken(self, outer: Future[Any]) -> Future[bytes] | None:
        """Take a future off the list; None if another thread was first."""
        with self._lock:
            return self._under_way.pop(outer, None)

    def _end(self, outer: Future[Any]) -> None:
        if inner := self._taken(outer):  # so it was cancelled
            with suppress(Exception):
                inner.cancel()

    def _hand_on(self, outer: Future[Any], inner: Future[bytes]) -> None:
        if not self._taken(outer) or not outer.set_running_or_notify_cancel():
            return
        try:
            reply: Reply = pickle.loads(inner.result())
        except BaseException as error:  # of the executor: the work itself raises nothing
            outer.set_exception(_lost(error))
        else:
            _settle(outer, reply)


def _settle(outer: Future[Any], reply: Reply) -> None:
    if reply.kind == "done":
        outer.set_result(reply.value)
    elif reply.kind == "raised":
        outer.set_exception(reply.value)
    elif reply.kind == "over":
        outer.set_exception(WorkersLost("the run is over", borrowed=True))
    else:
        outer.set_exception(Unusable(reply.kind, where=reply.where, detail=reply.value))


def _lost(error: BaseException) -> WorkersLost:
    return WorkersLost(str(error) or repr(error), borrowed=True)
