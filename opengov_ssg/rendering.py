"""The render stage: what follows from the same as in the last release is taken over, the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from opengov_ssg import digests, workers
from opengov_ssg.errors import Problem
from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.outputs import Copy, Output
from opengov_ssg.model.releases import KeptFile, Written
from opengov_ssg.model.themes import Asset, ThemeSnapshot
from opengov_ssg.model.views import PageView, SiteView
from opengov_ssg.render.basis import basis, common, of_copy
from opengov_ssg.render.outputs import places
from opengov_ssg.run.batches import by_bytes, ordered
from opengov_ssg.workers import Done, RenderBatch, WriteBatch

T = TypeVar("T")
_BYTES = 512 << 10
"""Of a batch of pages, about."""
_FRAME = 16 << 10
"""Of a page, but for the body."""
_COPIES = 32
_TAKEN = 4000


class Means(NamedTuple):
    """What the stage works with. ``told`` hears how many files are done."""

    executor: Executor
    ahead: int
    told: Callable[[int], None]
    done: Callable[[Done], None]


@dataclass(slots=True)
class Taken:
    """The files of the last release that stand in the staging folder, until they are made anew or
    dropped."""

    files: dict[str, KeptFile]

    def same(self, paths: Iterable[str], basis: str) -> list[Written] | None:
        """The files at these places, if all are there and follow from ``basis``."""
        found = []
        for path in paths:
            kept = self.files.get(path)
            if kept is None or kept.basis != basis:
                return None
            found.append(Written(path, kept.sha256, kept.bytes))
        return found

    def has(self, files: Iterable[Written]) -> bool:
        """Whether these very files are there."""
        return all(
            (kept := self.files.get(path)) is not None and kept.sha256 == sha256
            for path, sha256, _ in files
        )


class Taking:
    """The taking over of the last release's files, which goes on beside other work."""

    def __init__(self, files: dict[str, KeptFile], executor: Executor) -> None:
        self._files = files
        runs = _cut(files.items(), _TAKEN)
        self._futures = [executor.submit(workers.take_batch, run) for run in runs]

    def taken(self) -> Taken:
        """What could be taken, once all is done. Raises OSError."""
        paths = [path for future in self._futures for path in future.result()]
        return Taken({path: self._files[path] for path in paths})


@dataclass(slots=True)
class Rendered:
    """The files of the new release by path, and what each follows from. ``made`` counts those that
    were made now. Of files that are made twice, such as equal lists of the search index, there is one."""

    files: dict[str, Written] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    made: int = 0
    stopped: bool = False

    def reuse(self, files: Sequence[Written], basis: str) -> None:
        """Files that stand already."""
        for one in files:
            self.files[one.path] = one
            self.bases[one.path] = basis

    def make(self, files: Sequence[Written], basis: str) -> None:
        """Files that were written now."""
        before = len(self.files)
        self.reuse(files, basis)
        self.made += len(self.files) - before


def render(
    outputs: Iterable[Output], site: SiteView, theme: ThemeSnapshot, taken: Taken, means: Means
) -> Rendered:
    """Render what has changed. Stops when nothing can be written: a full disk is told once."""
    made, shared = Rendered(), common(theme, site)
    waiting: dict[str, str] = {}

    def changed() -> Iterator[Output]:
        for output in outputs:
            own = basis(output, shared)
            if (same := taken.same(places(output), own)) is not None:
                made.reuse(same, own)
            else:
                waiting[output.path] = own
                yield output

    batches = (RenderBatch(site, one) for one in by_bytes(changed(), _bytes, _BYTES))
    for result in ordered(means.executor, workers.render_batch, batches, means.ahead):
        _note(made, result, waiting, means)
        if any(one.name == "output-failed" for one in result.problems):
            made.stopped = True
            break
    return made


def copy(copies: Iterable[Copy], taken: Taken, made: Rendered, means: Means) -> None:
    """Copy the held files that the last release did not have."""
    waiting: dict[str, str] = {}

    def changed() -> Iterator[Copy]:
        for one in copies:
            if (same := taken.same([one.path], of_copy(one))) is not None:
                made.reuse(same, of_copy(one))
            else:
                waiting[one.path] = of_copy(one)
                yield one

    cut = _cut(changed(), _COPIES)
    for result in ordered(means.executor, workers.copy_batch, cut, means.ahead):
        _note(made, result, waiting, means)


def assets(theme: Sequence[Asset], taken: Taken, made: Rendered, executor: Executor) -> None:
    """Write the files of the theme that the last release did not have. Raises OSError."""
    for one in theme:
        own = f"asset {digests.of_bytes(one.data)}"
        if (same := taken.same([one.path], own)) is not None:
            made.reuse(same, own)
        else:
            future = executor.submit(workers.put_files, [(one.path, one.data)])
            made.make(future.result(), own)


def _note(made: Rendered, result: WriteBatch, waiting: dict[str, str], means: Means) -> None:
    for path, files in result.written:
        made.make(files, waiting.pop(path))
    made.problems += result.problems
    means.done(result.done)
    means.told(len(made.files))


def _bytes(output: Output) -> int:
    """About how much there is to render."""
    body = getattr(output.view, "body", None) if isinstance(output, PageView) else None
    return _FRAME + (body.length if isinstance(body, BodyRef) else 0)


def _cut(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
