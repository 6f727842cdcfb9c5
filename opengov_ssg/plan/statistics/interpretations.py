"""政策解读: how many of the documents that need one are interpreted, and in which
forms (DOMAIN 10)."""

from __future__ import annotations

from collections import Counter, defaultdict

from opengov_ssg.model.records import Document, Interpretation
from opengov_ssg.model.views import FigureGroup
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.statistics.tables import Tables, own

REQUIRED = ("regulation", "normative")
"""The classes of documents that are to be interpreted."""


def group(shelves: Shelves, tables: Tables) -> FigureGroup:
    """The ratio is of the agencies' own documents; reposts are interpreted by who made them."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for item in own(shelves.documents):
        record = item.entry.record
        if isinstance(record, Document) and record.rule_class in REQUIRED:
            asked[record.rule_class] += 1
            answered[record.rule_class] += bool(item.interpretations)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for item in shelves.interpretations:
        record = item.entry.record
        if isinstance(record, Interpretation):
            forms[record.form][record.origin] += 1
    total, done = asked.total(), answered.total()
    numbers = [
        tables.number("interpretations", len(shelves.interpretations)),
        tables.number("required", total),
        tables.number("interpreted", done),
        tables.number("ratio", round(100 * done / total, 1) if total else None, "percent"),
    ]
    names = [tables.text("series_required"), tables.text("series_interpreted")]
    classes = [
        (tables.words.term("rule_classes", code), (asked[code], answered[code]))
        for code in REQUIRED
        if asked[code]
    ]
    kinds = [
        (tables.words.term("forms", code), forms[code])
        for code in tables.site.vocabularies.forms.by_code
        if code in forms
    ]
    figures = [
        tables.figure("coverage", "class", names, classes),
        tables.by_origin("forms", "form", kinds),
    ]
    return tables.group("interpretations", numbers, figures)
