"""The statutory tables of a year with all sums met, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from opengov_ssg.model.report_rows import APPLICANTS, BY_KEY3, LINES3, RESULT_KEYS
from opengov_ssg.model.report_tables import Counted, ReportTables, Table2, Table3, Table4

KEYS = [line.key for line in LINES3]
COLUMNS = [column.key for column in APPLICANTS]

Numbers = dict[str, list[int]]


def balanced(entries: dict[str, Sequence[int]]) -> Numbers:
    """The 25 rows with all sums met; ``entries`` are the six applicants of some rows. What is
    carried out follows; what it lacks is carried in."""
    six = {key: list(entries.get(key, (0,) * 6))[:6] for key in KEYS}
    six["total"] = [sum(six[key][at] for key in RESULT_KEYS) for at in range(6)]
    for at in range(6):
        out = six["new"][at] + six["carried_in"][at] - six["total"][at]
        six["carried_in"][at] -= min(out, 0)
        six["carried_out"][at] = max(out, 0)
    return {key: [*row, sum(row)] for key, row in six.items()}


def tables(numbers: Numbers, table4: dict[str, Sequence[int]] | None = None) -> ReportTables:
    """The tables with ``numbers`` as table 3."""
    counted = Counted(issued=2, repealed=0, in_force=15)
    other: Any = table4 or {
        "review": (1, 2, 3, 4, 10),
        "direct": (0,) * 5,
        "after_review": (0,) * 5,
    }
    rows: Any = {BY_KEY3[key].field: tuple(row) for key, row in numbers.items()}
    return ReportTables(
        table2=Table2(
            regulations=counted,
            normative=Counted(issued=12, repealed=3, in_force=88),
            permits=1234,
            penalties=56,
            coercion=7,
            fees=Decimal("123.45"),
        ),
        table3=Table3(**rows),
        table4=Table4(**other),
    )


SAMPLE = balanced(
    {
        "new": (821, 40, 0, 3, 11, 2),
        "carried_in": (35, 2, 0, 0, 1, 0),
        "granted": (402, 20, 0, 2, 4, 1),
        "partial": (61, 3, 0, 0, 1, 0),
        "denied.7": (12, 1, 0, 0, 0, 0),
        "unable.1": (250, 9, 0, 1, 3, 0),
        "not_processed.2": (19, 0, 0, 0, 0, 0),
        "other.3": (40, 2, 0, 0, 1, 0),
    }
)
