"""What a deploy would move after a change: the files that a release has and the one before has
not."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from opengov_ssg.commands.diff import Difference, diff
from opengov_ssg.search import scripts
from opengov_ssg.search.reading import Index, SegmentHead

APART = ("manifest.json", "data/catalog.*", "sitemap*.xml")
"""Files that name every record: they are reported apart."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many files, and the bytes of those that are added or changed."""

    added: int
    changed: int
    removed: int
    bytes: int

    @property
    def written(self) -> int:
        """Files to be transferred."""
        return self.added + self.changed


@dataclass(frozen=True, slots=True)
class Deploy:
    """What a change moves: ``most``, and the files reported ``apart``; ``groups`` of both, as
    ``ssg diff`` tells them. ``segment`` are the bytes of the index files of the changed record's
    segment: 0 where that is not known."""

    most: Moved
    apart: Moved
    groups: dict[str, Moved]
    segment: int = 0

    @property
    def search(self) -> int:
        """Bytes of the search index, its entry included."""
        found = (self.groups.get(name) for name in ("search", "search_entry"))
        return sum(one.bytes for one in found if one)


def own(before: Path, output: Path, day: date | None) -> Deploy:
    """From the manifest ``before`` to the release that stands at ``output``; ``day`` is when the
    changed record was published. Raises DiffError."""
    found = diff(str(before), str(output))
    groups = {
        name: Moved(one.added, one.changed, one.removed, one.bytes)
        for name, one in found.groups.items()
    }
    segment = segment_bytes(output, day) if day else 0
    return Deploy(_of(found, apart=False), _of(found, apart=True), groups, segment)


def _of(found: Difference, *, apart: bool) -> Moved:
    def counted(paths: Iterable[str]) -> list[str]:
        return [one for one in paths if is_apart(one) == apart]

    added, changed, removed = map(counted, (found.added, found.changed, found.removed))
    size = sum(found.new.files[path].bytes for path in (*added, *changed))
    return Moved(len(added), len(changed), len(removed), size)


def is_apart(path: str) -> bool:
    """Whether a file is reported apart."""
    return any(fnmatch(path, pattern) for pattern in APART)


def keep_manifest(output: Path, place: Path) -> None:
    """Keep the manifest of a release before the next one replaces it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(output / "manifest.json", place)


# Of a folder without a manifest


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Digest and bytes of every file below ``folder``."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = (
                hashlib.blake2b(data, digest_size=16).hexdigest(),
                len(data),
            )
    return found


def other(before: Mapping[str, tuple[str, int]], after: Mapping[str, tuple[str, int]]) -> Deploy:
    """The same of a generator that writes no manifest; what it left behind of a removed
    page stays uncounted."""

    def moved(*, apart: bool) -> Moved:
        added = [one for one in after.keys() - before.keys() if is_apart(one) == apart]
        both = after.keys() & before.keys()
        changed = [one for one in both if after[one] != before[one] and is_apart(one) == apart]
        removed = [one for one in before.keys() - after.keys() if is_apart(one) == apart]
        size = sum(after[path][1] for path in (*added, *changed))
        return Moved(len(added), len(changed), len(removed), size)

    return Deploy(moved(apart=False), moved(apart=True), {})


# Segments


def segment_bytes(output: Path, day: date) -> int:
    """Bytes of the index files of the segment that holds what was published on ``day``; what
    segments share counts too."""
    index = Index.open(output)
    for number, head in enumerate(index.segments):
        if head.first <= day.isoformat() <= head.last:
            return sum((output / path).stat().st_size for path in _paths(output, number, head))
    return 0


def _paths(output: Path, number: int, head: SegmentHead) -> set[str]:
    """All files that the head of a segment leads to: names are found by their being those of
    files."""
    root = output / "search"
    blocks = (root / f"b{scripts.base32(number)}").rglob("*.js")
    found = {path.relative_to(output).as_posix() for path in blocks}
    waiting = [head.terms.names, head.blocks.names, head.columns.names, head.classes]
    while waiting:
        for name in _names(output, waiting.pop()):
            path = scripts.path(name)
            if path not in found:
                found.add(path)
                waiting += _texts(scripts.load(name, (output / path).read_bytes()))
    return found


def _names(output: Path, text: str) -> Iterator[str]:
    """The names that a text consists of; none where one of them is no file's."""
    if not text or len(text) % scripts.NAME:
        return
    names = [text[at : at + scripts.NAME] for at in range(0, len(text), scripts.NAME)]
    if all(
        one.isascii() and one.isalnum() and (output / scripts.path(one)).exists() for one in names
    ):
        yield from names


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []
