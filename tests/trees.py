"""Whole output folders: their bytes, and whether one is complete by its own manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``: site-relative path → bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if not file.is_dir()
    }


def leftovers(folder: Path) -> list[str]:
    """What builds left in ``folder`` beside their output; the release before and an
    empty lock file stay."""
    kept = (".opengov-lock", ".opengov-old")
    return sorted(one.name for one in folder.glob(".*.opengov-*") if not one.name.endswith(kept))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths whose bytes are not the same in both, those missing in either among them."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def manifest(files: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """What the manifest of a tree says of its files."""
    listed: dict[str, dict[str, object]] = json.loads(files["manifest.json"])["files"]
    return listed


def is_whole(files: dict[str, bytes]) -> bool:
    """Whether a tree holds exactly what its manifest names, byte for byte."""
    if "manifest.json" not in files:
        return False
    found = {
        path: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for path, data in files.items()
        if path != "manifest.json"
    }
    return found == manifest(files)
