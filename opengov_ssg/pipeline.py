"""The order of the stages: read → link → plan → render → write.

Stages meet only here and in the modules beside: ``preparing``, ``reading``, ``rendering``,
``indexing``, ``hold_back`` and ``workers``. There is one way to build: whatever follows from the
same as in the last release is taken over. The main process holds light records; bodies go from the
workers that read to the store, and from there to the workers that render.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial

from opengov_ssg import preparing, reading, rendering, standing, workers
from opengov_ssg.config.loading import SITE_FILE
from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.hold_back import HoldingBack
from opengov_ssg.indexing import Indexing
from opengov_ssg.link.linking import link
from opengov_ssg.link.references import follows
from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.releases import Standing
from opengov_ssg.model.site import Site
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan.planning import Plan
from opengov_ssg.read.files import discover
from opengov_ssg.read.ledger_file import read_ledger
from opengov_ssg.reading import Readings, Survey
from opengov_ssg.render.outputs import places
from opengov_ssg.rendering import Clearing, Rendered, Taking
from opengov_ssg.rules import registry
from opengov_ssg.rules.collisions import each_once
from opengov_ssg.rules.dead_ends import dead_ends
from opengov_ssg.rules.facts import Facts
from opengov_ssg.rules.permanence import addresses_kept
from opengov_ssg.run import memory
from opengov_ssg.run.executors import default_jobs as default_jobs
from opengov_ssg.run.executors import demand as demand
from opengov_ssg.run.trouble import Unusable as Unusable
from opengov_ssg.runs import WORK, Content, Options, Progress, Report, part_of, unusable
from opengov_ssg.store import opening
from opengov_ssg.store.bodies import BodyReader
from opengov_ssg.store.damage import StoreDamaged, harmless
from opengov_ssg.store.engine import engine
from opengov_ssg.store.packs import tidy
from opengov_ssg.store.store import Store
from opengov_ssg.workers import Done, Setting
from opengov_ssg.write import exchange, guarding
from opengov_ssg.write.staging import Release
from opengov_ssg.write.taking import drop

_AHEAD = 4


def build(options: Options, progress: Progress | None = None) -> Report:
    """Build the site into ``options.output``. Problems are in the report; only with none of
    severity error is anything published. Raises ProblemError for an unsafe output, Unusable for an
    executor that cannot be used (both exit 2)."""
    if options.output is None:
        raise ValueError("a build has an output")
    if not (options.project / SITE_FILE).is_file():
        return Report(problems=[problem("no-site", SITE_FILE)])  # and nothing is made there
    output = guarding.resolve(options.output, options.project)
    with Release(output) as release:
        return _told(options, progress, lambda run: run.build(release))


def check(options: Options, progress: Progress | None = None) -> tuple[Report, Content | None]:
    """Read, link and apply all rules, and look at the theme; write nothing."""
    found: list[Content] = []
    report = _told(options, progress, lambda run: found.append(run.check()))
    return report, found[-1] if found else None


def _told(options: Options, progress: Progress | None, work: Callable[[_Run], None]) -> Report:
    """Do the work, once more from nothing if the store is damaged; whatever fails is in the
    report."""
    run = _Run(options, progress)
    try:
        try:
            work(run)
        except StoreDamaged:
            opening.forget(options.project / WORK)
            run = _Run(replace(options, clean=True), progress)
            work(run)
        if run.damaged:
            opening.forget(options.project / WORK)
    except ProblemError as error:
        run.report.problems += error.problems
    except OSError as error:
        run.report.problems.append(unusable(error, options.project))
    except Unusable:
        raise
    except Exception as error:  # a defect of ours is told like any other problem
        run.report.problems.append(problem("internal", detail=repr(error)).in_site())
    run.report.problems.sort(key=Problem.order)
    return run.report


class _Run:
    """One run: the stages in order, each timed. ``damaged`` tells of a store that served, but is to
    serve no other run."""

    def __init__(self, options: Options, progress: Progress | None) -> None:
        self.damaged: list[StoreDamaged] = []
        self.options = options
        self.report = Report()
        self.progress = progress or (lambda stage, done, total: None)

    def check(self) -> Content:
        site = self._configure()
        with self._store() as store:
            theme = self._theme(site, store)
            survey = self._survey(store, site)
            setting = Setting(self.options.project, site, store.folder, store.run)
            with self._executor(setting) as pool:
                readings = self._read(survey, store, pool)
            self._tidy(store)
        content = self._link(readings.entries, readings.complete, site)
        if theme and readings.complete:
            self._plan(content, theme)
        return content

    def build(self, release: Release) -> None:
        with self._store(partial(self.progress, "wait", 0, 0)) as store:
            files = standing.files_read(self.options.project)  # once nothing is waited for
            site = self._configure()
            release.empty()  # a second time, where the store was damaged
            theme = self._theme(site, store)
            own = _Building(release, store, site, theme)
            own.last = None if self.options.clean else store.standing(own.output)
            own.survey = self._survey(store, site)
            early = list(self.report.problems)
            given = f"{files} {site.config!r}"  # an option says some of it
            own.inputs = lambda: standing.inputs(given, own.survey, theme, early)
            if self._may_stay(own):
                return
            try:
                with self._executor(self._setting(own)) as executor:
                    self._publish(own, executor)
            finally:
                if not self.report.published:
                    self._give_up(own)
            self._tidy(store)

    def _publish(self, own: _Building, executor: Executor) -> None:
        strict = self.options.strict
        own.taking = Taking(own.last.files if own.last else {}, executor)
        readings = self._read(own.survey, own.store, executor)
        content = self._settle(readings, own)
        if own.theme is None or self.report.failed(strict) or self.report.has_nothing:
            return
        plan = Plan(content.catalog, own.theme)
        rendered = self._render(executor, plan, content, own.taking, own)
        if rendered.stopped or self.report.failed(strict):
            return
        self._index(executor, content.catalog, rendered, own)
        if self.report.failed(strict):
            return
        with self._stage("write"):
            self._exchange(own, rendered)
        clearing = Clearing(exchange.folders_gone(own.release.output), executor)
        if self.options.only is None:  # a part is no release of the project
            self._remember(own, rendered, readings, executor)
        with self._stage("clear"):
            clearing.end()

    # Stages

    def _configure(self) -> Site:
        with self._stage("configure"):
            return preparing.site(self.options, self.report)

    def _theme(self, site: Site, store: Store) -> ThemeSnapshot | None:
        with self._stage("theme"):
            return preparing.theme(self.options, site, store, self.report)

    def _survey(self, store: Store, site: Site) -> Survey:
        with self._stage("survey"):
            found, problems = discover(self.options.project)
            self.report.problems += problems
            return reading.survey(store, found, site)

    def _read(self, survey: Survey, store: Store, executor: Executor) -> Readings:
        with self._stage("read"):
            told = partial(self.progress, "read")
            means = reading.Means(store, executor, self._ahead(), told, self._done)
            readings = reading.read_all(survey, means)
            with harmless(store.folder, self.damaged.append):
                store.age_readings(readings.keys.values())
                store.commit()
        self.report.problems += readings.problems
        self.report.parsed, self.report.cached = readings.parsed, readings.cached
        return readings

    def _settle(self, readings: Readings, own: _Building) -> Content:
        """Link; with ``hold_back`` as often as there are records to hold."""
        if not self.options.hold_back or own.theme is None:
            return self._link(readings.entries, readings.complete, own.site)
        output, before = own.release.output, list(self.report.problems)
        last = partial(standing.last, own.store, own.last, self.options.project, output)
        given = (self.options.project, own.site, self.options.as_of)
        own.holding = holding = HoldingBack(*given, readings.readings, last)
        holding.leave_out(before)
        holding.hold(readings.problems)
        while True:
            self.report.problems = list(before)
            content = self._link(list(holding.entries.values()), not holding.left_out, own.site)
            if holding.left_out:
                self.report.problems += addresses_kept(content.facts)
            self._plan(content, own.theme)
            if not holding.hold(self.report.problems[len(before) :]):
                break
        told = holding.without_lost(self.report.problems, content.ledger)
        self.report.problems = list(dict.fromkeys([*told, *holding.problems]))
        self.report.excused = holding.excuses(self.report.problems)
        self.report.held = holding.held(content.catalog.shown())
        self.report.forgotten = holding.has_forgotten() and (output / guarding.MANIFEST).is_file()
        return content

    def _link(self, entries: list[Entry], complete: bool, site: Site) -> Content:
        with self._stage("link"):
            linked = link(entries, site, self.options.as_of)
            broken = {one.path for one in self.report.problems if one.severity == "error"}
            if self.options.hold_back:
                broken.clear()  # what refers to a record that is left out is left out too
            told = [one for one in linked.problems if not follows(one, broken)]
            self.report.problems += told
            ledger, problems = read_ledger(self.options.project)
            self.report.problems += problems
            catalog = linked.catalog
            today = self.options.as_of.astimezone(OFFSET).date()
            facts = Facts(catalog, linked.known, linked.lasting, ledger, today)
            self.report.problems += registry.check(facts, complete)
            self.report.resolved, self.report.unresolved = catalog.resolved, catalog.unresolved
            self.report.documents = len(catalog.items)
            self.report.next_change_at = catalog.next_change_at
        return part_of(Content(site, linked, facts), self.options.only, self.report)

    def _plan(self, content: Content, theme: ThemeSnapshot) -> None:
        """Look where a build would write: two files at one place, links to where nothing is."""
        with self._stage("plan"):
            try:
                plan = Plan(content.catalog, theme)
                outputs = each_once(plan.outputs(), {}, content.facts, self.report.problems)
                made = {path for output in outputs for path in places(output)}
                made.update(one.path for one in plan.copies())
            except ProblemError as error:
                self.report.problems += error.problems
                return
        self.report.problems += dead_ends(content.facts, made)

    def _render(
        self, executor: Executor, plan: Plan, content: Content, taking: Taking, own: _Building
    ) -> Rendered:
        paths: dict[str, str] = {}
        with self._stage("render"), own.release.writing():
            own.taken = taken = taking.taken()
            total = len(content.catalog.items)
            means = rendering.Means(
                executor,
                self._ahead(),
                lambda done: self.progress("render", done, max(total, done)),
                self._done,
            )
            outputs = each_once(plan.outputs(), paths, content.facts, self.report.problems)
            made = rendering.render(outputs, plan.site_view, plan.theme, taken, means)
            if not made.stopped:
                rendering.copy(plan.copies(), taken, made, means)
                rendering.assets(plan.theme.assets, taken, made, executor)
        self.report.problems += made.problems
        if not made.stopped and not self.options.hold_back and self.options.only is None:
            self.report.problems += dead_ends(content.facts, set(made.files))
        return made

    def _index(self, executor: Executor, catalog: Catalog, into: Rendered, own: _Building) -> None:
        """Write the search index and read it back: what does not find its records is not
        published."""
        with self._stage("search"):
            # What a worker gets here is large.
            indexing = Indexing(catalog, executor, self.options.jobs + 1, own.store, own.taken)
            with own.release.writing():
                indexing.write(into)
                with closing(BodyReader(own.store.folder)) as reader:
                    self.report.problems += indexing.verify(own.release.staging, reader)

    def _exchange(self, own: _Building, rendered: Rendered) -> None:
        files = list(rendered.files.values())
        held = [one.id for one in self.report.held if one.id]
        with own.release.writing():
            drop(own.release.staging, [one for one in own.taken.files if one not in rendered.files])
            self.report.removed = own.release.publish(files, held)
        self.report.pages = len(files) + 1
        self.report.rendered = rendered.made + 1
        self.report.reused = len(files) - rendered.made
        self.report.published = True

    def _remember(
        self, own: _Building, rendered: Rendered, readings: Readings, executor: Executor
    ) -> None:
        """Keep in the store what the next build can take over. What fails here costs only time."""
        with self._stage("remember"), harmless(own.store.folder, self.damaged.append):
            files = standing.kept_files(rendered, own.release, executor)
            outcome = standing.outcome(self.options.as_of, own.inputs(), self.report)
            keys = standing.published(readings.keys, own.holding, own.last)
            own.store.keep_standing(own.output, Standing(files, keys, outcome))
            own.store.forget_releases(exchange.stands)
            own.store.age_results()
            own.store.commit()

    def _give_up(self, own: _Building) -> None:
        """Drop a release that is not published, so that what it shares with the one that stands can
        be linked by the next build, too."""
        if own.last is None or own.taking is None:
            return
        with suppress(ProblemError), harmless(own.store.folder, self.damaged.append):
            own.release.empty()
            linked = own.taking.linked()
            own.store.keep_standing(
                own.output, standing.unlinked(own.last, linked, own.release.output)
            )
            own.store.commit()

    def _tidy(self, store: Store) -> None:
        """Once the workers have closed the packs."""
        with harmless(store.folder, self.damaged.append):
            tidy(store)

    def _may_stay(self, own: _Building) -> bool:
        """Leave the release that stands, and say what its build said, when nothing has changed."""
        last, options, report = own.last, self.options, self.report
        if last is None or (options.strict and last.outcome.problems):
            return False
        with self._stage("compare"):
            if not standing.may_stay(last, own.inputs(), options.as_of, own.release.output):
                return False
        standing.tell_again(last, report)
        return True

    # Means

    def _ahead(self) -> int:
        return self.options.jobs * _AHEAD

    def _done(self, done: Done) -> None:
        self.report.peaks[done.pid] = done.peak

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        spent = self.report.seconds.get(name, 0.0) + time.perf_counter() - start
        self.report.seconds[name] = round(spent, 3)

    def _store(self, waits: Callable[[], None] | None = None) -> AbstractContextManager[Store]:
        asked, work = self.options, self.options.project / WORK
        return opening.opened(work, engine(), waits=waits, clean=asked.clean, memory=asked.memory)

    def _setting(self, own: _Building) -> Setting:
        read_by = (self.options.project, own.site, own.store.folder, own.store.run)
        return Setting(*read_by, own.theme, own.release.staging, own.release.output)

    @contextmanager
    def _executor(self, setting: Setting) -> Iterator[Executor]:
        """An executor whose workers are prepared. Raises ProblemError, Unusable."""
        name, jobs = self.options.executor, self.options.jobs
        with memory.collecting_seldom(), workers.hired(setting, name, jobs) as (executor, jobs):
            self.options = replace(self.options, jobs=jobs)
            yield executor


@dataclass(slots=True)
class _Building:
    """What one build works with: the release in the making and what is known of the last one."""

    release: Release
    store: Store
    site: Site
    theme: ThemeSnapshot | None
    last: Standing | None = None
    inputs: Callable[[], str] = str
    survey: Survey = field(default_factory=lambda: Survey("", {}, ()))
    holding: HoldingBack | None = None
    taking: Taking | None = None
    taken: rendering.Taken = field(default_factory=lambda: rendering.Taken({}))

    @property
    def output(self) -> str:
        """The output folder as the store knows it."""
        return str(self.release.output)
