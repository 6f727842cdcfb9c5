"""The metadata block of a record, in the order of gov.cn (DOMAIN 5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.catalog import Item, Standing
from opengov_ssg.model.records import AnyRecord, Document, Interpretation
from opengov_ssg.model.views import Fact, Link
from opengov_ssg.plan.participation.facts import facts as participation
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.printed import printed_in
from opengov_ssg.plan.words import Words, agency_url, day, moment


def facts(item: Item, parts: Parts) -> tuple[Fact, ...]:
    """The lines of the block; what a record does not say is not shown."""
    record, words = item.entry.record, parts.words
    rows: list[tuple[str, tuple[Link, ...]]] = []
    if isinstance(record, Document):
        rows += _document(record, item, words)
    elif isinstance(record, Interpretation):
        rows += _interpretation(record, words)
    else:
        rows += _other(record, words)
        rows += participation(item, words)
    rows.append(("printed_in", printed_in(item, parts)))
    rows += _common(record, words)
    return tuple(Fact(key, values) for key, values in rows if values)


def _document(record: Document, item: Item, words: Words) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "index_no", _plain(record.index_no)
    yield (
        "topics",
        tuple(
            Link(words.term("topics", code), f"catalog/by-topic/{code}/index.html")
            for code in dict.fromkeys(record.topics)
        ),
    )
    yield "issuers", words.issuer_links(record)
    yield "signed", _plain(day(record.signed))
    yield "title", _plain(record.title)
    yield "doc_no", _plain(record.doc_no)
    yield "published", _plain(moment(record.published))
    if item.standing:
        yield "validity", (_validity(item.standing, words),)
    if record.genre:
        url = f"catalog/by-genre/{record.genre}/index.html"
        yield "genre", (Link(words.term("genres", record.genre), url),)
    if record.rule_class:
        yield "rule_class", _plain(words.term("rule_classes", record.rule_class))
    yield "normative_no", _plain(record.normative_no)
    yield "effective", _plain(day(record.effective))
    yield "valid_to", _plain(day(record.valid_to))
    yield (
        "five_open",
        tuple(
            Link(words.term("five_open", code), f"catalog/by-five-open/{code}/index.html")
            for code in dict.fromkeys(record.five_open)
        ),
    )
    yield "addressees", _plain(record.addressees)
    yield "audience", _plain(*record.audience)
    yield "scope", _plain(record.scope)
    yield "time_limit", _plain(record.time_limit)
    yield "coordinated_with", _plain(*record.coordinated_with)
    yield "annotation", _plain(record.annotation)


def _validity(standing: Standing, words: Words) -> Link:
    """What is shown; a state leads to its list. Superseding is none: what did it is linked
    below."""
    listed = standing.shown == standing.key
    url = f"catalog/by-validity/{standing.key.replace('_', '-')}/index.html" if listed else ""
    return Link(words.text(f"validity.{standing.shown}"), url)


def _other(record: AnyRecord, words: Words) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "title", _plain(record.title)
    yield "signed", _plain(day(record.signed))
    yield "published", _plain(moment(record.published))
    if source := record.source:
        url = words.out(source.name, source.url).url if source.url else ""
        yield "source", (Link(source.name, url),)


def _interpretation(record: Interpretation, words: Words) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "title", _plain(record.title)
    yield "author_org", _plain(record.author_org)
    yield "form", _plain(words.term("forms", record.form))
    yield "signed", _plain(day(record.signed))
    yield "published", _plain(moment(record.published))
    yield "covers", _plain(*record.covers)
    yield "experts", _plain(*record.experts)
    yield "contact", _plain(record.contact)


def _common(record: AnyRecord, words: Words) -> Iterator[tuple[str, tuple[Link, ...]]]:
    where = agency_url(record.agency)
    yield "agency", (Link(words.agency(record.agency), where),)
    column = words.site.columns.get(record.column or "")
    if column:
        yield "column", (Link(column.name, words.column_url(column.code)),)
    yield "keywords", _plain(*record.keywords)
    yield "updated", _plain(moment(record.updated))
    yield "public_until", _plain(moment(record.public_until))
    if record.origin != "own":
        yield "origin", _plain(words.text(f"origin.{record.origin}"))
    yield "summary", _plain(record.summary)


def _plain(*texts: str | None) -> tuple[Link, ...]:
    return tuple(Link(text, "") for text in texts if text)
