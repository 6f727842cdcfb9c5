"""What each record of the sample says, and its index cut into segments in another way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from opengov_ssg.config.loading import load as load_site
from opengov_ssg.link.linking import link
from opengov_ssg.model import marks
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.notation.folding import fold
from opengov_ssg.read.contents import take
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import read
from opengov_ssg.search import building, terms, texts
from opengov_ssg.search.texts import RecordText
from tests.conftest import AS_OF, ROOT


@cache
def bodies() -> tuple[tuple[RecordText, str], ...]:
    """The public records of the sample as the index takes them, in their order, with the
    HTML of their bodies."""
    site, _ = load_site(ROOT)
    reads = [read(ROOT, one, site, take(ROOT, one)) for one in discover(ROOT)[0]]
    html = {one.entry.path: one.body.html for one in reads if one.entry and one.body}
    catalog = link(
        [one.entry for one in reads if one.entry], site, parse_instant(AS_OF, end_of_day=True)
    ).catalog
    items = texts.in_order(catalog.items)
    stored = ((one, html.get(one.entry.path, "")) for one in items)
    return tuple((texts.fields(one, site, own), marks.strip(own)) for one, own in stored)


def records() -> tuple[RecordText, ...]:
    """The same without HTML."""
    return tuple(one for one, _ in bodies())


@cache
def folded() -> dict[str, str]:
    """The text of each record, folded, by id."""
    return {one.card.id: fold(one.text) for one in records()}


def searchable(
    sample: Path, folder: Path, segments: int = 1, of: Sequence[RecordText] = ()
) -> Path:
    """The sample site in ``folder`` with an index of its own records, or of others, in ``segments``
    segments of about the same size."""
    shutil.copytree(sample, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "search", ignore_errors=True)
    every = of or records()
    size = -(-len(every) // segments)
    parts = [every[at : at + size] for at in range(0, len(every), size)]
    batches = [[terms.batch(part)] for part in parts]
    for path, data in building.build(batches, [building.days(part) for part in parts]):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
