"""What the public takes part in: details of records' pages, and pages that are no plain lists."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.views.columns import ColumnHead
from opengov_ssg.model.views.links import CountedLink, Link
from opengov_ssg.model.views.lists import Row
from opengov_ssg.model.views.records import AttachmentView


class RejectedView(NamedTuple):
    """An opinion that was not adopted, and why; ``number`` of the same is empty when not told."""

    opinion: str
    reason: str
    number: str


class ResultView(NamedTuple):
    """征集结果, made only once it is published. ``declined`` are those received and neither adopted
    nor adopted in part."""

    published: str
    received: int
    adopted: int
    partly: int
    declined: int
    rejected: tuple[RejectedView, ...]
    summary: str


class ConsultationView(NamedTuple):
    """征求意见: the draft and its explanation, what it rests on, how to send opinions, the result.

    ``result`` is None in every phase but ``answered``; ``documents`` are those that came of it.
    """

    phase: str
    opens: str
    closes: str
    short_period_reason: str
    draft: AttachmentView | None
    explanation: AttachmentView | None
    basis: tuple[str, ...]
    based_on: tuple[Link, ...]
    channels: tuple[tuple[str, str], ...]
    result: ResultView | None
    documents: tuple[Link, ...]


class SessionView(NamedTuple):
    """A press conference or an interview: whether it was held, when, and whether its text is
    here."""

    phase: str
    held: str
    transcript: bool


class ReleaseView(NamedTuple):
    """A release about an event: ``key`` event, first or conference; ``after`` the time between the
    event and it in words."""

    key: str
    at: str
    after: str


class ResponseView(NamedTuple):
    """回应关切: the event and the releases in order of time, then what was told later."""

    releases: tuple[ReleaseView, ...]
    follow_ups: tuple[tuple[str, str], ...]


class MatterView(NamedTuple):
    """A matter of a meeting, what was decided, the public documents that came of it."""

    title: str
    decision: str
    documents: tuple[Link, ...]


class MeetingView(NamedTuple):
    """政府常务会议: its matters in their order."""

    matters: tuple[MatterView, ...]


class PhaseSection(NamedTuple):
    """The consultations or conferences in one phase, newest first; ``more`` are not shown here."""

    phase: str
    rows: tuple[Row, ...]
    more: int


class ConsultationsView(NamedTuple):
    """The index of consultations: by phase, those open first; ``years`` lead to the fixed pages.
    ``column`` tells who leads the column."""

    intro: str
    total: int
    sections: tuple[PhaseSection, ...]
    years: tuple[CountedLink, ...]
    column: ColumnHead | None


class HeldCell(NamedTuple):
    """How many conferences an agency held in a quarter, and in which months; ``coming`` are
    announced."""

    held: int
    coming: int
    months: str


class HeldRow(NamedTuple):
    """An agency's year: four quarters, the sum, how often it is asked to hold one (``every`` names
    the period, empty for none), and the periods that it missed."""

    agency: Link
    quarters: tuple[HeldCell, ...]
    total: int
    every: str
    missed: tuple[str, ...]


class PressYear(NamedTuple):
    """A year of press conferences by agency."""

    year: str
    rows: tuple[HeldRow, ...]


class PressConferencesView(NamedTuple):
    """The index of press conferences; ``year`` is the newest one with a conference in it."""

    intro: str
    total: int
    sections: tuple[PhaseSection, ...]
    year: PressYear | None
    years: tuple[CountedLink, ...]
    spokespersons: Link | None
    column: ColumnHead | None


class PressCalendarView(NamedTuple):
    """A year of press conferences: who held how many, and all of them by month, newest first."""

    year: PressYear
    months: tuple[tuple[str, tuple[Row, ...]], ...]
    years: tuple[CountedLink, ...]


class SpokespersonView(NamedTuple):
    """新闻发言人 of an agency (S2 (1): published within a month of the change)."""

    agency: Link
    name: str
    duty: str
    phone: str
    since: str


class SpokespersonsView(NamedTuple):
    """The spokespersons of all agencies, in the order of site.yaml."""

    intro: str
    people: tuple[SpokespersonView, ...]
