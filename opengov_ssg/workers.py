"""What a worker does: read a batch, render a batch. The pipeline's other half, in other processes.

A worker is prepared once with what the whole build shares and then gets batches; what goes to and fro
is plain values, under ``spawn`` as under ``fork``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.model.bodies import Body, BodyRef
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.outputs import Copy, Output
from opengov_ssg.model.site import Site
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import SiteView
from opengov_ssg.read.files import Found
from opengov_ssg.read.reader import read
from opengov_ssg.render.outputs import files
from opengov_ssg.render.pages import Renderer
from opengov_ssg.run import memory
from opengov_ssg.search import building, scripts, terms
from opengov_ssg.search.merging import Segment
from opengov_ssg.search.terms import Batch
from opengov_ssg.search.texts import Outline, with_body
from opengov_ssg.store.bodies import BodyReader, BodyWriter
from opengov_ssg.write.staging import Written, copy, put


@dataclass(frozen=True, slots=True)
class Setting:
    """What all workers share. ``theme`` and ``staging`` are None when nothing is rendered."""

    project: Path
    site: Site
    store: Path
    theme: ThemeSnapshot | None = None
    staging: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """What reading a batch yields, with the worker's peak memory in bytes."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    pid: int
    peak: int


@dataclass(frozen=True, slots=True)
class WriteBatch:
    """What rendering or copying a batch yields."""

    written: tuple[Written, ...]
    problems: tuple[Problem, ...]
    pid: int
    peak: int


class _Worker:
    """One process's share: opens its pack and its templates when they are first needed."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._writer: BodyWriter | None = None
        self._reader: BodyReader | None = None
        self._renderer: Renderer | None = None

    @property
    def writer(self) -> BodyWriter:
        if self._writer is None:
            self._writer = BodyWriter(self.setting.store, f"{os.getpid()}.pack")
        return self._writer

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


_worker: _Worker | None = None


def prepare(setting: Setting) -> None:
    """Make this process a worker; called once in each."""
    global _worker
    memory.collect_seldom()
    _worker = _Worker(setting)


def release() -> None:
    """Close what this process opened as a worker; a process of a pool does so by ending."""
    global _worker
    if _worker:
        _worker.close()
    _worker = None


def _this() -> _Worker:
    if _worker is None:
        raise RuntimeError("a worker is prepared before it works")
    return _worker


def read_batch(batch: list[Found]) -> ReadBatch:
    """Read content files; an exception in one becomes a Problem naming it (OG901)."""
    worker, entries = _this(), list[Entry]()
    problems: list[Problem] = []
    for found in batch:
        try:
            result = read(worker.setting.project, found, worker.setting.site)
            problems += result.problems
            if result.entry:
                entries.append(_kept(worker, result.entry, result.body))
        except Exception as error:  # a defect of ours must not hide whose file shows it
            problems.append(problem("internal", found.path, detail=repr(error)))
    if worker._writer:
        worker.writer.flush()
    return ReadBatch(tuple(entries), tuple(problems), os.getpid(), _peak())


def _kept(worker: _Worker, entry: Entry, body: Body | None) -> Entry:
    if entry.body is None or body is None:
        return entry
    ref = worker.writer.keep(body, entry.body.digest)
    return replace(entry, body=replace(entry.body, ref=ref))


class RenderBatch(NamedTuple):
    """Outputs to render, and the site that is on all their pages."""

    site: SiteView
    outputs: list[Output]


def render_batch(batch: RenderBatch) -> WriteBatch:
    """Render outputs into the staging folder."""
    worker, written = _this(), list[Written]()
    problems: list[Problem] = []
    staging = worker.setting.staging
    if staging is None:
        raise ValueError("this build writes nothing")
    for output in batch.outputs:
        try:
            written += [put(staging, *file) for file in files(output, worker.renderer(batch.site))]
        except ProblemError as error:
            problems += error.problems
        except OSError as error:
            detail = error.strerror or repr(error)
            problems.append(problem("output-failed", address=output.path, detail=detail))
        except Exception as error:
            problems.append(problem("internal", address=output.path, detail=repr(error)))
    return WriteBatch(tuple(written), tuple(problems), os.getpid(), _peak())


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
    return IndexPart(building.noted(made), index_files(files))


def index_files(files: Sequence[building.File]) -> tuple[Written, ...]:
    """Write files of the index. Raises OSError."""
    staging = _this().setting.staging
    if staging is None:
        raise ValueError("this build writes nothing")
    return tuple(put(staging, *file) for file in files)


def copy_batch(batch: list[Copy]) -> WriteBatch:
    """Copy held files into the staging folder."""
    setting, written = _this().setting, list[Written]()
    problems: list[Problem] = []
    if setting.staging is None:
        raise ValueError("this build writes nothing")
    for one in batch:
        source = setting.project / one.source
        try:
            written.append(copy(setting.staging, one.path, source, one.digest))
        except (OSError, ValueError) as error:
            problems.append(problem("output-failed", address=one.path, detail=str(error)))
    return WriteBatch(tuple(written), tuple(problems), os.getpid(), _peak())


def _peak() -> int:
    """The most memory that this process ever had resident, in bytes; 0 where it is not told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
