"""The pages of records, and of those who publish them."""

from __future__ import annotations

from typing import Any, NamedTuple

from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.views.links import CountedLink, Link, OutLink
from opengov_ssg.model.views.lists import Row


class Fact(NamedTuple):
    """One line of a metadata block: ``key`` names its label in the theme's texts."""

    key: str
    values: tuple[Link, ...]


class Validity(NamedTuple):
    """有效性: its key (``in_force``, ``repealed`` …), and what the banner links to.

    ``banner`` is true when the reader must be warned above the text; ``because`` are the
    records that repeal, amend or supersede this one; ``date`` is when the state begins or began.
    """

    key: str
    banner: bool
    date: str
    because: tuple[Link, ...]


class AttachmentView(NamedTuple):
    """A file of a record. ``url`` is empty when the file is not held; ``origin`` then tells where
    the source has it. ``type`` is the file ending in capitals (PDF), ``bytes`` its size."""

    title: str
    url: str
    download: str
    type: str
    bytes: int
    origin: OutLink | None


class RelationGroup(NamedTuple):
    """Records in one relation to this one: ``key`` such as ``repeals`` or ``repealed_by``."""

    key: str
    links: tuple[Link, ...]


class CitationView(NamedTuple):
    """A document named in the text; ``held`` tells whether this site holds it. ``url`` is empty
    when it does not, and where nothing can lead there."""

    text: str
    url: str
    held: bool


class LifeEvent(NamedTuple):
    """A step in a policy's course: draft, consultation, document, interpretation,
    amendment, repeal.

    ``key`` names it in the theme's texts; ``url`` is empty for what this very page tells, ``text``
    where an earlier step named the same page; ``ahead`` says that it is still to come.
    """

    date: str
    key: str
    text: str
    url: str
    ahead: bool = False


class RecordView(NamedTuple):
    """The page of a document, an interpretation, and of every other kind that is read as a text.

    ``body`` is fetched from the store where the page is rendered; ``targets`` are the addresses of
    the numbered links in it, an empty one meaning plain text. ``cite_as`` is the line to copy.
    ``details`` is what only its kind has; ``life`` the policy's course in time.
    """

    id: str
    kind: str
    title: str
    facts: tuple[Fact, ...]
    validity: Validity | None
    body: BodyRef | None
    targets: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    interprets: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    relations: tuple[RelationGroup, ...]
    cites: tuple[CitationView, ...]
    cited_by: tuple[Link, ...]
    editor_note: tuple[str, ...]
    source: OutLink | None
    source_name: str
    cite_as: str
    previous: Link | None
    next: Link | None
    phase: str = ""
    details: Any = None
    life: tuple[LifeEvent, ...] = ()


class PlainView(NamedTuple):
    """A plain page: guide, help, about. ``details`` are the fields that the law names."""

    id: str
    title: str
    updated: str
    body: BodyRef | None
    targets: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    editor_note: tuple[str, ...]
    source: OutLink | None
    source_name: str
    details: Any = None


class TranslationView(NamedTuple):
    """The page of a translation: its own text, and of the original the numbers, dates and validity.

    ``original`` is the record in the language ``original_language``, which its readers call
    ``original_name``; its text prevails. ``note`` says more about the translation.
    """

    id: str
    title: str
    original: Link
    original_language: str
    original_name: str
    original_direction: str
    facts: tuple[Fact, ...]
    validity: Validity | None
    body: BodyRef | None
    targets: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    editor_note: tuple[str, ...]
    translator: str
    translated: str
    note: str


class WithdrawalView(NamedTuple):
    """The notice at a withdrawn record's address: number, date, reason, replacement — no title."""

    id: str
    index_no: str
    doc_no: str
    at: str
    reason: str
    replacement: Link | None


class LeavingView(NamedTuple):
    """The notice before the site is left for ``address``."""

    address: str
    host: str


class RedirectView(NamedTuple):
    """A former address; the page leads to the present one."""

    target: Link


class FormerName(NamedTuple):
    """A name that an agency bore, and until when."""

    name: str
    until: str


class AgencyView(NamedTuple):
    """An agency: what it is, how to reach it, and what it disclosed.

    ``total`` counts its records of every kind; ``all_documents`` is the list of its documents and
    ``platform`` its disclosure platform, each None when there is none.
    """

    code: str
    name: str
    former_names: tuple[FormerName, ...]
    successor: Link | None
    predecessors: tuple[Link, ...]
    functions: str
    leaders: tuple[tuple[str, str], ...]
    spokesperson: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...]
    reading_places: tuple[tuple[str, str], ...]
    total: int
    rows: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    all_documents: Link | None
    platform: Link | None
    columns: tuple[CountedLink, ...]
