"""What templates see: one frozen view a page, everything resolved, never a record.

Views are named tuples, which cross to the workers at a third of a dataclass's cost. A view holds all
that its page depends on, so a page's bytes follow from (view, body, theme,
engine). Every ``url`` is a site-relative path ending in a file name (``catalog/index.html``,
perhaps with ``#anchor``); templates turn it into a relative link with the ``href`` filter. Dates
are text, ready to print: ``signed`` is ``2016-11-10``, ``published`` ``2026-11-01 09:00``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from opengov_ssg.model.bodies import BodyRef


class Link(NamedTuple):
    """A link inside the site; ``note`` is a short remark printed beside it, often empty."""

    text: str
    url: str
    note: str = ""


class CountedLink(NamedTuple):
    """A link to a list, with the number of records in it and, for trees, the lists below it."""

    text: str
    url: str
    count: int  # type: ignore[assignment]  # tuple.count is not used
    children: tuple[CountedLink, ...] = ()


class OutLink(NamedTuple):
    """A link that leaves the site: the address, and the notice page that is shown before."""

    text: str
    address: str
    url: str


class Emblem(NamedTuple):
    """党政机关网站标识: its kind (``party`` 党政机关 or ``public`` 事业单位) and id."""

    kind: str
    id: str


class SiteView(NamedTuple):
    """The same on every page: identity, navigation and footer (DOMAIN 6.1, 6.2)."""

    name: str
    language: str
    domain: str
    base_url: str
    id_code: str
    icp: str
    police_record: str
    emblem: Emblem | None
    report_error: OutLink | None
    host: str
    operator: str
    contact: str
    banner: str
    consult: OutLink | None
    services: OutLink | None
    nav: tuple[Link, ...]
    policy: str
    generator: str


class ColumnTags(NamedTuple):
    """The 栏目 tags of a page: ColumnName, ColumnDescription, ColumnKeywords, ColumnType."""

    name: str
    description: str
    keywords: str
    type: str
    url: str


class ArticleTags(NamedTuple):
    """The 内容 tags of a page; ``published`` is ``YYYY-MM-DD HH:MM`` as shown on the page."""

    title: str
    published: str
    source: str
    keywords: str
    author: str
    description: str


class FeedLink(NamedTuple):
    """A feed that a page announces."""

    title: str
    url: str
    type: str


class Row(NamedTuple):
    """One record in a list."""

    kind: str
    url: str
    title: str
    agency: str
    index_no: str
    doc_no: str
    signed: str
    published: str
    validity: str


class HomeView(NamedTuple):
    """The first page: the newest records, the ways in, the agencies."""

    documents: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    total: int
    agencies: tuple[CountedLink, ...]
    topics: tuple[CountedLink, ...]
    years: tuple[CountedLink, ...]
    columns: tuple[CountedLink, ...]
    pages: tuple[Link, ...]


class Browse(NamedTuple):
    """One way to browse the catalog: ``by`` is agency, topic, genre, year or validity."""

    by: str
    url: str
    entries: tuple[CountedLink, ...]


class BrowseView(NamedTuple):
    """A page of entries: all the ways into the catalog, or one of them in full."""

    intro: str
    total: int
    browses: tuple[Browse, ...]
    newest: tuple[Row, ...]


class ListView(NamedTuple):
    """One page of a list of records, newest first.

    The first page of a list tells ``total`` and ``years``; the others have ``total`` None, so
    that a new record changes at most the first page and the newest two of its year.
    ``year`` is empty on the first page; ``number`` counts a year's pages from its oldest.
    """

    intro: str
    total: int | None
    rows: tuple[Row, ...]
    years: tuple[CountedLink, ...]
    below: tuple[CountedLink, ...]
    year: str
    number: int
    newer: Link | None
    older: Link | None
    first: Link | None


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
    """A document named in the text; ``url`` is empty when this site does not hold it."""

    text: str
    url: str


class RecordView(NamedTuple):
    """The page of a document or an interpretation.

    ``body`` is fetched from the store where the page is rendered; ``targets`` are the addresses of
    the numbered links in it, an empty one meaning plain text. ``cite_as`` is the line to copy.
    """

    id: str
    kind: Literal["document", "interpretation"]
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


class PlainView(NamedTuple):
    """A plain page: guide, help, about."""

    id: str
    title: str
    updated: str
    body: BodyRef | None
    targets: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    editor_note: tuple[str, ...]
    source: OutLink | None
    source_name: str


class FormerName(NamedTuple):
    """A name that an agency bore, and until when."""

    name: str
    until: str


class AgencyView(NamedTuple):
    """An agency: what it is, how to reach it, and what it disclosed.

    ``all_records`` is the list of its documents, None when it has none.
    """

    code: str
    name: str
    former_names: tuple[FormerName, ...]
    successor: Link | None
    predecessors: tuple[Link, ...]
    functions: str
    leaders: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...]
    reading_places: tuple[tuple[str, str], ...]
    total: int
    rows: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    all_records: Link | None
    columns: tuple[CountedLink, ...]


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


class RegisterRow(NamedTuple):
    """A record that is 依申请公开: title, number and legal reason, and nothing else of it."""

    title: str
    number: str
    reason: str


class RegisterView(NamedTuple):
    """The register of information disclosed on request."""

    intro: str
    rows: tuple[RegisterRow, ...]


class SitemapView(NamedTuple):
    """All ways into the site, in sections."""

    sections: tuple[tuple[str, tuple[CountedLink, ...]], ...]


class NotFoundView(NamedTuple):
    """404.html; it must work at any depth, so it links by the site's own root."""

    links: tuple[Link, ...]


View = (
    HomeView
    | BrowseView
    | ListView
    | RecordView
    | PlainView
    | AgencyView
    | WithdrawalView
    | LeavingView
    | RedirectView
    | RegisterView
    | SitemapView
    | NotFoundView
)


class PageView(NamedTuple):
    """One page to render.

    ``path`` is its place in the output; ``template`` the file in the theme's ``templates``;
    ``section`` is the address of the navigation entry it belongs to, or empty;
    ``heading`` the h1 and ``title`` the window's title; ``json_ld`` is serialised and safe to print
    inside a script element; ``canonical`` is absolute or empty.
    """

    path: str
    template: str
    section: str
    title: str
    heading: str
    description: str
    trail: tuple[Link, ...]
    column: ColumnTags | None
    article: ArticleTags | None
    feeds: tuple[FeedLink, ...]
    canonical: str
    indexable: bool
    json_ld: str
    view: View
