"""Rounds in which both sites are changed alike: each change is made, built by everyone,
undone, and built again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from bench import deploys
from bench.changes import NOTHING, OLD
from bench.commands import Hugo, Pagefind, Run, Ssg, timed, tree
from bench.patches import Patch
from bench.pss import peak_of
from bench.report import COLD, HUGO, PAGEFIND, Report

Contents = dict[str, tuple[str, int]]
OURS = "ssg"


def key(program: str, change: str) -> str:
    """What a report calls the builds of a program after a change."""
    return f"{program} {change}"


@dataclass(slots=True)
class Rounds:
    """All rounds of one comparison. ``hugo`` is None when ours alone is measured; ``days`` are when
    the changed records of old segments were published."""

    report: Report
    patches: Sequence[Patch]
    old: date
    ssg: Ssg
    hugo: Hugo | None
    with_pagefind: bool
    told: Callable[[str], None]
    _base: Contents = field(default_factory=dict)

    def run(self, number: int) -> None:
        """One round: cold, then every change. Who goes first alternates from change to change
        and round to round."""
        self._turns(number, self._cold, self._hugo_cold)
        self.told(COLD)
        for place, patch in enumerate(self.patches, 1):
            patch.make()
            try:
                ours, theirs = partial(self._changed, patch), partial(self._hugo_changed, patch)
                self._turns(number + place, ours, theirs)
            finally:
                patch.undo()
            if patch.name != NOTHING:
                self._back(patch)
            self.told(patch.name)

    def memory(self) -> None:
        """The peak of every build of ours and of the others' cold ones, apart from the
        builds that are timed."""
        peaks = self.report.peak_pss
        if hugo := self.hugo:
            hugo.forget()
            peaks[HUGO] = peak_of(hugo.command(), env=hugo.env)
            if self.with_pagefind:
                pagefind = self._pagefind(hugo)
                peaks[PAGEFIND] = max(peaks[HUGO], peak_of(pagefind.command(), env=pagefind.env))
        self.ssg.forget()
        peaks[COLD] = self._peak()
        for patch in self.patches:
            patch.make()
            try:
                peaks[key(OURS, patch.name)] = self._peak()
            finally:
                patch.undo()
            if patch.name != NOTHING:
                timed(self.ssg.command(), self.ssg.env)

    def _peak(self) -> int:
        return peak_of(self.ssg.command(), env=self.ssg.env)

    def _turns(self, number: int, ours: Callable[[], None], theirs: Callable[[], None]) -> None:
        turns = [ours, theirs] if self.hugo else [ours]
        for turn in reversed(turns) if number % 2 else turns:
            self.report.loads.append(os.getloadavg()[0])
            turn()

    # Ours

    def _cold(self) -> None:
        self.ssg.forget()
        self.report.add(COLD, timed(self.ssg.command(), self.ssg.env))
        self.report.trees.setdefault(COLD, tree(self.ssg.output))
        deploys.keep_manifest(self.ssg.output, self._manifest)

    def _changed(self, patch: Patch) -> None:
        what = key(OURS, patch.name)
        self.report.add(what, timed(self.ssg.command(), self.ssg.env))
        if what not in self.report.deploys:
            day = self.old if patch.name in OLD else None
            self.report.deploys[what] = deploys.own(self._manifest, self.ssg.output, day)
        read = self.report.read[what]
        if read["parsed"] > 1:
            self.report.notes.append(f"{what}: {read['parsed']} files were read anew")

    def _back(self, patch: Patch) -> None:
        timed(self.ssg.command(), self.ssg.env)
        if (self.ssg.output / "manifest.json").read_bytes() != self._manifest.read_bytes():
            self.report.notes.append(f"{patch.name}: undone, the site is not as it was")

    @property
    def _manifest(self) -> Path:
        return self.ssg.site / "changes" / "manifest.json"

    # The others

    def _hugo_cold(self) -> None:
        if hugo := self.hugo:
            hugo.forget()
            self._build(hugo, HUGO, PAGEFIND)
            self.report.trees.setdefault(HUGO, tree(hugo.output))
            self._base = self._base or deploys.contents(hugo.output)

    def _hugo_changed(self, patch: Patch) -> None:
        if hugo := self.hugo:
            what, indexed = key(HUGO, patch.name), key(PAGEFIND, patch.name)
            self._build(hugo, what, indexed)
            if what not in self.report.deploys:
                self._hugo_moved(hugo, what, indexed)
            _remove_added(hugo.output, self._base)

    def _build(self, hugo: Hugo, what: str, indexed: str) -> None:
        pagefind = self._pagefind(hugo)
        run = timed(hugo.command(), hugo.env)
        self.report.add(what, run)
        if self.with_pagefind:
            index = timed(pagefind.command(), pagefind.env)
            both = Run(run.seconds + index.seconds, run.cpu_seconds + index.cpu_seconds, "")
            self.report.add(indexed, both)

    def _pagefind(self, hugo: Hugo) -> Pagefind:
        """Pagefind, its last index removed."""
        pagefind = Pagefind(hugo.output, self.ssg.jobs)
        pagefind.forget()
        return pagefind

    def _hugo_moved(self, hugo: Hugo, what: str, indexed: str) -> None:
        after = deploys.contents(hugo.output)
        self.report.deploys[what] = deploys.other(_plain(self._base), _plain(after))
        if self.with_pagefind:
            self.report.deploys[indexed] = deploys.other(self._base, after)


def _plain(found: Contents) -> Contents:
    return {path: one for path, one in found.items() if not path.startswith("pagefind/")}


def _remove_added(folder: Path, base: Contents) -> None:
    """Remove pages that Hugo leaves when it no longer makes them; the index goes before
    each build anyway."""
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).as_posix() not in base:
            path.unlink()
