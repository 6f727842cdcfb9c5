"""Consultations and responses on their own: periods, numbers, the order of times (DOMAIN 11)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, Severity, Words, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import Consultation, Interview, PressConference, Response
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.notation.nodes import Steps, Tree
from opengov_ssg.read.checking.listed import unlisted


def consultation(record: Consultation, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """The period, the result, and the attachments that are the draft and its explanation."""
    yield from _period(record, tree, site, path)
    yield from _result(record, tree, path)
    for field in ("draft", "explanation"):
        yield from unlisted(record, getattr(record, field), (field,), tree, path)


def _period(record: Consultation, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """It ends after it begins, and lasts thirty days unless it says why not (规章制定程序条例 Art.
    15, 重大行政决策程序暂行条例 Art. 15). Both days count."""
    at = tree.place(("closes",))
    words: Words = {"opens": record.opens, "closes": record.closes}
    if record.closes < record.opens:
        yield problem("consultation-period", path, at, **words)
        return
    days, least = (record.closes - record.opens).days + 1, site.config.consultations.days
    if days < least and not record.short_period_reason:
        severity: Severity = "error" if record.origin == "own" else "warning"
        words |= {"days": days, "least": least}
        yield problem("consultation-period", path, at, hint="short", severity=severity, **words)


def _result(record: Consultation, tree: Tree, path: str) -> Iterator[Problem]:
    result = record.result
    if result is None:
        return
    words: Words = {"opens": record.opens, "closes": record.closes}
    released = result.published.astimezone(OFFSET).date()
    if released <= record.closes:
        at = tree.place(("result", "published"))
        yield problem("consultation-period", path, at, hint="result", released=released, **words)
    if result.adopted + result.partly > result.received:
        at = tree.place(("result", "received"))
        words |= {"adopted": result.adopted, "partly": result.partly, "received": result.received}
        yield problem("consultation-period", path, at, hint="count", **words)


def press_conference(
    record: PressConference, tree: Tree, site: Site, path: str
) -> Iterator[Problem]:
    """Its types say all that can be said without its neighbours."""
    yield from ()


def response(record: Response, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing was told of an event before it happened."""
    event = record.event_at
    if event is None:
        return
    told: list[tuple[Steps, str, object]] = [
        (("first_release_at",), "first_release_at", record.first_release_at),
        (("conference_at",), "conference_at", record.conference_at),
    ]
    told += [
        (("follow_ups", index, "at"), "follow_ups", one.at)
        for index, one in enumerate(record.follow_ups)
    ]
    code = "date-order" if record.origin == "own" else "date-order-imported"
    for steps, field, at in told:
        if at and event > at:  # type: ignore[operator]
            words: Words = {"first": _label("event_at"), "second": _label(field)}
            yield problem(code, path, tree.place(steps), earlier=event, later=at, **words)


def _label(field: str) -> str:
    return f"{field}（{names_of(Response).labels[field]}）"


def interview(record: Interview, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Its types say all that can be said without its neighbours."""
    yield from ()
