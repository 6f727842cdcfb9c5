"""The search index of a build: batches of texts to workers, their arrays into segments, files out again.

The main process holds one segment's arrays at a time; bodies are fetched where they are indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from opengov_ssg import workers
from opengov_ssg.errors import Problem
from opengov_ssg.model.bodies import Bodies
from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.run.batches import ordered
from opengov_ssg.search import building, merging, texts, verifying
from opengov_ssg.workers import IndexSource
from opengov_ssg.write.staging import Written

T = TypeVar("T")
_BATCH = 250
_FILES = 400
_SAMPLES = 25


class Indexing:
    """Writes the index of a catalog's public records into the staging folder."""

    def __init__(self, catalog: Catalog, executor: Executor, jobs: int) -> None:
        self.site = catalog.site
        self.executor = executor
        self.ahead = jobs + 1  # what a worker gets here is large
        bounds = sorted(day.isoformat() for day in self.site.config.search.segments)
        ordered_items = texts.in_order(catalog.items)
        self.segments = [
            list(group)
            for _, group in groupby(ordered_items, key=lambda item: texts.segment_of(item, bounds))
        ]

    def write(self) -> Iterator[Written]:
        """Every file of the index, written by workers, each once. Raises OSError."""
        seen: set[str] = set()
        for one in self._written():
            if one[0] not in seen:  # equal lists are one file
                seen.add(one[0])
                yield one

    def _written(self) -> Iterator[Written]:
        assembly = building.Assembly(len(self.segments))
        for items in self.segments:
            yield from self._segment(assembly, items)
        yield from self._files(assembly.entry())

    def _segment(self, assembly: building.Assembly, items: Sequence[Item]) -> Iterator[Written]:
        sources = (self._source(item) for item in items)
        cut = _cut(sources, _BATCH)
        batches = list(ordered(self.executor, workers.index_batch, cut, self.ahead))
        segment = merging.segment(batches)
        shares = ((building.share(segment, part), part) for part in building.parts(segment))
        parts = ordered(self.executor, workers.index_part, shares, self.ahead)
        yield from self._files(assembly.texts(batches))
        del batches
        kept = []
        for part in parts:
            kept.append(part.made)
            yield from part.written
        days = (_day(items[0]), _day(items[-1]))
        yield from self._files(assembly.terms(segment, kept, days))

    def _source(self, item: Item) -> IndexSource:
        body = item.entry.body
        return IndexSource(texts.outline(item, self.site), body.ref if body else None)

    def _files(self, files: Iterable[building.File]) -> Iterator[Written]:
        cut = _cut(files, _FILES)
        for written in ordered(self.executor, workers.index_files, cut, self.ahead):
            yield from written

    def verify(self, folder: Path, bodies: Bodies) -> list[Problem]:
        """Read the index back and look for a sample of the records in it (OG601)."""
        return verifying.check(folder, self._samples(bodies))

    def _samples(self, bodies: Bodies) -> Iterator[verifying.Sample]:
        """Records spread evenly over each segment, its first and last among them."""
        for number, items in enumerate(self.segments):
            last = len(items) - 1
            places = {last * step // max(_SAMPLES - 1, 1) for step in range(_SAMPLES)}
            for place in sorted(places):
                body = items[place].entry.body
                html = bodies.fetch(body.ref).html if body and body.ref else ""
                text = texts.fields(items[place], self.site, html)
                yield verifying.Sample(number, place, text)


def _day(item: Item) -> str:
    published = item.entry.record.published
    return str(published)[:10] if published else ""


def _cut(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
