"""Where the time of a cold build goes: a serial build under cProfile.

    python bench/profile.py --records 1000 [--platform] [--top 25] [--output FILE.prof]

Everything runs in one process, so shares are right, but absolute times are longer than in a real
build: cProfile charges each Python call about a microsecond. The table by stage assigns a
function to the folder of the package it stands in; calls into libraries are charged to the stage
that made them, by cumulative time at the border.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a script, the first entry is this folder, where `profile` hides the standard module.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import argparse
import contextlib
import cProfile
import importlib
import io
import json
import pstats
import time
from collections import defaultdict

from bench.commands import Ssg
from bench.sites import DEFAULT_CORPUS, ROOT, generate

PACKAGE = "opengov_ssg"

Place = tuple[str, int, str]
Row = tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]


def build(command: list[str]) -> tuple[cProfile.Profile, float, str]:
    """Runs the program's command line in this process; returns profile, seconds, its output."""
    main = importlib.import_module(f"{PACKAGE}.cli.main").main
    profile, out = cProfile.Profile(), io.StringIO()
    sys.argv = command
    started = time.perf_counter()
    with contextlib.redirect_stdout(out):
        profile.enable()
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise RuntimeError(
                    f"build ended with {end.code}: {out.getvalue()[-2000:]}"
                ) from end
        finally:
            profile.disable()
    return profile, time.perf_counter() - started, out.getvalue()


def stage_of(place: Place) -> str:
    """The package folder a function stands in, or empty for anything else."""
    parts = Path(place[0]).parts
    if PACKAGE not in parts:
        return ""
    rest = parts[len(parts) - 1 - parts[::-1].index(PACKAGE) + 1 :]
    return rest[0].removesuffix(".py") if rest else ""


def by_stage(rows: dict[Place, Row]) -> dict[str, tuple[float, dict[str, float]]]:
    """Stage → seconds inside its own functions, and seconds per library called from them."""
    own: dict[str, float] = defaultdict(float)
    called: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for place, (_, _, inner, _, callers) in rows.items():
        stage = stage_of(place)
        if stage:
            own[stage] += inner
            continue
        for caller, (_, _, _, cumulative) in callers.items():
            if home := stage_of(caller):
                called[home][library_of(place)] += cumulative
    return {stage: (own[stage], dict(called[stage])) for stage in sorted({*own, *called})}


def library_of(place: Place) -> str:
    """The library of a function: its package's name, or ``builtin``."""
    if place[0] == "~":
        return "builtin"
    parts = Path(place[0]).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    return Path(place[0]).stem if parts and parts[0] != "<string>" else "builtin"


def print_stages(rows: dict[Place, Row], records: int) -> None:
    """Own time of each stage, and what it calls, in microseconds a record."""
    print(f"{'stage':<12}{'own µs/record':>16}   libraries called (µs/record, cumulative)")
    for stage, (own, called) in by_stage(rows).items():
        costly = sorted(called.items(), key=lambda item: -item[1])[:6]
        names = ", ".join(f"{k} {v / records * 1e6:.0f}" for k, v in costly if v > 1e-3)
        print(f"{stage:<12}{own / records * 1e6:>16.1f}   {names}")


def print_top(rows: dict[Place, Row], records: int, top: int) -> None:
    """The functions with most time of their own, over all, then within each stage."""
    everything = sorted(rows.items(), key=lambda item: -item[1][2])
    print_rows(f"most time of its own, top {top}", everything[:top], records)
    mine = [item for item in rows.items() if stage_of(item[0])]
    for stage in sorted({stage_of(place) for place, _ in mine}):
        found = [item for item in mine if stage_of(item[0]) == stage]
        found.sort(key=lambda item: -item[1][3])
        print_rows(f"stage {stage}, by cumulative time", found[:top], records)


def print_rows(title: str, rows: list[tuple[Place, Row]], records: int) -> None:
    """One table: µs a record of its own, cumulative, calls a record, where."""
    print(f"\n{title}\n{'own':>9}{'cumul.':>10}{'calls':>9}   (µs and calls a record)")
    for (path, line, name), (_, calls, own, cumulative, _) in rows:
        where = "" if path == "~" else f"{'/'.join(Path(path).parts[-3:])}:{line} "
        spent = f"{own / records * 1e6:>9.1f}{cumulative / records * 1e6:>10.1f}"
        print(f"{spent}{calls / records:>9.1f}   {where}{name}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="profile of a serial cold build")
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--site", type=Path, help="default: .bench/<records>, made if absent")
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--platform", action="store_true", help="the whole platform's site")
    parser.add_argument("--top", type=int, default=25)
    parser.add_argument("--output", type=Path, help="keep the profile for other viewers")
    given = parser.parse_args()
    site = (given.site or ROOT / ".bench" / str(given.records)).resolve()
    ssg = Ssg(site, 1, part="platform" if given.platform else "ssg")
    if not (ssg.source / "site.yaml").exists():
        generate(
            site, given.records, given.corpus, uncut=False, ledger=True, platform=given.platform
        )
    ssg.forget()
    command = ssg.command("serial")
    profile, seconds, told = build(command[command.index("-C") - 1 :])
    if given.output:
        profile.dump_stats(given.output)
    rows: dict[Place, Row] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    print(f"{given.records} records, serial, profiled: {seconds:.2f} s")
    for stage, spent in json.loads(told)["seconds"].items():
        print(f"  {stage:<12}{spent:>8.2f} s {spent / given.records * 1e6:>9.0f} µs a record")
    print()
    print_stages(rows, given.records)
    print_top(rows, given.records, given.top)


if __name__ == "__main__":
    main()
