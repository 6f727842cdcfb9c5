"""Dask's scheduler and its workers, on any number of machines
(``pip install opengov-ssg[distributed]``)."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from opengov_ssg.run.borrowing import BorrowedExecutor
from opengov_ssg.run.guest import leave
from opengov_ssg.run.trouble import Unusable

if TYPE_CHECKING:
    from distributed import Client

_ANSWER = 5.0
"""Seconds in which a scheduler has to answer, and to name a worker."""
_PATIENCE = 20.0
"""Seconds that may pass without any worker before the work is given up: a killed one is started
again by its nanny in less."""
_END = 60.0
"""Seconds to wait at most for the batches that are under way when the work is given up."""
_ADDRESS = re.compile(r"((tcp|tls)://)?[^\s/]+:\d{1,5}")
_SETTINGS = {
    "distributed.comm.timeouts.connect": f"{_ANSWER}s",
    "distributed.admin.large-graph-warning-threshold": "1GB",
}
_LOGGERS = (
    "asyncio",
    "concurrent.futures",
    "distributed",
    "distributed.client",
    "distributed.gc",
    "tornado",
    "tornado.application",
)


def demand() -> None:
    """Raise Unusable (``distributed``) when Dask is not installed."""
    try:
        import dask

        # Taken to heart when it is imported: what matters comes back as an exception.
        dask.config.set({"logging": dict.fromkeys(_LOGGERS, "critical")})
        import distributed  # noqa: F401
    except ImportError as error:
        raise Unusable("distributed", detail=str(error)) from error


@contextmanager
def connected(address: str, file: Path) -> Iterator[tuple[Executor, int]]:
    """An executor over the workers of the scheduler at ``address``, and how many batches these work
    on at a time. ``file`` holds the preparation, where all of them find it.

    Raises Unusable when there is no Dask, no answer, or no worker.
    """
    demand()
    import dask

    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        client = _client(address)
        stack.callback(_close, client)
        with ClusterExecutor(client, file) as executor:
            yield executor, sum(client.nthreads().values())


def _client(address: str) -> Client:
    from distributed import Client

    if not _ADDRESS.fullmatch(address):
        raise Unusable("address", value=address, detail="[tcp|tls]://HOST:PORT")
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except Exception as error:  # of many kinds, an AssertionError for a host without an address
        raise Unusable("address", value=address, detail=str(error) or repr(error)) from error
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
    except TimeoutError as error:
        _close(client)
        raise Unusable("workers", value=address) from error
    return client


def _close(client: Client) -> None:
    with suppress(Exception):
        client.close(timeout=_ANSWER)


class ClusterExecutor(BorrowedExecutor):
    """Dask's executor. It does again elsewhere what a killed worker had begun; this one adds an
    end: it gives up when no worker is left, and leaves none at work."""

    def __init__(self, client: Client, file: Path) -> None:
        super().__init__(client.get_executor(pure=False), file)
        self._client = client
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what is not begun, wait for what is: a worker that still writes would write
        into the next build."""
        self._ended.set()
        super().shutdown(wait)
        end = time.monotonic() + _END
        while wait and not self._lost and self._working() and time.monotonic() < end:
            time.sleep(0.05)

    def _working(self) -> bool:
        try:
            answers = self._client.run(leave, self._file, on_error="ignore")
        except Exception:  # no scheduler any more: its workers end with it
            return False
        return any(answers.values())

    def _watch(self) -> None:
        last = time.monotonic()
        while not self._ended.wait(1):
            try:
                if self._client.nthreads():
                    last = time.monotonic()
            except Exception as error:
                told = str(error) or repr(error)
            else:
                told = "no worker is left"
            if time.monotonic() - last > _PATIENCE:
                self.lose(told)
                return
