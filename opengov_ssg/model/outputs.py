"""What is rendered beside pages: feeds, the sitemap, the data files. And what is only copied."""

from __future__ import annotations

from typing import Any, NamedTuple

from opengov_ssg.model.views import PageView


class FeedEntry(NamedTuple):
    """One entry of a feed. ``id`` is permanent; times are ISO 8601 with +08:00."""

    id: str
    title: str
    url: str
    summary: str
    author: str
    published: str
    updated: str


class FeedView(NamedTuple):
    """A feed in both forms, at ``path`` + ``.xml`` (Atom) and ``.json`` (JSON Feed).

    ``home`` is the page that the feed belongs to. ``base`` is the absolute address of the site, or
    empty: addresses are then relative to the feed.
    """

    path: str
    id: str
    title: str
    home: str
    base: str
    language: str
    entries: tuple[FeedEntry, ...]


class SitemapFileView(NamedTuple):
    """``sitemap.xml``: absolute addresses and, for records, the day of the last change.
    ``languages`` has for some of the addresses all pages of that record: pairs of a
    language and an address."""

    path: str
    entries: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


class SitemapIndexView(NamedTuple):
    """``sitemap.xml`` of a site with more pages than one file may list."""

    path: str
    sitemaps: tuple[str, ...]


class RobotsView(NamedTuple):
    """``robots.txt``; ``sitemap`` is absolute or empty."""

    path: str
    sitemap: str


class DataRecord(NamedTuple):
    """A record in the data files; dates are ISO 8601, empty when there is none. ``relations`` are
    the ids of other records by relation, from both ends; the CSV leaves them out. ``languages`` are
    the tags of its own language and of its translations, which lie at ``<language>/<url>``."""

    id: str
    kind: str
    url: str
    title: str
    index_no: str
    doc_no: str
    agency: str
    agency_name: str
    issuers: tuple[str, ...]
    genre: str
    topics: tuple[str, ...]
    keywords: tuple[str, ...]
    column: str
    signed: str
    published: str
    updated: str
    effective: str
    valid_to: str
    validity: str
    summary: str
    source: str
    source_url: str
    attachments: tuple[str, ...]
    relations: tuple[tuple[str, tuple[str, ...]], ...]
    languages: tuple[str, ...] = ()


class CatalogDataView(NamedTuple):
    """``data/catalog.json``, ``.csv`` and ``.jsonld`` (DCAT): one set, the same as everywhere
    else."""

    path: str
    title: str
    publisher: str
    description: str
    language: str
    base: str
    records: tuple[DataRecord, ...]


class TextFile(NamedTuple):
    """A plain text, such as the contents of an issue for newspapers."""

    path: str
    text: str


class JsonFile(NamedTuple):
    """Data of a page as JSON; ``value`` is made of mappings, sequences, texts and numbers."""

    path: str
    value: Any


class CsvFile(NamedTuple):
    """A table as CSV; the first row holds the headings."""

    path: str
    rows: tuple[tuple[str, ...], ...]


class Copy(NamedTuple):
    """A held file: its address, the file in the project, its SHA-256 when it was read."""

    path: str
    source: str
    digest: str


Output = (
    PageView
    | FeedView
    | SitemapFileView
    | SitemapIndexView
    | RobotsView
    | CatalogDataView
    | TextFile
    | JsonFile
    | CsvFile
)
