"""Which folder may be written to: only an empty one, or one that holds nothing but our files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from opengov_ssg.errors import ProblemError, Words, problem
from opengov_ssg.model.stamps import Stamp

MANIFEST = "manifest.json"


def resolve(output: Path, project: Path) -> Path:
    """The real folder that ``output`` means. Raises ProblemError (OG501, OG503) if it is unsafe."""
    real = Path(os.path.realpath(output))
    root = Path(os.path.realpath(project))
    shown = str(output)
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 (raises nothing)
    if real == Path(real.anchor) or real == Path(home):
        raise ProblemError(problem("output-unsafe", output=shown, hint="system"))
    if root == real or root.is_relative_to(real):
        raise ProblemError(problem("output-unsafe", output=shown, hint="project"))
    for name in ("content", "ledger", "themes", ".git", "opengov_ssg"):
        if real == root / name or real.is_relative_to(root / name):
            raise ProblemError(problem("output-unsafe", output=shown, hint="source"))
    if real.exists() and not real.is_dir():
        raise ProblemError(problem("output-unsafe", output=shown, hint="file"))
    if os.path.ismount(real):
        raise ProblemError(problem("output-mount-point", output=shown))
    return real


def refuse_foreign(folder: Path) -> None:
    """Raise ProblemError (OG502) if ``folder`` holds a file that its manifest does not name."""
    if not folder.is_dir():
        return
    known = _manifest_files(folder)
    foreign = [path for path in _files(folder) if path not in known]
    if foreign:
        words: Words = {"output": str(folder), "file": foreign[0], "count": len(foreign)}
        raise ProblemError(problem("output-foreign-file", **words))


def stamps(folder: Path) -> dict[str, Stamp]:
    """The stamps of all files below ``folder`` by their paths; what is no plain file has
    one that none has.

    Empty when there is no such folder.
    """
    try:
        return {path: _stamp(entry) for path, entry in _walk(folder)}
    except OSError:
        return {}


def is_linked(folder: Path, other: Path) -> bool:
    """Whether every file of ``folder`` is the file of ``other`` at the same place, and of
    manifests, which each has for itself, the bytes. Raises OSError."""
    try:
        if (folder / MANIFEST).read_bytes() != (other / MANIFEST).read_bytes():
            return False
        theirs = {path: entry.inode() for path, entry in _walk(other)}
    except OSError:
        return False
    own = {path: entry.inode() for path, entry in _walk(folder)}
    return own | {MANIFEST: 0} == theirs | {MANIFEST: 0}


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    plain = entry.is_file(follow_symlinks=False)
    return Stamp.of(os.lstat(entry.path)) if plain else Stamp(-1, 0, 0, 0)


def _manifest_files(folder: Path) -> set[str]:
    """The files that the manifest names, itself among them; none when there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = manifest["files"]
        if manifest["version"] == 1 and isinstance(files, dict):
            return {MANIFEST, *files}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return set()


def _files(folder: Path) -> list[str]:
    """All files below ``folder``, links to folders among them, relative to it."""
    return sorted(path for path, _ in _walk(folder))


def _walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below ``folder`` that is no folder, by its path. Raises OSError."""
    below = [("", str(folder))]
    while below:
        prefix, name = below.pop()
        with os.scandir(name) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, entry
