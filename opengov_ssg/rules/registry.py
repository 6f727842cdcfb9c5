"""All rules in order. A site switches one off by its name: ``rules: {disclosed-late: off}``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from opengov_ssg.errors import Problem, problem
from opengov_ssg.rules import (
    columns,
    disclosure,
    gazettes,
    interpretation,
    numbers,
    participation,
    permanence,
    relations,
    review,
    timeliness,
)
from opengov_ssg.rules.facts import Facts

Rule = Callable[[Facts], Iterable[Problem]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("index-numbers", numbers.index_numbers),
    ("doc-numbers", numbers.doc_numbers),
    ("validity-expired", relations.validity_expired),
    ("interpretation-early", relations.interpretation_early),
    ("interpretation-missing", interpretation.interpretation_missing),
    ("cited-title", relations.cited_title),
    ("review-missing", review.review_missing),
    ("disclosed-late", timeliness.disclosed_late),
    ("consultation-result", participation.consultation_result),
    ("transcript-due", participation.transcript_due),
    ("response-late", participation.response_late),
    ("press-frequency", participation.press_frequency),
    ("report-carry", disclosure.report_carry),
    ("report-counts", disclosure.report_counts),
    ("report-due", disclosure.report_due),
    ("guide-missing", disclosure.guide_missing),
    ("guide-twice", disclosure.guide_twice),
    ("catalog-rows", disclosure.catalog_rows),
    ("gazette-issues", gazettes.issues_once),
    ("gazette-gaps", gazettes.gaps),
    ("gazette-totals", gazettes.totals),
    ("gazette-dates", gazettes.dates),
    ("gazette-cover", gazettes.all_printed),
    ("column-unreached", columns.column_unreached),
    ("column-stale", columns.column_stale),
    ("addresses-kept", permanence.addresses_kept),
    ("addresses-recorded", permanence.addresses_recorded),
)

ALWAYS = frozenset(("index-numbers", "gazette-issues", "addresses-kept"))
"""Rules that no site may switch off: addresses depend on them."""


NEED_ALL = frozenset(
    (
        *("addresses-kept", "gazette-gaps", "gazette-cover"),
        *("interpretation-missing", "column-unreached", "column-stale", "press-frequency"),
        *("report-counts", "report-due", "guide-missing", "catalog-rows"),
    )
)
"""Rules that would find fault with what is only missing because its file is broken."""


def check(facts: Facts, whole: bool = True) -> list[Problem]:
    """The problems that all rules in force find; ``whole`` says that every file could be read."""
    off = facts.catalog.site.config.rules
    found = [_unknown(name) for name, state in sorted(off.items()) if _is_wrong(name, state)]
    for name, rule in RULES:
        if not whole and name in NEED_ALL:
            continue
        if name in ALWAYS or off.get(name) != "off":
            found += rule(facts)
    return found


def _is_wrong(name: str, state: str) -> bool:
    return name not in dict(RULES) or (name in ALWAYS and state == "off")


def _unknown(name: str) -> Problem:
    known = "、".join(name for name, _ in RULES if name not in ALWAYS)
    return problem("config-dangling", "site.yaml", hint="rule", code=name, near=known)
