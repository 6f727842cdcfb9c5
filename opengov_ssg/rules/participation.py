"""What is expected of consultations, conferences and responses as time passes:
warnings, never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.records import Consultation, PressConference, Response
from opengov_ssg.notation import periods
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.workdays import default_calendar
from opengov_ssg.rules.facts import Facts

_GRAVE = ("extreme", "major")
_TRANSCRIPT = 10
"""Working days within which a transcript is expected; no rule names a number."""


def consultation_result(facts: Facts) -> Iterator[Problem]:
    """Own consultations that closed long ago and tell no result (OG227; S1 五(二), DOMAIN 11)."""
    limit = timedelta(days=facts.catalog.site.config.consultations.feedback)
    for item in facts.catalog.items:
        record = item.entry.record
        if not isinstance(record, Consultation) or record.origin != "own":
            continue
        if item.phase == "closed" and facts.today - record.closes > limit:
            at = item.entry.place("closes")
            words: Words = {"closes": record.closes, "days": limit.days}
            yield problem("consultation-result", item.entry.path, at, **words)


def transcript_due(facts: Facts) -> Iterator[Problem]:
    """Own conferences held more than ten working days ago without a transcript (OG232)."""
    calendar = default_calendar().with_years(facts.catalog.site.days_off())
    for item in facts.catalog.items:
        record = item.entry.record
        if not isinstance(record, PressConference) or record.origin != "own" or item.entry.body:
            continue
        held = record.held.astimezone(OFFSET).date()
        if item.phase == "held" and facts.today > calendar.add_workdays(held, _TRANSCRIPT):
            at = item.entry.place("held")
            yield problem("transcript-due", item.entry.path, at, held=held, days=_TRANSCRIPT)


def response_late(facts: Facts) -> Iterator[Problem]:
    """Own responses: hours after grave events, the same day for all others (OG233; T4, T6)."""
    limits = facts.catalog.site.config.responses
    for item in facts.catalog.items:
        record = item.entry.record
        if not isinstance(record, Response) or record.origin != "own" or not record.event_at:
            continue
        event, first = record.event_at, record.first_release_at
        path, place = item.entry.path, item.entry.place
        if record.level not in _GRAVE:
            if first and _day(first) > _day(event):
                at, words = place("first_release_at"), _times(event, first)
                yield problem("response-late", path, at, hint="day", **words)
            continue
        told = (
            ("first_release_at", first, limits.first_hours),
            ("conference_at", record.conference_at, limits.conference_hours),
        )
        for field, at_last, hours in told:
            if at_last and at_last - event > timedelta(hours=hours):
                words = _times(event, at_last)
                yield problem("response-late", path, place(field), hours=hours, **words)


def _times(event: datetime, told: datetime) -> Words:
    return {"event": f"{event:%Y-%m-%d %H:%M}", "told": f"{told:%Y-%m-%d %H:%M}"}


def _day(at: datetime) -> date:
    return at.astimezone(OFFSET).date()


def press_frequency(facts: Facts) -> Iterator[Problem]:
    """Agencies that missed a whole period since their first conference (OG234; T7, T8)."""
    days: dict[str, list[date]] = defaultdict(list)
    for item in facts.catalog.items:
        record = item.entry.record
        if isinstance(record, PressConference) and item.phase == "held":
            days[record.agency].append(_day(record.held))
    site = facts.catalog.site
    for index, profile in enumerate(site.config.press):
        for code in profile.agencies:
            missed = periods.missed(days[code], profile.every, facts.today)
            if missed:
                words: Words = {"agency": site.agencies[code].name, "periods": "、".join(missed)}
                at = site.place("press", index)
                yield problem("press-frequency", "site.yaml", at, **words)
