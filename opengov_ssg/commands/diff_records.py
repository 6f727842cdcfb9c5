"""What happened to records between two releases: published, changed, withdrawn, no
longer public, moved.

Told from what readers get: ``data/catalog.json`` and the pages of both. Why a record is
gone they do not say.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from opengov_ssg.commands.diff_manifest import DiffError, Side
from opengov_ssg.notation.record_text import record_text

CATALOG = "data/catalog.json"
AROUND = "page"
"""The part that says: nothing of the record, only what its page shows around it (the
neighbours, the navigation)."""

_HOPS = 10
_ADDRESS = ("id", "url")
_ARTICLE = re.compile(r"<(/?)article\b([^>]*)>")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A record that is new. ``url`` is relative to the site."""

    id: str
    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Changed(Told):
    """A record that changed. ``of`` are fields of ``data/catalog.json`` and ``text`` (of the body),
    ``markup`` (links, pictures, format of the same text), ``attachments`` (listed, or their files),
    ``translations`` (the page of one in a language that both releases have), ``page`` (only what is
    around the record).

    ``before`` and ``after`` hold the fields of the catalog that differ.
    """

    of: tuple[str, ...]
    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Withdrawn(Told):
    """A record that is public no longer: a ``notice`` stands at its address, or no page (``gone``).

    Of one that is gone nothing tells whether its time is over, or it was set back,
    withdrawn, deleted.
    """

    way: str


@dataclass(frozen=True, slots=True)
class Moved(Changed):
    """A record whose former address ``old_url`` redirects to ``url``; ``id`` is the new one."""

    old_id: str
    old_url: str


@dataclass(frozen=True, slots=True)
class Records:
    """All that happened, each ordered by id."""

    published: tuple[Told, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[Withdrawn, ...]
    moved: tuple[Moved, ...]


def records(old: Side, new: Side) -> Records | None:
    """What happened to records; None where a catalog of either is not at hand. Raises DiffError."""
    before, after = _catalog(old), _catalog(new)
    if before is None or after is None:
        return None
    moved, withdrawn = [], []
    for id in sorted(before.keys() - after.keys()):
        row = before[id]
        stands, target = _stands(new, str(row["url"]), after)
        if target:
            difference = _difference(old, new, row, target)
            moved.append(Moved(**_told(target), **difference, old_id=id, old_url=row["url"]))
        else:
            withdrawn.append(Withdrawn(**_told(row), way="notice" if stands else "gone"))
    arrived = {one.id for one in moved}
    published = sorted(after.keys() - before.keys() - arrived)
    return Records(
        tuple(Told(**_told(after[id])) for id in published),
        tuple(_changed(old, new, before, after)),
        tuple(withdrawn),
        tuple(moved),
    )


def _catalog(side: Side) -> dict[str, Row] | None:
    data = side.read(CATALOG)
    if data is None:
        return None
    try:
        value = json.loads(data)
        if value["version"] == 1 and isinstance(value["records"], list):
            return {str(row["id"]): _checked(row) for row in value["records"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise DiffError("catalog", folder=side.given, file=CATALOG)


def _checked(row: Any) -> Row:
    """A row with texts where texts are needed. Raises KeyError, TypeError and ValueError."""
    if not all(isinstance(row[key], str) for key in ("id", "kind", "title", "url")):
        raise TypeError(row)
    return dict(row)


def _told(row: Row) -> dict[str, Any]:
    return {key: row[key] for key in ("id", "kind", "title", "url")}


def _changed(
    old: Side, new: Side, before: Mapping[str, Row], after: Mapping[str, Row]
) -> Iterator[Changed]:
    for id in sorted(before.keys() & after.keys()):
        difference = _difference(old, new, before[id], after[id])
        if difference["of"]:
            yield Changed(**_told(after[id]), **difference)


def _difference(old: Side, new: Side, one: Row, other: Row) -> dict[str, Any]:
    """``of``, ``before`` and ``after`` of a record. A record's new address is no change of it."""
    keys = [key for key in dict.fromkeys((*one, *other)) if key not in _ADDRESS]
    moved = one["id"] != other["id"]
    if moved:  # its attachments lie below its address
        keys = [key for key in keys if key != "attachments"]
    fields = [key for key in keys if one.get(key) != other.get(key)]
    of = list(fields)
    if "attachments" not in of and _attachments(old, one) != _attachments(new, other):
        of.append("attachments")
    if not moved and _translated_anew(old, new, one, other):
        of.append("translations")
    if old.files.get(one["url"]) != new.files.get(other["url"]):
        part = _part(old.read(one["url"]), new.read(other["url"]), moved)
        if part != AROUND or (not of and not moved):
            of.append(part)
    return {
        "of": tuple(of),
        "before": {key: one.get(key) for key in fields},
        "after": {key: other.get(key) for key in fields},
    }


def _attachments(side: Side, row: Row) -> list[Any]:
    """The digests of the files that a record lists, in its order."""
    listed = row.get("attachments")
    listed = listed if isinstance(listed, list) else []
    return [side.files.get(one) for one in listed if isinstance(one, str)]


def _translated_anew(old: Side, new: Side, one: Row, other: Row) -> bool:
    """Whether the text of a translation that both releases have is another."""
    known = [row["languages"] for row in (one, other) if isinstance(row.get("languages"), list)]
    both = frozenset.intersection(*(frozenset(map(str, row)) for row in known)) if known else ()
    pages = [f"{language}/{one['url']}" for language in sorted(both)]
    return any(
        _body(old.read(page) or b"") != _body(new.read(page) or b"")
        for page in pages
        if old.files.get(page) != new.files.get(page)
    )


def _part(one: bytes | None, other: bytes | None, moved: bool) -> str:
    """What of two pages of a record differs: ``text``, ``markup`` or what is around them."""
    before, after = _body(one or b""), _body(other or b"")
    if before == after:
        return AROUND
    if record_text("", before) != record_text("", after):
        return "text"
    return AROUND if moved else "markup"  # the same links are others from another place


def _body(page: bytes) -> str:
    """The HTML of a record's body: what follows the title in its ``<article data-record>``."""
    text, start, depth = page.decode("utf-8", "replace"), 0, 0
    for tag in _ARTICLE.finditer(text):
        if start:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return text[start : tag.start()].partition("</h1>")[2].strip()
        elif "data-record=" in tag[2]:
            start, depth = tag.end(), 1
    return ""


def _stands(side: Side, url: str, rows: Mapping[str, Row]) -> tuple[bool, Row | None]:
    """Whether a page stands at an address, and the record that it leads on to."""
    by_url = {str(row["url"]): row for row in rows.values()} if url in side.files else {}
    for _ in range(_HOPS):
        page = side.read(url)
        if page is None:
            return False, None
        if url in by_url:
            return True, by_url[url]
        following = _Refresh.target(page)
        if not following:
            return True, None
        url = posixpath.normpath(posixpath.join(posixpath.dirname(url), following))
    return True, None


class _Refresh(HTMLParser):
    """Finds where a page sends its reader at once."""

    found = ""

    @classmethod
    def target(cls, page: bytes) -> str:
        """The path, relative to the page; empty if it sends nowhere, or to another site."""
        parser = cls()
        parser.feed(page.decode("utf-8", "replace"))
        address = urlsplit(parser.found)
        return "" if address.scheme or address.netloc else unquote(address.path)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            _, _, address = given.get("content", "").partition("=")
            self.found = self.found or address.strip(" '\"")
