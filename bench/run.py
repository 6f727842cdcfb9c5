"""Compares the generator's speed and memory with Hugo's on the same records, in the same run.

    python bench/run.py --records 10000 --rounds 5 [--pagefind] [--json FILE]
    python bench/run.py --records 10000 --rounds 5 --changes [--no-pagefind] [--against FILE]
    python bench/run.py --records 10000 --rounds 5 --search
    python bench/run.py --records 10000 --rounds 5 --platform

With ``--search`` Pagefind indexes Hugo's pages, alone and together with Hugo, beside our build and
our search stage alone. With ``--changes`` both sites are changed alike, one change after the other
(``changing.py``). With ``--platform`` the generator's build of the whole platform is compared with
its build of the catalog alone, of the same records. Prints ratios; seconds are only shown beside
them, since machines differ.
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
import platform as machines
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from bench import change_report, patches
from bench.changing import Rounds
from bench.commands import Alone, Hugo, Pagefind, Run, Ssg, clear, timed, tree
from bench.pss import peak_of
from bench.report import (
    COLD,
    HUGO,
    INDEXED,
    INDEXING,
    PAGEFIND,
    PLATFORM,
    Report,
    print_report,
)
from bench.sites import DEFAULT_CORPUS, ROOT, generate, size


@dataclass(frozen=True, slots=True)
class Programs:
    """What runs in each round, as far as it is wanted; ``platform`` is ``ssg`` on another site."""

    ssg: Ssg | None = None
    hugo: Hugo | None = None
    platform: Ssg | None = None


def run_round(report: Report, programs: Programs, number: int, options: Options) -> None:
    """One round: each program once. Which goes first alternates from round to round."""
    turns: list[Callable[[], None]] = []
    if hugo := programs.hugo:
        turns.append(lambda: _hugo(report, hugo, options))
    if ssg := programs.ssg:
        turns.append(partial(_cold, report, COLD, ssg))
    if platform := programs.platform:
        turns.append(lambda: _cold(report, PLATFORM, platform))
    if options.search and (ssg := programs.ssg):
        turns.append(lambda: _alone(report, Alone(ssg)))
    for turn in reversed(turns) if number % 2 else turns:
        report.loads.append(os.getloadavg()[0])
        turn()
        _keep(report, options)


def _hugo(report: Report, hugo: Hugo, options: Options) -> None:
    hugo.forget()
    run = timed(hugo.command(), hugo.env)
    report.add(HUGO, run)
    report.trees.setdefault(HUGO, tree(hugo.output))
    if options.pagefind or options.search:
        pagefind = Pagefind(hugo.output, options.jobs)
        index = timed(pagefind.command(), pagefind.env)
        both = Run(run.seconds + index.seconds, run.cpu_seconds + index.cpu_seconds, "")
        report.add(PAGEFIND, both)
        report.add(INDEXED, index)
        report.trees.setdefault(PAGEFIND, tree(hugo.output))
        report.trees.setdefault(INDEXED, tree(pagefind.output))


def _alone(report: Report, alone: Alone) -> None:
    told = alone.run()
    report.add(INDEXING, Run(told["seconds"], told["cpu_seconds"], ""))
    report.trees.setdefault(INDEXING, tree(alone.output))


def _cold(report: Report, what: str, ssg: Ssg) -> None:
    ssg.forget()
    report.add(what, timed(ssg.command(), ssg.env))
    report.trees.setdefault(what, tree(ssg.output))
    report.sizes.setdefault(what, size(ssg.source))


def run_changes(report: Report, programs: Programs, site: Path, options: Options) -> None:
    """All rounds with changes, then memory."""
    if not programs.ssg:
        raise SystemExit("--changes measures ours: not with --only hugo")
    print("working out the changes", file=sys.stderr)
    work = patches.prepare(site, options.records, options.corpus)
    report.segments = {
        "count": work.segments,
        "newest": work.in_newest,
        "old": work.in_old,
    }
    rounds = Rounds(
        report,
        work.patches,
        work.old,
        programs.ssg,
        programs.hugo,
        options.pagefind is not False,
        lambda what: _told(what, report, options),
    )
    for number in range(options.rounds):
        rounds.run(number)
        print(f"round {number + 1} of {options.rounds} done", file=sys.stderr)
    rounds.memory()
    against = json.loads(options.against.read_text("utf-8")) if options.against else None
    print(f"{report.records} records, {report.jobs} jobs, {json.dumps(report.machine)}")
    for line in change_report.lines(report, against):
        print(line)


def _told(what: str, report: Report, options: Options) -> None:
    print(f"  {what}", file=sys.stderr)
    _keep(report, options)


def measure_memory(report: Report, programs: Programs, options: Options) -> None:
    """A cold build of each with the sampler on, apart from the rounds that are timed: reading
    the memory maps of a process holds it up for a moment."""
    wanted = {HUGO: programs.hugo, COLD: programs.ssg, PLATFORM: programs.platform}
    for what, program in wanted.items():
        if program is not None:
            program.forget()
            report.peak_pss[what] = peak_of(program.command(), env=program.env)
    if programs.hugo and (options.pagefind or options.search):
        pagefind = Pagefind(programs.hugo.output, options.jobs)
        pagefind.forget()
        peak = peak_of(pagefind.command(), env=pagefind.env)
        report.peak_pss[INDEXED] = peak
        report.peak_pss[PAGEFIND] = max(peak, report.peak_pss[HUGO])
    if programs.ssg and options.search:
        report.peak_pss[INDEXING] = int(Alone(programs.ssg).run(memory=True)["peak_pss"])


class Options(argparse.Namespace):
    """The command line."""

    records: int
    rounds: int
    jobs: int
    site: Path | None
    corpus: Path
    only: str
    changes: bool
    pagefind: bool | None
    against: Path | None
    search: bool
    platform: bool
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
    parser.add_argument("--changes", action="store_true", help="builds after changes")
    parser.add_argument(
        "--pagefind",
        action=argparse.BooleanOptionalAction,
        help="also Hugo with Pagefind's index (with --changes: yes, unless --no-pagefind)",
    )
    parser.add_argument("--against", type=Path, help="what --changes --json wrote of fewer records")
    parser.add_argument("--search", action="store_true", help="Pagefind, and our index alone")
    parser.add_argument("--platform", action="store_true", help="the platform ÷ the catalog alone")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args(namespace=Options())


def _programs(site: Path, options: Options) -> Programs:
    ssg = Ssg(site, options.jobs)
    if options.platform:
        return Programs(ssg, platform=Ssg(site, options.jobs, part="platform"))
    hugo = Hugo(site, options.jobs) if options.only != "ssg" else None
    return Programs(ssg if options.only != "hugo" else None, hugo)


def _is_made(site: Path, options: Options) -> bool:
    """Whether the sites to be compared are there, cut into segments: earlier ones were not."""
    if not options.platform and not (site / "hugo/hugo.toml").exists():
        return False
    ours = [site / part / "site.yaml" for part in ("ssg", *["platform"][: options.platform])]
    return all(one.exists() and "segments:" in one.read_text("utf-8") for one in ours)


def main() -> None:
    """Generates if needed, runs the rounds, prints."""
    options = parse()
    site = (options.site or ROOT / ".bench" / str(options.records)).resolve()
    programs = _programs(site, options)
    if not _is_made(site, options):
        generate(
            site,
            options.records,
            options.corpus,
            uncut=False,
            ledger=True,
            platform=options.platform,
        )
    machine: dict[str, object] = {
        "system": machines.system(),
        "processor": machines.machine(),
        "cores": os.cpu_count(),
        "python": machines.python_version(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }
    report = Report(options.records, options.jobs, machine)
    try:
        if options.changes:
            run_changes(report, programs, site, options)
        else:
            _run_cold(report, programs, options)
    finally:
        clear(site)
    _keep(report, options)


def _run_cold(report: Report, programs: Programs, options: Options) -> None:
    """All rounds of cold builds, then memory."""
    for number in range(options.rounds):
        run_round(report, programs, number, options)
        print(f"round {number + 1} of {options.rounds} done", file=sys.stderr)
    measure_memory(report, programs, options)
    print_report(report)


def _keep(report: Report, options: Options) -> None:
    """Writes the figures so far: rounds take long."""
    if options.json:
        text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
