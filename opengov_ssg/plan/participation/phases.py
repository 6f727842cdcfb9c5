"""Lists by phase: what is going on first, then what is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Consultation, Interview, PressConference
from opengov_ssg.model.views import FeedLink, PhaseSection
from opengov_ssg.plan.parts import Parts

_GOING_ON = ("open", "upcoming")


def sections(items: Sequence[Item], phases: Iterable[str], parts: Parts) -> list[PhaseSection]:
    """One section for each phase that has a record. What is open or to come is shown whole, soonest
    first; of what is over the newest, as many as a page of a list holds."""
    sizes = parts.site.config.lists
    found = []
    for phase in phases:
        held = [item for item in items if item.phase == phase]
        held.sort(key=when, reverse=phase not in _GOING_ON)
        cut = phase not in _GOING_ON and len(items) > sizes.whole
        shown = held[: sizes.page_size] if cut else held
        if held:
            rows = tuple(parts.words.row(item) for item in shown)
            found.append(PhaseSection(phase, rows, len(held) - len(shown)))
    return found


def when(item: Item) -> tuple[str, str]:
    """What such lists are ordered by: the day on which it closes, or the time it is held."""
    record = item.entry.record
    at: datetime | None = None
    if isinstance(record, Consultation):
        return record.closes.isoformat(), item.id
    if isinstance(record, PressConference | Interview):
        at = record.held
    return at.isoformat() if at else "", item.id


def feeds(kind: str, items: Sequence[Item], heading: str, parts: Parts) -> tuple[FeedLink, ...]:
    """The feed of the column that gathers a kind, if there is one."""
    code = parts.site.kind_column(kind)
    if code and any(item.entry.record.column == code for item in items):
        return parts.framer.feeds(f"feeds/column-{code}", heading)
    return parts.framer.site_feeds
