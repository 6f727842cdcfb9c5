"""Compares the generator's speed and memory with Hugo's on the same records, in the same run.

    python bench/run.py --records 10000 --rounds 5 [--changes] [--pagefind] [--json FILE]

Prints ratios; seconds are only shown beside them, since machines differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a script, the first entry is this folder, where `profile` hides the standard module.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import argparse
import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from bench.commands import Hugo, Run, Ssg, Tree, timed, tree
from bench.pss import peak_of
from bench.sites import DEFAULT_CORPUS, ROOT, generate

COLD, SAME, ONE, HUGO, PAGEFIND = "ssg cold", "ssg same", "ssg one", "hugo", "hugo+pagefind"


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

    def add(self, what: str, run: Run) -> None:
        """Takes in one run; ``ssg`` ones also tell stages and pages."""
        self.seconds.setdefault(what, []).append(run.seconds)
        self.cpu_seconds.setdefault(what, []).append(run.cpu_seconds)
        if what.startswith("ssg"):
            told = json.loads(run.stdout)
            self.pages[what] = told["pages"]
            for stage, seconds in told["seconds"].items():
                self.stages.setdefault(what, {}).setdefault(stage, []).append(seconds)


def run_round(report: Report, ssg: Ssg | None, hugo: Hugo | None, options: Options) -> None:
    """One round: each program once. Which goes first alternates from round to round."""
    turns: list[Callable[[], None]] = [
        lambda: _hugo(report, hugo, options),
        lambda: _ssg(report, ssg, options),
    ]
    if len(report.seconds.get(HUGO, report.seconds.get(COLD, []))) % 2:
        turns.reverse()
    for turn in turns:
        turn()


def _hugo(report: Report, hugo: Hugo | None, options: Options) -> None:
    if hugo is None:
        return
    hugo.forget()
    run = timed(hugo.command(), hugo.env)
    report.add(HUGO, run)
    report.trees.setdefault(HUGO, tree(hugo.output))
    if options.pagefind:
        command = [sys.executable, "-m", "pagefind", "--site", str(hugo.output)]
        index = timed(command, hugo.env)
        both = Run(run.seconds + index.seconds, run.cpu_seconds + index.cpu_seconds, "")
        report.add(PAGEFIND, both)
        report.trees.setdefault(PAGEFIND, tree(hugo.output))


def _ssg(report: Report, ssg: Ssg | None, options: Options) -> None:
    if ssg is None:
        return
    ssg.forget()
    report.add(COLD, timed(ssg.command(), ssg.env))
    report.trees.setdefault(COLD, tree(ssg.output))
    if options.changes:
        report.add(SAME, timed(ssg.command(), ssg.env))
        changed = sorted((ssg.site / "ssg" / "content").rglob("*.md"))[-1]
        before = changed.read_bytes()
        changed.write_bytes(before + "\n补充一段正文，用来测量一处修改的代价。\n".encode())
        try:
            report.add(ONE, timed(ssg.command(), ssg.env))
        finally:
            changed.write_bytes(before)


def measure_memory(report: Report, ssg: Ssg | None, hugo: Hugo | None) -> None:
    """A cold build of each with the sampler on, apart from the rounds that are timed: reading
    the memory maps of a process holds it up for a moment."""
    if hugo is not None:
        hugo.forget()
        report.peak_pss[HUGO] = peak_of(hugo.command(), env=hugo.env)
    if ssg is not None:
        ssg.forget()
        report.peak_pss[COLD] = peak_of(ssg.command(), env=ssg.env)


def spread(values: Sequence[float]) -> str:
    """``1.23 (1.20–1.31)``: median, least and greatest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round, so that what disturbed a round disturbs both sides of its ratio."""
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def print_report(report: Report) -> None:
    """Ratios first, then what they are made of."""
    print(f"{report.records} records, {report.jobs} jobs, {json.dumps(report.machine)}")
    peers = [p for p in (HUGO, PAGEFIND) if p in report.seconds]
    for what in (COLD, SAME, ONE):
        for peer in peers if what in report.seconds else []:
            wall = ratios(report.seconds[what], report.seconds[peer])
            cpu = ratios(report.cpu_seconds[what], report.cpu_seconds[peer])
            print(f"  {what} / {peer}: {spread(wall)}, in processor seconds {spread(cpu)}")
    if HUGO in report.peak_pss and COLD in report.peak_pss:
        print(f"  peak memory: {report.peak_pss[COLD] / report.peak_pss[HUGO]:.2f} × hugo")
    if HUGO in report.trees and COLD in report.trees:
        pages = report.trees[COLD].pages / report.trees[HUGO].pages
        print(f"  pages: {pages:.4f} × hugo{'' if abs(pages - 1) <= 0.02 else '  NOT WITHIN 2 %'}")
    for what, seconds in report.seconds.items():
        print(f"{what}: {spread(seconds)} s, processors {spread(report.cpu_seconds[what])} s")
        if made := report.trees.get(what):
            print(f"  {made.pages} pages, {made.files} files, {made.bytes / 1e6:.1f} MB")
        if what in report.peak_pss:
            print(f"  peak summed PSS {report.peak_pss[what] / 2**20:.0f} MiB")
        if what in report.pages:
            print(f"  reported: {json.dumps(report.pages[what])}")
        for stage, times in report.stages.get(what, {}).items():
            print(f"    {stage:<12} {spread(times)} s")


class Options(argparse.Namespace):
    """The command line."""

    records: int
    rounds: int
    jobs: int
    site: Path | None
    corpus: Path
    only: str
    changes: bool
    pagefind: bool
    json: Path | None


def parse() -> Options:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="speed as a ratio to Hugo")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--site", type=Path, help="default: .bench/<records>, made if absent")
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--only", choices=("both", "ssg", "hugo"), default="both")
    parser.add_argument("--changes", action="store_true", help="also nothing and one changed")
    parser.add_argument("--pagefind", action="store_true", help="also Hugo with Pagefind's index")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args(namespace=Options())


def main() -> None:
    """Generates if needed, runs the rounds, prints."""
    options = parse()
    site = (options.site or ROOT / ".bench" / str(options.records)).resolve()
    if not (site / "hugo" / "hugo.toml").exists():
        generate(site, options.records, options.corpus, uncut=False, ledger=True)
    ssg = Ssg(site, options.jobs) if options.only != "hugo" else None
    hugo = Hugo(site, options.jobs) if options.only != "ssg" else None
    machine: dict[str, object] = {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }
    report = Report(options.records, options.jobs, machine)
    for number in range(options.rounds):
        run_round(report, ssg, hugo, options)
        print(f"round {number + 1} of {options.rounds} done", file=sys.stderr)
    measure_memory(report, ssg, hugo)
    print_report(report)
    if options.json:
        text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
