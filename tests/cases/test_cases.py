"""Mini sites, each in one readable file: what an editor writes, the commands, what is then there.

A case is a sentence (its file name), some words about it, and steps in order::

    -- content/bgs/documents/2026/a.md --      a file is written; its text follows
    -- content/bgs/documents/2026/a.md gone -- a file is removed
    -- content/a.md moved to content/b.md --   a file is moved, with the folder of its own files
    > ssg build --as-of 2026-11-22             a command; the lines after it say what to expect

Expectations (``exit 0`` unless another is given; ``#`` begins a remark):

    exit 1                     the exit status
    exists PATH · absent PATH  a file
    contains PATH TEXT · lacks PATH TEXT
    nowhere TEXT               no file of build/ holds the text, nor its name
    problem OG203 PATH:6:7     a problem with its place (or no place), among those printed
    no problem OG203
    says TEXT                  what the command prints
    pages as before            build/ is byte for byte what it was before the command

site.yaml is the one of ``tests/conftest.py`` unless the case writes its own.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import pytest

from tests.conftest import SITE, Ran
from tests.inside import Inside

CASES = sorted(Path(__file__).parent.glob("*.case"))
_SECTION = re.compile(r"-- (\S+)(?: (gone)| moved to (\S+))? --")
_COMMAND = "> ssg "


@dataclass
class Step:
    """One step: the line it begins on, the line itself, the lines that belong to it."""

    line: int
    head: str
    lines: list[str] = field(default_factory=list)

    @property
    def is_command(self) -> bool:
        return self.head.startswith(_COMMAND)

    def text(self) -> str:
        """The file that the lines are, without blank lines around."""
        return "\n".join(self.lines).strip("\n") + "\n"

    def expectations(self) -> Iterator[tuple[int, list[str]]]:
        """The number of each line that expects something, and its first word and the rest."""
        for number, line in enumerate(self.lines, self.line + 1):
            if line.strip() and not line.startswith("#"):
                yield number, line.strip().split(" ", 1)


def steps(text: str) -> list[Step]:
    """The steps of a case; what stands before the first are words about it."""
    found: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _SECTION.fullmatch(line) or line.startswith(_COMMAND):
            found.append(Step(number, line))
        elif found:
            found[-1].lines.append(line)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


class Player:
    """Plays the steps of a case on a project."""

    def __init__(self, project: Inside) -> None:
        self.project = project
        self.root = project.root
        self.ran = Ran(0, "", "")
        self.before: dict[str, bytes] = {}

    def play(self, step: Step) -> None:
        if step.is_command:
            self._run(step)
            return
        found = _SECTION.fullmatch(step.head)
        assert found is not None
        path, gone, moved = found.groups()
        if gone:
            (self.root / path).unlink()
        elif moved:
            self._move(path, moved)
        else:
            self.project.write(path, step.text())

    def _move(self, path: str, to: str) -> None:
        folders = ((path, to), (path.removesuffix(".md"), to.removesuffix(".md")))
        for old, new in folders:
            if (self.root / old).exists():
                (self.root / new).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(self.root / old, self.root / new)

    def _run(self, step: Step) -> None:
        arguments = shlex.split(step.head.removeprefix(_COMMAND))
        if arguments[0] == "build":
            arguments += ["--executor", "serial"]
        self.before = contents(self.root / "build")
        self.ran = self.project.ssg(*arguments)
        expected = {first: rest for _, (first, *rest) in step.expectations()}
        status = int(expected.get("exit", ["0"])[0])
        assert self.ran.code == status, f"line {step.line}: exit {self.ran.code}\n{self.ran.err}"
        for number, (verb, *rest) in step.expectations():
            check = getattr(self, f"_{verb}", None)
            assert check is not None, f"line {number}: {verb}?"
            wrong = check(*rest)
            assert not wrong, f"line {number}: {wrong}\n{self.ran.out}{self.ran.err}"

    # Expectations: each says what is wrong, or nothing

    def _exit(self, code: str) -> str:
        return ""

    def _exists(self, path: str) -> str:
        return "" if (self.root / path).is_file() else f"{path} is missing"

    def _absent(self, path: str) -> str:
        return f"{path} is there" if (self.root / path).exists() else ""

    def _holds(self, rest: str) -> tuple[bool, str]:
        path, _, text = rest.partition(" ")
        held = (self.root / path).read_text("utf-8")
        near = get_close_matches(text, held.splitlines(), n=3, cutoff=0.1)
        return text in held, "\n  ".join([f"{text!r} in {path}, which has", *near])

    def _contains(self, rest: str) -> str:
        found, where = self._holds(rest)
        return "" if found else f"no {where}"

    def _lacks(self, rest: str) -> str:
        found, where = self._holds(rest)
        return where if found else ""

    def _nowhere(self, text: str) -> str:
        files = contents(self.root / "build")
        assert files, "there is no site"
        found = [path for path, data in files.items() if text.encode() in data or text in path]
        return f"{text!r} in {found}" if found else ""

    def _problems(self, rest: str) -> list[str]:
        code, _, place = rest.partition(" ")
        heads = (line for line in self.ran.err.splitlines() if f" {code}: " in f" {line}")
        return [line for line in heads if line.startswith(f"{place}:" if place else "")]

    def _problem(self, rest: str) -> str:
        return "" if self._problems(rest) else f"no {rest}"

    def _no(self, rest: str) -> str:
        return "\n".join(self._problems(rest.removeprefix("problem ")))

    def _says(self, text: str) -> str:
        return "" if text in self.ran.out + self.ran.err else f"nothing of {text!r}"

    def _pages(self, rest: str) -> str:
        after = contents(self.root / "build")
        paths = {*after, *self.before}
        return "\n".join(path for path in sorted(paths) if after.get(path) != self.before.get(path))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Inside(tmp_path / "site", capsys)
    project.write("site.yaml", SITE)
    player = Player(project)
    found = steps(case.read_text("utf-8"))
    assert any(step.is_command for step in found)
    for step in found:
        player.play(step)


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
