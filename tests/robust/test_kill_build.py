"""A build that is cut off at any of its file operations: the site is whole, the next
build is a clean one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ALL, ROOT
from tests.robust.cutting import KINDS

CASES = [(kind, way) for kind in KINDS for way in ("swap", "renames")]
BESIDE = {"site", "build", ".build.opengov-lock", ".build.opengov-old"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.mark.parametrize(("kind", "way"), CASES)
def test_cut_off_at_every_operation(tmp_path: Path, kind: str, way: str) -> None:
    number = CASES.index((kind, way))
    # In ``make test-all`` a kill at every operation, and every 7th for the other ways of failing,
    # which differ in the exchange alone (``test_exchange`` has all of its operations); in every run
    # some, others for each way.
    step, first = (7 if number else 1, number) if ALL else (197, 11 + 31 * number)
    words = [str(tmp_path), kind, way, str(step), str(first)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.robust.cutting", *words],
        capture_output=True,
        cwd=ROOT,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *failures, last = [json.loads(line) for line in done.stdout.splitlines()]
    print(f"{kind}, {way}: cut off at {len(failures)} operations, every {step}. from {first}")
    assert last["operation"] is None
    assert (last["ended"], last["then"], last["next"]) == ("published", "new", "new")
    assert last["linked"] > 5, "pages are linked as in life"
    assert len(failures) >= 300 // step, len(failures)
    for row in failures:
        whole = {"old", "new"}
        if kind == "kill" and way == "renames":
            whole.add("absent")  # between the two renames, until the next start
        assert row["then"] in whole, row
        assert row["next"] == "new", row
        assert set(row["last"]) <= BESIDE, row
        words = row["ended"].split()
        if kind == "kill":
            assert row["ended"] == "killed", row
        elif words[0] == "published":  # what failed was of no account any more
            assert row["then"] == "new", row
        elif kind == "enospc":
            assert words[0] == "refused" and words[1:], row
            assert row["then"] == "old", row
        else:
            assert words == ["interrupted"], row
