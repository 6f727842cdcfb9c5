"""Records by what is asked for: kind, agency, column, topic, a word. Specials and
catalogs ask alike."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from opengov_ssg.model.records import AnyRecord, Document
from opengov_ssg.model.site import Site
from opengov_ssg.notation.folding import fold


class Shelf:
    """Records by id; what is found stands in the order in which they were given."""

    def __init__(self, records: Mapping[str, AnyRecord], site: Site) -> None:
        self.records = records
        self.site = site
        self._order = {id: position for position, id in enumerate(records)}
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id, record in records.items():
            for key in self._keys(record):
                self._by[key].append(id)
        self._known: dict[str, frozenset[str]] = {}

    def _keys(self, record: AnyRecord) -> set[tuple[str, str]]:
        keys = {("kind", record.kind), ("agency", record.agency)}
        keys |= {("keyword", word) for word in record.keywords}
        if record.column:
            keys.add(("column", record.column))
        topics = self.site.vocabularies.topics.by_code
        for code in record.topics if isinstance(record, Document) else ():
            keys |= {("topic", code), ("topic", topics[code].parent)}
        return keys

    def find(self, asked: Mapping[str, Sequence[str]], words: Sequence[str]) -> Sequence[str]:
        """The ids of the records that have of each name (kind, agency, column, topic) one of its
        codes, and one of the words among their keywords or in their title.

        Nothing is asked by a name without codes; all records are found where nothing is.
        """
        groups = [
            {id for code in codes for id in self._by.get((name, code), ())}
            for name, codes in asked.items()
            if codes
        ]
        if words:
            groups.append({id for word in words for id in self._about(word)})
        if not groups:
            return list(self.records)
        return sorted(set.intersection(*groups), key=self._order.__getitem__)

    def _about(self, word: str) -> frozenset[str]:
        if word not in self._known:
            named = self._by.get(("keyword", word), ())
            self._known[word] = frozenset((*named, *self._titled(word)))
        return self._known[word]

    def _titled(self, word: str) -> Iterator[str]:
        text, ids, starts = self._titles
        sought = fold(word)
        at = text.find(sought) if sought else -1  # of invisible characters nothing is left
        while at >= 0:
            position = bisect_right(starts, at) - 1
            yield ids[position]
            following = starts[position + 1] if position + 1 < len(starts) else len(text)
            at = text.find(sought, following)

    @cached_property
    def _titles(self) -> tuple[str, list[str], list[int]]:
        """All titles folded, a line each, to be searched at once; ids, and where each begins."""
        titles = [fold(record.title) for record in self.records.values()]
        starts = list(accumulate((len(one) + 1 for one in titles), initial=0))[:-1]
        return "\n".join(titles), list(self.records), starts
