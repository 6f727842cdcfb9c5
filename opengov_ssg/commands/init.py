"""``ssg init``: a project that checks and builds, with one agency, one column, two pages."""

from __future__ import annotations

from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from opengov_ssg.commands import files
from opengov_ssg.commands.new import NotPossible

_KEPT = frozenset((".git", ".gitignore", ".gitattributes", "README.md", "LICENSE", ".venv"))


def init(folder: Path, language: str, words: dict[str, str]) -> list[str]:
    """Write the project's files; ``words`` fill ``{name}`` and the like in them.

    Returns the paths written. Raises NotPossible when the folder has content of its own.
    """
    if folder.exists():
        others = sorted(one.name for one in folder.iterdir() if one.name not in _KEPT)
        if others:
            raise NotPossible("init.not_empty", folder=str(folder), file=others[0])
    source = package_files("opengov_ssg.commands").joinpath(f"skeleton/{language}")
    written = []
    for path, text in _walk(source, ""):
        target = folder / path
        if target.exists():
            continue
        for name, word in words.items():
            if path.endswith(".yaml"):  # where they stand between single quotes
                word = word.replace("'", "''")
            text = text.replace("{" + name + "}", word)
        files.create(target, text.encode())
        written.append(path)
    return written


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = one.name.replace("dot-", ".", 1) if one.name.startswith("dot-") else one.name
        if one.is_dir():
            found += _walk(one, f"{prefix}{name}/")
        else:
            found.append((f"{prefix}{name}", one.read_text(encoding="utf-8")))
    return found
