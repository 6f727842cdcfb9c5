"""The ledger's files as they lie in the project."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.ledger import ADDRESSES, NUMBERS, Ledger, parse


def read_ledger(project: Path) -> tuple[Ledger, list[Problem]]:
    """Both ledgers; a missing file is an empty one. Raises ProblemError (OG101, OG103)."""
    return parse(_text(project, ADDRESSES), _text(project, NUMBERS))


def _text(project: Path, path: str) -> str:
    file = project / path
    if file.is_symlink():
        raise ProblemError(problem("symlink", path))
    if not file.exists():
        return ""
    try:
        return file.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ProblemError(problem("undecodable", path, offset=error.start).in_site()) from None
