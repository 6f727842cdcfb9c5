"""One side of ``ssg diff``: the files of a release, from its ``manifest.json`` or from the
folder that holds it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from opengov_ssg import digests

MANIFEST = "manifest.json"
_DIGEST = re.compile("[0-9a-f]{64}")
# A backslash divides names on Windows and a colon names a drive there; what is a control character
# ends a line of a list; a lone surrogate has no bytes.
_UNFIT = re.compile(r"[\\:\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class DiffError(Exception):
    """Why two releases cannot be compared: the ``key`` of a sentence and the ``words`` in it."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key, words)
        self.key = key
        self.words = words


class Held(NamedTuple):
    """A file of a release: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Deviations:
    """Where a folder is not what its manifest says, as sorted paths: files that are ``missing``,
    that are ``differing``, and ``foreign`` ones, which the manifest does not name."""

    missing: tuple[str, ...]
    differing: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every file that is named is there as it was built."""
        return not self.missing and not self.differing


@dataclass(frozen=True, slots=True)
class Side:
    """A release. ``folder`` is None when only its manifest is known, ``deviations``
    unless it was verified.

    ``files`` are those that the manifest names, and itself; of a verified folder
    as they really are.
    """

    given: str
    manifest: Path
    folder: Path | None
    files: Mapping[str, Held]
    deviations: Deviations | None = None

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if the release has no such file or only its manifest is known.

        Raises DiffError if it cannot be read, or is another than ``files`` says.
        """
        if self.folder is None or path not in self.files:
            return None
        try:
            data = (self.folder / path).read_bytes()
        except OSError as error:
            detail = error.strerror or repr(error)
            raise DiffError("file", folder=self.given, file=path, detail=detail) from error
        if digests.of_bytes(data) != self.files[path].sha256:
            raise DiffError("file_differs", folder=self.given, file=path)
        return data


def side(given: str) -> Side:
    """The release that a folder or a manifest names. Raises DiffError."""
    path = Path(given)
    folder = path if path.is_dir() else None
    manifest = path / MANIFEST if folder else path
    try:
        data = manifest.read_bytes()
    except FileNotFoundError as error:
        raise DiffError("missing_manifest" if folder else "missing", path=given) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or repr(error)
        raise DiffError("unreadable", path=given, detail=detail) from error
    files = _files(data, str(manifest))
    return Side(given, manifest, folder, files)


def _files(data: bytes, shown: str) -> dict[str, Held]:
    """What a manifest says. Keys beside ``version`` and ``files`` are for others."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DiffError("damaged", path=shown) from error
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        raise DiffError("no_manifest", path=shown)
    if value.get("version") != 1 or isinstance(value["version"], bool):
        raise DiffError("version", path=shown, version=json.dumps(value.get("version")))
    files = {path: _held(path, one, shown) for path, one in value["files"].items()}
    files[MANIFEST] = Held(digests.of_bytes(data), len(data))
    if nested := first_nested(files, files):
        raise DiffError("nested", path=shown, file=nested)
    return files


def _held(path: str, value: Any, shown: str) -> Held:
    parts = path.split("/")
    if _UNFIT.search(path) or any(part in ("", ".", "..") for part in parts):
        raise DiffError("path", path=shown, file=json.dumps(path))
    found = value if isinstance(value, dict) else {}
    digest, size = found.get("sha256"), found.get("bytes")
    right = isinstance(digest, str) and _DIGEST.fullmatch(digest)
    if not right or not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise DiffError("entry", path=shown, file=path)
    return Held(str(digest), size)


def first_nested(files: Iterable[str], others: Iterable[str]) -> str:
    """The first of ``files`` that is a folder among the ``others``; empty if none is."""
    folders: set[str] = set()
    for path in others:
        # Up to the first folder that is known: those above it are known too.
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return min(folders.intersection(files), default="")


def verified(one: Side) -> Side:
    """The release with every file of its folder hashed; one without a folder as it
    is. Raises DiffError."""
    if one.folder is None:
        return one
    found: dict[str, Held] = {}
    for path in one.files:
        try:
            found[path] = Held(*digests.of_file(one.folder / path))
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            continue
        except OSError as error:
            detail = error.strerror or repr(error)
            raise DiffError("file", folder=one.given, file=path, detail=detail) from error
    deviations = Deviations(
        missing=tuple(sorted(one.files.keys() - found.keys())),
        differing=tuple(sorted(path for path in found if found[path] != one.files[path])),
        foreign=tuple(path for path in _walked(one.folder) if path not in one.files),
    )
    return replace(one, files=found, deviations=deviations)


def _walked(folder: Path) -> list[str]:
    """All files below ``folder``, sorted; a link counts as a file, whatever it leads to."""
    found: list[str] = []
    for root, folders, names in os.walk(folder):
        linked = [name for name in folders if (Path(root) / name).is_symlink()]
        found += [(Path(root) / name).relative_to(folder).as_posix() for name in names + linked]
    return sorted(found)
