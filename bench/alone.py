"""Indexes a site and nothing else: what a build's search stage costs, apart from the build.

    python bench/alone.py PROJECT FOLDER [--jobs 2] [--memory]

Reads and links as a build does, in the same processes, then writes the index into FOLDER and reads
its sample back. Only the latter is measured. Prints JSON: wall seconds, processor seconds of all
processes and of the main one, and with ``--memory`` the peak of their summed PSS, which holds the
catalog that a build has in memory then.
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
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager

from bench.pss import Sampler
from bench.vocabulary import AS_OF
from opengov_ssg import reading, workers
from opengov_ssg.config.loading import load
from opengov_ssg.indexing import Indexing
from opengov_ssg.link.linking import link
from opengov_ssg.model.catalog import Catalog
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.read.files import discover
from opengov_ssg.rendering import Rendered, Taken
from opengov_ssg.run import executors, memory
from opengov_ssg.store import opening
from opengov_ssg.store.bodies import BodyReader
from opengov_ssg.store.engine import engine
from opengov_ssg.store.store import Store

_AHEAD = 4


def index(project: Path, folder: Path, jobs: int, *, sampled: bool) -> dict[str, float]:
    """Index ``project`` into ``folder``. Raises RuntimeError when the index does
    not hold its sample."""
    with _prepared(project, folder, jobs) as (executor, store, catalog):
        sampler = Sampler(os.getsid(0)) if sampled else None
        if sampler:
            sampler.start()
        processor, own, started = _processor(), time.process_time(), time.perf_counter()
        indexing = Indexing(catalog, executor, jobs + 1, store, Taken({}))
        made = Rendered()
        indexing.write(made)
        with closing(BodyReader(store.folder)) as reader:
            problems = indexing.verify(folder, reader)
        seconds = time.perf_counter() - started
        spent, own = _processor() - processor, time.process_time() - own
        if problems:
            raise RuntimeError(f"the index does not hold its sample: {problems[0]}")
        return {
            "seconds": seconds,
            "cpu_seconds": spent,
            "cpu_seconds_main": own,
            "peak_pss": float(sampler.stop() if sampler else 0),
            "files": len(made.files),
        }


@contextmanager
def _prepared(project: Path, folder: Path, jobs: int) -> Iterator[tuple[Executor, Store, Catalog]]:
    """Workers that have read the content, a store that holds its bodies and nothing
    else, and the catalog."""
    site, _ = load(project)
    found, _ = discover(project)
    work = folder / ".store"
    with opening.opened(work, engine(), clean=True) as store, memory.collecting_seldom():
        setting = workers.Setting(project, site, store.folder, store.run, None, folder)
        name = "process:fork"  # with one job too, so that its processor seconds are told alike
        with executors.make(name, jobs, workers.prepare, (setting,)) as executor:
            means = reading.Means(store, executor, jobs * _AHEAD, _unheard, _unheard)
            entries = reading.read_all(reading.survey(store, found, site), means).entries
            catalog = link(entries, site, parse_instant(AS_OF, end_of_day=True)).catalog
            yield executor, store, catalog
    shutil.rmtree(work)


def _unheard(*_: object) -> None:
    """What a build would show as progress."""


def _processor() -> float:
    """Processor seconds so far of this process and those that it started."""
    ticks = 0
    for pid in (os.getpid(), *_children()):
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _children() -> list[int]:
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        found += map(int, (task / "children").read_text("ascii").split())
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="the search stage alone")
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(json.dumps(index(given.project, given.folder, given.jobs, sampled=given.memory)))


if __name__ == "__main__":
    main()
