"""What the blocks of one body share: the files that they name, their links, what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.model.blocks import Block, Target
from opengov_ssg.model.entries import BodyLink, LinkKind, Place
from opengov_ssg.read.attachments import ending, link_to
from opengov_ssg.read.decoding import decode

MOST_BYTES = 1 << 20
"""Of a text that a block is made of (data, captions, a transcript), and four times
that of all together."""


class Reading:
    """Gathers the blocks of the record at ``path``; ``beside`` are the files of its own folder."""

    def __init__(self, project: Path, path: str, beside: Mapping[str, str]) -> None:
        self.project = project
        self.path = path
        self.beside = beside
        self.blocks: list[Block] = []
        self.links: list[BodyLink] = []
        self.files: dict[str, Place] = {}
        self.problems: list[Problem] = []
        self._texts: dict[str, str | None] = {}
        self._used = 0

    def tell(self, name: str, at: Place, hint: str = "", path: str = "", **words: Any) -> None:
        """Add a problem of this file, or of the one at ``path``."""
        self.problems.append(problem(name, path or self.path, at, hint=hint, **words))

    def file(self, given: str, at: Place, kinds: Collection[str], what: str) -> str:
        """The name of a file that a block needs, of one of the ``kinds`` of ending; empty, and
        told, if it is none. That the file is there is asked with those of the attachments."""
        name = normalize("NFC", given).removeprefix("./")
        if ending(name) not in kinds:
            near = "、".join(kinds)
            self.tell("block-malformed", at, "file-type", block=what, file=given, near=near)
            return ""
        self.files.setdefault(name, at)
        return name

    def link(self, name: str, at: Place, kind: LinkKind = "link") -> Target:
        """The number of a link to a file of the own folder."""
        self.links.append(BodyLink(kind, link_to(name, self.path), at))
        return len(self.links) - 1

    def text(self, name: str, at: Place) -> str | None:
        """The text of a file of the own folder; None if it is not there or cannot be read.

        What is read once may be used in many blocks, but not without end. Raises OSError.
        """
        if name not in self._texts:
            self._texts[name] = self._text(name, at)
        text = self._texts[name]
        self._used += len(text or "")
        if self._used > 4 * MOST_BYTES:
            self._large(name, at, self._used, 4 * MOST_BYTES)
            return None
        return text

    def _large(self, name: str, at: Place, size: int, limit: int) -> None:
        words: Words = {"block": name, "file": name, "bytes": size, "limit": limit}
        self.tell("block-malformed", at, "large", **words)

    def _text(self, name: str, at: Place) -> str | None:
        if name not in self.beside:
            return None
        path = self.beside[name]
        file = self.project / path
        if (size := file.stat().st_size) > MOST_BYTES:
            self._large(name, at, size, MOST_BYTES)
            return None
        try:
            return decode(file.read_bytes(), path)
        except ProblemError as error:
            self.problems += error.problems
            return None
