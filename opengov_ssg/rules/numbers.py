"""Numbers stand for one document each (DOMAIN 5.1, 12.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import Document
from opengov_ssg.notation import doc_no, index_no
from opengov_ssg.notation.folding import fold
from opengov_ssg.rules.facts import Facts


def index_numbers(facts: Facts) -> Iterator[Problem]:
    """An index number is given once (OG204); its year is the document's (OG147)."""
    first: dict[str, Entry] = {}
    for _, entry in facts.documents():
        record = entry.record
        if not isinstance(record, Document) or not record.index_no:
            continue
        at = entry.place("index_no")
        other = first.setdefault(fold(record.index_no), entry)
        if other is not entry:
            words: Words = {"value": record.index_no, "other": other.path}
            yield problem("number-twice", entry.path, at, **words)
        parsed = index_no.parse(record.index_no)
        made = record.signed or record.published
        if parsed and made and abs(parsed.year - made.year) > 1 and record.origin == "own":
            words = {"value": record.index_no, "signed": str(made)[:10], "field": "index_no"}
            yield problem("number-year", entry.path, at, **words)


def doc_numbers(facts: Facts) -> Iterator[Problem]:
    """The same 文号 with another title is an error, with the same title a repost (OG205, OG206)."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for _, entry in facts.documents():
        record = entry.record
        if isinstance(record, Document) and record.doc_no:
            groups[doc_no.key(doc_no.normalise(record.doc_no))].append(entry)
    for number, group in groups.items():
        first = group[0]
        for entry in group[1:]:
            same = fold(entry.record.title) == fold(first.record.title)
            name = "doc-no-reposted" if same else "doc-no-twice"
            words: Words = {"value": number, "other": first.path}
            yield problem(name, entry.path, entry.place("doc_no"), **words)
