"""The case files: each document of ``cases/*.yaml`` is one site with the problems it must have.

``files`` are paths and texts (``!!binary`` for bytes), ``links`` are symbolic links and what they
point at, ``sparse`` are files of so many zero bytes.
``expect`` lists ``path:line:column severity code | piece | …``: the pieces stand in what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import Problem
from tests.conftest import SITE

CASES = Path(__file__).parent / "cases"
QUIET = "rules: {addresses-recorded: off, column-unreached: off}\n"
"""A mini site has no ledger, and hardly a record in its column; those are cases of their own."""


@dataclass(frozen=True)
class Case:
    """One broken site: ``code`` is that of its file, ``expect`` pairs places with pieces of
    text."""

    code: str
    name: str
    files: dict[str, str | bytes]
    expect: list[tuple[str, list[str]]]
    lang: str = "zh-CN"
    links: dict[str, str] = field(default_factory=dict)
    sparse: dict[str, int] = field(default_factory=dict)
    as_of: str = "2026-11-22"

    def write(self, root: Path) -> None:
        """Write the site into the folder ``root``."""
        files = {"site.yaml": SITE + QUIET, **self.files}
        for path, text in files.items():
            if text is not None:
                self._file(root, path).write_bytes(text.encode() if isinstance(text, str) else text)
        for path, size in self.sparse.items():
            with self._file(root, path).open("wb") as file:
                file.truncate(size)
        for path, target in self.links.items():
            self._file(root, path).symlink_to(target)

    def _file(self, root: Path, path: str) -> Path:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        return file


def cases() -> list[Case]:
    """All cases of all files, in order."""
    return [one for file in sorted(CASES.glob("*.yaml")) for one in _cases(file)]


def _cases(file: Path) -> Iterator[Case]:
    for document in yaml.safe_load_all(file.read_text("utf-8")):
        code = file.stem.partition("-")[0]
        site: dict[str, Any] = dict(document)
        expect = [_expected(one) for one in site.pop("expect")]
        name = f"{file.stem}: {site.pop('case')}"
        yield Case(code, name, site.pop("files", {}), expect, **site)


def _expected(line: str) -> tuple[str, list[str]]:
    place, *pieces = line.split(" | ")
    return place, pieces


def shown(problem: Problem) -> str:
    """``path:line:column severity code``; a problem of a whole file has line and column 0."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place} {problem.severity} {problem.code}"


def told(problem: Problem, texts: Texts) -> str:
    """The same with message and hint, for whoever reads a failed test."""
    return f"{shown(problem)} | {texts.hint(problem)} [{texts.message(problem)}]"
