"""Work in batches: spread over an executor, results in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def by_bytes(things: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Cut things into batches that end with the thing which reaches ``most`` bytes, so that no
    worker gets all the long ones. ``size`` tells a thing's bytes, about."""
    batch: list[T] = []
    total = 0
    for one in things:
        batch.append(one)
        total += size(one)
        if total >= most:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def by_count(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """Cut things into batches of ``most``."""
    return by_bytes(things, lambda _: 1, most)


def ordered(
    executor: Executor, work: Callable[[T], R], batches: Iterable[T], ahead: int
) -> Iterator[R]:
    """Yield ``work(batch)`` for each batch, in order, with at most ``ahead`` under way.

    So neither the batches nor the results pile up. Raises what ``work`` raised; the batches under
    way are then cancelled.
    """
    under_way: deque[Future[R]] = deque()
    try:
        for batch in batches:
            under_way.append(executor.submit(work, batch))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
