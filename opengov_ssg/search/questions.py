"""What is closest to a query that no record holds: a question answered by its rarest terms
(``questions.js``)."""

from __future__ import annotations

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import asking, proving, ranking
from opengov_ssg.search.asking import LONG, PREFIX, Query
from opengov_ssg.search.hits import Hit
from opengov_ssg.search.holding import LOOKUPS
from opengov_ssg.search.reading import Index


def closest(index: Index, query: Query, most: int) -> list[Hit]:
    """The records that hold the most, and the rarest, of the query's terms."""
    keys = question_terms(index, query)
    if not keys:
        return []
    scores: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], tuple[int, int]] = {}
    found = {(key, at): index.lookup(key, at) for key in keys for at in index.newest()}
    for key in keys:
        weight = ranking.idf(
            sum(one.records for (k, _), one in found.items() if k == key and one), index.size
        )
        for at in index.newest():
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
        texts = {number: fold(passage.text)}
        if not any(proving.place(one, passage.card, texts) for one in query.without):
            hits.append(Hit(*place, number, "partial", scores[place], passage.card, "partial"))
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
