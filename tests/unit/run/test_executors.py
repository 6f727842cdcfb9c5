"""Work spread over an executor: the serial twin and the pool give the same, in the same order."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.run.batches import by_bytes, ordered
from opengov_ssg.run.executors import SerialExecutor, default_jobs, demand, is_name, make
from opengov_ssg.run.trouble import Unusable

prepared = ""


def prepare(word: str) -> None:
    global prepared
    prepared = word


def square(number: int) -> tuple[int, str]:
    time.sleep(0.002 * (number % 3))
    return number * number, prepared


def fail(number: int) -> int:
    if number == 3:
        raise LookupError(f"no {number}")
    return number


def whose(number: int) -> int:
    return os.getpid()


@pytest.fixture(params=["serial", "process", "process:spawn"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with make(request.param, 2, prepare, ("ready",)) as made:
        yield made


class TestBothAlike:
    def test_results_in_the_order_of_the_input(self, executor: Executor) -> None:
        found = list(ordered(executor, square, range(20), 4))
        assert found == [(number * number, "ready") for number in range(20)]

    def test_an_exception_is_carried_over(self, executor: Executor) -> None:
        results = ordered(executor, fail, range(9), 2)
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(LookupError, match="no 3"):
            next(results)

    def test_nothing_to_do(self, executor: Executor) -> None:
        assert list(ordered(executor, square, [], 4)) == []


def test_the_serial_twin_stays_in_this_process() -> None:
    with make("serial", 8, prepare, ("ready",)) as serial:
        assert list(ordered(serial, whose, range(3), 2)) == [os.getpid()] * 3


def test_a_pool_of_one_is_none() -> None:
    assert isinstance(make("process", 1, prepare, ("ready",)), SerialExecutor)


def test_a_serial_future_is_done_at_once() -> None:
    serial = SerialExecutor()
    assert serial.submit(fail, 2).result() == 2
    assert isinstance(serial.submit(fail, 3).exception(), LookupError)


class Watched(SerialExecutor):
    """Counts what has been handed out and not yet been asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0
        self.given = 0
        self.taken = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.given += 1
        self.most = max(self.most, self.given - self.taken)
        future: Future[object] = super().submit(fn, *args, **kwargs)
        return future


@given(st.integers(0, 30), st.integers(1, 9))
def test_no_more_under_way_than_asked_for(count: int, ahead: int) -> None:
    watched = Watched()
    read = 0

    def batches() -> Iterator[int]:
        nonlocal read
        for number in range(count):
            read += 1
            yield number

    for number, result in enumerate(ordered(watched, int, batches(), ahead)):
        assert result == number
        watched.taken += 1
        assert read <= watched.taken + ahead
    assert watched.given == watched.taken == count
    assert watched.most <= ahead


def test_when_one_fails_those_under_way_are_cancelled() -> None:
    class Idle(Executor):
        def __init__(self) -> None:
            self.futures: list[Future[int]] = []

        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future: Future[int] = Future()
            if not self.futures:
                future.set_exception(LookupError())
            self.futures.append(future)
            return future

    idle = Idle()
    with pytest.raises(LookupError):
        list(ordered(idle, int, range(5), 3))
    assert [one.cancelled() for one in idle.futures] == [False, True, True]


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_batches_by_bytes(sizes: list[int], most: int) -> None:
    cut = list(by_bytes(sizes, int, most))
    assert [one for batch in cut for one in batch] == sizes
    assert all(sum(batch) >= most for batch in cut[:-1])
    assert all(sum(batch[:-1]) < most for batch in cut)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("serial", True),
        ("process", True),
        ("process:spawn", True),
        ("process:nothing", False),
        ("threads", False),
        ("", False),
        ("serial:x", False),
        ("dask:tcp://127.0.0.1:8786", True),
        ("dask:", False),
        ("dask", False),
        ("a_module:function", True),
        ("a.module:function", True),
        ("a-module:function", False),
        ("a..module:function", False),
        ("module:", False),
        (":function", False),
    ],
)
def test_names(name: str, known: bool) -> None:
    assert is_name(name) == known
    if not known:
        with pytest.raises(ValueError, match=name or ".*"):
            make(name, 2, prepare, ("ready",))
        with pytest.raises(Unusable) as raised:
            demand(name)
        assert raised.value.reason == "unknown"


def test_there_is_always_a_job() -> None:
    assert default_jobs() >= 1
