"""``ssg search``: asks the index of a built site.

A whole number, and a query without operator, field, range or wildcard, is answered as in the
browser (``search.searching``), any other by Whoosh over the same index (``search.whoosh_reading``).
Files are compared with ``manifest.json`` as they are read: an index that is missing, damaged or of
another build is told as such and never answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opengov_ssg import digests
from opengov_ssg.search import asking, finding, ranking, scripts, whoosh_reading
from opengov_ssg.search.asking import Query
from opengov_ssg.search.hits import Hit
from opengov_ssg.search.holding import Candidate, candidates
from opengov_ssg.search.proving import proved
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import bearers, in_its_spelling
from opengov_ssg.search.searching import search as browse
from opengov_ssg.search.texts import Card
from opengov_ssg.search.whoosh_facets import QueryError
from opengov_ssg.search.whoosh_language import MOST, Parser

__all__ = ["Answer", "QueryError", "Shown", "UnusableIndexError", "search"]

_MANIFEST = "manifest.json"
VERIFIED_MOST = 2_000
"""With more candidates than this a plain query is not verified to the last one, and
not counted exactly."""


class UnusableIndexError(Exception):
    """An index that cannot answer: ``reason`` is missing, damaged or stale, ``file`` the
    one that shows it."""

    def __init__(self, reason: str, file: str) -> None:
        super().__init__(reason, file)
        self.reason = reason
        self.file = file


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as it is told. ``url`` is relative to the site; dates as ISO 8601; ``validity`` a key.
    ``partial``: it does not hold all that was asked for."""

    url: str
    title: str
    score: float
    agency: str
    doc_no: str
    published: str
    validity: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``exact``: every one of ``total`` records was verified. ``partial``: no record holds what was
    asked for, the hits are what comes closest. ``cut``: the query was too long."""

    total: int
    exact: bool
    hits: list[Shown]
    partial: bool = False
    cut: bool = False


def search(folder: Path, text: str, limit: int) -> Answer:
    """What the index of the site in ``folder`` answers. Raises UnusableIndexError and
    QueryError."""
    index = _opened(folder)
    if Parser().is_plain(text[:MOST]) or _is_number(index, text[:MOST]):
        return _plain(index, finding.held(index, text), limit)
    records, found = whoosh_reading.find(index, text)
    hits = [_shown(records.card(number), score) for number, score in found.records[:limit]]
    return Answer(len(found.records), True, hits, cut=found.cut)


def _is_number(index: Index, text: str) -> bool:
    """Whether a query is, but for the name of a field, a number that a record bears."""
    plain = Parser().is_plain(text, fields=True)
    return plain and any(bearers(index, asking.parse(text)))


def _opened(folder: Path) -> Index:
    files = _manifest(folder)

    def fetch(path: str) -> bytes:
        wrong = "stale" if path == scripts.ENTRY else "damaged"
        try:
            data = (folder / path).read_bytes()
        except OSError as error:
            raise UnusableIndexError("missing", path) from error
        if digests.of_bytes(data) != files.get(path):
            raise UnusableIndexError(wrong, path)
        return data

    try:
        return Index(fetch)
    except (ValueError, TypeError) as error:  # of another version of the format
        raise UnusableIndexError("stale", scripts.ENTRY) from error


def _manifest(folder: Path) -> dict[str, str]:
    """The digests of the files of a site by path."""
    try:
        files: dict[str, dict[str, Any]] = json.loads((folder / _MANIFEST).read_bytes())["files"]
        return {path: str(one["sha256"]) for path, one in files.items()}
    except OSError as error:
        raise UnusableIndexError("missing", _MANIFEST) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnusableIndexError("damaged", _MANIFEST) from error


def _plain(index: Index, text: str, limit: int) -> Answer:
    """The hits of the browser's first page, then all others that hold the strings."""
    page = browse(index, text)
    first = [one for one in page.hits if one.match == "whole"]
    asked = asking.parse(text)
    query = in_its_spelling(asked, list(bearers(index, asked)))
    every = candidates(index, query, complete=True).records
    exact = len(every) <= VERIFIED_MOST
    further = browse(index, text, all=True).hits if exact else _more(index, query, every, limit)
    if not first and not further:
        hits = [_of_hit(one) for one in page.hits]
        return Answer(len(hits), not hits, hits[:limit], partial=bool(hits), cut=page.cut)
    seen = {(one.segment, one.record) for one in first}
    others = [one for one in further if (one.segment, one.record) not in seen]
    hits = [_of_hit(one) for one in (*first, *others)]
    total = len(hits) if exact else len(every)
    return Answer(total, exact, hits[:limit], cut=page.cut)


def _more(index: Index, query: Query, every: Iterable[Candidate], limit: int) -> list[Hit]:
    """The first ``limit`` candidates whose texts hold the strings."""
    held: list[Hit] = []
    for one in every:
        if len(held) == limit:
            break
        hit = proved(index, query, one)
        if hit and hit.match == "whole":
            held.append(hit)
    return sorted(held, key=ranking.order)


def _of_hit(hit: Hit) -> Shown:
    return _shown(Card._make(hit.card), hit.score, hit.match != "whole")


def _shown(card: Card, score: float, partial: bool = False) -> Shown:
    return Shown(
        f"{card.id}.html",
        card.title,
        round(score, 3),
        card.agency,
        card.doc_no,
        card.published,
        card.validity,
        partial,
    )
