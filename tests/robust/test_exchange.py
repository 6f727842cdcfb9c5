"""A failure at every file operation of a release leaves the old site or the new one, whole."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.write import exchange
from tests.conftest import ROOT
from tests.robust.crashing import KINDS, LOCK

Rows = list[dict[str, Any]]
WAYS = ("swap", "renames")
CASES = [(way, "leftovers") for way in WAYS] + [("renames", "empty")]
"""How the folders change places, and what stands there before: an old release beside what a crash
left of two others; or nothing, which is the same either way."""


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The attempts of one kind, way and start, made once."""

    @cache
    def run(kind: str, way: str, start: str) -> Rows:
        folder = tmp_path_factory.mktemp("crashed")
        command = [sys.executable, "-m", "tests.robust.crashing", str(folder), kind, way, start]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.mark.parametrize(("way", "start"), CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_whole_at_every_operation(crashed: Any, kind: str, way: str, start: str) -> None:
    rows: Rows = crashed(kind, way, start)
    *failures, last = rows
    assert last == {
        "operation": None,
        "state": "new",
        "beside": [LOCK, "build"],
        "idle": "new",
        "next": "new",
    }
    assert len(failures) > 20
    whole = {"new", "absent"} if start == "empty" else {"old", "new"}
    for row in failures:
        allowed = set(whole)
        if kind == "kill" and way == "renames":
            allowed.add("absent")
        assert row["state"] in allowed, row
        # the next start repairs, whether or not it publishes
        assert row["idle"] in whole, row
        assert row["next"] == "new", row
        if row["state"] != "absent":
            assert row["idle"] == row["state"], row


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_operation_is_reached(crashed: Any, kind: str, way: str) -> None:
    """The steps that matter are among those that failed."""
    names = " | ".join(str(row["operation"]) for row in crashed(kind, way, "leftovers"))
    for step in (
        "open /.build.opengov-new/manifest.json",
        "os.mkdir /.build.opengov-new",
        "before _swapped",
        "after _swapped",
        "os.rename /.build.opengov-new",
        "before fsync",
        "after fsync",
        "os.rmdir catalog",
        "os.remove gone.html",
    ):
        assert step in names, step
    assert ("os.rename /build" in names) is (way == "renames")


@pytest.mark.parametrize("way", WAYS)
def test_only_a_kill_leaves_anything_beside(crashed: Any, way: str) -> None:
    """An error or Ctrl+C takes the new release with it; at most the old one waits to be removed."""
    for kind in ("oserror", "interrupt", "exit"):
        rows: Rows = crashed(kind, way, "leftovers")
        for row in rows[_index(rows, "open /.build.opengov-new/index.html") :]:
            assert set(row["beside"]) <= {"build", LOCK, ".build.opengov-old"}, row


def _index(rows: Rows, operation: str) -> int:
    return next(at for at, row in enumerate(rows) if row["operation"].startswith(operation))


def test_this_platform_swaps(tmp_path: Path) -> None:
    """Otherwise the tests above would look at the same way twice."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange._swapped(tmp_path / "a", tmp_path / "b") is sys.platform.startswith("linux")
    assert (tmp_path / "a/b").exists()


def test_swap_is_not_tried_for_ever(tmp_path: Path) -> None:
    """Where there is nothing to swap with, the error is told, not taken for a missing call."""
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange._swapped(tmp_path / "a", tmp_path / "missing")
