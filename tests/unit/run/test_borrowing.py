"""Executors that others made: workers prepare themselves, whatever fails is told in our words."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Iterator
from concurrent.futures import (
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from pathlib import Path

import pytest

from opengov_ssg.run.batches import ordered
from opengov_ssg.run.borrowing import BorrowedExecutor
from opengov_ssg.run.guest import Preparation, Reply, leave, work
from opengov_ssg.run.trouble import Unusable, WorkersLost

here = threading.local()
begun: list[str] = []
ended: list[str] = []
gate = threading.Event()


def begin(word: str) -> None:
    if word == "never":
        raise ValueError("not with me")
    here.word = word
    begun.append(word)


def end(word: str) -> None:
    ended.append(word)


def told(number: int) -> tuple[int, str]:
    return number, here.word


def fail(number: int) -> None:
    raise LookupError(f"no {number}")


def die(number: int) -> None:
    os._exit(number)


def nothing_travels(number: int) -> object:
    return lambda: number


def wait(number: int) -> int:
    gate.wait(10)
    return number


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return handed(tmp_path, "ready")


def handed(folder: Path, word: str) -> Path:
    """The file that prepares workers with ``word``."""
    file = folder / f"{word}.run"
    file.write_bytes(pickle.dumps(Preparation(begin, (word,), end)))
    return file


@pytest.fixture(params=["threads", "processes"])
def inner(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "threads":
        made: Executor = ThreadPoolExecutor(2)
    else:
        made = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    with made:
        yield made


def test_workers_prepare_themselves(inner: Executor, file: Path, tmp_path: Path) -> None:
    """Those of one pool work for two runs, one after the other."""
    for one in (file, handed(tmp_path, "again")):
        with BorrowedExecutor(inner, one) as executor:
            found = list(ordered(executor, told, range(20), 4))
        assert found == [(number, one.stem) for number in range(20)]


def test_an_exception_is_carried_over(inner: Executor, file: Path) -> None:
    with BorrowedExecutor(inner, file) as executor, pytest.raises(LookupError, match="no 3"):
        executor.submit(fail, 3).result()


def test_what_cannot_travel(inner: Executor, file: Path) -> None:
    with BorrowedExecutor(inner, file) as executor, pytest.raises(RuntimeError, match="lambda"):
        executor.submit(nothing_travels, 3).result()


def test_a_process_dies(file: Path) -> None:
    with (
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as inner,
        BorrowedExecutor(inner, file) as executor,
    ):
        future = executor.submit(die, 3)
        with pytest.raises(WorkersLost):
            future.result()
        with pytest.raises(WorkersLost):
            executor.submit(told, 1).result()


def test_no_folder(inner: Executor, tmp_path: Path) -> None:
    with (
        BorrowedExecutor(inner, tmp_path / "nowhere.run") as executor,
        pytest.raises(Unusable) as raised,
    ):
        executor.submit(told, 1).result()
    assert raised.value.reason == "folder"
    assert "(" in str(raised.value.words["where"])


def test_another_version(inner: Executor, tmp_path: Path) -> None:
    with (
        BorrowedExecutor(inner, handed(tmp_path, "never")) as executor,
        pytest.raises(Unusable) as raised,
    ):
        executor.submit(told, 1).result()
    assert raised.value.reason == "version"
    assert raised.value.words["detail"] == "not with me"


def test_what_is_not_begun_is_cancelled(file: Path) -> None:
    gate.clear()
    with ThreadPoolExecutor(1) as inner:
        with BorrowedExecutor(inner, file) as executor:
            first, *others = [executor.submit(wait, number) for number in range(4)]
            while not first.running() and not begun:
                time.sleep(0.01)
        gate.set()
    for one in others:
        with pytest.raises(CancelledError):
            one.result()


def test_given_up(file: Path) -> None:
    """All that is under way fails at once, and what comes after."""

    class Idle(Executor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            return Future()

    executor = BorrowedExecutor(Idle(), file)
    futures = [executor.submit(told, number) for number in range(3)]
    futures[0].cancel()
    executor.lose("nobody is left")
    for one in futures[1:]:
        with pytest.raises(WorkersLost, match="nobody is left"):
            one.result(0)
    assert futures[0].cancelled()
    with pytest.raises(WorkersLost):
        executor.submit(told, 3)


def test_a_process_leaves_a_run(file: Path) -> None:
    """It says what is under way, lets go once nothing is, and takes on nothing more."""
    gate.clear()
    ended.clear()
    begun.clear()
    waiting = pickle.dumps((wait, (1,), {}))
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(work, str(file), waiting)
        while not begun:
            time.sleep(0.01)
        assert leave(str(file)) == 1
        assert not ended
        gate.set()
        assert pickle.loads(future.result()) == Reply("done", 1)
        assert leave(str(file)) == 0
        assert ended == ["ready"]
        assert leave(str(file)) == 0
        assert ended == ["ready"]
        assert pickle.loads(work(str(file), waiting)).kind == "over"


def test_unusable_travels() -> None:
    one = pickle.loads(pickle.dumps(Unusable("folder", where="here", detail="gone")))
    assert (one.reason, one.words) == ("folder", {"where": "here", "detail": "gone"})
