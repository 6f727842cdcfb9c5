"""The render stage: what follows from the same as in the last release is taken
over, the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

from opengov_ssg import workers
from opengov_ssg.errors import Problem
from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.outputs import Copy, Output
from opengov_ssg.model.releases import KeptFile, Written
from opengov_ssg.model.themes import Asset, ThemeSnapshot
from opengov_ssg.model.views import PageView, SiteView
from opengov_ssg.render.basis import basis, common, of_asset, of_copy
from opengov_ssg.render.outputs import places
from opengov_ssg.run.batches import by_bytes, by_count, ordered
from opengov_ssg.workers import Done, RenderBatch, WriteBatch

P = TypeVar("P", Output, Copy, Asset)
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
        runs = by_count(files.items(), _TAKEN)
        self._futures = [executor.submit(workers.take_batch, run) for run in runs]

    def taken(self) -> Taken:
        """What could be taken, once all is done. Raises OSError."""
        paths = [path for future in self._futures for path in future.result()]
        return Taken({path: self._files[path] for path in paths})

    def linked(self) -> list[str]:
        """The files that were linked, once the executor has ended: all was done, or given up."""
        done = [one for one in self._futures if one.done() and not one.cancelled()]
        found = [one.result() for one in done if one.exception() is None]
        return [path for paths in found for path, linked in paths.items() if linked]


class Clearing:
    """The removal of the release before the one that was replaced, which goes on beside other work.
    Nothing fails by it: what is left goes when the build ends, or at the next start."""

    def __init__(self, folders: Iterable[str], executor: Executor) -> None:
        self._futures: list[Future[None]] = []
        with suppress(Exception):  # workers that are lost by now
            for one in folders:
                self._futures.append(executor.submit(workers.clear_folder, one))

    def end(self) -> None:
        """Wait for it. Ctrl+C comes through."""
        for one in self._futures:
            with suppress(Exception):
                one.result()


@dataclass(slots=True)
class Rendered:
    """The files of the new release by path, and what each follows from. ``made`` counts
    those that were made now. Of files that are made twice, such as equal lists of the
    search index, there is one."""

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
    made, waiting = Rendered(), dict[str, str]()
    based = partial(basis, shared=common(theme, site))
    changed = _changed(outputs, places, based, taken, made, waiting)
    batches = (RenderBatch(site, one) for one in by_bytes(changed, _bytes, _BYTES))
    for result in ordered(means.executor, workers.render_batch, batches, means.ahead):
        _note(made, result, waiting, means)
        if made.stopped:
            break
    return made


def copy(copies: Iterable[Copy], taken: Taken, made: Rendered, means: Means) -> None:
    """Copy the held files that the last release did not have. Stops as :func:`render` does."""
    waiting: dict[str, str] = {}
    changed = _changed(copies, _place, of_copy, taken, made, waiting)
    cut = by_count(changed, _COPIES)
    for result in ordered(means.executor, workers.copy_batch, cut, means.ahead):
        _note(made, result, waiting, means)
        if made.stopped:
            break


def assets(theme: Sequence[Asset], taken: Taken, made: Rendered, executor: Executor) -> None:
    """Write the files of the theme that the last release did not have. Raises OSError."""
    waiting: dict[str, str] = {}
    for one in _changed(theme, _place, of_asset, taken, made, waiting):
        future = executor.submit(workers.put_files, [(one.path, one.data)])
        made.make(future.result(), waiting.pop(one.path))


def _changed(
    things: Iterable[P],
    places: Callable[[P], Sequence[str]],
    based: Callable[[P], str],
    taken: Taken,
    made: Rendered,
    waiting: dict[str, str],
) -> Iterator[P]:
    """Those of the things that must be made; the files of the others stand. ``waiting`` gets the
    basis of each by its path."""
    for one in things:
        own = based(one)
        if (same := taken.same(places(one), own)) is not None:
            made.reuse(same, own)
        else:
            waiting[one.path] = own
            yield one


def _place(one: Copy | Asset) -> tuple[str]:
    return (one.path,)


def _note(made: Rendered, result: WriteBatch, waiting: dict[str, str], means: Means) -> None:
    for path, files in result.written:
        made.make(files, waiting.pop(path))
    made.problems += result.problems
    made.stopped = any(one.name == "output-failed" for one in result.problems)
    means.done(result.done)
    means.told(len(made.files))


def _bytes(output: Output) -> int:
    """About how much there is to render."""
    body = getattr(output.view, "body", None) if isinstance(output, PageView) else None
    return _FRAME + (body.length if isinstance(body, BodyRef) else 0)
