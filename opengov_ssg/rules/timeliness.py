"""Disclosure within 20 working days from formation or change (条例 Art. 26; DOMAIN 13)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.records import Document
from opengov_ssg.notation.workdays import default_calendar
from opengov_ssg.rules.facts import Facts


def disclosed_late(facts: Facts) -> Iterator[Problem]:
    """Own documents only: imported history was disclosed elsewhere (OG216, OG217)."""
    site = facts.catalog.site
    limit = site.config.time_limit
    calendar = default_calendar().with_years(site.days_off())
    unknown: set[int] = set()
    for _, entry in facts.documents():
        record = entry.record
        if not isinstance(record, Document) or record.origin != "own" or not record.published:
            continue
        start = record.formed or record.signed
        if not start or (limit.since and start < limit.since):
            continue
        last = calendar.add_workdays(start, limit.days)
        unknown |= {year for year in (start.year, last.year) if not calendar.knows(year)}
        if record.published.date() > last:
            words: Words = {"start": start, "last": last, "days": limit.days}
            at = entry.place("published")
            yield problem(
                "disclosed-late", entry.path, at, released=record.published.date(), **words
            )
    for year in sorted(unknown):
        yield problem("holidays-unknown", "site.yaml", year=year)
