"""The body of a record: where it lies in the store, and what is fetched from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from opengov_ssg.model.blocks import Block


class BodyRef(NamedTuple):
    """A body in the store: the digest of its content; its pack file, offset and length in
    bytes, and the CRC-32 of what lies there. Where it lies may change from build to build;
    pages depend on the digest.

    The bodies of a record and of its translations lie together: ``part`` is 0 for its
    own, and counts them.
    """

    digest: str
    pack: str
    offset: int
    length: int
    check: int = 0
    part: int = 0


class Heading(NamedTuple):
    """A heading of a body: its level (2–6), the anchor, the text without marks."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as kept: sanitised HTML, its headings, its blocks (charts, recordings …).

    Links are numbered marks (see :mod:`opengov_ssg.model.marks`), filled in when the page is
    rendered: the HTML of a file does not change when another file moves.
    """

    html: str
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...] = ()


class Bodies(Protocol):
    """Whoever fetches bodies: the store, or a test's dictionary."""

    def fetch(self, ref: BodyRef) -> Body:
        """The body that ``ref`` names. Raises an exception when it is not there."""
        ...
