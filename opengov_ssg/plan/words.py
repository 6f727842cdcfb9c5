"""Names and dates as pages print them; links to the lists that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.leaving import way_out
from opengov_ssg.model.records import (
    AnyRecord,
    Consultation,
    Document,
    Interview,
    Meeting,
    PressConference,
    Response,
    Special,
)
from opengov_ssg.model.site import Site
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import ColumnHead, Link, OutLink, Row
from opengov_ssg.notation.dates import iso, pub_date

KIND_FOLDERS = {
    "interpretation": "interpretations",
    "notice": "notices",
    "news": "news",
    "special": "specials",
    "consultation": "consultations",
    "press-conference": "press-conferences",
    "response": "responses",
    "interview": "interviews",
    "meeting": "meetings",
}
"""The index of each kind that has one of its own, in the order in which they are named."""


def day(value: date | None) -> str:
    """``2016-11-10``, or empty."""
    return iso(value) if value else ""


def moment(value: datetime | None) -> str:
    """``2026-11-01 09:00``, or empty (DOMAIN 6.1)."""
    return pub_date(value) if value else ""


def timestamp(value: datetime | None) -> str:
    """``2026-11-01T09:00:00+08:00``, or empty."""
    return value.isoformat(timespec="seconds") if value else ""


def clock(value: datetime | None) -> str:
    """``2026-11-01 09:00``; the day alone where it was given without a time, or empty."""
    return moment(value).removesuffix(" 00:00")


def agency_url(code: str) -> str:
    """The address of an agency's page."""
    return f"agencies/{code}/index.html"


class Words:
    """What a site and its theme call things, and where they are."""

    def __init__(self, site: Site, theme: ThemeSnapshot) -> None:
        self.site = site
        self.theme = theme
        self._rows: dict[str, tuple[Item, Row]] = {}

    def text(self, key: str, **words: object) -> str:
        """The theme's words for ``key``."""
        return self.theme.text(key, **words)

    def agency(self, code: str) -> str:
        """The full name of an agency."""
        return self.site.agencies[code].name

    def column_url(self, code: str) -> str:
        """The page of a column; one that gathers a single kind is that kind's index."""
        folders = [KIND_FOLDERS.get(kind) for kind in self.site.columns[code].kinds]
        alone = folders[0] if len(folders) == 1 else None
        return f"{alone or f'columns/{code}'}/index.html"

    def column_head(self, code: str) -> ColumnHead:
        """Who leads a column, how fresh it has to be, which statutory item it fulfils."""
        column = self.site.columns[code]
        lead = column.lead_agency
        return ColumnHead(
            Link(self.agency(lead), agency_url(lead)) if lead else None,
            column.freshness,
            self.term("statutory", column.statutory) if column.statutory else "",
        )

    def term(self, vocabulary: str, code: str) -> str:
        """The full name of a term."""
        return self.site.vocabularies.get(vocabulary).path(code)

    def issuers(self, record: AnyRecord) -> tuple[str, ...]:
        """发文机关 by full name; the disclosing agency where a document names none."""
        given = record.issuers if isinstance(record, Document) else ()
        names = (
            self.site.agencies[one].name if one in self.site.agencies else one for one in given
        )
        return tuple(names) or (self.agency(record.agency),)

    def authors(self, record: AnyRecord) -> tuple[str, ...]:
        """Who made it: 发文机关; of a repost that names none, its source, not the agency here."""
        named = record.issuers if isinstance(record, Document) else ()
        if record.origin == "repost" and record.source and not named:
            return (record.source.name,)
        return self.issuers(record)

    def issuer_links(self, record: AnyRecord) -> tuple[Link, ...]:
        """发文机关 with the page of each agency that the site knows."""
        links = []
        for name in self.issuers(record):
            code = self.site.agency_code(name)
            links.append(Link(name, agency_url(code) if code else ""))
        return tuple(links)

    def source(self, record: AnyRecord) -> str:
        """ContentSource: the source named, else the issuer."""
        return record.source.name if record.source else self.issuers(record)[0]

    def out(self, text: str, address: str) -> OutLink:
        """A link that leaves the site."""
        return OutLink(text, address, way_out(address, self.site))

    def row(self, item: Item) -> Row:
        """The record as a row of a list: the same in all of them."""
        known = self._rows.get(item.id)
        if known is None or known[0] is not item:
            known = self._rows[item.id] = item, self._row(item)
        return known[1]

    def _row(self, item: Item) -> Row:
        record = item.entry.record
        index_no = doc_no = ""
        if isinstance(record, Document):
            index_no, doc_no = record.index_no or "", record.doc_no or ""
        return Row(
            record.kind,
            item.url,
            record.title,
            self.agency(record.agency),
            index_no,
            doc_no,
            day(record.signed),
            moment(record.published)[:10],
            item.state,
            item.phase,
            self.note_of(record),
            record.origin == "repost",
            self.days_of(record),
        )

    def note_of(self, record: AnyRecord) -> str:
        """What a row tells beside its dates: how grave an event was and what came of it."""
        if not isinstance(record, Response):
            return ""
        told = (("event_levels", record.level), ("response_results", record.result_type))
        known = (self.term(name, code) for name, code in told if code)
        return self.text("dates.comma").join(known)

    def days_of(self, record: AnyRecord) -> str:
        """The dates of a phase, the day of a meeting: in a row they matter more than its release.
        The day of release, which the row tells anyway, is left out."""
        days = day(record.held) if isinstance(record, Meeting) else self.dates_of(record)
        return "" if days == moment(record.published)[:10] else days

    def dates_of(self, record: AnyRecord) -> str:
        """The dates that a phase is of, always shown beside it: ``2026-11-01 至 2026-11-30``."""
        if isinstance(record, Consultation):
            return self.text("dates.period", first=day(record.opens), last=day(record.closes))
        if isinstance(record, PressConference | Interview):
            return clock(record.held)
        if isinstance(record, Special):
            opened = day(record.opened) or moment(record.published)[:10]
            if not record.archived:
                return opened
            return self.text("dates.period", first=opened, last=day(record.archived))
        return ""

    def newest(self, items: Sequence[Item]) -> tuple[Row, ...]:
        """The newest of ``items``, which are oldest first, as rows."""
        count = self.site.config.lists.newest
        return tuple(self.row(item) for item in reversed(items[-count:]))
