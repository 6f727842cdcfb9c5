"""What is searched of a record: its text, its numbers, the names around it; and its card.

The text is title and body with no break between them (``notation.record_text`` before folding).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from opengov_ssg.model import marks
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import AnyRecord, Document, Interpretation
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import chinese
from opengov_ssg.notation.html_text import text_content


class Card(NamedTuple):
    """What a hit shows of its record beside the text. Dates as ISO 8601, codes as in data files;
    ``validity`` is what readers are told, ``superseded`` too, which is no value of the facet.

    ``also`` are the further texts by which it is found: former names and successors of its
    agencies, titles of attachments. ``language`` is the tag of a translation, which has no number
    of its own; empty for an original.
    """

    id: str
    kind: str
    title: str
    agency: str
    doc_no: str
    index_no: str
    issuers: tuple[str, ...]
    signed: str
    published: str
    validity: str
    column: str
    keywords: tuple[str, ...]
    also: tuple[str, ...]
    language: str = ""

    def fields(self) -> Iterator[str]:
        """The texts of the whole zone beside title and body, in their order in the index."""
        yield from self.numbers()
        yield from self.issuers
        yield self.agency
        yield from self.keywords
        yield from self.also

    def days(self) -> list[str]:
        """Its dates, of the whole zone too: see :func:`written_days`."""
        return written_days(self.signed, self.published)

    def numbers(self) -> Iterator[str]:
        """文号 and 索引号, those that there are."""
        yield from filter(None, (self.doc_no, self.index_no))


class Facets(NamedTuple):
    """By what hits are narrowed: (code, name) each; empty where a record has none."""

    agency: tuple[str, str]
    topics: tuple[tuple[str, str], ...]
    kind: tuple[str, str]
    genre: tuple[str, str]
    year: tuple[str, str]
    validity: tuple[str, str]


class RecordText(NamedTuple):
    """A record as the index takes it. ``headings`` are spans of ``body``, in characters."""

    card: Card
    body: str
    headings: tuple[tuple[int, int], ...]
    facets: Facets

    @property
    def text(self) -> str:
        """The displayed text, title and body."""
        return self.card.title + self.body


NONE = ("", "")


def written_days(signed: str, published: str) -> list[str]:
    """The days of signing and of release as texts write them (2016年9月6日), each once."""
    told = dict.fromkeys(one[:10] for one in (signed, published) if one)
    return [chinese(date.fromisoformat(one)) for one in told]


def in_order(items: Iterable[Item]) -> list[Item]:
    """Oldest first: by publication, then id; what says no date stands first. Each translation is
    found by itself, for it is another text on another page."""
    every = (one for item in items for one in item.in_all())
    return sorted(every, key=lambda one: (_published(one.entry.record), one.id))


def segment_of(item: Item, bounds: Iterable[str]) -> int:
    """The segment that a record belongs to: how many of ``bounds`` (days, ascending, each the first
    of its segment) it was published on or after."""
    day = _published(item.entry.record)[:10]
    return sum(bound <= day for bound in bounds)


class Outline(NamedTuple):
    """What is known of a record without its body: light, to be sent to where the body is
    fetched."""

    card: Card
    facets: Facets


def fields(item: Item, site: Site, body_html: str) -> RecordText:
    """What is searched of a public record; ``body_html`` is its body as stored, or as on its page.

    Elements that say ``data-furniture`` are no part of the text.
    """
    return with_body(outline(item, site), body_html)


def with_body(known: Outline, body_html: str) -> RecordText:
    """The record with its body."""
    body, headings = body_text(marks.strip(body_html))
    return RecordText(known.card, body, headings, known.facets)


def outline(item: Item, site: Site) -> Outline:
    """What is searched of a public record beside its body."""
    record = item.entry.record
    document = record if isinstance(record, Document) and not item.language else None
    issuers = tuple(_agency_name(one, site) for one in _issuers(record))
    agency = _agency_name(record.agency, site)
    names = dict.fromkeys(_also(record, site))
    card = Card(
        item.id,
        record.kind,
        record.title,
        agency,
        (document.doc_no or "") if document else "",
        (document.index_no or "") if document else "",
        issuers,
        record.signed.isoformat() if record.signed else "",
        _published(record),
        item.state,
        record.column or "",
        record.keywords,
        tuple(one for one in names if one not in (*issuers, agency)),
        item.language,
    )
    return Outline(card, _facets(item, site, agency))


def _published(record: AnyRecord) -> str:
    """The instant of release to the minute; a day alone where it says no more."""
    if record.published is None:
        return ""
    return record.published.isoformat()[:16].removesuffix("T00:00")


def _issuers(record: AnyRecord) -> tuple[str, ...]:
    if isinstance(record, Document):
        return record.issuers
    if isinstance(record, Interpretation) and record.author_org:
        return (record.author_org,)
    return ()


def _agency_name(text: str, site: Site) -> str:
    code = site.agency_code(text)
    return site.agencies[code].name if code else text


def _also(record: AnyRecord, site: Site) -> Iterator[str]:
    """Former names and successors of the agencies named, titles of attachments."""
    for text in (record.agency, *_issuers(record)):
        code = site.agency_code(text)
        seen: set[str] = set()
        while code and code in site.agencies and code not in seen:
            seen.add(code)
            agency = site.agencies[code]
            yield agency.name
            yield from agency.short_names
            yield from (former.name for former in agency.former_names)
            code = agency.succeeded_by
    yield from (one.title for one in record.attachments)


def _facets(item: Item, site: Site, agency: str) -> Facets:
    record, terms = item.entry.record, site.vocabularies
    document = record if isinstance(record, Document) else None
    topics = dict.fromkeys(document.topics) if document else {}
    genre = document.genre if document else None
    year = _published(record)[:4]
    standing = item.standing.key if item.standing else ""
    return Facets(
        (record.agency, agency),
        tuple((code, terms.get("topics").path(code)) for code in topics),
        (record.kind, record.kind),
        (genre, terms.get("genres").path(genre)) if genre else NONE,
        (year, year),
        (standing, standing),
    )


_HEADING = re.compile(r"(<h[2-6][ >].*?</h[2-6]>)", re.DOTALL)


def body_text(html: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a body and where its headings stand in it."""
    body = text_content(html)
    if "<h" not in html:
        return body, ()
    spans, at = [], 0
    for number, piece in enumerate(_HEADING.split(html)):
        size = len(text_content(piece))
        if number % 2:
            spans.append((at, at + size))
        at += size
    return body, tuple(spans) if at == len(body) else ()
