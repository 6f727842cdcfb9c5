"""Specials: what one gathers, and the index of them."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.views.links import Link, OutLink
from opengov_ssg.model.views.lists import Row
from opengov_ssg.model.views.records import AttachmentView, CitationView, RelationGroup


class GatheredView(NamedTuple):
    """An entry chosen by hand: it leads into the site (``url``), out of it (``out``), or nowhere.

    ``number`` is a document's number, ``date`` and ``agency`` are the record's; ``note`` is the
    editor's remark, ``state`` as of a link. What is not of this site has a text and perhaps a note.
    """

    text: str
    url: str
    out: OutLink | None
    number: str
    agency: str
    date: str
    note: str
    state: str = ""


class SpecialSectionView(NamedTuple):
    """A section: entries chosen by hand, then the records that it selected of itself, newest first;
    ``conditions`` name what was selected by, in words."""

    title: str
    intro: str
    entries: tuple[GatheredView, ...]
    rows: tuple[Row, ...]
    conditions: tuple[str, ...]


class MilestoneView(NamedTuple):
    """An entry of the timeline, with what it leads to."""

    date: str
    text: str
    link: Link | None
    out: OutLink | None


class SpecialView(NamedTuple):
    """The page of a special. ``opened`` and ``archived`` are the dates of its phase, the second
    empty while none is set; ``phase`` is ongoing or archived."""

    id: str
    title: str
    phase: str
    opened: str
    archived: str
    agency: Link
    published: str
    updated: str
    summary: str
    body: BodyRef | None
    targets: tuple[str, ...]
    sections: tuple[SpecialSectionView, ...]
    timeline: tuple[MilestoneView, ...]
    attachments: tuple[AttachmentView, ...]
    relations: tuple[RelationGroup, ...]
    cites: tuple[CitationView, ...]
    cited_by: tuple[Link, ...]
    editor_note: tuple[str, ...]
    source: OutLink | None
    source_name: str


class SpecialCard(NamedTuple):
    """A special in the index: the dates of its phase, the number of records that it gathers."""

    url: str
    title: str
    agency: str
    dates: str
    summary: str
    gathered: int


class SpecialsView(NamedTuple):
    """The index: what is going on first, then what was archived and stays to be read."""

    intro: str
    ongoing: tuple[SpecialCard, ...]
    archived: tuple[SpecialCard, ...]
