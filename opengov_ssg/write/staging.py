"""A release in the making: files go to a folder beside the output, then the two change places."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from uuid import uuid4

from filelock import FileLock, Timeout

from opengov_ssg import digests
from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.releases import KeptFile, Written
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.write import exchange
from opengov_ssg.write.folders import make_parents
from opengov_ssg.write.guarding import MANIFEST, is_linked, refuse_foreign

_TRIES = 4  # two workers may write one file, with the same bytes


def put(staging: Path, path: str, data: bytes) -> Written:
    """Write one file of the release; called by workers too. Raises OSError.

    ``path`` is site-relative; one that leads outside the release raises ValueError. A file taken
    over from the last release stays if it holds the same, else it goes first: its bytes are the
    published site's, too.
    """
    target = _inside(staging, path)
    try:
        file: BinaryIO | None = target.open("xb")
    except OSError:
        file = None if _holds(target, data) else _opened(target, staging)
    if file:
        with file:
            file.write(data)
    return Written(path, digests.of_bytes(data), len(data))


def _holds(target: Path, data: bytes) -> bool:
    try:
        with target.open("rb") as file:
            return os.fstat(file.fileno()).st_size == len(data) and file.read() == data
    except OSError:
        return False


def copy(staging: Path, path: str, source: Path, digest: str) -> Written:
    """Copy a held file into the release. Raises OSError, and ValueError if it has changed since."""
    target = _inside(staging, path)
    with source.open("rb") as data, _opened(target, staging) as file:
        shutil.copyfileobj(data, file, 1 << 20)
    found, size = digests.of_file(target)
    if found != digest:
        raise ValueError(f"{source} changed while it was built")
    return Written(path, found, size)


def _opened(target: Path, staging: Path) -> BinaryIO:
    """A new file at ``target``, whatever stood there or stood in the way."""
    for _ in range(_TRIES):
        try:
            return target.open("xb")
        except FileNotFoundError:
            make_parents(staging, target)
        except FileExistsError:
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)
        except NotADirectoryError:
            for folder in target.relative_to(staging).parents:
                if (staging / folder).is_file():
                    (staging / folder).unlink(missing_ok=True)
    return target.open("xb")


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
    """The staging folder under a lock. Leaving the context without publishing drops it; once
    published, the release before the one that was replaced goes then.

    The lock lies beside the output, so that it holds for all users and projects that name it. The
    folder has a name of its own each time: a worker of a lost cluster, which has not heard that its
    build is over, writes into none that comes later. Raises ProblemError when another build holds
    the lock (OG505), when the output holds foreign files (OG502), when nothing can be written
    beside it (OG504).
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._making = exchange.names(output).new
        self.staging = self._making / uuid4().hex[:8]
        self._lock = FileLock(exchange.lock_name(output))
        self._published = False

    def __enter__(self) -> Release:
        with self.writing():
            self._start()
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
            self.staging.mkdir(parents=True)
        except BaseException:
            self._end()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        with ExitStack() as ending:
            ending.callback(self._lock.release)
            if self._published:
                ending.callback(exchange.clear, self.output)
            self._drop()

    def _drop(self) -> None:
        """Remove what is not published. It loses its name first, so that nobody puts more into
        it."""
        with suppress(OSError):
            self.staging.rename(self.staging.with_name("dropped"))
        shutil.rmtree(self._making, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Tell what the system refuses meanwhile as a problem of the output: ProblemError
        (OG504)."""
        try:
            yield
        except OSError as error:
            raise ProblemError(failed(error, self.output)) from error

    def empty(self) -> None:
        """Drop what was written so far. Raises ProblemError."""
        with self.writing():
            if any(self.staging.iterdir()):
                shutil.rmtree(self.staging)
                self.staging.mkdir()

    def publish(self, files: Sequence[Written], held: Sequence[str] = ()) -> int:
        """Write the manifest of ``files`` and exchange the folders.

        ``held`` are the ids of records whose last published version still stands. Returns how many
        files of the old release the new one lacks. Where every file is the published one itself
        nothing takes its place, so that the release before stays another one. Raises OSError, and
        ProblemError (OG502) when a foreign file has come since the start.
        """
        rows = sorted(files)
        self._manifest = put(self.staging, MANIFEST, _manifest(rows, held))
        before = _paths(self.output)
        refuse_foreign(self.output)
        if is_linked(self.staging, self.output):
            self._drop()
            return 0
        self.staging = self.staging.rename(exchange.ready_name(self.staging))
        exchange.exchange(self.staging, self.output)
        self._published = True
        return len(before - {row.path for row in rows})

    @property
    def manifest(self) -> KeptFile:
        """What is remembered of the manifest, once published. Raises OSError."""
        _, sha256, size = self._manifest
        return KeptFile("manifest", sha256, size, Stamp.of((self.output / MANIFEST).lstat()))


def _manifest(rows: Sequence[Written], held: Sequence[str]) -> bytes:
    """The manifest, a line a file, so that two can be compared line by line."""
    files = ",\n".join(
        f'{json.dumps(path, ensure_ascii=False)}:{{"sha256":"{sha256}","bytes":{size}}}'
        for path, sha256, size in rows
    )
    more = f',\n"held":{json.dumps(list(held), ensure_ascii=False)}' if held else ""
    return f'{{"version":1,"files":{{\n{files}\n}}{more}}}\n'.encode()


def _paths(output: Path) -> set[str]:
    try:
        return set(json.loads((output / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError):
        return set()
