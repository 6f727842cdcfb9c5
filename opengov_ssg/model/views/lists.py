"""Lists of records, and the ways to them."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.views.columns import ColumnHead
from opengov_ssg.model.views.links import CountedLink, Link


class Row(NamedTuple):
    """One record in a list. ``validity`` is what readers are told, ``superseded`` too;
    ``phase`` is where a consultation or conference stands, ``days`` the dates that go with it,
    or the day of a meeting; ``note`` the grade and outcome of a response. ``repost`` tells that
    it was made elsewhere."""

    kind: str
    url: str
    title: str
    agency: str
    index_no: str
    doc_no: str
    signed: str
    published: str
    validity: str
    phase: str = ""
    note: str = ""
    repost: bool = False
    days: str = ""


class NewestIssue(NamedTuple):
    """The newest issue of a gazette: the series and its page, the issue's number and date."""

    series: str
    series_url: str
    number: str
    url: str
    date: str


class HomeView(NamedTuple):
    """The first page: the ways in, the newest records of each kind, the agencies.

    ``consultations`` are those that are open, ``conferences`` those to come; where there is none,
    the newest. ``exchange`` leads to the index of each kind that the public takes part in.
    """

    ways: tuple[Link, ...]
    documents: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    notices: tuple[Row, ...]
    news: tuple[Row, ...]
    consultations: tuple[Row, ...]
    conferences: tuple[Row, ...]
    specials: tuple[Row, ...]
    exchange: tuple[Link, ...]
    gazettes: tuple[NewestIssue, ...]
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
    """A page of entries: all the ways into the catalog with the ``total`` of records, or one of
    them in full, which has none."""

    intro: str
    total: int | None
    browses: tuple[Browse, ...]
    newest: tuple[Row, ...]


class ListView(NamedTuple):
    """One page of a list of records, newest first.

    The first page of a list tells ``total`` and ``years``; the others have ``total`` None, so that
    a new record changes at most the first page and the newest two of its year. ``year`` is empty on
    the first page; ``number`` counts a year's pages from its oldest. ``column`` is told on the
    first page of a column's list.
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
    column: ColumnHead | None = None


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
