"""What workers are prepared with lies in the store's folder for one run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from opengov_ssg.store.handing import handed_out


def test_there_for_one_run(tmp_path: Path) -> None:
    """Readable from any folder, under a new name every time, and gone at the end."""
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        with handed_out(Path(), b"one") as first:
            os.chdir(here)
            assert first.read_bytes() == b"one"
    finally:
        os.chdir(here)
    with handed_out(tmp_path, b"two") as second:
        assert first != second
    assert not list(tmp_path.iterdir())


def test_gone_when_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(LookupError), handed_out(tmp_path, b"one"):
        raise LookupError
    assert not list(tmp_path.iterdir())


def test_what_a_cut_off_run_left(tmp_path: Path) -> None:
    (tmp_path / "0123.run").write_bytes(b"old")
    (tmp_path / "1.pack").write_bytes(b"a pack")
    with handed_out(tmp_path, b"new") as file:
        assert {one.name for one in tmp_path.iterdir()} == {"1.pack", file.name}
