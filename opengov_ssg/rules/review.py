"""Review before release (条例 Art. 17): what is kept back for want of it is told."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.rules.facts import Facts


def review_missing(facts: Facts) -> Iterator[Problem]:
    """A record that is meant to be public, but whose review is not passed (OG219)."""
    site = facts.catalog.site
    for id, entry in facts.entries.items():
        record = entry.record
        meant = record.status == "published" and record.disclosure == "public" and record.published
        if not meant or id in facts.lasting:
            continue
        last = {step.step: step.passed for step in record.review}
        wanted = [step for step in site.steps_for(record.origin) if not last.get(step)]
        wanted += [step for step, passed in last.items() if not passed and step not in wanted]
        names = "、".join(site.step_names(wanted))
        yield problem("review-missing", entry.path, entry.place("published"), steps=names)
