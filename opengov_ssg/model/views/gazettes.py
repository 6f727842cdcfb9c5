"""The pages of gazettes: an issue with its contents, a year, a series, all of them, the
resolver."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.views.links import CountedLink, Link, OutLink
from opengov_ssg.model.views.records import AttachmentView, Fact


class GazetteItem(NamedTuple):
    """An item of the contents, at ``anchor`` of its issue's page.

    ``url`` leads to the record or to the notice of its withdrawal, ``out`` to a text that this site
    does not hold; with neither the title stands alone. ``page`` is ready to print: ``第3—5页``;
    ``state`` as of a link.
    """

    anchor: str
    title: str
    url: str
    out: OutLink | None
    doc_no: str
    issuer: str
    page: str
    withdrawn: bool
    state: str = ""


class GazetteSection(NamedTuple):
    """A section of the contents; ``title`` is empty where the issue has none."""

    title: str
    items: tuple[GazetteItem, ...]


class IssueLink(NamedTuple):
    """An issue among others: ``label`` is its number as printed, ``cumulative`` and ``date`` may be
    empty."""

    label: str
    url: str
    cumulative: str
    date: str


class ReadingPlace(NamedTuple):
    """查阅场所: the agency that keeps it, its name, where it is."""

    agency: str
    name: str
    address: str


class GazetteIssueView(NamedTuple):
    """An issue. ``contents_url`` is its contents as plain text; ``facts`` have labels of their own;
    ``cite_as`` is the canonical citation."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    body: BodyRef | None
    targets: tuple[str, ...]
    sections: tuple[GazetteSection, ...]
    renditions: tuple[AttachmentView, ...]
    contents_url: str
    cite_as: str
    places: tuple[ReadingPlace, ...]
    editor_note: tuple[str, ...]
    source: OutLink | None
    source_name: str
    previous: Link | None
    next: Link | None


class IssueContents(NamedTuple):
    """An issue with all that is printed in it, as a year's index shows it."""

    issue: IssueLink
    sections: tuple[GazetteSection, ...]


class GazetteYearView(NamedTuple):
    """年度总目录: the issues of a year in the order of print. ``missing`` names the numbers that a
    partial holding lacks, ``withdrawn`` links to the notices of issues withdrawn."""

    intro: str
    issues: tuple[IssueContents, ...]
    missing: str
    withdrawn: tuple[Link, ...]
    years: tuple[CountedLink, ...]
    year: str


class SeriesYear(NamedTuple):
    """A year of a series: ``numbers`` and ``totals`` are the first and last held, ready to print;
    ``issues`` is empty for years so far back that only their own page lists them."""

    year: str
    url: str
    count: int  # type: ignore[assignment]  # tuple.count is not used
    numbers: str
    totals: str
    missing: str
    issues: tuple[IssueLink, ...]


class GazetteSeriesView(NamedTuple):
    """A series: what it is, its newest issue, its years, newest first. ``missing`` names the years
    between the first and the last of which a partial holding has nothing."""

    intro: str
    facts: tuple[Fact, ...]
    holdings: str
    missing: str
    newest: IssueContents
    years: tuple[SeriesYear, ...]
    places: tuple[ReadingPlace, ...]


class SeriesEntry(NamedTuple):
    """A series among all: its page, what it is, its newest issue, its years."""

    name: str
    url: str
    about: str
    facts: tuple[Fact, ...]
    newest: IssueLink
    years: tuple[CountedLink, ...]


class GazettesView(NamedTuple):
    """The index of all series."""

    intro: str
    series: tuple[SeriesEntry, ...]


class ResolvedIssue(NamedTuple):
    """An issue that a citation may name: ``number`` as in addresses (empty where it is none),
    ``covers`` the numbers that it counts for, apart by blanks."""

    label: str
    url: str
    number: str
    covers: str
    cumulative: str


class ResolvedSeries(NamedTuple):
    """A series that citations name by one of ``names``; its issues by year, newest first."""

    code: str
    name: str
    label: str
    names: tuple[str, ...]
    years: tuple[tuple[str, tuple[ResolvedIssue, ...]], ...]


class GazetteResolveView(NamedTuple):
    """The page that finds the issue a citation names; ``variants`` are pairs of characters."""

    intro: str
    series: tuple[ResolvedSeries, ...]
    variants: str
