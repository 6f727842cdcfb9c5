"""``ssg record --segments``: begin a new segment of the search index once the newest is large.

Boundaries stand in site.yaml, so that they are the same for everybody and every build. Two
neighbouring segments of about one size become one, so that there are never many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from opengov_ssg.commands import files
from opengov_ssg.commands.new import NotPossible
from opengov_ssg.config.loading import SITE_FILE
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.runs import Content

_MOST_BYTES = 3_000_000
"""About a million Chinese characters, as bodies are kept."""

_FLOW = re.compile(
    r"^(?P<before>(?:search|检索|搜索):[ \t]*(?:#.*)?\n(?:[ \t]+.*\n|[ \t]*\n)*?"
    r"[ \t]+(?:segments|分段):[ \t]*)\[(?P<dates>[^\]]*)\]",
    re.MULTILINE,
)
_SECTION = re.compile(r"^(?:search|检索|搜索):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Segmented:
    """The boundaries before and after; the same where nothing was to be done."""

    before: tuple[date, ...]
    after: tuple[date, ...]


def segment(project: Path, content: Content) -> Segmented:
    """Append a boundary when the newest segment is full, and write site.yaml.

    Raises NotPossible where site.yaml gives the boundaries in a form that is not understood.
    """
    before = tuple(sorted(content.site.config.search.segments))
    released = _released(content)
    after = _bounds(before, released)
    if after != before:
        _write(project / SITE_FILE, after)
    return Segmented(before, after)


def _released(content: Content) -> list[tuple[date, int]]:
    """The day of each public record and the bytes of its body."""
    return sorted(
        (record.published.astimezone(OFFSET).date(), item.entry.body.ref.length)
        for item in content.catalog.items
        if (record := item.entry.record).published and item.entry.body and item.entry.body.ref
    )


def _bounds(bounds: tuple[date, ...], released: Sequence[tuple[date, int]]) -> tuple[date, ...]:
    newest = [(day, size) for day, size in released if not bounds or day >= bounds[-1]]
    if sum(size for _, size in newest) <= _MOST_BYTES:
        return bounds
    made = [*bounds, newest[-1][0] + timedelta(days=1)]
    while len(made) > 1 and _alike(made, released):
        del made[-2]
    return tuple(made)


def _alike(bounds: Sequence[date], released: Sequence[tuple[date, int]]) -> bool:
    """Whether the two newest of the full segments are of about one size."""
    start = bounds[-3] if len(bounds) > 2 else date.min
    older = sum(size for day, size in released if start <= day < bounds[-2])
    newer = sum(size for day, size in released if bounds[-2] <= day < bounds[-1])
    return older < 2 * newer


def _write(file: Path, bounds: Sequence[date]) -> None:
    text = file.read_bytes().decode()
    dates = ", ".join(day.isoformat() for day in bounds)
    if found := _FLOW.search(text):
        changed = f"{text[: found.start()]}{found['before']}[{dates}]{text[found.end() :]}"
    elif _SECTION.search(text):
        raise NotPossible("record.segments_form", dates=dates)
    else:
        changed = f"{text.rstrip()}\n\nsearch:\n  segments: [{dates}]\n"
    files.replace(file, changed)
