"""What a worker does: read a batch, render a batch. The pipeline's other half, in other processes.

A worker is a thread that is prepared once with what the whole build shares and then gets batches;
what goes to and fro is plain values, under ``spawn`` as under ``fork``. A process of our own has
one such thread; those that others started may have several, and go from one build to the next.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.bodies import Body, BodyRef
from opengov_ssg.model.entries import BodyFacts, Entry
from opengov_ssg.model.outputs import Copy, Output
from opengov_ssg.model.releases import KeptFile, Written
from opengov_ssg.model.site import Site
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import SiteView
from opengov_ssg.read.contents import is_as_found, take
from opengov_ssg.read.files import Found
from opengov_ssg.read.reader import Read, read
from opengov_ssg.render.outputs import files
from opengov_ssg.render.pages import Renderer
from opengov_ssg.run import executors, memory
from opengov_ssg.run.executors import Opened
from opengov_ssg.run.guest import Preparation
from opengov_ssg.run.trouble import WorkersLost
from opengov_ssg.search import building, scripts, terms
from opengov_ssg.search.merging import Segment
from opengov_ssg.search.terms import Batch
from opengov_ssg.search.texts import Outline, with_body
from opengov_ssg.store.bodies import BodyReader, BodyWriter
from opengov_ssg.store.damage import StoreDamaged
from opengov_ssg.store.engine import engine
from opengov_ssg.store.handing import handed_out
from opengov_ssg.store.packs import ENDING
from opengov_ssg.store.store import Reading
from opengov_ssg.write import exchange, taking
from opengov_ssg.write.staging import copy, put


@dataclass(frozen=True, slots=True)
class Setting:
    """What all workers share. ``site`` is what content is read by: :func:`hired` leaves in it no
    more than reading may know. ``run`` tells the packs of this build from all others'; ``theme``,
    ``staging`` and ``previous`` (the output folder) are None when nothing is rendered. ``engine``
    is set where others started the workers: they must be of the same, and may be on other
    machines."""

    project: Path
    site: Site
    store: Path
    run: str
    theme: ThemeSnapshot | None = None
    staging: Path | None = None
    previous: Path | None = None
    engine: str = ""

    def abroad(self) -> Setting:
        """The same for workers that others started: it holds in any folder."""
        return replace(
            self,
            project=self.project.absolute(),
            store=self.store.absolute(),
            staging=self.staging and self.staging.absolute(),
            previous=self.previous and self.previous.absolute(),
            engine=engine(),
        )


class ReadFile(NamedTuple):
    """What one content file yields: the SHA-256 of its files by path (None where they changed while
    they were read: nothing is remembered of that), the reading itself."""

    path: str
    contents: dict[str, str] | None
    reading: Reading


class Done(NamedTuple):
    """The process that did a batch, and its peak memory in bytes."""

    pid: int
    peak: int


class ReadBatch(NamedTuple):
    """What reading a batch yields."""

    files: tuple[ReadFile, ...]
    done: Done


class WriteBatch(NamedTuple):
    """What rendering or copying a batch yields: each output's own path with the files that it
    made."""

    written: tuple[tuple[str, tuple[Written, ...]], ...]
    problems: tuple[Problem, ...]
    done: Done


class _Worker:
    """One worker's share: opens its pack and its templates when they are first needed."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._writer: BodyWriter | None = None
        self._pack = f"{setting.run}-{uuid4().hex}{ENDING}"  # no other's, on any machine
        self._reader: BodyReader | None = None
        self._renderer: Renderer | None = None

    @property
    def writer(self) -> BodyWriter:
        if self._writer is None:
            self._writer = BodyWriter(self.setting.store, self._pack)
        return self._writer

    def share(self) -> None:
        """Let all workers read what was kept: a network's file system shows it to other machines
        once the file is closed."""
        if self._writer and self.setting.engine:
            self._writer.close()
            self._writer = None
        elif self._writer:
            self._writer.flush()

    @property
    def reader(self) -> BodyReader:
        if self._reader is None:
            self._reader = BodyReader(self.setting.store)
        return self._reader

    def renderer(self, site: SiteView) -> Renderer:
        """The renderer of this build: ``site`` is the same in all its batches."""
        if self._renderer is None:
            if self.setting.theme is None:
                raise ValueError("this build renders nothing")
            self._renderer = Renderer(self.setting.theme, site, self.reader)
        return self._renderer

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        if self._reader:
            self._reader.close()


_here = threading.local()
_opened: dict[int, _Worker] = {}
"""The workers of this process."""
_engine = cache(engine)
"""Of the code that this process runs, whatever is installed while it runs."""


def prepare(setting: Setting) -> None:
    """Make this thread a worker; called once in each. Raises ValueError for a setting
    of another engine."""
    if setting.engine and setting.engine != _engine():
        raise ValueError(f"{setting.engine[:12]} != {_engine()[:12]}")
    if not setting.engine:
        memory.collect_seldom()
    if last := getattr(_here, "worker", None):
        _close(last)
    _here.worker = _Worker(setting)
    _opened[id(_here.worker)] = _here.worker


def release(setting: Setting) -> None:
    """Close what the workers of this process opened for a build; a process of a pool
    does so by ending."""
    run = (setting.store, setting.run)
    for worker in [
        one for one in list(_opened.values()) if (one.setting.store, one.setting.run) == run
    ]:
        _close(worker)


def _close(worker: _Worker) -> None:
    worker.close()
    _opened.pop(id(worker), None)
    if getattr(_here, "worker", None) is worker:
        _here.worker = None


def _this() -> _Worker:
    worker: _Worker | None = getattr(_here, "worker", None)
    if worker is None:
        raise RuntimeError("a worker is prepared before it works")
    return worker


@contextmanager
def hired(setting: Setting, name: str, jobs: int) -> Iterator[Opened]:
    """The executor called ``name``, its workers prepared, and how many there are. Raises Unusable,
    and ProblemError (OG901) when workers are lost."""
    given = replace(setting, site=setting.site.for_reading())
    given = given.abroad() if executors.is_borrowed(name) else given
    preparation = Preparation(prepare, (given,), release)
    try:
        with executors.opened(name, jobs, preparation, partial(handed_out, given.store)) as opened:
            yield opened
    except WorkersLost as error:
        hint = "borrowed-worker" if error.borrowed else "worker"
        raise ProblemError(problem("internal", detail=str(error), hint=hint)) from error
    finally:
        release(given)


def digest_batch(batch: list[Found]) -> list[dict[str, str] | None]:
    """The SHA-256 of the files of each record; None for one that cannot be read."""
    project = _this().setting.project
    found: list[dict[str, str] | None] = []
    for one in batch:
        try:
            contents = take(project, one)
            found.append(contents if is_as_found(project, one) else None)
        except OSError:  # told when it is read
            found.append(None)
    return found


def read_batch(batch: list[Found]) -> ReadBatch:
    """Read content files; an exception in one becomes a Problem naming it (OG901)."""
    worker = _this()
    files = tuple(_read(worker, found) for found in batch)
    worker.share()
    return ReadBatch(files, _done())


def _read(worker: _Worker, found: Found) -> ReadFile:
    project = worker.setting.project
    try:
        contents = take(project, found)
        result = read(project, found, worker.setting.site, contents)
        entry = _kept(worker, result.entry, result) if result.entry else None
        reading = Reading(entry, result.problems)
        return ReadFile(found.path, contents if is_as_found(project, found) else None, reading)
    except OSError as error:
        told = problem("internal", found.path, detail=error.strerror or repr(error))
    except Exception as error:  # a defect of ours must not hide whose file shows it
        told = problem("internal", found.path, detail=repr(error))
    return ReadFile(found.path, None, Reading(None, (told,)))


def _kept(worker: _Worker, entry: Entry, read: Read) -> Entry:
    """The entry once its bodies are in the store: its own, and those of its translations."""
    if read.body is None and not any(read.translated):
        return entry
    empty = Body("", ())
    ref = worker.writer.keep(
        read.body or empty,
        entry.body.digest if entry.body else "",
        [one or empty for one in read.translated],
    )
    translations = tuple(
        replace(one, body=one.body and _placed(one.body, ref, part))
        for part, one in enumerate(entry.translations, 1)
    )
    return replace(
        entry, body=entry.body and _placed(entry.body, ref, 0), translations=translations
    )


def _placed(body: BodyFacts, whole: BodyRef, part: int) -> BodyFacts:
    return replace(body, ref=whole._replace(digest=body.digest, part=part))


class RenderBatch(NamedTuple):
    """Outputs to render, and the site that is on all their pages."""

    site: SiteView
    outputs: list[Output]


def render_batch(batch: RenderBatch) -> WriteBatch:
    """Render outputs into the staging folder."""
    worker, problems = _this(), list[Problem]()
    written: list[tuple[str, tuple[Written, ...]]] = []
    staging = worker.setting.staging
    if staging is None:
        raise ValueError("this build writes nothing")
    for output in batch.outputs:
        try:
            made = files(output, worker.renderer(batch.site))
            written.append((output.path, tuple(put(staging, *file) for file in made)))
        except ProblemError as error:
            problems += error.problems
        except OSError as error:
            detail = error.strerror or repr(error)
            problems.append(problem("output-failed", address=output.path, detail=detail))
            break  # a full disk is told once
        except StoreDamaged:
            raise
        except Exception as error:
            problems.append(problem("internal", address=output.path, detail=repr(error)))
    return WriteBatch(tuple(written), tuple(problems), _done())


class IndexSource(NamedTuple):
    """A record to index: what is known of it, and where its body is."""

    outline: Outline
    body: BodyRef | None


def index_batch(batch: list[IndexSource]) -> Batch:
    """The texts of records as sorted arrays."""
    reader = _this().reader
    texts = [
        with_body(one.outline, reader.fetch(one.body).html if one.body else "") for one in batch
    ]
    return terms.batch(texts)


class IndexPart(NamedTuple):
    """Files of the index that were written, and what the directories need to know of them."""

    made: building.Made
    written: tuple[Written, ...]


def index_part(given: tuple[Segment, building.Part]) -> IndexPart:
    """Make and write the shards of a part of a segment's terms. Raises OSError."""
    made = building.term_files(*given)
    files = [(scripts.path(name), data) for name, data in made.files]
    return IndexPart(building.noted(made), put_files(files))


def put_files(files: Sequence[tuple[str, bytes]]) -> tuple[Written, ...]:
    """Write files that are made already, such as those of the index. Raises OSError."""
    staging = _this().setting.staging
    if staging is None:
        raise ValueError("this build writes nothing")
    return tuple(put(staging, *file) for file in files)


def copy_batch(batch: list[Copy]) -> WriteBatch:
    """Copy held files into the staging folder."""
    setting, problems = _this().setting, list[Problem]()
    written: list[tuple[str, tuple[Written, ...]]] = []
    if setting.staging is None:
        raise ValueError("this build writes nothing")
    for one in batch:
        source = setting.project / one.source
        try:
            made = copy(setting.staging, one.path, source, one.digest)
            written.append((one.path, (made,)))
        except (OSError, ValueError) as error:
            problems.append(problem("output-failed", address=one.path, detail=str(error)))
            break
    return WriteBatch(tuple(written), tuple(problems), _done())


def take_batch(batch: Sequence[tuple[str, KeptFile]]) -> dict[str, bool]:
    """Take unchanged files of the last release into the staging folder; the paths of those taken,
    each with whether it is linked."""
    setting = _this().setting
    if setting.staging is None or setting.previous is None:
        raise ValueError("this build takes nothing over")
    return taking.take(setting.previous, setting.staging, batch)


def clear_folder(name: str) -> None:
    """Remove a folder of the release before the one that was replaced."""
    output = _this().setting.previous
    if output is None:
        raise ValueError("this build replaces nothing")
    exchange.clear(output, name)


def stamp_batch(paths: Sequence[str]) -> list[Stamp]:
    """The stamps of files of the release that is now published. Raises OSError."""
    folder = _this().setting.previous
    if folder is None:
        raise ValueError("this build publishes nothing")
    return [Stamp.of((folder / path).lstat()) for path in paths]


def _done() -> Done:
    return Done(os.getpid(), _peak())


def _peak() -> int:
    """The most memory that this process ever had resident, in bytes; 0 where it is not told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
