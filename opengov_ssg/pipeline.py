"""The order of the stages: read → link → plan → render → write. Stages meet only here and in
``workers``.

The main process holds light records; bodies go from the workers that read to the store, and from there
to the workers that render.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from opengov_ssg import workers
from opengov_ssg.config.loading import SITE_FILE
from opengov_ssg.config.loading import load as load_site
from opengov_ssg.errors import Problem, ProblemError, Words, problem
from opengov_ssg.indexing import Indexing
from opengov_ssg.link.linking import Linked, link
from opengov_ssg.link.references import relative
from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import Ledger
from opengov_ssg.model.outputs import Output
from opengov_ssg.model.site import Site
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan.planning import Plan
from opengov_ssg.read.files import batches, discover
from opengov_ssg.read.ledger_file import read_ledger
from opengov_ssg.render.outputs import places
from opengov_ssg.render.pages import check as check_templates
from opengov_ssg.rules import registry
from opengov_ssg.rules.dead_ends import dead_ends
from opengov_ssg.rules.facts import Facts
from opengov_ssg.run import executors, memory
from opengov_ssg.run.batches import ordered
from opengov_ssg.run.executors import default_jobs as default_jobs
from opengov_ssg.run.executors import is_name as is_name
from opengov_ssg.store import bodies
from opengov_ssg.store.bodies import BodyReader
from opengov_ssg.theme.loading import load as load_theme
from opengov_ssg.workers import ReadBatch, RenderBatch, Setting, WriteBatch
from opengov_ssg.write import guarding
from opengov_ssg.write.staging import Release, Written, failed, put

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and of how much (0: not known yet)."""

WORK = ".opengov"
_READ_BYTES = 256 << 10
_RENDER_COUNT = 32
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for. ``as_of`` decides what is public; it is printed nowhere.

    Nothing is kept between builds yet that ``clean`` would have to remove.
    """

    project: Path
    as_of: datetime
    output: Path | None = None
    base_url: str | None = None
    jobs: int = 1
    executor: str = "process"
    strict: bool = False
    clean: bool = False


@dataclass(slots=True)
class Report:
    """What a run found and did. ``documents`` are the public records, ``pages`` all files."""

    documents: int = 0
    parsed: int = 0
    pages: int = 0
    removed: int = 0
    resolved: int = 0
    unresolved: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)
    next_change_at: datetime | None = None
    problems: list[Problem] = field(default_factory=list)
    published: bool = False

    def failed(self, strict: bool) -> bool:
        """Whether nothing may be published: an error, or with ``strict`` a warning."""
        bad = ("error", "warning") if strict else ("error",)
        return any(one.severity in bad for one in self.problems)


@dataclass(frozen=True, slots=True)
class Content:
    """The content read and linked: what commands beside ``build`` work on."""

    site: Site
    linked: Linked
    facts: Facts

    @property
    def ledger(self) -> Ledger:
        """The ledger as read."""
        return self.facts.ledger

    @property
    def catalog(self) -> Catalog:
        """What is public of it."""
        return self.linked.catalog


def build(options: Options, progress: Progress | None = None) -> Report:
    """Build the site into ``options.output``. Problems are in the report; only with none of
    severity error is anything published. Raises ProblemError for an unsafe output (exit 2)."""
    run = _Run(options, progress)
    if options.output is None:
        raise ValueError("a build has an output")
    if not (options.project / SITE_FILE).is_file():
        return Report(problems=[problem("no-site", SITE_FILE)])  # and nothing is made there
    output = guarding.resolve(options.output, options.project)
    with Release(output) as release:
        try:
            run.build(release)
        except ProblemError as error:
            run.report.problems += error.problems
        except OSError as error:
            run.report.problems.append(_unusable(error, options.project))
        except Exception as error:  # a defect of ours is told like any other problem
            run.report.problems.append(problem("internal", detail=repr(error)).in_site())
    run.report.problems.sort(key=Problem.order)
    return run.report


def check(options: Options, progress: Progress | None = None) -> tuple[Report, Content | None]:
    """Read, link and apply all rules, and look at the theme; write nothing."""
    run = _Run(options, progress)
    content = None
    try:
        content = run.check()
    except ProblemError as error:
        run.report.problems += error.problems
    except OSError as error:
        run.report.problems.append(_unusable(error, options.project))
    except Exception as error:
        run.report.problems.append(problem("internal", detail=repr(error)).in_site())
    run.report.problems.sort(key=Problem.order)
    return run.report, content


class _Run:
    """One run: the stages in order, each timed."""

    def __init__(self, options: Options, progress: Progress | None) -> None:
        self.options = options
        self.report = Report()
        self._store = options.project / WORK
        self.progress = progress or (lambda stage, done, total: None)

    def check(self) -> Content:
        site = self._configure()
        theme = self._theme(site)
        with self._executor(site) as executor:
            entries = self._read(executor)
        content = self._link(entries, site)
        if theme and len(entries) == self.report.parsed:
            self._plan(content, theme)
        return content

    def build(self, release: Release) -> None:
        options = self.options
        site = self._configure()
        theme = self._theme(site)
        with self._executor(site, theme, release.staging) as executor:
            entries = self._read(executor)
            content = self._link(entries, site)
            if theme is None or self.report.failed(options.strict):
                return
            plan = Plan(content.catalog, theme)
            written = self._render(executor, plan, content)
            if self.report.failed(options.strict):
                return
            written += self._index(executor, content.catalog, release)
        if self.report.failed(options.strict):
            return
        with self._stage("write"):
            try:
                written += [put(release.staging, one.path, one.data) for one in theme.assets]
                self.report.pages, self.report.removed = release.publish(written)
            except OSError as error:
                raise ProblemError(failed(error, release.output)) from error
        self.report.published = True

    # Stages

    def _configure(self) -> Site:
        with self._stage("configure"):
            site, problems = load_site(self.options.project)
        self.report.problems += problems
        if self.options.base_url is None:
            return site
        base = self.options.base_url
        identity = replace(site.identity, base_url=base if base.endswith("/") else f"{base}/")
        self.report.problems = [one for one in self.report.problems if one.name != "no-base-url"]
        return Site(replace(site.config, identity=identity), site.vocabularies, site.places)

    def _theme(self, site: Site) -> ThemeSnapshot | None:
        """The theme; None when it cannot be used, which is in the report: reading goes on."""
        try:
            theme = load_theme(self.options.project, site.config.theme, site.identity.language)
        except ProblemError as error:
            self.report.problems += error.problems
            return None
        self.report.problems += check_templates(theme)
        return theme

    def _read(self, executor: Executor) -> list[Entry]:
        with self._stage("read"):
            found, problems = discover(self.options.project)
            self.report.problems += problems
            entries: list[Entry] = []
            done = 0
            runs = list(batches(found, _READ_BYTES))
            results = ordered(executor, workers.read_batch, runs, self._ahead())
            for batch, result in zip(runs, results, strict=True):
                entries += result.entries
                self._note(result)
                done += len(batch)
                self.progress("read", done, len(found))
            self.report.parsed = len(found)
        return entries

    def _link(self, entries: list[Entry], site: Site) -> Content:
        with self._stage("link"):
            linked = link(entries, site, self.options.as_of)
            broken = {one.path for one in self.report.problems if one.severity == "error"}
            told = [one for one in linked.problems if not _follows(one, broken)]
            self.report.problems += told
            ledger, problems = read_ledger(self.options.project)
            self.report.problems += problems
            catalog = linked.catalog
            today = self.options.as_of.astimezone(OFFSET).date()
            facts = Facts(catalog, linked.known, linked.lasting, ledger, today)
            self.report.problems += registry.check(facts, len(entries) == self.report.parsed)
            self.report.resolved, self.report.unresolved = catalog.resolved, catalog.unresolved
            self.report.documents = len(catalog.items)
            self.report.next_change_at = catalog.next_change_at
        return Content(site, linked, facts)

    def _plan(self, content: Content, theme: ThemeSnapshot) -> None:
        """Look where a build would write: two files at one place, links to where nothing is."""
        with self._stage("plan"):
            try:
                plan = Plan(content.catalog, theme)
                outputs = _noting(plan.outputs(), {}, content.facts, self.report.problems)
                made = {path for output in outputs for path in places(output)}
                made.update(one.path for one in plan.copies())
            except ProblemError as error:
                self.report.problems += error.problems
                return
        self.report.problems += dead_ends(content.facts, made)

    def _render(self, executor: Executor, plan: Plan, content: Content) -> list[Written]:
        written: list[Written] = []
        paths: dict[str, str] = {}
        with self._stage("render"):
            outputs = _noting(plan.outputs(), paths, content.facts, self.report.problems)
            batches_ = (RenderBatch(plan.site_view, one) for one in _cut(outputs, _RENDER_COUNT))
            total = len(content.catalog.items)
            for result in ordered(executor, workers.render_batch, batches_, self._ahead()):
                written += result.written
                self._note(result)
                if any(one.name == "output-failed" for one in result.problems):
                    return written  # a full disk is told once, not for every page
                self.progress("render", len(written), max(total, len(written)))
            copies = ordered(
                executor, workers.copy_batch, _cut(plan.copies(), _RENDER_COUNT), self._ahead()
            )
            for result in copies:
                written += result.written
                self._note(result)
        self.report.problems += dead_ends(content.facts, {path for path, _, _ in written})
        return written

    def _index(self, executor: Executor, catalog: Catalog, release: Release) -> list[Written]:
        """Write the search index and read it back: what does not find its records is not published."""
        with self._stage("search"):
            indexing = Indexing(catalog, executor, self.options.jobs)
            try:
                written = list(indexing.write())
                with closing(BodyReader(self._store)) as reader:
                    self.report.problems += indexing.verify(release.staging, reader)
            except OSError as error:
                raise ProblemError(failed(error, release.output)) from error
        return written

    # Means

    def _ahead(self) -> int:
        return self.options.jobs * _AHEAD

    def _note(self, result: ReadBatch | WriteBatch) -> None:
        self.report.problems += result.problems
        self.report.peaks[result.pid] = result.peak

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.report.seconds[name] = round(time.perf_counter() - start, 3)

    @contextmanager
    def _executor(
        self, site: Site, theme: ThemeSnapshot | None = None, staging: Path | None = None
    ) -> Iterator[Executor]:
        """An executor whose workers are prepared; the bodies of this run live as long as it."""
        options = self.options
        with bodies.folder_of_run(options.project / WORK) as store, memory.collecting_seldom():
            self._store = store
            setting = Setting(options.project, site, store, theme, staging)
            try:
                with executors.make(
                    options.executor, options.jobs, workers.prepare, (setting,)
                ) as executor:
                    yield executor
            except BrokenProcessPool as error:
                raise ProblemError(problem("internal", detail=str(error), hint="worker")) from error
            finally:
                workers.release()


def _unusable(error: OSError, project: Path) -> Problem:
    """The problem that a file of the project could not be read, or the store not be written."""
    file = Path(str(error.filename))
    path = file.relative_to(project).as_posix() if file.is_relative_to(project) else ""
    return problem("internal", path, detail=error.strerror or repr(error)).in_site()


def _cut(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def _noting(
    outputs: Iterable[Output], paths: dict[str, str], facts: Facts, problems: list[Problem]
) -> Iterator[Output]:
    """Pass outputs on, but none to a path that is taken: not even where case is not told apart."""
    for output in outputs:
        other = paths.setdefault(output.path.casefold(), output.path)
        if other is output.path:
            yield output
        else:
            problems.append(_taken(output.path, other, facts))


def _taken(address: str, other: str, facts: Facts) -> Problem:
    """Two files at one place, told at the record whose address or former address it is."""
    words: Words = {"address": address, "other": other}
    for id, entry in sorted(facts.entries.items()):
        own = [("slug", f"{id}.html")]
        own += [(f"aliases.{at}", alias) for at, alias in enumerate(entry.record.aliases)]
        for where, one in own:
            if one.casefold() == address.casefold():
                return problem("address-twice", entry.path, entry.place(where), **words)
    return problem("address-twice", **words)


def _follows(one: Problem, broken: set[str]) -> bool:
    """Whether a path leads nowhere only because the file that it names could not be read."""
    to = dict(one.args).get("to", "")
    return one.name in ("dangling-reference", "dead-link") and relative(to, one.path) in broken
