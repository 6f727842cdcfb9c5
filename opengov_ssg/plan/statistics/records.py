"""What is public: how many records of each kind, by origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import KINDS
from opengov_ssg.model.views import FigureGroup
from opengov_ssg.plan.statistics.tables import ORIGINS, Tables


def group(items: Sequence[Item], tables: Tables) -> FigureGroup:
    """Plain pages, such as the help, are no records and are not counted."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        record = item.entry.record
        if record.kind != "page":
            kinds[record.kind][record.origin] += 1
    rows = [(tables.words.text(f"kind.{kind}"), kinds[kind]) for kind in KINDS if kind in kinds]
    total = sum(kinds.values(), Counter())
    numbers = [
        tables.number("records", total.total()),
        *(tables.number(f"records_{origin}", total[origin]) for origin in ORIGINS),
    ]
    return tables.group("records", numbers, [tables.by_origin("kinds", "kind", rows)])
