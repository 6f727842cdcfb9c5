"""A content file of the platform, and the lines of front matter that all kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bench.front_matter import lines, quoted, scalar
from bench.records import Record
from bench.ssg_site import SOURCE


@dataclass(frozen=True, slots=True)
class File:
    """A content file below ``content``, and the address that the ledger holds of its record."""

    kind: str
    path: str
    text: str
    id: str
    published: date
    beside: tuple[tuple[str, str], ...] = ()
    """Other files below ``content``: path and text."""


def common(
    kind: str, title: str, record: Record, slug: str, *, repost: bool = False
) -> Iterator[str]:
    """The fields that every kind has but issues."""
    yield from lines("kind", kind)
    yield from lines("title", title)
    yield from lines("agency", record.agency.code)
    yield from lines("disclosure", "主动公开")
    yield from lines("slug", slug)
    yield from lines("keywords", record.keywords)
    yield from lines("summary", record.summary)
    yield from lines("published", record.published.isoformat())
    yield from lines("origin", "repost" if repost else "own")
    if repost:
        yield f"source: {{name: {SOURCE['name']}, url: {quoted(SOURCE['url'])}}}\n"
    yield from lines("status", "published")


def markdown(header: Iterable[str], body: str) -> str:
    """The whole file."""
    return f"---\n{''.join(header)}---\n\n{body}"


def mapping(**values: str) -> str:
    """A mapping in one line, for an entry of a list."""
    return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in values.items()) + "}"


def inner(title: str) -> str:
    """A title as it stands between 《 and 》: what it quotes takes single marks."""
    return title.replace("《", "〈").replace("》", "〉")
