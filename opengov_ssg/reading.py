"""The read stage: what is known by its digests is remembered, only the rest goes to the workers.

The main process holds light records; bodies go from the workers that read to the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from opengov_ssg import digests, workers
from opengov_ssg.errors import Problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.site import Site
from opengov_ssg.read.contents import is_settled, key
from opengov_ssg.read.files import Found
from opengov_ssg.run.batches import by_bytes, ordered
from opengov_ssg.store.store import Known, Reading, Store
from opengov_ssg.workers import Done

Told = Callable[[int, int], None]
_READ_BYTES = 256 << 10
_DIGEST_BYTES = 4 << 20


class Means(NamedTuple):
    """What the stage works with. ``told`` hears how many files of how many are done."""

    store: Store
    executor: Executor
    ahead: int
    told: Told
    done: Callable[[Done], None]


@dataclass(slots=True)
class Readings:
    """What the content says: the readings by path, in order; of those that are remembered, the key.

    ``parsed`` counts those read anew, ``cached`` the others.
    """

    readings: dict[str, Reading]
    keys: dict[str, str]
    parsed: int
    cached: int

    @property
    def entries(self) -> list[Entry]:
        """The files that are records."""
        return [one.entry for one in self.readings.values() if one.entry]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, each on its own."""
        return [problem for one in self.readings.values() for problem in one.problems]

    @property
    def complete(self) -> bool:
        """Whether every file is a record."""
        return all(one.entry for one in self.readings.values())


def basis(site: Site) -> str:
    """The digest of what every reading follows from beside its files: all of the site that workers
    read by (:meth:`opengov_ssg.model.site.Site.for_reading`)."""
    known = site.for_reading()
    terms = (known.vocabularies.get(one.name).terms for one in fields(known.vocabularies))
    return digests.of_parts(repr(one).encode() for one in (known.config, *terms))


@dataclass(slots=True)
class Survey:
    """What of the content is known already. ``site`` is the basis of all readings; ``contents`` has
    the digests of the files of a record where these are sure; ``doubtful`` are records of which
    some file bears another stamp."""

    site: str
    known: dict[str, Known]
    found: Sequence[Found]
    contents: dict[str, dict[str, str]] = field(default_factory=dict)
    doubtful: list[Found] = field(default_factory=list)
    unknown: list[Found] = field(default_factory=list)

    def look(self) -> None:
        """Sort the files by what is known of them."""
        for one in self.found:
            sure: dict[str, str] = {}
            new = doubtful = False
            for path, stamp in one.parts():
                known = self.known.get(path)
                if known is None:
                    new = True
                elif known.stamp == stamp and is_settled(stamp, known.seen):
                    sure[path] = known.digest
                else:
                    doubtful = True
            if not (new or doubtful):
                self.contents[one.path] = sure
            elif new:
                self.unknown.append(one)
            else:
                self.doubtful.append(one)

    def keys(self) -> dict[str, str]:
        """The keys of the readings of those records whose files are sure."""
        return {
            one.path: key(one, self.contents[one.path], self.site)
            for one in self.found
            if one.path in self.contents
        }


def survey(store: Store, found: Sequence[Found], site: Site) -> Survey:
    """Compare the files found with what the store knows of them, without reading any."""
    made = Survey(basis(site), store.files(), found)
    made.look()
    return made


def read_all(survey: Survey, means: Means) -> Readings:
    """The readings of all files; what was read anew is kept in the store, problems too."""
    seen = means.store.instant()
    _digest(survey, means)
    keys = survey.keys()
    known = means.store.readings(keys.values())
    wanted = [one for one in survey.found if keys.get(one.path) not in known]
    fresh: dict[str, Reading] = {}
    # One by one: this process keeps what has been read while the workers read on.
    means.store.keep_readings(_fresh(wanted, survey, means, fresh))
    keys = survey.keys()
    _keep_files(survey, means.store, seen)
    means.store.commit()
    readings = {
        one.path: fresh[one.path] if one.path in fresh else known[keys[one.path]]
        for one in survey.found
    }
    return Readings(readings, keys, len(fresh), len(readings) - len(fresh))


def _digest(survey: Survey, means: Means) -> None:
    """Hash the files whose stamps say nothing: most often they are what they were."""
    runs = list(by_bytes(survey.doubtful, _work, _DIGEST_BYTES))
    results = ordered(means.executor, workers.digest_batch, runs, means.ahead)
    for batch, result in zip(runs, results, strict=True):
        for found, contents in zip(batch, result, strict=True):
            if contents is not None:
                survey.contents[found.path] = contents


def _fresh(
    wanted: list[Found], survey: Survey, means: Means, into: dict[str, Reading]
) -> Iterator[tuple[str, Reading]]:
    """Read files anew, ``into`` a mapping by path; yields those readings that may be
    remembered, with their keys."""
    found = {one.path: one for one in wanted}
    for path, contents, reading in _read(wanted, survey, means):
        into[path] = reading
        survey.contents.pop(path, None)  # what changed while it was read is remembered of nothing
        if contents is not None:
            survey.contents[path] = contents
            yield key(found[path], contents, survey.site), reading


def _read(
    wanted: list[Found], survey: Survey, means: Means
) -> Iterator[tuple[str, dict[str, str] | None, Reading]]:
    done = len(survey.found) - len(wanted)
    runs = list(by_bytes(wanted, _work, _READ_BYTES))
    for result in ordered(means.executor, workers.read_batch, runs, means.ahead):
        yield from result.files
        means.done(result.done)
        done += len(result.files)
        means.told(done, len(survey.found))


def _keep_files(survey: Survey, store: Store, seen: int) -> None:
    """Remember the digests of the files that were hashed now, and forget those that are gone."""
    there: set[str] = set()
    made: list[tuple[str, Known]] = []
    for one in survey.found:
        for path, stamp in one.parts():
            there.add(path)
            digest = survey.contents.get(one.path, {}).get(path)
            known = survey.known.get(path)
            sure = known and known.stamp == stamp and is_settled(stamp, known.seen)
            if digest and not sure:
                made.append((path, Known(stamp, seen, digest)))
    store.keep_files(made, _absent(survey.known, there))


def _absent(known: Iterable[str], there: set[str]) -> Iterator[str]:
    return (path for path in known if path not in there)


def _work(found: Found) -> int:
    return found.work
