"""What a special gathers of itself: public records that meet its conditions, newest first."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, islice

from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import KIND_NAMES, AnyRecord, Document, Selection
from opengov_ssg.model.records.specials import UNGATHERED
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.folding import fold

_KINDS = {name: kind for kind, name in KIND_NAMES.items()}


class Shelf:
    """The public records, found by what selections ask for; made when the first one asks."""

    def __init__(self, public: Mapping[str, Entry], site: Site) -> None:
        self.site = site
        kept = [(id, one.record) for id, one in public.items() if one.record.kind not in UNGATHERED]
        kept.sort(key=lambda pair: (_released(pair[1]), pair[0]), reverse=True)
        self.records = dict(kept)
        self._order = {id: position for position, id in enumerate(self.records)}
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id, record in self.records.items():
            for key in self._keys(record):
                self._by[key].append(id)

    def _keys(self, record: AnyRecord) -> set[tuple[str, str]]:
        keys = {("kinds", record.kind), ("agencies", record.agency)}
        keys |= {("keywords", word) for word in record.keywords}
        if record.column:
            keys.add(("columns", record.column))
        topics = self.site.vocabularies.topics.by_code
        for code in record.topics if isinstance(record, Document) else ():
            keys |= {("topics", code), ("topics", topics[code].parent)}
        return keys

    def select(self, wanted: Selection, besides: Iterable[str]) -> tuple[str, ...]:
        """The ids that meet all conditions of ``wanted``, none of ``besides``, newest first."""
        groups = [
            {id for code in codes for id in self._by.get((name, code), ())}
            for name, codes in self._conditions(wanted)
        ]
        if wanted.keywords:
            groups.append({id for word in wanted.keywords for id in self._worded(word)})
        found: Iterable[str] = self.records
        if groups:
            found = sorted(set.intersection(*groups), key=self._order.__getitem__)
        taken = set(besides)
        kept = (id for id in found if id not in taken and self._fits(id, wanted))
        return tuple(islice(kept, wanted.most))

    def _worded(self, word: str) -> Iterator[str]:
        """The ids of the records with the word among their keywords or in their title."""
        yield from self._by.get(("keywords", word), ())
        text, ids, starts = self._all_titles
        sought = fold(word)
        at = text.find(sought) if sought else -1  # of invisible characters nothing is left
        while at >= 0:
            position = bisect_right(starts, at) - 1
            yield ids[position]
            following = starts[position + 1] if position + 1 < len(starts) else len(text)
            at = text.find(sought, following)

    @cached_property
    def _all_titles(self) -> tuple[str, list[str], list[int]]:
        """All titles folded, a line each, to be searched at once; ids, and where each begins."""
        titles = [fold(record.title) for record in self.records.values()]
        starts = list(accumulate((len(one) + 1 for one in titles), initial=0))[:-1]
        return "\n".join(titles), list(self.records), starts

    def _conditions(self, wanted: Selection) -> list[tuple[str, Sequence[str]]]:
        agencies = [self.site.agency_code(one) or one for one in wanted.agencies]
        columns = [self.site.column_code(one) or one for one in wanted.columns]
        given = {
            "kinds": [_KINDS.get(one, one) for one in wanted.kinds],
            "topics": wanted.topics,
            "agencies": agencies,
            "columns": columns,
        }
        return [(name, codes) for name, codes in given.items() if codes]

    def _fits(self, id: str, wanted: Selection) -> bool:
        day = _released(self.records[id])
        return not ((wanted.since and day < wanted.since) or (wanted.until and day > wanted.until))


def _released(record: AnyRecord) -> date:
    return record.published.astimezone(OFFSET).date() if record.published else date.min
