"""Where a consultation, a conference or a special stands: derived from its dates
and as-of (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from opengov_ssg.model.catalog import Phase
from opengov_ssg.model.records import (
    AnyRecord,
    Consultation,
    Interview,
    PressConference,
    Response,
    Special,
)
from opengov_ssg.notation.dates import OFFSET

_MOMENT = timedelta(microseconds=1)


def phase(record: AnyRecord, as_of: datetime) -> Phase:
    """The phase at ``as_of``, empty for kinds that have none."""
    if isinstance(record, Consultation):
        return _consultation(record, as_of)
    if isinstance(record, PressConference | Interview) and record.held:
        return "upcoming" if as_of < record.held else "held"
    if isinstance(record, Special):
        ended = record.archived and _begin(record.archived) <= as_of
        return "archived" if ended else "ongoing"
    return ""


def _consultation(record: Consultation, as_of: datetime) -> Phase:
    if as_of < _begin(record.opens):
        return "upcoming"
    if as_of < _end(record.closes):
        return "open"
    return "answered" if record.result and record.result.published <= as_of else "closed"


def released(record: AnyRecord, as_of: datetime) -> int:
    """How many of a response's follow-ups are out; they are shown in the order of their times."""
    if not isinstance(record, Response):
        return 0
    return sum(one.at <= as_of for one in record.follow_ups)


def changes(record: AnyRecord) -> Iterator[datetime]:
    """The instants at which the phase changes, or a follow-up comes out."""
    for instant in _turns(record):
        if phase(record, instant - _MOMENT) != phase(record, instant):
            yield instant
    if isinstance(record, Response):
        yield from (one.at for one in record.follow_ups)


def _turns(record: AnyRecord) -> Iterator[datetime]:
    """The instants at which it may change; a result may be given for a day before the close."""
    if isinstance(record, Consultation):
        yield _begin(record.opens)
        yield _end(record.closes)
        if record.result:
            yield record.result.published
    elif isinstance(record, PressConference | Interview) and record.held:
        yield record.held
    elif isinstance(record, Special) and record.archived:
        yield _begin(record.archived)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), OFFSET)


def _end(day: date) -> datetime:
    """The instant after the last one of ``day``; the calendar's last day has none."""
    return (
        _begin(day + timedelta(days=1)) if day < date.max else datetime.max.replace(tzinfo=OFFSET)
    )
