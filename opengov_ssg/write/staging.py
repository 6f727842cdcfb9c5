"""A release in the making: files go to a folder beside the output, then the two change places."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from opengov_ssg import digests
from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.write import exchange
from opengov_ssg.write.guarding import MANIFEST, refuse_foreign

Written = tuple[str, str, int]
"""A file of the release: its path, SHA-256, size in bytes."""


def put(staging: Path, path: str, data: bytes) -> Written:
    """Write one file of the release; called by workers too. Raises OSError.

    ``path`` is site-relative; one that leads outside the release raises ValueError.
    """
    target = _inside(staging, path)
    try:
        file = target.open("wb")
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("wb")
    with file:
        file.write(data)
    return path, digests.of_bytes(data), len(data)


def copy(staging: Path, path: str, source: Path, digest: str) -> Written:
    """Copy a held file into the release. Raises OSError, and ValueError if it has changed since."""
    target = _inside(staging, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target, follow_symlinks=False)
    found, size = digests.of_file(target)
    if found != digest:
        raise ValueError(f"{source} changed while it was built")
    return path, found, size


def failed(error: OSError, file: Path | str) -> Problem:
    """The problem that a file or folder could not be written (OG504)."""
    detail = error.strerror or repr(error)
    return problem("output-failed", address=str(file), detail=detail)


def _inside(staging: Path, path: str) -> Path:
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise ValueError(f"not a path of the site: {path!r}")
    return staging.joinpath(*parts)


class Release:
    """The staging folder under a lock. Leaving the context without publishing drops it.

    The lock lies beside the output, so that it holds for all users and projects that name it.
    Raises ProblemError when another build holds the lock (OG505), when the output holds foreign
    files (OG502), when nothing can be written beside it (OG504).
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.staging, _ = exchange.names(output)
        self._lock = FileLock(exchange.lock_name(output))

    def __enter__(self) -> Release:
        try:
            self._start()
        except OSError as error:
            raise ProblemError(failed(error, self.output)) from error
        return self

    def _start(self) -> None:
        self.output.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ProblemError(problem("output-locked", output=str(self.output))) from None
        try:
            exchange.repair(self.output)
            refuse_foreign(self.output)
            self.staging.mkdir()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            shutil.rmtree(self.staging, ignore_errors=True)
        finally:
            self._lock.release()

    def publish(self, files: Iterable[Written]) -> tuple[int, int]:
        """Write the manifest of ``files`` and exchange the folders.

        Returns how many files the new release has and how many of the old one it lacks.
        Raises OSError, and ProblemError (OG502) when a foreign file has come since the start.
        """
        rows = sorted(files)
        manifest = {
            "version": 1,
            "files": {path: {"sha256": digest, "bytes": size} for path, digest, size in rows},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=0, separators=(",", ":"))
        put(self.staging, MANIFEST, f"{text}\n".encode())
        before = _paths(self.output)
        refuse_foreign(self.output)
        exchange.exchange(self.staging, self.output)
        return len(rows) + 1, len(before - {row[0] for row in rows})


def _paths(output: Path) -> set[str]:
    try:
        return set(json.loads((output / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError):
        return set()
