"""Reading the built index back: a sample of records must be found by their texts
before publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from opengov_ssg.errors import Problem, problem
from opengov_ssg.notation.folding import fold
from opengov_ssg.search import scripts, terms
from opengov_ssg.search.asking import String, probes, runs
from opengov_ssg.search.holding import resolve
from opengov_ssg.search.numbers import number_key
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import RecordText

_LENGTH = 6
_MOST = 40


class Sample(NamedTuple):
    """A record to look for: its segment, its number there, its texts."""

    segment: int
    record: int
    text: RecordText


def check(folder: Path, samples: Iterable[Sample]) -> list[Problem]:
    """What of the samples the index built into ``folder`` does not hold as it should (OG601)."""
    found: list[Problem] = []
    try:
        index = Index.open(folder)
    except (OSError, ValueError):
        return [problem("index-mismatch", text=scripts.ENTRY, address="index.html")]
    for sample in samples:
        missed = _missed(index, sample)
        if missed is not None:
            address = f"{sample.text.card.id}.html"
            found.append(problem("index-mismatch", text=missed[:_MOST] or "?", address=address))
    return found


def _missed(index: Index, sample: Sample) -> str | None:
    """What does not lead to the record as it should; None when all does."""
    try:
        if not _stored(index, sample):
            return sample.text.card.title
        for text in _strings(fold(sample.text.text)):
            if not _named(index, sample, text):
                return text
        for number in sample.text.card.numbers():
            key = number_key(number)
            found = index.lookup(f"#={key}", sample.segment) if key else None
            if key and (not found or not index.posting(found, sample.record)):
                return number
    except (OSError, ValueError, KeyError, IndexError):
        return sample.text.card.title
    return None


def _named(index: Index, sample: Sample, text: str) -> bool:
    """Whether the lists of a string's terms name the record, in a passage that all have. Of a long
    list no more is read than the piece that the record stands in."""
    common: set[int] | None = None
    for key in probes(String(text, "all")):
        found = resolve(index, key, sample.segment)
        held = index.posting(found, sample.record) if found else None
        if held is None:
            return False
        common = set(held.passages) if common is None else common.intersection(held.passages)
    return bool(common)


def _stored(index: Index, sample: Sample) -> bool:
    """Whether the passages in the index are the record's."""
    made = terms.batch([sample.text])
    for number, payload in enumerate(made.blocks):
        own = index.passage(sample.segment, sample.record, number)
        if scripts.dump(own.text, list(own.folding), list(own.card)) != payload:
            return False
    return True


def _strings(text: str) -> Iterator[str]:
    """Strings of Han characters from a folded text: from its title, its middle, its end."""
    han = [run.text for run in runs(text) if run.han]
    if han:
        yield han[0][:_LENGTH]
        yield han[len(han) // 2][-_LENGTH:]
        yield han[-1][-_LENGTH:]
