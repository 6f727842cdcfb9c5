"""政府信息 by agency, year, topic, class and validity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from opengov_ssg.model.catalog import STANDINGS, Item
from opengov_ssg.model.records import Document
from opengov_ssg.model.views import FigureGroup
from opengov_ssg.plan.browsing import made_in
from opengov_ssg.plan.statistics.tables import Tables

Counts = dict[str, Counter[str]]
"""Key → origin → number of documents."""


def group(documents: Sequence[Item], tables: Tables) -> FigureGroup:
    """The keys with most documents first; years from the newest; classes and states in their
    order."""
    words, site = tables.words, tables.site
    agencies = _count(documents, lambda one, _: (one.agency,))
    topics = _count(documents, lambda one, _: _first_level(one, tables))
    years = _count(documents, lambda _, item: (made_in(item),))
    classes = _count(documents, lambda one, _: (one.rule_class or "",))
    states = _count(documents, lambda _, item: (item.standing.key if item.standing else "",))
    missing = tables.text("not_stated")
    names = {"": missing} | {
        code: site.vocabularies.rule_classes.path(code)
        for code in site.vocabularies.rule_classes.by_code
    }
    figures = [
        tables.by_origin(
            "agencies",
            "agency",
            [(words.agency(code), agencies[code]) for code in _most(agencies, site.agencies)],
        ),
        tables.by_origin("years", "year", [(one, years[one]) for one in sorted(years)[::-1]]),
        tables.by_origin(
            "topics",
            "topic",
            [
                (words.term("topics", code) if code else missing, topics[code])
                for code in _most(topics, [*site.vocabularies.topics.by_code, ""])
            ],
        ),
        tables.by_origin(
            "classes",
            "class",
            [(names[code], classes[code]) for code in (*list(names)[1:], "") if code in classes],
        ),
        tables.by_origin(
            "states",
            "state",
            [(words.text(f"validity.{key}"), states[key]) for key in STANDINGS if key in states],
        ),
    ]
    return tables.group("documents", [tables.number("documents", len(documents))], figures)


def _count(items: Iterable[Item], keys: Callable[[Document, Item], Iterable[str]]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for item in items:
        record = item.entry.record
        for key in keys(record, item) if isinstance(record, Document) else ():
            counts[key][record.origin] += 1
    return counts


def _first_level(record: Document, tables: Tables) -> list[str]:
    """The first-level topics of a document, each once; an empty one for a document without."""
    by_code = tables.site.vocabularies.topics.by_code
    return list(dict.fromkeys(by_code[code].parent or code for code in record.topics)) or [""]


def _most(counts: Counts, order: Iterable[str]) -> list[str]:
    """The keys counted, those with most documents first, equals in the order given."""
    return sorted((key for key in order if key in counts), key=lambda key: -counts[key].total())
