"""Builds the search index alone over a generated site, and asks it: seconds, memory, bytes, requests.

    python bench/index.py [--records 10000] [--jobs 2] [--queries 200] [--json out.json]

Reading Markdown is not measured: bodies lie in a store, as they do when a build indexes. Bytes are gzip -6 a
file; a cold query counts the entry, every directory, shard, tail and block that the reader fetches until
ten hits are verified, and the engine as ``ENGINE`` bytes and one request.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.pss import pss
from bench.sites import DEFAULT_CORPUS, ROOT, generate
from opengov_ssg.config.loading import load as load_site
from opengov_ssg.link.linking import link
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import read
from opengov_ssg.run.batches import ordered
from opengov_ssg.search import building, merging, scripts, terms, texts
from opengov_ssg.search.alphabet import tables
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import PAGE, search
from opengov_ssg.store.bodies import BodyReader, BodyWriter

ENGINE = 22_000
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


class Counted:
    """Fetches from a folder and keeps count."""

    def __init__(self, sizes: dict[str, tuple[int, int]], data: dict[str, bytes]) -> None:
        self.sizes, self.data = sizes, data
        self.paths: list[str] = []

    def __call__(self, path: str) -> bytes:
        self.paths.append(path)
        return self.data[path]

    def cost(self) -> tuple[int, int]:
        """Bytes (gzip) and requests, the engine among them."""
        return ENGINE + sum(self.sizes[path][1] for path in self.paths), 1 + len(self.paths)


def ask(
    query: str, sizes: dict[str, tuple[int, int]], data: dict[str, bytes]
) -> tuple[int, int, int]:
    """Ask a cold index: bytes, requests, hits that hold the string."""
    fetch = Counted(sizes, data)
    found = search(Index(fetch), query)
    return *fetch.cost(), sum(hit.where != "partial" for hit in found.hits)


def strings(records: list[str], count: int, seed: int = 7) -> Iterator[str]:
    """Strings of 2–6 Han characters that stand in texts."""
    draw = random.Random(seed)
    while count:
        text = draw.choice(records)
        size = draw.randrange(2, 7)
        at = draw.randrange(max(1, len(text) - size))
        found = text[at : at + size]
        if len(found) == size and all(map(is_han, found)):
            count -= 1
            yield found


def told(name: str, values: list[int]) -> None:
    """Print a distribution."""
    values = sorted(values)
    print(
        f"{name:<34}median {statistics.median(values):>9.0f}   p95 {values[len(values) * 95 // 100]:>8}"
        f"   most {values[-1]:>8}"
    )


def kind(path: str, first: bytes) -> str:
    """Block, shard, tail or other, by how a file begins."""
    if "-" in path:
        return "block"
    values = json.loads(f"[{first.decode()[len('ogIndex(') : -2]}]")[2:]
    if all(isinstance(one, str) for one in values) and len(values) != 2 and len(values) != 6:
        return "tail"
    return "shard" if len(values) == 6 and isinstance(values[3], list) else "other"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="the search index alone")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    root = ROOT / ".bench" / str(given.records)
    if not (root / "ssg" / "site.yaml").exists():
        generate(root, given.records, given.corpus, uncut=False, ledger=False)
    with tempfile.TemporaryDirectory(dir=ROOT / ".bench") as made:
        run(root / "ssg", Path(made), given)


def run(project: Path, work: Path, given: Any) -> None:
    """Index, measure, ask."""
    site, items = catalog(project, work)
    report: dict[str, Any] = {}
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
    data = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*.js"))
    }
    sizes = {path: (len(one), len(gzip.compress(one, 6))) for path, one in data.items()}
    report["files"] = files(data, sizes)
    reader = BodyReader(work)
    folded = []
    for item in items:
        body = item.entry.body
        html = reader.fetch(body.ref).html if body and body.ref else ""
        folded.append(fold(texts.fields(item, site, html).text))
    print(f"text {sum(map(len, folded)) / 1e6:.1f} M characters")
    asked = [ask(one, sizes, data) for one in strings(folded, given.queries)]
    told("cold string: bytes gzip", [one[0] for one in asked])
    told("cold string: requests", [one[1] for one in asked])
    titles = [items[number].entry.record.title for number in range(0, len(items), len(items) // 60)]
    asked = [ask(one, sizes, data) for one in titles]
    kinds: dict[str, int] = {}
    for one in strings(folded, 40, 8):
        fetch = Counted(sizes, data)
        search(Index(fetch), one)
        for path in fetch.paths:
            name = kind(path, data[path])
            kinds[name] = kinds.get(name, 0) + sizes[path][1]
            kinds[f"{name} requests"] = kinds.get(f"{name} requests", 0) + 1
    print({name: round(value / 40, 1) for name, value in kinds.items()})
    told("cold title: bytes gzip", [one[0] for one in asked])
    told("cold title: requests", [one[1] for one in asked])
    worst(data, sizes)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1), "utf-8")


def worst(data: dict[str, bytes], sizes: dict[str, tuple[int, int]]) -> None:
    """The costliest single terms: the first key of every dearest shard, and some of each kind."""
    index = Index(data.__getitem__)
    dear: list[tuple[int, str]] = []
    for path, one in data.items():
        if kind(path, one) == "shard":
            name = (path[len("search/") :]).replace("/", "").removesuffix(".js")
            shard = index._shard(name)
            dear += [
                (sizes[path][1] + 20 * (len(found.postings) >= PAGE), key)
                for key, found in shard.items()
                if key[0] not in "!#"
            ]
    dear.sort(reverse=True)
    draw = random.Random(3)
    chosen = [key for _, key in dear[:150]] + draw.sample([key for _, key in dear], 150)
    asked = [(ask(key.strip("$*"), sizes, data)[:2], key) for key in chosen]
    print(f"terms {len(dear)}")
    told("single terms: bytes gzip", [one[0] for one, _ in asked])
    told("single terms: requests", [one[1] for one, _ in asked])
    print(
        "dearest: " + ", ".join(f"{key} {one[0]}" for one, key in sorted(asked, reverse=True)[:8])
    )


def files(data: dict[str, bytes], sizes: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """Files by kind: how many, raw and gzip bytes, the largest."""
    kinds: dict[str, list[int]] = {}
    for path, one in data.items():
        own = kinds.setdefault(kind(path, one), [0, 0, 0, 0])
        raw, packed = sizes[path]
        own[0] += 1
        own[1] += raw
        own[2] += packed
        own[3] = max(own[3], packed)
    total = [sum(own[place] for own in kinds.values()) for place in range(3)]
    for name, own in (*kinds.items(), ("all", [*total, 0])):
        print(
            f"{name:<8}{own[0]:>7} files {own[1] / 1e6:>8.2f} MB raw {own[2] / 1e6:>8.2f} MB gzip"
            f"   mean {own[2] // own[0]:>6}  most {own[3]:>6}"
        )
    print(f"entry {sizes[scripts.ENTRY][0]} bytes raw, {sizes[scripts.ENTRY][1]} gzip")
    return dict(kinds)


def catalog(project: Path, work: Path) -> tuple[Site, list[Item]]:
    """The public items in order, their bodies kept in a pack below ``work``."""
    site, _ = load_site(project)
    found, _ = discover(project)
    writer = BodyWriter(work, "bench.pack")
    entries = []
    for one in found:
        result = read(project, one, site)
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
