"""What was measured, and how it is printed: ratios first, then what they are made of."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.commands import Run, Tree
from bench.deploys import Deploy
from bench.sites import Size

COLD, HUGO, PAGEFIND = "ssg cold", "hugo", "hugo+pagefind"
PLATFORM = "ssg platform"
INDEXING, INDEXED = "ssg index alone", "pagefind alone"


@dataclass(slots=True)
class Report:
    """All that was measured; lists have one value a round."""

    records: int
    jobs: int
    machine: dict[str, object]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu_seconds: dict[str, list[float]] = field(default_factory=dict)
    stages: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    pages: dict[str, object] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    peak_pss: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    problems: dict[str, dict[str, int]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)
    segments: dict[str, object] = field(default_factory=dict)
    read: dict[str, dict[str, int]] = field(default_factory=dict)
    deploys: dict[str, Deploy] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, run: Run) -> None:
        """Takes in one run; ``ssg`` ones also tell stages and pages."""
        self.seconds.setdefault(what, []).append(run.seconds)
        self.cpu_seconds.setdefault(what, []).append(run.cpu_seconds)
        if what.startswith("ssg") and run.stdout:
            told = json.loads(run.stdout)
            self.pages[what], self.read[what] = told["pages"], told["read"]
            names = (f"{one['severity']} {one['code']}" for one in told["problems"])
            self.problems[what] = dict(sorted(Counter(names).items()))
            for stage, seconds in told["seconds"].items():
                self.stages.setdefault(what, {}).setdefault(stage, []).append(seconds)


def spread(values: Sequence[float]) -> str:
    """``1.23 (1.20–1.31)``: median, least and greatest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round, so that what disturbed a round disturbs both sides of its ratio."""
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def print_report(report: Report) -> None:
    """Ratios first, then what they are made of."""
    print(f"{report.records} records, {report.jobs} jobs, {json.dumps(report.machine)}")
    for peer in (HUGO, PAGEFIND):
        _print_ratio(report, COLD, peer)
    if HUGO in report.trees and COLD in report.trees:
        pages = report.trees[COLD].pages / report.trees[HUGO].pages
        print(f"  pages: {pages:.4f} × hugo{'' if abs(pages - 1) <= 0.02 else '  NOT WITHIN 2 %'}")
    _print_ratio(report, PLATFORM, COLD)
    _print_ratio(report, INDEXING, INDEXED)
    print(f"  load: {spread(report.loads)}" if report.loads else "")
    _print_stages(report)
    for what, seconds in report.seconds.items():
        print(f"{what}: {spread(seconds)} s, processors {spread(report.cpu_seconds[what])} s")
        _print_one(report, what)


def _print_ratio(report: Report, what: str, peer: str) -> None:
    if what not in report.seconds or peer not in report.seconds:
        return
    wall = ratios(report.seconds[what], report.seconds[peer])
    cpu = ratios(report.cpu_seconds[what], report.cpu_seconds[peer])
    print(f"  {what} / {peer}: {spread(wall)}, in processor seconds {spread(cpu)}")
    if what in report.peak_pss and peer in report.peak_pss:
        print(f"  peak memory: {report.peak_pss[what] / report.peak_pss[peer]:.2f} × {peer}")


def _print_stages(report: Report) -> None:
    """The platform's stages as ratios to the catalog's, and how alike the two sites are."""
    if PLATFORM not in report.stages or COLD not in report.stages:
        return
    ours, catalog = report.stages[PLATFORM], report.stages[COLD]
    for stage, times in ours.items():
        print(f"    {stage:<12} {spread(ratios(times, catalog[stage]))}")
    made, plain = report.sizes[PLATFORM], report.sizes[COLD]
    print(
        f"  content: {made.records / plain.records:.4f} × files, {made.bytes / plain.bytes:.4f} × bytes"
    )
    pages = report.trees[PLATFORM].pages / report.trees[COLD].pages
    print(f"  pages: {pages:.4f} × {COLD}")


def _print_one(report: Report, what: str) -> None:
    if size := report.sizes.get(what):
        print(f"  content: {size.records} records, {size.bytes / 1e6:.1f} MB")
    if made := report.trees.get(what):
        print(f"  {made.pages} pages, {made.files} files, {made.bytes / 1e6:.1f} MB")
    if what in report.peak_pss:
        print(f"  peak summed PSS {report.peak_pss[what] / 2**20:.0f} MiB")
    if what in report.pages:
        told = f"{json.dumps(report.pages[what])}, {json.dumps(report.problems[what])}"
        print(f"  reported: {told}")
    for stage, times in report.stages.get(what, {}).items():
        print(f"    {stage:<12} {spread(times)} s")
