"""Which files there are: content files, and the files beside each. Links out of the tree:
refused."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from opengov_ssg.errors import Problem, problem
from opengov_ssg.model.entries import own_folder
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.notation import languages

CONTENT = "content"
_GAZETTES = f"{CONTENT}/gazette/"  # where contents of issues lie, which are YAML alone
_DEEPEST = 30
_HEADER = 2000
"""What reading a header takes, as if it were so many bytes of body."""
_PORTABLE = re.compile(r'^[^\x00-\x1f<>:"|?*\\]+(?<![. ])$')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_IGNORED = frozenset((".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"))


@dataclass(frozen=True, slots=True)
class Found:
    """A content file: its path in the project, its stamp, the files of its own folder.

    ``path`` is as on disk, with forward slashes; ``beside`` pairs NFC names with paths, ``stamps``
    are those of these files; ``translations`` are the files beside it whose names add a language.
    """

    path: str
    stamp: Stamp
    beside: tuple[tuple[str, str], ...] = ()
    stamps: tuple[Stamp, ...] = ()
    translations: tuple[Found, ...] = ()

    @property
    def work(self) -> int:
        """How much there is to read, in bytes, about."""
        return self.stamp.bytes + _HEADER + sum(one.work for one in self.translations)

    def parts(self) -> Iterator[tuple[str, Stamp]]:
        """Every file that the record is made of, its own first: path and stamp."""
        yield self.path, self.stamp
        yield from zip((path for _, path in self.beside), self.stamps, strict=True)
        for one in self.translations:
            yield from one.parts()

    def names(self) -> Iterator[tuple[str, str]]:
        """Every file by the name under which it is found: what the record is made of, in order."""
        yield self.path, self.path
        yield from self.beside
        for one in self.translations:
            yield from one.names()


def discover(project: Path) -> tuple[list[Found], list[Problem]]:
    """All content files under ``content/``, ordered by path, and what should not be there."""
    walker = _Walker(project)
    root = project / CONTENT
    if root.is_symlink():
        walker.problems.append(problem("symlink", CONTENT))
    elif root.is_dir():
        walker.folder(root, CONTENT)
    records = {
        unicodedata.normalize("NFC", path): path for path in walker.stamps if _is_record(path)
    }
    owned: dict[str, list[tuple[str, str]]] = {path: [] for path in records.values()}
    folders = {own_folder(path): path for path in records}
    for path in sorted(walker.stamps):
        if not _is_record(path):
            composed = unicodedata.normalize("NFC", path)
            folder = _owning(composed, folders)
            if folder is None:
                walker.problems.append(problem("misplaced-file", path))
            else:
                name = composed.removeprefix(folder)
                owned[records[folders[folder]]].append((name, path))
    stamps = walker.stamps
    found = {
        path: Found(path, stamps[path], tuple(names), tuple(stamps[one] for _, one in names))
        for path, names in sorted(owned.items())
    }
    return list(_with_translations(found, records, walker.problems)), walker.problems


def _with_translations(
    found: Mapping[str, Found], records: Mapping[str, str], problems: list[Problem]
) -> Iterator[Found]:
    """The records in order, each with its translations; one without an original is
    a problem (OG176)."""
    into: dict[str, list[Found]] = {}
    apart: set[str] = set()
    for composed, path in sorted(records.items(), key=lambda one: (len(one[0]), one)):
        base, tag = _cut(composed)
        original = records.get(f"{base}.md") if tag else None
        if original and original not in apart:  # a.md, being shorter, is seen before a.en.md
            into.setdefault(original, []).append(found[path])
        elif languages.is_known(tag):
            problems.append(problem("translation-alone", path, to=f"{base}.md"))
        else:
            continue
        apart.add(path)
    for path, one in found.items():
        if path not in apart:
            yield replace(one, translations=tuple(into[path])) if path in into else one


def _cut(path: str) -> tuple[str, str]:
    """``a`` and ``en`` of ``a.en.md``; the tag is empty where the name has none."""
    base, _, tag = path.removesuffix(".md").rpartition(".")
    named = path.endswith(".md") and base and not base.endswith("/") and "/" not in tag
    return (base, tag) if named and languages.looks_like(tag) else (path, "")


def language_of(path: str) -> str:
    """The tag in the name of a translation, as it is written there."""
    return _cut(unicodedata.normalize("NFC", path))[1]


def _is_record(path: str) -> bool:
    return path.endswith(".md") or (path.startswith(_GAZETTES) and path.endswith(".yaml"))


def _owning(path: str, folders: Mapping[str, str]) -> str | None:
    """The nearest folder above ``path`` that is a content file's own, or None."""
    folder = path
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if f"{folder}/" in folders:
            return f"{folder}/"
    return None


class _Walker:
    def __init__(self, project: Path) -> None:
        self.project = project
        self.stamps: dict[str, Stamp] = {}
        self.problems: list[Problem] = []
        self._names: dict[str, str] = {}

    def folder(self, folder: Path, path: str) -> None:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                self._entry(entry, f"{path}/{entry.name}")

    def _entry(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.name in _IGNORED or entry.name.startswith((".", "~$")):
            return
        if entry.is_symlink():
            self.problems.append(problem("symlink", path))
        elif not self._usable(entry.name, path):
            return
        elif path.count("/") > _DEEPEST:
            self.problems.append(problem("unusable-name", path))
        elif entry.is_dir(follow_symlinks=False):
            self.folder(Path(entry.path), path)
        elif entry.is_file(follow_symlinks=False):
            self.stamps[path] = Stamp.of(entry.stat(follow_symlinks=False))
        else:
            self.problems.append(problem("misplaced-file", path))

    def _usable(self, name: str, path: str) -> bool:
        """Names must survive every file system a site is edited or served on."""
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode()
            self.problems.append(problem("unusable-name", shown, hint="bytes"))
            return False
        twin = self._names.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if twin != path:
            self.problems.append(problem("unusable-name", path, hint="twin", other=twin))
            return False
        if not _PORTABLE.match(name) or _RESERVED.match(name):
            self.problems.append(problem("unusable-name", path))
            return False
        return True
