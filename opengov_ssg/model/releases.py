"""What is remembered of the release at an output folder: what each file was made
from, and its stamp."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from opengov_ssg.errors import Problem
from opengov_ssg.model.stamps import Stamp


class Written(NamedTuple):
    """A file of a release: its path, SHA-256, size in bytes."""

    path: str
    sha256: str
    bytes: int


class KeptFile(NamedTuple):
    """A file of the last release. ``basis`` is the digest of all that its bytes follow from."""

    basis: str
    sha256: str
    bytes: int
    stamp: Stamp


class Outcome(NamedTuple):
    """What a build said, to be said again when nothing has changed. ``inputs`` is the digest of all
    that it read, ``as_of`` its instant, ``today`` the civil day of it, on which warnings depend.

    Up to ``next_change_at`` the same inputs give the same site.
    """

    inputs: str
    as_of: datetime
    today: date
    next_change_at: datetime | None
    content_files: int
    documents: int
    resolved: int
    unresolved: int
    problems: tuple[Problem, ...]


class Standing(NamedTuple):
    """The release that stands at an output folder: its files by path, the reading (key in the
    store) of each content file that it was made from, and what the build said."""

    files: dict[str, KeptFile]
    readings: dict[str, str]
    outcome: Outcome
