"""The release before the one that was replaced goes beside other work; nothing fails by it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg import workers
from opengov_ssg.run.executors import SerialExecutor
from tests.incremental.histories import History
from tests.trees import leftovers, tree


@pytest.fixture
def site(tmp_path: Path) -> History:
    """A site of which two releases were published."""
    made = History.published(tmp_path)
    made.apply("title", 0, 5)
    assert made.build().published
    return made


def third(site: History) -> None:
    """A third release: the second stays beside it, and no more."""
    second = tree(site.output)
    site.apply("body", 1, 1)
    report = site.build()
    assert report.published and not report.failed(strict=False)
    assert tree(site.output.with_name(".build.opengov-old")) == second
    assert not site.output.with_name(".build.opengov-gone").exists()
    assert leftovers(site.folder) == []


def test_by_workers(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder of it is a piece of work."""
    removed: list[str] = []
    real = workers.clear_folder

    def noted(name: str) -> None:
        gone = site.output.with_name(".build.opengov-gone")
        assert (gone / name).is_dir()
        real(name)
        assert not (gone / name).exists()
        removed.append(name)

    folders = sorted(one.name for one in site.output.iterdir() if one.is_dir())
    monkeypatch.setattr(workers, "clear_folder", noted)
    third(site)
    assert removed == folders


def _fails(*_: Any) -> None:
    raise RuntimeError("a worker that cannot")


def _lost(real: Callable[..., Any]) -> Callable[..., Any]:
    def submit(self: SerialExecutor, work: Callable[..., Any], *given: Any) -> Any:
        if work is workers.clear_folder:
            raise BrokenExecutor("all workers are lost")
        return real(self, work, *given)

    return submit


def test_without_workers(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they cannot, or are lost by then, the main process does it."""
    with monkeypatch.context() as patch:
        patch.setattr(workers, "clear_folder", _fails)
        third(site)
    with monkeypatch.context() as patch:
        patch.setattr(SerialExecutor, "submit", _lost(SerialExecutor.submit))
        site.apply("title", 1, 3)
        third(site)


def test_ctrl_c_comes_through(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new release stands, and nothing else is left."""

    def stopped(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "clear_folder", stopped)
    before = tree(site.output)
    site.apply("body", 1, 1)
    with pytest.raises(KeyboardInterrupt):
        site.build()
    assert tree(site.output) != before
    assert tree(site.output.with_name(".build.opengov-old")) == before
    assert leftovers(site.folder) == []
