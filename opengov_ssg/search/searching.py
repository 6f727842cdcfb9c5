"""From a query to hits, in the steps that the browser engine takes too (``searching.js``).

Candidates come from the lists of a few terms; each is verified against its text before it counts as a
hit that holds the strings. What holds only some of the terms is told as partial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import LONG, PREFIX, Query, String, Zone
from opengov_ssg.search.reading import Found, Index, Posting

PAGE = 10
"""Hits of a page."""
VERIFIED = 40
"""Candidates that are verified for a page, and further ones only while none of them is a hit."""
ENOUGH = 12
"""With so few candidates no further list is looked at."""
FEW = 3
"""The same for a long string, of which a record seldom holds some terms by chance."""
LOOKUPS = 16
"""Terms that a query loads at most."""

Where = Literal["number", "title", "text", "field", "partial"]


class Hit(NamedTuple):
    """A record found: where it holds the strings, the passage to show, its card as stored."""

    segment: int
    record: int
    passage: int
    where: Where
    score: float
    card: Sequence[Any]

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.card[0])


@dataclass(slots=True)
class Result:
    """Hits in order. ``candidates`` is how many records may hold the strings, ``verified`` how many were
    looked at; ``cut`` says that the query was too long."""

    hits: list[Hit] = field(default_factory=list)
    candidates: int = 0
    verified: int = 0
    cut: bool = False


@dataclass(slots=True)
class Candidate:
    """A record that may hold every string; for each string the passages that may."""

    segment: int
    record: int
    score: float
    passages: tuple[tuple[int, ...], ...]
    title: bool = False


def search(index: Index, text: str, *, all: bool = False, zone: Zone = "all") -> Result:
    """The hits of a query: a page's, or with ``all`` every record that holds all its strings."""
    query = asking.parse(text, zone)
    result = Result(cut=query.cut)
    seen: set[tuple[int, int]] = set()
    numbered = [] if all else list(_numbered(index, query))
    for hit in numbered:
        seen.add((hit.segment, hit.record))
        result.hits.append(hit)
    found = [
        one for one in candidates(index, query, all=all) if (one.segment, one.record) not in seen
    ]
    result.candidates = len(found) + len(result.hits)
    held: list[Hit] = []
    for one in found:
        enough = len(held) + len(result.hits) >= PAGE or (held and result.verified >= VERIFIED)
        if enough and not all:
            break
        result.verified += 1
        if verified := _verified(index, query, one):
            held.append(verified)
    result.hits += sorted(held, key=ranking.order)
    if not all and not result.hits:
        result.hits += _partial(index, query, PAGE)
    return result


# Whole numbers


def _numbered(index: Index, query: Query) -> Iterator[Hit]:
    """The records that bear the number that the query may be."""
    if not query.number:
        return
    hits = []
    for segment in _newest(index):
        found = index.lookup(f"#={query.number}", segment)
        for one in index.whole(found) if found else ():
            card = index.passage(segment, one.record, 0).card
            hits.append(Hit(segment, one.record, 0, "number", 0.0, card))
    yield from sorted(hits, key=ranking.order)


def _newest(index: Index) -> range:
    return range(len(index.segments) - 1, -1, -1)


# Records that hold all strings


def candidates(index: Index, query: Query, *, all: bool = False) -> list[Candidate]:
    """The records that may hold every string of the query, the likeliest first. Without ``all`` of a single
    long list only its best."""
    if not query.strings:
        return []
    found: list[Candidate] = []
    for segment in _newest(index):
        lists = [
            holding(index, segment, one, all=all or len(query.strings) > 1) for one in query.strings
        ]
        records = set(lists[0]).intersection(*lists[1:])
        own = [
            Candidate(
                segment,
                record,
                sum(one[record][0] for one in lists),
                tuple(one[record][1] for one in lists),
            )
            for record in records
        ]
        if len(own) > ENOUGH and not all:
            _mark_titles(index, segment, query, own)
        found += own
    return sorted(found, key=lambda one: (not one.title, -one.score, -one.segment, -one.record))


Holding = dict[int, tuple[float, tuple[int, ...]]]
"""Of records: a score, and the passages that may hold a string."""


def holding(index: Index, segment: int, string: String, *, all: bool) -> Holding:
    """The records that may hold a string, by the lists of as few terms as it takes."""
    terms = _terms(index, segment, string)
    first: list[Found] = []
    for one in terms:
        if one is None:
            return {}
        first.append(one)
        if len(first) == 2:
            break
    if not first:
        return {}
    first.sort(key=lambda one: one.records)
    single = len(first) == 1
    postings = first[0].postings if single and not all else index.whole(first[0])
    held = _scored(index, first[0], postings)
    loaded = 2
    for one in _chained(first[1:], terms):
        if one is None:
            return {}
        loaded += 1
        if len(held) <= (FEW if asking.is_long(string) else ENOUGH) or loaded > LOOKUPS:
            break
        held = _both(held, _scored(index, one, index.whole(one)))
    return held


def _chained(first: list[Found], rest: Iterator[Found | None]) -> Iterator[Found | None]:
    yield from first
    yield from rest


def _scored(index: Index, found: Found, postings: Sequence[Posting]) -> Holding:
    weight = ranking.idf(found.records, index.size)
    return {one.record: (weight * one.impact, one.passages) for one in postings}


def _both(one: Holding, other: Holding) -> Holding:
    """What may hold two terms of a string: in the same passage."""
    held: Holding = {}
    for record, (score, passages) in one.items():
        if record in other:
            more, own = other[record]
            common = tuple(sorted(set(passages).intersection(own)))
            if common:
                held[record] = (score + more, common)
    return held


def _terms(index: Index, segment: int, string: String) -> Iterator[Found | None]:
    """The terms of a string in the order in which they are looked up; None for one that no record holds.

    Of a short string each run's first and last characters come first; of a long one the rarest.
    """
    prefix = PREFIX[string.zone]
    runs = list(asking.runs(string.text))
    last = len(runs) - 1
    words = [
        asking.word_key(run.text, prefix, place == last)
        for place, run in enumerate(runs)
        if not run.han
    ]
    han = [run.text for run in runs if run.han]
    size = 2 if prefix else 3
    rounds = [[(one, at) for at in asking.steps(len(one) - size + 1)] or [(one, 0)] for one in han]
    if asking.is_long(string):
        rare = index.classes(segment)
        every = [one for own in rounds for one in own]
        every.sort(key=lambda one: -ranking.rarity(one[0][one[1] : one[1] + size], rare))
        rounds, words = [[one] for one in every], []
    for own in rounds:
        yield from _characters(index, segment, prefix, *own[0])
    for key in words:
        yield index.lookup(key, segment)
    for own in rounds:
        for one in own[1:]:
            yield from _characters(index, segment, prefix, *one)


def _characters(
    index: Index, segment: int, prefix: str, text: str, at: int
) -> Iterator[Found | None]:
    """The term of the characters at a place of a run: a triple, a pair, or a character alone."""
    if prefix or len(text) < 3:
        yield index.lookup(prefix + text[at : at + 2], segment)
    else:
        yield from _triple(index, segment, text[at : at + 3])


def _triple(index: Index, segment: int, text: str) -> Iterator[Found | None]:
    """The term of three characters: itself, or those of its pairs that tell as much."""
    found = index.lookup(text, segment)
    if found:
        yield found
        return
    least = index.segments[segment].frequent
    first = index.lookup(text[:2], segment)
    if first is None or first.records < least:
        yield first
        return
    second = index.lookup(text[1:], segment)
    # Were both frequent, the triple would be a term if any record held it.
    yield second if second and second.records < least else None


def _mark_titles(index: Index, segment: int, query: Query, own: list[Candidate]) -> None:
    """Tell which candidates may hold the strings in their titles, and add those that a head left out."""
    if any(one.zone != "all" for one in query.strings):
        return
    lists = [holding(index, segment, String(one.text, "title"), all=False) for one in query.strings]
    titles = set(lists[0]).intersection(*lists[1:])
    for one in own:
        one.title = one.record in titles
        titles.discard(one.record)
    nowhere = ((0,),) * len(query.strings)
    own += [Candidate(segment, record, 0.0, nowhere, True) for record in titles]


# Verifying


def _verified(index: Index, query: Query, one: Candidate) -> Hit | None:
    """The candidate as a hit, if its text or its fields hold every string and nothing excluded."""
    texts: dict[int, str] = {}
    card: Sequence[Any] = ()
    places: list[tuple[Where, int]] = []
    for string, numbers in zip(query.strings, one.passages, strict=True):
        for number in numbers:
            if number not in texts:
                passage = index.passage(one.segment, one.record, number)
                texts[number], card = fold(passage.text), passage.card
        place = _place(string, card, {number: texts[number] for number in numbers})
        if place is None:
            return None
        places.append(place)
    if any(_place(String(text, "all"), card, texts) for text in query.without):
        return None
    where = max((place for place, _ in places), key=ranking.WHERE.index)
    return Hit(one.segment, one.record, places[0][1], where, one.score, card)


def _place(string: String, card: Sequence[Any], texts: dict[int, str]) -> tuple[Where, int] | None:
    """Where a record holds a string, and in which passage; None when it does not."""
    text, zone = string
    title = fold(card[2])
    first = min(texts, default=0)
    if zone in ("all", "title") and text in title:
        return "title", first
    if zone in ("all", "body"):
        for number, held in sorted(texts.items()):
            own = held[len(title) :] if zone == "body" and number == 0 else held
            if text in own:
                return "text", number
    if zone in ("all", "number", "agency") and any(
        text in fold(one) for one in _fields(card, zone)
    ):
        return "field", first
    return None


def _fields(card: Sequence[Any], zone: Zone) -> Iterator[str]:
    _, _, _, agency, doc_no, index_no, issuers, _, _, _, _, keywords, also = card
    if zone != "agency":
        yield from (doc_no, index_no)
    if zone != "number":
        yield from (agency, *issuers, *also)
    if zone == "all":
        yield from keywords


# Records that hold some of the terms


def _partial(index: Index, query: Query, most: int) -> list[Hit]:
    """The records that hold the most, and the rarest, of the query's terms."""
    keys = question_terms(index, query)
    if not keys:
        return []
    scores: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], tuple[int, int]] = {}
    found = {(key, at): index.lookup(key, at) for key in keys for at in _newest(index)}
    for key in keys:
        weight = ranking.idf(
            sum(one.records for (k, _), one in found.items() if k == key and one), index.size
        )
        for at in _newest(index):
            one = found[key, at]
            for posting in index.whole(one) if one else ():
                place = (at, posting.record)
                scores[place] = scores.get(place, 0.0) + weight * posting.impact
                best[place] = max(best.get(place, (0, 0)), (posting.impact, -posting.passages[0]))
    order = sorted(scores, key=lambda place: (-scores[place], -place[0], -place[1]))
    hits: list[Hit] = []
    for place in order:
        if len(hits) == most:
            break
        number = -best[place][1]
        passage = index.passage(*place, number)
        held = fold(passage.text)
        if not any(text in held for text in query.without):
            hits.append(Hit(*place, number, "partial", scores[place], passage.card))
    return sorted(hits, key=ranking.order)


def question_terms(index: Index, query: Query) -> list[str]:
    """The terms by which a question is answered: its words and its rarest pairs, at most
    :data:`LOOKUPS`; none for a short string alone, which a record holds or does not."""
    if not query.strings or any(one.zone in ("number", "agency") for one in query.strings):
        return []
    keys: dict[str, None] = {}
    for string in query.strings:
        prefix = PREFIX[string.zone]
        for run in asking.runs(string.text):
            if run.han:
                pairs = [run.text[at : at + 2] for at in range(max(1, len(run.text) - 1))]
                keys.update(dict.fromkeys(prefix + pair for pair in pairs))
            else:
                keys[asking.word_key(run.text, prefix, False)] = None
    if len(keys) <= 1:
        return []
    if len(keys) > LONG:
        rare: dict[str, int] = {}
        for at in range(len(index.segments)):
            rare |= index.classes(at)
        ordered = sorted(keys, key=lambda key: -ranking.rarity(key, rare))
        return ordered[:LOOKUPS]
    return list(keys)
