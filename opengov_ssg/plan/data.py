"""Feeds, sitemap and data files: the same set of records as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.model.outputs import (
    CatalogDataView,
    DataRecord,
    FeedEntry,
    FeedView,
    RobotsView,
    SitemapFileView,
    SitemapIndexView,
)
from opengov_ssg.model.records import Document, GazetteIssue
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.gazettes.contents import Contents
from opengov_ssg.plan.lists import oldest_first
from opengov_ssg.plan.words import Words, agency_url, day, moment, timestamp

_SITEMAP_MOST = 50_000
_FORMS = ("xml", "json")


def feeds(catalog: Catalog, framer: Framer) -> Iterator[FeedView]:
    """The feeds of the site, of each agency, of each column that has records."""
    identity = framer.site.identity
    newest = framer.site.config.lists.feed
    notices = {notice.id: notice for notice in catalog.notices}
    contents = Contents(catalog.by_id(), notices, framer.words)
    for (path, title, home), group in _feed_groups(catalog, framer).items():
        entries = tuple(_feed_entry(item, framer, contents) for item in reversed(group[-newest:]))
        if path != "feeds/site":
            title = f"{title}_{identity.name}"
        yield FeedView(
            path, _id(path, 2008, framer), title, home, framer.base, identity.language, entries
        )


def feed_paths(catalog: Catalog, framer: Framer) -> set[str]:
    """The files of all feeds."""
    return {f"{path}.{form}" for path, _, _ in _feed_groups(catalog, framer) for form in _FORMS}


def _feed_groups(catalog: Catalog, framer: Framer) -> dict[tuple[str, str, str], list[Item]]:
    """(path, title, page that it belongs to) → its records, oldest first."""
    items = [item for item in oldest_first(catalog.items) if item.entry.record.kind != "page"]
    groups: dict[tuple[str, str, str], list[Item]] = {
        ("feeds/site", framer.site.identity.name, "index.html"): items
    }
    for item in items:
        record = item.entry.record
        agency = framer.site.agencies[record.agency]
        key = (f"feeds/agency-{agency.code}", agency.name, agency_url(agency.code))
        groups.setdefault(key, []).append(item)
        if column := framer.site.columns.get(record.column or ""):
            key = (f"feeds/column-{column.code}", column.name, framer.words.column_url(column.code))
            groups.setdefault(key, []).append(item)
        if isinstance(record, GazetteIssue):
            name, page = framer.site.gazettes[record.series].name, f"gazette/{record.series}"
            key = (f"feeds/gazette-{record.series}", name, f"{page}/index.html")
            groups.setdefault(key, []).append(item)
    return groups


def _feed_entry(item: Item, framer: Framer, contents: Contents) -> FeedEntry:
    """The summary tells what the record is about; of an issue of a gazette, what it prints
    (C13)."""
    record = item.entry.record
    printed = contents.summary(item) if isinstance(record, GazetteIssue) else ""
    excerpt = item.entry.body.excerpt if item.entry.body else ""
    year = record.published.year if record.published else 0
    return FeedEntry(
        id=_id(item.id, year, framer),
        title=record.title,
        url=item.url,
        summary=printed or record.summary or excerpt,
        author=framer.words.agency(record.agency),
        published=timestamp(record.published),
        updated=timestamp(record.updated or record.published),
    )


def _id(path: str, year: int, framer: Framer) -> str:
    """A permanent id: the address, or a tag: URI where the site has no absolute address."""
    if framer.base:
        return (
            f"{framer.base}/{path}" if path.startswith("feeds/") else f"{framer.base}/{path}.html"
        )
    return f"tag:{framer.site.identity.domain},{year:04d}:{path}"


def sitemap(
    paths: Sequence[str], catalog: Catalog, framer: Framer
) -> Iterator[SitemapFileView | SitemapIndexView]:
    """``sitemap.xml`` for all indexable ``paths``; an index when one file may not hold them."""
    changed = {
        item.url: moment(item.entry.record.updated or item.entry.record.published)[:10]
        for item in catalog.in_all()
    }
    rows = [(framer.absolute(path), changed.get(path, "")) for path in sorted(paths)]
    known = _languages(catalog, framer)
    if len(rows) <= _SITEMAP_MOST:
        yield SitemapFileView("sitemap.xml", tuple(rows), tuple(known.items()))
        return
    parts = []
    for number, start in enumerate(range(0, len(rows), _SITEMAP_MOST), 1):
        path = f"sitemap-{number}.xml"
        parts.append(framer.absolute(path))
        part = rows[start : start + _SITEMAP_MOST]
        told = tuple((one, known[one]) for one, _ in part if one in known)
        yield SitemapFileView(path, tuple(part), told)
    yield SitemapIndexView("sitemap.xml", tuple(parts))


def _languages(catalog: Catalog, framer: Framer) -> dict[str, tuple[tuple[str, str], ...]]:
    """The address of each page of a record with translations → all pages of that
    record by language."""
    own = framer.site.text_language
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for item in catalog.items:
        if item.translations:
            pages = {framer.absolute(one.url): one.language or own for one in item.in_all()}
            rows = [(language, address) for address, language in pages.items()]
            told = (*rows, ("x-default", framer.absolute(item.url)))
            found |= dict.fromkeys(pages, told)
    return found


def robots(framer: Framer) -> RobotsView:
    """``robots.txt``: everything may be read."""
    return RobotsView("robots.txt", framer.absolute("sitemap.xml"))


def catalog_data(catalog: Catalog, framer: Framer) -> CatalogDataView:
    """The data files of the whole catalog."""
    identity, words = framer.site.identity, framer.words
    public = frozenset(item.id for item in catalog.items)
    records = tuple(_data_record(item, words, public) for item in catalog.items)
    return CatalogDataView(
        "data/catalog",
        words.text("title.catalog"),
        identity.host,
        words.text("intro.catalog"),
        identity.language,
        framer.base,
        records,
    )


def _relations(item: Item, public: frozenset[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The relations to records of the same file; one that was withdrawn is in none."""
    kept = ((key, tuple(id for id in ids if id in public)) for key, ids in item.relations)
    return tuple((key, ids) for key, ids in kept if ids)


def _data_record(item: Item, words: Words, public: frozenset[str]) -> DataRecord:
    record = item.entry.record
    document = record if isinstance(record, Document) else None
    addresses = item.entry.addresses(item.id)
    listed = [one.file for one in record.attachments if one.file]
    return DataRecord(
        id=item.id,
        kind=record.kind,
        url=item.url,
        title=record.title,
        index_no=(document.index_no or "") if document else "",
        doc_no=(document.doc_no or "") if document else "",
        agency=record.agency,
        agency_name=words.agency(record.agency),
        issuers=words.issuers(record) if document else (),
        genre=words.term("genres", document.genre) if document and document.genre else "",
        topics=tuple(words.term("topics", one) for one in document.topics) if document else (),
        keywords=record.keywords,
        column=record.column or "",
        signed=day(record.signed),
        published=timestamp(record.published),
        updated=timestamp(record.updated),
        effective=day(document.effective) if document else "",
        valid_to=day(document.valid_to) if document else "",
        validity=item.standing.key if item.standing else "",
        summary=record.summary or "",
        source=record.source.name if record.source else "",
        source_url=(record.source.url or "") if record.source else "",
        attachments=tuple(addresses[name] for name in listed),
        relations=_relations(item, public),
        languages=tuple(one.language or words.site.text_language for one in item.in_all()),
    )
