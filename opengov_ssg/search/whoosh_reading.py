"""A Whoosh reader of our index: Whoosh parses, combines and scores, our lists and texts
say what holds what.

A term of the reader is not one of the index but a string, a pattern or a range as the query names
it (``whoosh_language``). Its postings are the records that hold it: candidates by the lists of a
few terms, each verified against its text as ``searching.search`` does with ``all``. Scores are
BM25F; a frequency counts an occurrence in the title for several. Passages are of one size, so that
lengths count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from whoosh import query  # type: ignore[import-untyped]
from whoosh.matching import ListMatcher, NullMatcher  # type: ignore[import-untyped]
from whoosh.reading import IndexReader, TermInfo, TermNotFound  # type: ignore[import-untyped]
from whoosh.scoring import BM25F  # type: ignore[import-untyped]
from whoosh.searching import Searcher  # type: ignore[import-untyped]

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import patterns, ranking
from opengov_ssg.search.asking import Query, String, Zone, as_string
from opengov_ssg.search.holding import Candidate, holding
from opengov_ssg.search.impacts import FIELD, K1, TITLE, WEIGHTS
from opengov_ssg.search.numbers import number_key
from opengov_ssg.search.proving import proved
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import Card
from opengov_ssg.search.whoosh_facets import QueryError, Records
from opengov_ssg.search.whoosh_language import (
    BESIDE,
    DAYS,
    MOST,
    PARTED,
    PATTERN,
    QUOTED,
    RANGE,
    TEXTS,
    Parser,
)

_ZONES: dict[str, Zone] = {
    "text": "all",
    "title": "title",
    "body": "body",
    "number": "number",
    "agency": "agency",
}
_WEIGHT = {"exact": WEIGHTS[TITLE], "title": WEIGHTS[TITLE], "field": WEIGHTS[FIELD]}


class Postings(NamedTuple):
    """The records that hold a term, ascending, and how often each does."""

    records: list[int]
    weights: list[float]


class Reader(IndexReader):  # type: ignore[misc]
    """A built index as Whoosh sees it. Every method may raise what ``Index`` does, and
    QueryError."""

    def __init__(self, index: Index, schema: Any) -> None:
        self.index = index
        self.schema = schema
        self.records = Records(index)
        self._found: dict[tuple[str, bytes], Postings] = {}

    # What Whoosh asks for

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._postings(*term).records)

    def indexed_field_names(self) -> list[str]:
        """The names of the fields."""
        return list(self.schema.names())

    def doc_count_all(self) -> int:
        """How many records there are."""
        return self.records.size

    doc_count = doc_count_all

    def has_deletions(self) -> bool:
        """A built index has none."""
        return False

    def is_deleted(self, docnum: int) -> bool:
        """None is."""
        return False

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many records hold a term."""
        return len(self._postings(fieldname, text).records)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often they do."""
        return sum(self._postings(fieldname, text).weights)

    def field_length(self, fieldname: str) -> int:
        """Every field of every record counts as long as one."""
        return self.records.size

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Passages are of one size."""
        return 1

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """The sums over a term. Raises TermNotFound."""
        found = self._postings(fieldname, text)
        if not found.records:
            raise TermNotFound((fieldname, text))
        return TermInfo(sum(found.weights), len(found.records), 1, 1, max(found.weights))

    def postings(self, fieldname: str, text: bytes, scorer: Any = None) -> Any:
        """The records that hold a term."""
        found = self._postings(fieldname, text)
        if not found.records:
            return NullMatcher()
        term, info = (fieldname, text), self.term_info(fieldname, text)
        return ListMatcher(found.records, found.weights, scorer=scorer, term=term, terminfo=info)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The card of a record."""
        return self.records.card(docnum)._asdict()

    # How it is found

    def _postings(self, name: str, term: bytes) -> Postings:
        key = (name, term)
        if key not in self._found:
            text = term.decode("utf-8", "surrogatepass")
            found = sorted(self._holding(name, text[0], text[1:]))
            self._found[key] = Postings([at for at, _ in found], [weight for _, weight in found])
        return self._found[key]

    def _holding(self, name: str, mark: str, text: str) -> set[tuple[int, float]]:
        if mark == RANGE:
            start, end, *without = text.split(PARTED)
            if name not in (*DAYS, "year"):
                raise QueryError("usage.search_range", name)
            ends = (bool(without[0]), bool(without[1]))
            return _unscored(self.records.between(name, start, end, without=ends))
        if name in DAYS:
            return _unscored(self.records.between(name, text, text, without=(False, False)))
        if name not in TEXTS:
            return _unscored(self.records.with_value(name, text, mark == PATTERN))
        if mark == PATTERN:
            return set(self._fitting(_ZONES[name], text))
        asked = as_string(text, _ZONES[name], quoted=mark in (QUOTED, BESIDE[QUOTED]))
        found = dict(self._strings(asked, beside=mark in BESIDE.values()))
        for number in self._further(name, text):
            found.setdefault(number, float(WEIGHTS[TITLE]))
        return set(found.items())

    def _further(self, name: str, text: str) -> Iterator[int]:
        """Records by the number that a string may be, or by the code of their agency."""
        if name == "number" and (key := number_key(text)):
            for segment, start in enumerate(self.records.starts):
                found = self.index.lookup(f"#={key}", segment)
                yield from (
                    start + one.record for one in (self.index.whole(found) if found else ())
                )
        if name == "agency" and any(
            text == fold(code) for code, _ in self.records.values["agency"]
        ):
            yield from self.records.with_value("agency", text, False)

    def _strings(self, string: String, *, beside: bool) -> Iterator[tuple[int, float]]:
        """The records that hold a string, and how often the best passage does; those that hold it
        ``beside`` their text alone only when asked for."""
        single = Query((string,), (), "", False)
        held = holding(self.index, string, complete=True)
        for segment, start in enumerate(self.records.starts):
            for record, (score, passages) in held.maps[segment].items():
                one = Candidate(segment, record, score, (passages,))
                hit = proved(self.index, single, one)
                if hit and (hit.match == "whole" or beside):
                    text = fold(self.index.passage(segment, record, hit.passage).text)
                    count = max(1, text.count(string.sought))
                    yield start + record, float(_WEIGHT.get(hit.where, 0.0)) + count

    def _fitting(self, zone: Zone, text: str) -> Iterator[tuple[int, float]]:
        """The records that fit a pattern. Raises QueryError when any record might."""
        try:
            wanted = patterns.pattern(text, zone == "number")
        except ValueError as error:
            raise QueryError("usage.search_stars", text) from error
        if not wanted.terms:
            raise QueryError("usage.search_pattern", text)
        for segment, start in enumerate(self.records.starts):
            for record, passages in self._candidates(segment, wanted.terms).items():
                texts = self._texts(zone, segment, record, passages)
                count = sum(len(wanted.fits.findall(one)) for one in texts)
                if count:
                    yield start + record, float(count)

    def _candidates(self, segment: int, terms: tuple[str, ...]) -> dict[int, set[int]]:
        """The passages that hold all the terms; titles and fields stand in the first of a
        record."""
        held: dict[int, set[int]] | None = None
        for term in terms:
            if term.endswith("*"):
                found = self.index.lookup(f"${term}", segment)
                postings = self.index.whole(found) if found else ()
                own = {one.record: set(one.passages) for one in postings}
            else:
                lists = holding(self.index, String(term, "all"), complete=True).maps[segment]
                own = {record: set(passages) for record, (_, passages) in lists.items()}
            if held is not None:
                own = {one: common for one in own if (common := own[one] & held.get(one, set()))}
            held = own
        return held or {}

    def _texts(self, zone: Zone, segment: int, record: int, passages: set[int]) -> Iterator[str]:
        """What a zone of a record says, folded."""
        card = Card._make(self.index.passage(segment, record, min(passages)).card)
        title = fold(card.title)
        if zone == "title":
            yield title
        if zone in ("all", "body"):
            for number in passages:
                text = fold(self.index.passage(segment, record, number).text)
                yield text[len(title) :] if zone == "body" and number == 0 else text
        if zone == "number":
            yield from map(fold, card.numbers())
        if zone == "agency":
            yield from map(fold, (card.agency, *card.issuers, *card.also))


def _unscored(records: list[int]) -> set[tuple[int, float]]:
    return {(number, 0.0) for number in records}


class Found(NamedTuple):
    """All records that a query asks for, the best first, with their scores; ``cut`` says that the
    query was too long."""

    records: list[tuple[int, float]]
    cut: bool


def find(index: Index, text: str) -> tuple[Records, Found]:
    """The records that a query in Whoosh's language asks for, every one of them verified.

    Raises QueryError for a date that is none, a range on a field without order, and a pattern that
    says nothing to look for.
    """
    parser = Parser()
    asked = _excluding(parser.parse(text[:MOST]))
    reader = Reader(index, parser.schema)
    with Searcher(reader, weighting=BM25F(B=0.0, K1=K1)) as searcher:
        found = [(number, score) for number, score in searcher.search(asked, limit=None).items()]
    found.sort(key=lambda one: _order(reader.records, *one))
    return reader.records, Found(found, parser.cut or len(text) > MOST)


def _excluding(asked: Any, inside: bool = False) -> Any:
    """The same query; strings that a hit must not hold are looked for beside its text too."""
    if isinstance(asked, query.Not):
        return query.Not(_excluding(asked.query, not inside))
    if isinstance(asked, query.Term):
        mark = BESIDE.get(asked.text[:1]) if inside and asked.fieldname == "text" else None
        return query.Term("text", mark + asked.text[1:]) if mark else asked
    return asked if asked.is_leaf() else asked.apply(lambda one: _excluding(one, inside))


def _order(records: Records, number: int, score: float) -> tuple[float, bool, int]:
    """The better first, in force before repealed, newer before older."""
    gone = records.code("validity", number) in ranking.GONE
    return -round(score, 3), gone, -number
