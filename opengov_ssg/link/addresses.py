"""The id of each record, which is its address without ``.html``; former addresses; collisions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import (
    AnnualReport,
    AnyRecord,
    Document,
    GazetteIssue,
    Special,
    StandardCatalog,
)
from opengov_ssg.notation import gazette_no, index_no, languages

# What the engine itself writes; a page's slug may not lie there.
_RESERVED = frozenset(
    [
        "index",
        "search",
        "404",
        "sitemap",
        "catalog",
        "interpretations",
        "agencies",
        "columns",
        "feeds",
        "data",
        "assets",
        "out",
        "gazette",
        "specials",
        "consultations",
        "responses",
        "interviews",
        "notices",
        "news",
        "press-conferences",
        "meetings",
        "statistics",
        "en",
        "manifest",
        "robots",
        "opensearch",
    ]
)
# What no file system or no link can have as it stands.
_UNFIT = re.compile(r'[\x00-\x20\x7f<>:"|?*\\#%]')


_PAGES = (".html", ".htm", ".shtml")  # former addresses that a server gives out as HTML


FOLDERS = {
    "interpretation": "interpretations",
    "notice": "notices",
    "news": "news",
    "consultation": "consultations",
    "press-conference": "press-conferences",
    "response": "responses",
    "interview": "interviews",
    "meeting": "meetings",
}
"""Where records lie that have a slug and nothing else in their address."""

# Pages that come and go with other records: nothing else may ever lie there.
_COMING = re.compile(
    rf"(?:{'|'.join(FOLDERS.values())})/(?:index|[0-9]{{4}}-[0-9]+)"
    r"|press-conferences/(?:calendar-[0-9]{4}|spokespersons)"
    r"|disclosure/(?:index|[^/]+/(?:index|rules|reports/index))"
)
_OF_PLATFORMS = re.compile("disclosure/[^/]+/(?:content|reports|catalogs)/.+")
# What no former address may be either; other records' addresses are told of by themselves.
_LISTS = re.compile(
    r"catalog/(?:index|register|by-(?:agency|topic|genre|year|validity)/.+)|specials/index"
    r"|(?:agencies|columns)/(?:index|[^/]+/(?:index|[0-9]{4}-[0-9]+))"
    r"|gazette/(?:index|resolve|[^/]+/(?:[0-9]{4}/)?index)|disclosure/[^/]+/content/.+"
)


def record_id(record: AnyRecord) -> str:
    """The id: a slug decides; else the index number as it stands (DESIGN 3, Identity)."""
    if isinstance(record, Document):
        if record.slug:
            return f"catalog/{record.agency}/{record.slug}"
        found = index_no.parse(record.index_no or "")
        if found is None:
            raise ValueError("a document has a slug or a well-formed number once it is read")
        return f"catalog/{index_no.address(found)}"
    if isinstance(record, GazetteIssue):
        number = record.slug or gazette_no.address(record.number)
        return f"gazette/{record.series}/{record.year}/{number}/index"
    if isinstance(record, AnnualReport):
        return f"disclosure/{record.agency}/reports/{record.slug or record.year}"
    if isinstance(record, StandardCatalog):
        return f"disclosure/{record.agency}/catalogs/{record.slug}"
    if isinstance(record, Special):
        return f"specials/{record.slug}/index"
    folder = FOLDERS.get(record.kind)
    return f"{folder}/{record.slug}" if folder else record.slug or ""


def allot(entries: Iterable[Entry]) -> tuple[dict[str, Entry], list[Problem]]:
    """Entries by id. Two records at one address, or one at a reserved place, are problems."""
    by_id: dict[str, Entry] = {}
    taken: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in entries:
        id = record_id(entry.record)
        other = taken.setdefault(id.casefold(), entry)
        if other is not entry:
            problems.append(_twice(id, entry, other))
            continue
        if _is_reserved(id, entry.record.kind):
            at = entry.place("slug")
            problems.append(problem("address-form", entry.path, at, hint="reserved", value=id))
            continue
        by_id[id] = entry
    return by_id, problems


def _is_reserved(id: str, kind: str) -> bool:
    """Whether the address is one that the engine itself writes to, now or once there are
    records."""
    if _COMING.fullmatch(id):
        return True
    first, below, _ = id.partition("/")
    if kind != "page":
        return False
    in_language = below and languages.is_known(first)  # where translations lie
    return first in _RESERVED or bool(in_language or _OF_PLATFORMS.fullmatch(id))


def _is_list(address: str) -> bool:
    page = address.removesuffix(".html")
    return bool(_COMING.fullmatch(page) or _LISTS.fullmatch(page))


def _twice(id: str, entry: Entry, other: Entry) -> Problem:
    """Two records at one address; of two issues of a gazette it is the number that is wrong."""
    if isinstance(entry.record, GazetteIssue) and not entry.record.slug:
        issue: Words = {"title": entry.record.title, "other": other.path}
        return problem("gazette-issue-twice", entry.path, entry.place("number"), **issue)
    at = entry.place("slug" if entry.record.slug else "index_no")
    words: Words = {"address": f"{id}.html", "other": other.path}
    return problem("address-twice", entry.path, at, **words)


def redirects(
    public: dict[str, Entry], known: dict[str, Entry], withdrawn: Collection[str] = ()
) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """Former addresses of public records → present ones; ``known`` are all records by id,
    ``withdrawn`` the ids of those that have left a notice."""
    found: dict[str, str] = {}
    owners = {f"{id}.html": entry for id, entry in known.items()}
    problems: list[Problem] = []
    for id, entry in known.items():
        pages = [f"{one.id(id)}.html" for one in entry.translations]
        owners |= dict.fromkeys(pages, entry)
        if id in withdrawn:  # a translation goes with its record; its address leads to the notice
            found |= dict.fromkeys(pages, f"{id}.html")
    for id, entry in known.items():
        for index, alias in enumerate(entry.record.aliases):
            at = entry.place(f"aliases.{index}")
            if not _is_address(alias):
                words: Words = {"value": alias, "form": "catalog/….html"}
                problems.append(problem("address-form", entry.path, at, hint="alias", **words))
            elif _is_list(page := alias.casefold()):
                words = {"address": alias, "other": page}
                problems.append(problem("address-twice", entry.path, at, **words))
            elif alias in owners:
                words = {"address": alias, "other": owners[alias].path}
                problems.append(problem("address-twice", entry.path, at, **words))
            else:
                owners[alias] = entry
                if id in public:
                    found[alias] = f"{id}.html"
    return tuple(sorted(found.items())), problems


def _is_address(text: str) -> bool:
    parts = text.split("/")
    plain = all(part and part not in (".", "..") for part in parts)
    return plain and text.endswith(_PAGES) and not _UNFIT.search(text)
