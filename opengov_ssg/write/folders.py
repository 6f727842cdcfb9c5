"""Folders of a release in the making."""

from __future__ import annotations

from pathlib import Path


def make_parents(staging: Path, file: Path) -> None:
    """Make the folders between ``staging`` and ``file``, but never ``staging``: a release that was
    dropped is not begun again by a worker that has not heard of it.

    Raises FileNotFoundError when ``staging`` is gone, OSError when a folder cannot be made.
    """
    for folder in reversed(file.relative_to(staging).parents[:-1]):
        (staging / folder).mkdir(exist_ok=True)
