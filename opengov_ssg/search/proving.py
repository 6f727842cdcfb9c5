"""Whether a candidate holds what was asked for: by its text, its title, its fields (``proving.js``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking, ranking
from opengov_ssg.search.asking import Query, String, Zone
from opengov_ssg.search.hits import Hit, Where
from opengov_ssg.search.holding import Candidate
from opengov_ssg.search.reading import Index


def proved(index: Index, query: Query, one: Candidate) -> Hit | None:
    """The candidate as a hit, if its text or its fields hold every string and nothing excluded."""
    texts: dict[int, str] = {}
    card: Sequence[Any] = ()
    places: list[tuple[Where, int]] = []

    def place(string: String, numbers: Sequence[int]) -> tuple[Where, int] | None:
        nonlocal card
        for number in numbers:
            if number not in texts:
                passage = index.passage(one.segment, one.record, number)
                texts[number], card = fold(passage.text), passage.card
        return _place(string, card, {number: texts[number] for number in numbers})

    for string, numbers in zip(query.strings, one.passages, strict=True):
        found = place(string, numbers)
        if found is None:
            return None
        places.append(found)
    for text, numbers in zip(query.without, one.excluded, strict=True):
        if numbers and place(String(text, "all"), numbers):
            return None
    where = max((one for one, _ in places), key=ranking.WHERE.index)
    return Hit(one.segment, one.record, places[0][1], where, one.score, card)


def _place(string: String, card: Sequence[Any], texts: dict[int, str]) -> tuple[Where, int] | None:
    """Where a record holds a string, and in which passage; None when it does not."""
    text, zone = string
    title = fold(card[2])
    first = min(texts, default=0)
    if zone in ("all", "title") and text in title:
        return ("exact" if text == asking.trimmed(title) else "title"), first
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
