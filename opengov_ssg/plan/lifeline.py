"""A policy's course in time: draft → consultation → document → interpretation → amendment → repeal.

Every step is a fact that lasts; of one that is still to come the reader is told so. Whether it is
follows from the standings and phases of the records, which are derived at as-of: a step passes at
an instant at which one of them changes, and the build tells of no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from opengov_ssg.model.catalog import SUPERSEDED, Item
from opengov_ssg.model.records import (
    Consultation,
    Document,
    Interview,
    Meeting,
    PressConference,
    Response,
)
from opengov_ssg.model.views import LifeEvent
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.printed import printings

# Steps of one day stand in this order.
_ORDER = (
    *("consultation_opens", "consultation_closes", "consultation_answered", "considered"),
    *("signed", "published", "interpreted", "conference", "interviewed", "letters", "responded"),
    *("printed", "effective", "amended", "superseded", "repealed", "valid_to"),
)
_PLACE = {key: place for place, key in enumerate(_ORDER)}
_OWN = frozenset(("signed", "published", "effective", "valid_to"))
_ACTING = (
    ("amended_by", "amended"),
    ("superseded_by", "superseded"),
    ("repealed_by", "repealed"),
)
_TOLD = (
    ("interpretations", "interpreted"),
    ("press_conferences", "conference"),
    ("interviews", "interviewed"),
    ("responses", "responded"),
)
_TELLING = frozenset(("in_force", "unstated", "amended"))
"""The standings that name every act in effect."""
_BEYOND = frozenset(key for key, _ in (*_ACTING, *_TOLD)) | {
    "consultations",
    "decided_in",
    "printed_in",
}
"""The relations that make a course of more than the document's own dates."""


class _Step(NamedTuple):
    """A step before it is printed: whose page tells it, and with which words."""

    day: date
    key: str
    text: str
    url: str
    ahead: bool = False


def events(item: Item, parts: Parts) -> tuple[LifeEvent, ...]:
    """The steps in order of time; empty where nothing happened but the document itself.

    On a consultation's page it is the course of the documents that came of it.
    """
    if isinstance(item.entry.record, Document):
        if not any(key in _BEYOND for key, _ in item.relations):
            return ()  # as with most documents
        steps = set(_course(item, parts))
    elif isinstance(item.entry.record, Consultation):
        ends = (parts.items[id] for id in item.related("results_in") if id in parts.items)
        steps = {step for document in ends for step in _course(document, parts)}
    else:
        return ()
    if all(step.key in _OWN for step in steps):
        return ()
    ordered = sorted(steps, key=lambda one: (one.day, _PLACE[one.key], one.url, one.text))
    return tuple(_printable(ordered, item))


def _printable(steps: Sequence[_Step], item: Item) -> Iterator[LifeEvent]:
    """A page is named at its first step only; what this very page tells is not linked."""
    named = {item.url}
    for step in steps:
        page = step.url.partition("#")[0]
        url = "" if page == item.url else step.url
        text = "" if page and page in named else step.text  # what no link leads to is always named
        yield LifeEvent(step.day.isoformat(), step.key, text, url, step.ahead)
        named.add(page)


def _course(document: Item, parts: Parts) -> Iterator[_Step]:
    yield from _before(document, parts)
    yield from _own(document, parts)
    for relation, key in _TOLD:
        for other in _related(document, relation, parts):
            record = other.entry.record
            letters = isinstance(record, Interview) and record.form == "letters"
            if told := _told(other):
                name = "letters" if letters else key
                yield _Step(told, name, record.title, other.url, other.phase == "upcoming")
    yield from _printed(document, parts)
    for relation, key in _ACTING:
        for other in _related(document, relation, parts):
            if acting := _effect(other):
                ahead = not _acts(other, document)
                yield _Step(acting, key, other.entry.record.title, other.url, ahead)


def _before(document: Item, parts: Parts) -> Iterator[_Step]:
    """What was done before it was made."""
    for other in _related(document, "consultations", parts):
        record = other.entry.record
        if not isinstance(record, Consultation):
            continue
        title, phase = record.title, other.phase
        opens, closes = phase == "upcoming", phase in ("upcoming", "open")
        yield _Step(record.opens, "consultation_opens", title, other.url, opens)
        yield _Step(record.closes, "consultation_closes", title, other.url, closes)
        if other.phase == "answered" and record.result:
            answered = record.result.published.astimezone(OFFSET).date()
            place = other.url and f"{other.url}#result"
            yield _Step(answered, "consultation_answered", title, place)
    for other in _related(document, "decided_in", parts):
        if isinstance(other.entry.record, Meeting):
            meeting = other.entry.record
            yield _Step(meeting.held, "considered", meeting.title, other.url)


def _own(document: Item, parts: Parts) -> Iterator[_Step]:
    record, standing = document.entry.record, document.standing
    if not isinstance(record, Document):
        return
    released = record.published.astimezone(OFFSET).date() if record.published else None
    days = {
        "signed": record.signed,
        "published": released,
        "effective": record.effective,
        "valid_to": record.valid_to,
    }
    state = standing.key if standing else ""
    ahead = {"effective": state == "not_yet", "valid_to": state not in ("lapsed", "repealed")}
    for key, day in days.items():
        if day and not (key == "valid_to" and _ended_before(day, document, parts)):
            yield _Step(day, key, record.title, document.url, ahead.get(key, False))


def _ended_before(valid_to: date, document: Item, parts: Parts) -> bool:
    """Whether it is repealed or superseded by then: what has ended so does not expire any more."""
    ends = [
        _effect(other)
        for relation in ("repealed_by", "superseded_by")
        for other in _related(document, relation, parts)
    ]
    if any(day <= valid_to for day in ends if day):
        return True
    gone = document.state in ("repealed", SUPERSEDED)
    return gone and not any(ends)  # on no day that is known


def _printed(document: Item, parts: Parts) -> Iterator[_Step]:
    for issue, link in printings(document, parts):
        yield _Step(issue.date, "printed", link.text, link.url)


def _related(document: Item, relation: str, parts: Parts) -> Iterator[Item]:
    """The public records in a relation; a withdrawn one tells nothing of itself."""
    return (parts.items[id] for id in document.related(relation) if id in parts.items)


def _told(item: Item) -> date | None:
    """When something was held, or else released."""
    record = item.entry.record
    held = record.held if isinstance(record, PressConference | Interview) else None
    if isinstance(record, Response):
        held = record.first_release_at
    at = held or record.published
    return at.astimezone(OFFSET).date() if at else None


def _effect(item: Item) -> date | None:
    """When an act on the document takes effect, as its standing counts it."""
    record = item.entry.record
    effective = record.effective if isinstance(record, Document) else None
    return effective or record.signed


def _acts(other: Item, document: Item) -> bool:
    """Whether an act on the document is in effect. Its standing names those that are; where another
    reason comes first, the act's own standing says whether it is to come."""
    standing = document.standing
    if standing is None or other.id in standing.because:
        return True
    if standing.key in _TELLING:
        return False
    return other.standing is None or other.standing.key != "not_yet"
