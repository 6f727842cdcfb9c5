"""What must be interpreted and is not (DOMAIN 10; S1 二(二))."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.records import Document
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.workdays import default_calendar
from opengov_ssg.rules.facts import Facts

_REQUIRED = frozenset(("regulation", "normative"))
_IN_FORCE = frozenset(("in_force", "amended", "partial"))
_DAYS = 10
"""Working days after release within which an interpretation is there (S2, 贵州)."""


def interpretation_missing(facts: Facts) -> Iterator[Problem]:
    """An own rule or normative document in force without an interpretation ten working days after
    its release (OG228)."""
    site = facts.catalog.site
    calendar = default_calendar().with_years(site.days_off())
    for item in facts.catalog.items:
        record = item.entry.record
        if (
            not isinstance(record, Document)
            or record.origin != "own"
            or record.rule_class not in _REQUIRED
            or item.interpretations
            or not record.published
            or not (item.standing and item.standing.key in _IN_FORCE)
        ):
            continue
        released = record.published.astimezone(OFFSET).date()
        last = calendar.add_workdays(released, _DAYS)
        if facts.today >= last:
            name = site.vocabularies.rule_classes.path(record.rule_class)
            words: Words = {"class": name, "released": released, "last": last, "days": _DAYS}
            at = item.entry.place("published")
            yield problem("interpretation-missing", item.entry.path, at, **words)
