"""Where a theme's files lie, and which of them count: the project's over the shipped ones."""

from __future__ import annotations

import re
from pathlib import Path

from opengov_ssg.errors import ProblemError, problem

SHIPPED = "default"
_KINDS = frozenset(("html", "css", "js", "yaml", "svg", "png", "ico", "jpg", "webp", "txt"))
_NAME = re.compile(r"\w[\w-]*")  # a folder of the project, no way out of it
_MOST_BYTES = 4 << 20


def shipped() -> Path:
    """The folder of the default theme: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes" / SHIPPED
    return inside if inside.is_dir() else package.parent / "themes" / SHIPPED


def gather(project: Path, name: str) -> dict[str, Path]:
    """The files of theme ``name``: path in the theme → file. Raises ProblemError
    (OG103, OG401, OG404)."""
    if not _NAME.fullmatch(name):
        raise ProblemError(problem("theme-missing", "site.yaml", theme=name).in_site())
    own = project / "themes" / name
    if not own.is_dir() and name != SHIPPED:
        raise ProblemError(problem("theme-missing", f"themes/{name}", theme=name))
    files = _walk(shipped(), "")
    if own.is_dir() and own.resolve() != shipped().resolve():
        files |= _walk(own, f"themes/{name}/")
    return dict(sorted(files.items()))


def _walk(folder: Path, shown: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink():
            raise ProblemError(problem("symlink", f"{shown}{path}"))
        if file.is_dir() or any(part.startswith(".") for part in path.split("/")):
            continue
        kind = path.rpartition(".")[2].lower()
        if kind not in _KINDS or file.stat().st_size > _MOST_BYTES:
            raise ProblemError(problem("theme-file-missing", f"{shown}{path}", hint="kind"))
        found[path] = file
    return found
