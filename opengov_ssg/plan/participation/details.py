"""What only one kind has, for the record's page. Nothing of a result is made before its release."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import (
    Consultation,
    Interview,
    Meeting,
    PressConference,
    Response,
)
from opengov_ssg.model.views import (
    AttachmentView,
    ConsultationView,
    Link,
    MatterView,
    MeetingView,
    RejectedView,
    ReleaseView,
    ResponseView,
    ResultView,
    SessionView,
)
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import Words, clock, day


def of(item: Item, parts: Parts) -> Any:
    """The details of a record of one of these kinds; None for any other."""
    record = item.entry.record
    if isinstance(record, Consultation):
        return _consultation(item, record, parts)
    if isinstance(record, PressConference | Interview):
        return SessionView(item.phase, clock(record.held), item.entry.body is not None)
    if isinstance(record, Response):
        return _response(record, item.released, parts.words)
    if isinstance(record, Meeting):
        return MeetingView(
            tuple(
                MatterView(one.title, one.summary or "", _ends(item, index, parts))
                for index, one in enumerate(record.matters)
            )
        )
    return None


def _consultation(item: Item, record: Consultation, parts: Parts) -> ConsultationView:
    return ConsultationView(
        phase=item.phase,
        opens=day(record.opens),
        closes=day(record.closes),
        short_period_reason=record.short_period_reason or "",
        draft=_file(item, record.draft, parts),
        explanation=_file(item, record.explanation, parts),
        basis=record.basis,
        based_on=parts.links(item.related("based_on")),
        channels=tuple((one.label, one.value) for one in record.channels),
        result=_result(record) if item.phase == "answered" else None,
        documents=parts.links(item.related("results_in")),
    )


def _result(record: Consultation) -> ResultView | None:
    result = record.result
    if result is None:
        return None
    rejected = tuple(
        RejectedView(one.opinion, one.reason, "" if one.count is None else str(one.count))
        for one in result.rejected
    )
    return ResultView(
        clock(result.published),
        result.received,
        result.adopted,
        result.partly,
        max(0, result.received - result.adopted - result.partly),
        rejected,
        result.summary or "",
    )


def _file(item: Item, id: str | None, parts: Parts) -> AttachmentView | None:
    """The attachment that a field names by its id."""
    for one, view in zip(item.entry.record.attachments, parts.attachments(item), strict=True):
        if id and one.id == id:
            return view
    return None


def _ends(item: Item, matter: int, parts: Parts) -> tuple[Link, ...]:
    """The documents of one matter; a reference to what is not public has no end."""
    field = f"matters.{matter}.documents."
    return parts.links(tuple(dict.fromkeys(id for at, id in item.ends if at.startswith(field))))


def _response(record: Response, released: int, words: Words) -> ResponseView:
    first, conference = record.first_release_at, record.conference_at
    told = [("first", first), ("conference", conference)]
    known = sorted((at, key) for key, at in told if at)
    releases = [ReleaseView("event", clock(record.event_at), "")] if record.event_at else []
    releases += [
        ReleaseView(key, clock(at), _after(record.event_at, at, words)) for at, key in known
    ]
    later = sorted(record.follow_ups, key=lambda one: one.at)[:released]
    return ResponseView(tuple(releases), tuple((clock(one.at), one.text) for one in later))


def _after(event: datetime | None, at: datetime, words: Words) -> str:
    """The time from the event to a release in words; empty when it cannot be told."""
    if event is None or at < event:
        return ""
    return duration(at - event, words)


def duration(passed: timedelta, words: Words) -> str:
    """``3小时20分``; from two days on in days and hours."""
    hours, minutes = divmod(int(passed.total_seconds()) // 60, 60)
    if hours >= 48:
        return words.text("duration.days", days=hours // 24, hours=hours % 24)
    if hours and minutes:
        return words.text("duration.hours_minutes", hours=hours, minutes=minutes)
    if hours:
        return words.text("duration.hours", hours=hours)
    return words.text("duration.minutes", minutes=minutes)
