"""The ways into the catalog: by agency, topic, genre, year, validity; columns; interpretations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opengov_ssg.model.catalog import STANDINGS, Item
from opengov_ssg.model.records import Document
from opengov_ssg.model.views import Browse, CountedLink
from opengov_ssg.plan.lists import Listing, oldest_first
from opengov_ssg.plan.words import KIND_FOLDERS, Words

BY = ("agency", "topic", "genre", "year", "validity", "five-open")


@dataclass(frozen=True, slots=True)
class Shelves:
    """Public records as lists: ``browses`` name them, ``listings`` hold them; ``ordered`` are all
    of them, oldest first; ``kinds`` the index of each kind that has one and a record in it."""

    ordered: tuple[Item, ...]
    documents: tuple[Item, ...]
    browses: tuple[Browse, ...]
    listings: tuple[Listing, ...]
    columns: tuple[Listing, ...]
    kinds: dict[str, Listing]

    def of(self, kind: str) -> tuple[Item, ...]:
        """The records of a kind, oldest first."""
        return self.kinds[kind].items if kind in self.kinds else ()

    @property
    def interpretations(self) -> tuple[Item, ...]:
        """The interpretations, oldest first."""
        return self.of("interpretation")


def shelve(items: Sequence[Item], words: Words) -> Shelves:
    """Sort public records into all lists; empty lists are not made (DOMAIN 6.1)."""
    ordered = oldest_first(items)
    documents = tuple(item for item in ordered if isinstance(item.entry.record, Document))
    shelves = {
        "agency": _by_agency(documents, words),
        "topic": _by_topic(documents, words),
        "genre": _by_genre(documents, words),
        "year": _by_year(documents, words),
        "validity": _by_validity(documents, words),
        "five-open": _by_five_open(documents, words),
    }
    browses = tuple(
        Browse(by.replace("-", "_"), f"catalog/by-{by}/index.html", _entries(shelves[by]))
        for by in BY
        if shelves[by] or by != "five-open"  # 五公开 only where documents are told apart by it
    )
    listings = tuple(listing for by in BY for listing in shelves[by])
    return Shelves(
        ordered,
        documents,
        browses,
        listings,
        tuple(_columns(ordered, words)),
        _kinds(ordered, words),
    )


def _kinds(items: Sequence[Item], words: Words) -> dict[str, Listing]:
    """The index of interpretations is there even when empty: the first page leads to it."""
    groups = _group((item.entry.record.kind, item) for item in items)
    found = {}
    for kind, folder in KIND_FOLDERS.items():
        if kind in groups or kind == "interpretation":
            name = folder.replace("-", "_")
            title, about = words.text(f"title.{name}"), words.text(f"intro.{name}")
            code = words.site.kind_column(kind)
            alone = code and words.column_url(code) == f"{folder}/index.html"
            head = words.column_head(code) if code and alone else None
            found[kind] = Listing(folder, title, about, tuple(groups.get(kind, ())), column=head)
    return found


def _entries(listings: Iterable[Listing]) -> tuple[CountedLink, ...]:
    below = {link.url for listing in listings for link in listing.below}
    return tuple(
        CountedLink(one.heading, one.first, len(one.items), one.below)
        for one in listings
        if one.first not in below
    )


def _group(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return groups


def _listing(
    words: Words,
    by: str,
    code: str,
    name: str,
    items: Sequence[Item],
    below: tuple[CountedLink, ...] = (),
) -> Listing:
    intro = words.text(f"intro.{by.replace('-', '_')}", name=name)
    return Listing(f"catalog/by-{by}/{code}", name, intro, tuple(items), below)


def _by_agency(documents: Sequence[Item], words: Words) -> list[Listing]:
    groups = _group((item.entry.record.agency, item) for item in documents)
    return [
        _listing(words, "agency", code, agency.name, groups[code])
        for code, agency in words.site.agencies.items()
        if code in groups
    ]


def _by_topic(documents: Sequence[Item], words: Words) -> list[Listing]:
    """First-level topics hold all below them; both levels are lists."""
    vocabulary = words.site.vocabularies.topics
    pairs = []
    for item in documents:
        record = item.entry.record
        codes = dict.fromkeys(record.topics if isinstance(record, Document) else ())
        parents = dict.fromkeys(vocabulary.by_code[code].parent for code in codes)
        pairs += [(code, item) for code in {**codes, **parents} if code]
    groups = _group(pairs)
    listings = []
    for term in vocabulary.terms:
        if term.code not in groups:
            continue
        below = tuple(
            CountedLink(one.name, f"catalog/by-topic/{one.code}/index.html", len(groups[one.code]))
            for one in vocabulary.terms
            if one.parent == term.code and one.code in groups
        )
        listings.append(_listing(words, "topic", term.code, term.name, groups[term.code], below))
    return listings


def _by_genre(documents: Sequence[Item], words: Words) -> list[Listing]:
    groups = _group(
        (record.genre, item)
        for item in documents
        if isinstance(record := item.entry.record, Document) and record.genre
    )
    return [
        _listing(words, "genre", term.code, term.name, groups[term.code])
        for term in words.site.vocabularies.genres.terms
        if term.code in groups
    ]


def _by_year(documents: Sequence[Item], words: Words) -> list[Listing]:
    """By 成文 year, where a reader looks for a document; in order of publication."""
    groups = _group((made_in(item), item) for item in documents)
    return [
        _listing(words, "year", year, year, groups[year]) for year in sorted(groups, reverse=True)
    ]


def made_in(item: Item) -> str:
    """The year of 成文日期, else of publication."""
    record = item.entry.record
    made = record.signed or record.published
    return f"{made.year:04d}" if made else ""


def _by_validity(documents: Sequence[Item], words: Words) -> list[Listing]:
    groups = _group((item.standing.key, item) for item in documents if item.standing)
    return [
        _listing(
            words, "validity", key.replace("_", "-"), words.text(f"validity.{key}"), groups[key]
        )
        for key in STANDINGS
        if key in groups
    ]


def _by_five_open(documents: Sequence[Item], words: Words) -> list[Listing]:
    """决策、执行、管理、服务、结果公开."""
    pairs = [
        (code, item)
        for item in documents
        if isinstance(record := item.entry.record, Document)
        for code in dict.fromkeys(record.five_open)
    ]
    groups = _group(pairs)
    return [
        _listing(words, "five-open", term.code, term.name, groups[term.code])
        for term in words.site.vocabularies.five_open.terms
        if term.code in groups
    ]


def _columns(items: Sequence[Item], words: Words) -> list[Listing]:
    groups = _group((item.entry.record.column or "", item) for item in items)
    return [
        Listing(
            f"columns/{code}",
            column.name,
            column.description,
            tuple(groups[code]),
            column=words.column_head(code),
        )
        for code, column in words.site.columns.items()
        if code in groups and words.column_url(code).startswith("columns/")
    ]
