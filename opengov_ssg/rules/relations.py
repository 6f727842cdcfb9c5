"""What dates and relations contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.records import Document
from opengov_ssg.notation.titles import title_key
from opengov_ssg.rules.facts import Facts


def validity_expired(facts: Facts) -> Iterator[Problem]:
    """``valid_to`` has passed but the file says 现行有效: time alone never fails a build
    (OG211)."""
    for _, entry in facts.documents():
        record = entry.record
        if not isinstance(record, Document) or record.validity != "in_force" or not record.valid_to:
            continue
        if record.valid_to < facts.today:
            at = entry.place("validity")
            yield problem("validity-expired", entry.path, at, date=record.valid_to)


def interpretation_early(facts: Facts) -> Iterator[Problem]:
    """An interpretation appears with its document or after it (OG210)."""
    items = facts.catalog.by_id()
    for item in facts.catalog.items:
        shown = item.entry.record.published
        for id in item.interprets:
            released = items[id].entry.record.published if id in items else None
            if shown and released and shown < released:
                at = item.entry.place("published")
                words: Words = {"shown": shown.date(), "released": released.date(), "other": id}
                yield problem("interpretation-early", item.entry.path, at, **words)


def cited_title(facts: Facts) -> Iterator[Problem]:
    """A 文号 cited with another title than that record bears (OG208): one of them is wrong."""
    items = facts.catalog.by_id()
    for item in facts.catalog.items:
        body = item.entry.body
        for link, target in zip(body.links if body else (), item.targets, strict=True):
            other = items.get(target.removesuffix(".html")) if link.quoted else None
            if other is None:
                continue
            quoted, title = title_key(link.quoted), title_key(other.entry.record.title)
            if quoted not in title and title not in quoted:
                words: Words = {"number": link.target, "quoted": link.quoted}
                title = other.entry.record.title
                yield problem("citation-title", item.entry.path, link.at, title=title, **words)
