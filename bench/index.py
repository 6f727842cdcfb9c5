"""Builds the search index alone over a generated site, and asks it: seconds,
memory, bytes, requests.

    python bench/index.py [--records 10000] [--queries 100] [--worst] [--json out.json]
    python bench/index.py --records 20000 --worst --against out.json
    python bench/index.py --built .bench/10000/out-ssg

Reading Markdown is not measured: bodies lie in a store, as they do when a build indexes. Bytes are
gzip -6 a file; a cold query counts the engine, the entry, every directory, shard, tail and block
that the reader fetches until ten hits are verified. ``--worst`` finds the dearest of all
characters, pairs, triples and prefixes (``worst.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

# Run as a script, the first entry is this folder, where `profile` hides the standard module.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import cold, worst
from bench.built import Built
from bench.pss import pss
from bench.sites import DEFAULT_CORPUS, ROOT, generate
from opengov_ssg.config.loading import load as load_site
from opengov_ssg.link.linking import link
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.read.contents import take
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import read
from opengov_ssg.run.batches import ordered
from opengov_ssg.search import building, merging, scripts, terms, texts
from opengov_ssg.search.alphabet import tables
from opengov_ssg.store.bodies import BodyReader, BodyWriter
from opengov_ssg.theme.loading import load as load_theme

BATCH = 128
_AS_OF = "2026-11-22"


@dataclass
class Worker:
    """What a worker process has."""

    site: Site
    bodies: BodyReader
    output: Path


_worker: Worker


def prepare(site: Site, store: Path, output: Path) -> None:
    """Make this process a worker."""
    global _worker
    _worker = Worker(site, BodyReader(store), output)
    tables()


def batch(items: list[Item]) -> terms.Batch:
    """The arrays of a batch of records."""
    made = []
    for item in items:
        ref = item.entry.body.ref if item.entry.body else None
        html = _worker.bodies.fetch(ref).html if ref else ""
        made.append(texts.fields(item, _worker.site, html))
    return terms.batch(made)


def part(given: tuple[merging.Segment, building.Part]) -> tuple[building.Made, int]:
    """The files of a part of the terms, written."""
    made = building.term_files(*given)
    write([(scripts.path(name), data) for name, data in made.files])
    return building.noted(made), 0


def write(files: list[building.File]) -> None:
    """Write files; their folders are there."""
    made = ""
    for path, data in files:
        if path.startswith("search/b") and (folder := path.rpartition("/")[0]) != made:
            (_worker.output / folder).mkdir(parents=True, exist_ok=True)
            made = folder
        with open(_worker.output / path, "wb") as file:  # noqa: PTH123 (Path.open costs as much again)
            file.write(data)


def folders(output: Path) -> None:
    """Make the folders of index files."""
    for name in scripts.FOLDERS:
        (output / "search" / name).mkdir(parents=True, exist_ok=True)


def index(
    items: list[Item], executor: ProcessPoolExecutor, jobs: int
) -> tuple[dict[str, float], int]:
    """Index the items; seconds by step, and the highest summed PSS seen between steps."""
    seconds: dict[str, float] = {}
    peak = 0

    def step(name: str, since: float) -> float:
        nonlocal peak
        now = time.perf_counter()
        seconds[name] = now - since
        peak = max(peak, memory(executor))
        return time.perf_counter()

    started = at = time.perf_counter()
    groups = [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
    batches = list(ordered(executor, batch, groups, jobs * 4))
    at = step("texts and terms", at)
    assembly = building.Assembly(1)
    segment = merging.segment(batches)
    at = step("segment", at)
    shares = ((building.share(segment, one), one) for one in building.parts(segment))
    made = ordered(executor, part, shares, jobs + 1)
    blocks = list(assembly.texts(batches))
    chunks = [blocks[start : start + 400] for start in range(0, len(blocks), 400)]
    at = step("blocks", at)
    kept = [one for one, _ in made]
    at = step("lists and shards", at)
    list(ordered(executor, write, chunks, jobs + 1))
    days = tuple(str(one.entry.record.published)[:10] for one in (items[0], items[-1]))
    rest = [*assembly.terms(segment, kept, days), *assembly.entry()]  # type: ignore[arg-type]
    executor.submit(write, rest).result()
    step("writing, directories", at)
    seconds["all"] = time.perf_counter() - started
    return seconds, peak


def memory(executor: ProcessPoolExecutor) -> int:
    """Summed PSS of this process and its workers."""
    return sum(map(pss, (os.getpid(), *executor._processes)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="the search index alone")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--worst", action="store_true", help="also the dearest of all terms")
    parser.add_argument("--built", type=Path, help="a folder with search/: nothing is indexed")
    parser.add_argument("--against", type=Path, help="what --json wrote of fewer records")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    root = ROOT / ".bench" / str(given.records)
    if not (root / "ssg" / "site.yaml").exists():
        generate(root, given.records, given.corpus, uncut=False, ledger=False)
    report: dict[str, Any] = {"records": given.records, "load before": os.getloadavg()[0]}
    engine = script(root / "ssg")
    if given.built:
        asked(Built(given.built, engine), given, report)
    else:
        with tempfile.TemporaryDirectory(dir=ROOT / ".bench") as made:
            output = indexed(root / "ssg", Path(made), given, report)
            asked(Built(output, engine), given, report)
    if given.json:
        given.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def script(project: Path) -> bytes:
    """The browser engine as a build would write it."""
    site, _ = load_site(project)
    theme = load_theme(project, site.config.theme, site.identity.language)
    return next(one.data for one in theme.assets if one.name == "search.js")


def indexed(project: Path, work: Path, given: Any, report: dict[str, Any]) -> Path:
    """Index as often as asked for, with the time of each step; where the last index is."""
    site, items = catalog(project, work)
    output = work
    for number in range(given.rounds):
        output = work / f"out{number}"
        own = resource.getrusage(resource.RUSAGE_SELF)
        before = own.ru_utime + own.ru_stime
        folders(output)
        with ProcessPoolExecutor(given.jobs, None, prepare, (site, work, output)) as executor:
            list(executor.map(time.sleep, [0.2] * given.jobs))
            seconds, peak = index(items, executor, given.jobs)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds["processor, workers"] = spent.ru_utime + spent.ru_stime
        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds["processor, main"] = spent.ru_utime + spent.ru_stime - before
        print("seconds: " + ", ".join(f"{name} {spent:.2f}" for name, spent in seconds.items()))
        print(f"memory between steps: {peak / 2**20:.0f} MiB")
        report["seconds"], report["memory"] = seconds, peak
    return output


def asked(built: Built, given: Any, report: dict[str, Any]) -> None:
    """Bytes of the index, cold queries, the dearest terms."""
    print(f"engine {built.own.packed} bytes gzip, {built.own.raw} as stored")
    report["engine"], report["files"] = built.own, files(built)
    asking = cold.queries(built, given.corpus, given.queries)
    report["cold"] = cold.measure(built, asking, print)
    if given.worst:
        report["terms"] = found = worst.measure(built)
        print(f"terms {found['terms']}, of which asked {found['asked']}")
        print(cold.line("a sample of terms", found["sample"]))
        print("the dearest terms:", *worst.rows(found["dearest"]), sep="\n  ")
        if given.against:
            before = json.loads(given.against.read_text("utf-8"))["terms"]["most"]
            for name, most in found["most"].items():
                print(f"dearest, {name}: {most / before[name]:.3f} × before")


def files(built: Built) -> dict[str, Any]:
    """Files by kind: how many, bytes packed and as stored, the largest; all as shares of the
    text."""
    kinds: dict[str, list[int]] = {}
    for name, paths in built.kinds().items():
        sizes = [built.sizes[path] for path in paths]
        most = max(one for one, _ in sizes)
        kinds[name] = [len(paths), sum(one for one, _ in sizes), sum(raw for _, raw in sizes), most]
    kinds["all"] = [sum(own[place] for own in kinds.values()) for place in range(3)] + [0]
    for name, (count, gzipped, raw, most) in kinds.items():
        sizes_ = f"{gzipped / 1e6:>8.2f} MB gzip {raw / 1e6:>8.2f} MB raw"
        print(f"{name:<10}{count:>7} files {sizes_}   mean {gzipped // count:>6}  most {most:>6}")
    text = built.text_bytes()
    _, gzipped, raw, _ = kinds["all"]
    print(f"text {text / 1e6:.2f} MB; index ÷ text {raw / text:.3f} raw, {gzipped / text:.3f} gzip")
    return {**kinds, "text": text}


def catalog(project: Path, work: Path) -> tuple[Site, list[Item]]:
    """The public items in order, their bodies kept in a pack below ``work``."""
    site, _ = load_site(project)
    found, _ = discover(project)
    writer = BodyWriter(work, "bench.pack")
    entries = []
    for one in found:
        result = read(project, one, site, take(project, one))
        entry = result.entry
        if entry and entry.body and result.body:
            ref = writer.keep(result.body, entry.body.digest)
            entry = replace(entry, body=replace(entry.body, ref=ref))
        if entry:
            entries.append(entry)
    writer.close()
    linked = link(entries, site, parse_instant(_AS_OF, end_of_day=True))
    return site, texts.in_order(linked.catalog.items)


if __name__ == "__main__":
    main()
