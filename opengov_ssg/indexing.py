"""The search index of a build: batches of texts to workers, their arrays into
segments, files out again.

The main process holds one segment's arrays at a time; bodies are fetched where they are indexed. A
segment of which nothing has changed is not made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from opengov_ssg import digests, workers
from opengov_ssg.errors import Problem
from opengov_ssg.model.bodies import Bodies
from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.model.releases import Written
from opengov_ssg.rendering import Rendered, Taken
from opengov_ssg.run.batches import by_bytes, by_count, ordered
from opengov_ssg.search import building, merging, texts, verifying
from opengov_ssg.store.store import Store
from opengov_ssg.workers import IndexSource

_BYTES = 1 << 20
"""Of bodies in a batch, about."""
_MOST = 256
"""Records in a batch."""
_FILES = 400
_SAMPLES = 25
BASIS = "search"
"""What every file of the index follows from: its name follows from its contents."""


class Segment(NamedTuple):
    """The records of a segment in their order, and where each is to be indexed from."""

    number: int
    items: list[Item]
    sources: list[IndexSource]

    def key(self, state: bytes) -> str:
        """The digest of all that the segment's files follow from."""
        known = [(outline, body.digest if body else "") for outline, body in self.sources]
        return digests.of_parts((state, msgspec.msgpack.encode(known)))

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day of publication."""
        return _day(self.items[0]), _day(self.items[-1])


@dataclass(slots=True)
class Indexing:
    """Writes the index of a catalog's public records into the staging folder; ``fresh`` are the
    segments that were made now."""

    catalog: Catalog
    executor: Executor
    ahead: int
    store: Store
    taken: Taken
    fresh: list[Segment] = field(default_factory=list)

    def write(self, into: Rendered) -> None:
        """Write every file of the index that does not stand already. Raises OSError."""
        # As many as may come: the first record after a boundary changes nothing in the others.
        assembly = building.Assembly(len(self.catalog.site.config.search.segments) + 1)
        for segment in self._segments():
            key = segment.key(assembly.state())
            if not self._reused(key, assembly, into):
                files = list(self._make(segment, assembly))
                self.store.keep_result(key, [files, assembly.kept()])
                into.make(files, BASIS)
                self.fresh.append(segment)
        entry = list(self._files(assembly.entry()))
        if self.taken.has(entry):
            into.reuse(entry, BASIS)
        else:
            into.make(entry, BASIS)

    def _segments(self) -> Iterator[Segment]:
        site = self.catalog.site
        bounds = sorted(day.isoformat() for day in site.config.search.segments)
        items = texts.in_order(self.catalog.items)
        groups = groupby(items, key=lambda item: texts.segment_of(item, bounds))
        for number, (_, group) in enumerate(groups):
            own = list(group)
            sources = [
                IndexSource(
                    texts.outline(one, site), body.ref if (body := one.entry.body) else None
                )
                for one in own
            ]
            yield Segment(number, own, sources)

    def _reused(self, key: str, assembly: building.Assembly, into: Rendered) -> bool:
        """Take a segment over if it was made before and all its files stand."""
        known = self.store.result(key)
        if known is None:
            return False
        files = [Written(*one) for one in known[0]]
        if not self.taken.has(files):
            return False
        assembly.reuse(building.Kept(*known[1]))
        into.reuse(files, BASIS)
        return True

    def _make(self, segment: Segment, assembly: building.Assembly) -> Iterator[Written]:
        cut = by_bytes(segment.sources, _work, _BYTES)
        batches = list(ordered(self.executor, workers.index_batch, cut, self.ahead))
        arrays = merging.segment(batches)
        shares = ((building.share(arrays, part), part) for part in building.parts(arrays))
        parts = ordered(self.executor, workers.index_part, shares, self.ahead)
        yield from self._files(assembly.texts(batches))
        del batches
        kept = []
        for part in parts:
            kept.append(part.made)
            yield from part.written
        yield from self._files(assembly.terms(arrays, kept, segment.days))

    def _files(self, files: Iterable[building.File]) -> Iterator[Written]:
        for written in ordered(
            self.executor, workers.put_files, by_count(files, _FILES), self.ahead
        ):
            yield from written

    def verify(self, folder: Path, bodies: Bodies) -> list[Problem]:
        """Read the index back and look for a sample of the records of every
        segment made now (OG601)."""
        return verifying.check(folder, self._samples(bodies))

    def _samples(self, bodies: Bodies) -> Iterator[verifying.Sample]:
        """Records spread evenly over each segment, its first and last among them."""
        for number, items, _ in self.fresh:
            last = len(items) - 1
            places = {last * step // max(_SAMPLES - 1, 1) for step in range(_SAMPLES)}
            for place in sorted(places):
                body = items[place].entry.body
                html = bodies.fetch(body.ref).html if body and body.ref else ""
                text = texts.fields(items[place], self.catalog.site, html)
                yield verifying.Sample(number, place, text)


def _day(item: Item) -> str:
    published = item.entry.record.published
    return str(published)[:10] if published else ""


def _work(source: IndexSource) -> int:
    """How much there is to index, in bytes, about: many short texts are work as well."""
    return max(source.body.length if source.body else 0, _BYTES // _MOST)
