"""The lines that these kinds add to the metadata block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import (
    Consultation,
    Interview,
    Meeting,
    News,
    PressConference,
    PublicNotice,
    Response,
)
from opengov_ssg.model.records.participation import Speaker
from opengov_ssg.model.views import Link
from opengov_ssg.plan.words import Words, clock, day

Lines = Iterator[tuple[str, tuple[Link, ...]]]


def facts(item: Item, words: Words) -> Lines:
    """What the record says in its own fields; a value that is not given has no links."""
    record = item.entry.record
    if item.phase and not isinstance(record, Interview):
        yield "phase", _plain(words.text(f"phase.{item.phase}"))
    if made := _KINDS.get(type(record)):
        yield from made(record, words)


def _consultation(record: Consultation, words: Words) -> Lines:
    yield "opens", _plain(day(record.opens))
    yield "closes", _plain(day(record.closes))


def _press_conference(record: PressConference, words: Words) -> Lines:
    yield "held", _plain(clock(record.held))
    yield "place", _plain(record.place)
    yield "host", _plain(record.host)
    yield "speakers", _people(record.speakers)


def _response(record: Response, words: Words) -> Lines:
    yield "event_at", _plain(clock(record.event_at))
    if record.level:
        yield "level", _plain(words.term("event_levels", record.level))
    if record.result_type:
        yield "result_type", _plain(words.term("response_results", record.result_type))


def _interview(record: Interview, words: Words) -> Lines:
    yield "interview_form", _plain(words.term("interview_forms", record.form))
    yield "held", _plain(clock(record.held))
    yield "guests", _people(record.guests)
    yield "messages", _number(record.messages)
    yield "answered", _number(record.answered)


def _meeting(record: Meeting, words: Words) -> Lines:
    yield "held", _plain(day(record.held))
    yield "number", _plain(record.number)
    yield "chair", _plain(record.chair)


def _news(record: News, words: Words) -> Lines:
    yield "happened", _plain(day(record.happened))
    yield "author", _plain(record.author)


def _notice(record: PublicNotice, words: Words) -> Lines:
    yield "until", _plain(day(record.until))
    yield "contact", _plain(record.contact)


_KINDS: dict[type, Callable[[Any, Words], Lines]] = {
    Consultation: _consultation,
    PressConference: _press_conference,
    Response: _response,
    Interview: _interview,
    Meeting: _meeting,
    News: _news,
    PublicNotice: _notice,
}


def _plain(text: str | None) -> tuple[Link, ...]:
    return (Link(text, ""),) if text else ()


def _number(count: int | None) -> tuple[Link, ...]:
    return () if count is None else (Link(str(count), ""),)


def _people(people: Sequence[Speaker]) -> tuple[Link, ...]:
    return tuple(Link(one.name, "", one.role or "") for one in people)
