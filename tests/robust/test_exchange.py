"""A failure at every file operation of a release, or of going back to the last, leaves one whole
site, and the release before it whole beside it."""

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
from tests.robust.crashing import KINDS

Rows = list[dict[str, Any]]
WAYS = ("swap", "renames")
CASES = [(way, "leftovers") for way in WAYS] + [("renames", "empty")]
"""How the folders change places, and what stands there before: a release, the one before it and
what a crash left of two others; or nothing, which is the same either way."""


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The attempts of one kind, way, start and command, made once."""

    @cache
    def run(kind: str, way: str, start: str, command: str = "publish") -> Rows:
        folder = tmp_path_factory.mktemp("crashed")
        words = [str(folder), kind, way, start, command]
        done = subprocess.run(
            [sys.executable, "-m", "tests.robust.crashing", *words],
            capture_output=True,
            cwd=ROOT,
            check=True,
            text=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def _site(told: str) -> str:
    return told.split()[0]


@pytest.mark.parametrize(("way", "start"), CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_whole_at_every_operation(crashed: Any, kind: str, way: str, start: str) -> None:
    rows: Rows = crashed(kind, way, start)
    *failures, last = rows
    before = "absent absent" if start == "empty" else "old elder"
    after = "new absent" if start == "empty" else "new old"
    assert last == {"operation": None, "then": after, "idle": after, "next": "new new"}
    assert len(failures) > 20
    for row in failures:
        allowed = {_site(before), "new"}
        if kind == "kill" and way == "renames":
            allowed.add("absent")
        assert _site(row["then"]) in allowed, row
        # the next start repairs, whether or not it publishes; the release before is
        # the one that stood
        assert row["idle"] in {before, after}, row
        assert row["next"] in {after, "new new"}, row
        if _site(row["then"]) != "absent":
            assert _site(row["idle"]) == _site(row["then"]), row


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_going_back_loses_neither(crashed: Any, kind: str, way: str) -> None:
    """Wherever it fails, both releases are there afterwards, one of them published."""
    rows: Rows = crashed(kind, way, "leftovers", "back")
    *failures, last = rows
    assert (last["then"], last["idle"]) == ("elder old", "elder old")
    assert len(failures) > 10
    for row in failures:
        assert row["idle"] in ("old elder", "elder old"), row
        assert row["next"] in ("new old", "new elder"), row
        if not (kind == "kill" and way == "renames"):
            assert _site(row["then"]) in ("old", "elder"), row
    assert {row["idle"] for row in failures} == {"old elder", "elder old"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_operation_is_reached(crashed: Any, kind: str, way: str) -> None:
    """The steps that matter are among those that failed."""
    names = " | ".join(str(row["operation"]) for row in crashed(kind, way, "leftovers"))
    for step in (
        "open /.build.opengov-new/00000000/manifest.json",
        "os.mkdir /.build.opengov-new",
        "os.mkdir /.build.opengov-new/00000000",
        "before _swapped",
        "after _swapped",
        "os.rename /.build.opengov-old",
        "os.rename /.build.opengov-new/00000000",
        "before fsync",
        "after fsync",
        "os.rmdir catalog",
        "os.remove e.html",
        "os.rmdir /.build.opengov-gone",
    ):
        assert step in names, step
    assert ("os.rename /build" in names) is (way == "renames")


@pytest.mark.parametrize("way", WAYS)
def test_only_a_kill_leaves_a_release_in_the_making(crashed: Any, way: str) -> None:
    """An error or Ctrl+C takes the new release with it; at most one waits to be removed."""
    for kind in ("oserror", "interrupt", "exit"):
        rows: Rows = crashed(kind, way, "leftovers")
        for row in rows[_index(rows, "open /.build.opengov-new/00000000/index.html") :]:
            # once it is published what may stay is the empty folder that it was made in
            empty = [".build.opengov-new"] if row["then"].startswith("new ") else []
            assert row["then"].split()[2:] in ([], empty, [".build.opengov-gone"]), row


def _index(rows: Rows, operation: str) -> int:
    return next(at for at, row in enumerate(rows) if row["operation"].startswith(operation))


def test_what_somebody_removed_stays_away(tmp_path: Path) -> None:
    """Only after a crash does the release before take the place of one that is not there."""
    names = exchange.names(tmp_path / "build")
    names.old.mkdir()
    exchange.repair(tmp_path / "build")
    assert names.old.exists() and not (tmp_path / "build").exists()
    names.new.mkdir()
    exchange.repair(tmp_path / "build")
    assert (tmp_path / "build").exists() and not names.new.exists() and not names.old.exists()


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
