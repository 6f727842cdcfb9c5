"""What each record of the sample says, and its index cut into segments in another way."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from opengov_ssg.config.loading import load as load_site
from opengov_ssg.link.linking import link
from opengov_ssg.notation.folding import fold
from opengov_ssg.read.contents import take
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import read
from opengov_ssg.search import building, terms, texts
from opengov_ssg.search.texts import RecordText
from tests.conftest import ROOT
from tests.making import instant


@cache
def records() -> tuple[RecordText, ...]:
    """The public records of the sample as the index takes them, in their order."""
    site, _ = load_site(ROOT)
    reads = [read(ROOT, one, site, take(ROOT, one)) for one in discover(ROOT)[0]]
    bodies = {one.entry.path: one.body.html for one in reads if one.entry and one.body}
    catalog = link([one.entry for one in reads if one.entry], site, instant()).catalog
    items = texts.in_order(catalog.items)
    return tuple(texts.fields(one, site, bodies.get(one.entry.path, "")) for one in items)


@cache
def folded() -> dict[str, str]:
    """The text of each record, folded, by id."""
    return {one.card.id: fold(one.text) for one in records()}


def searchable(sample: Path, folder: Path, segments: int = 1) -> Path:
    """The sample site in ``folder`` with an index of ``segments`` segments of about the same size."""
    shutil.copytree(sample, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "search", ignore_errors=True)
    every = records()
    size = -(-len(every) // segments)
    parts = [every[at : at + size] for at in range(0, len(every), size)]
    batches = [[terms.batch(part)] for part in parts]
    for path, data in building.build(batches, [building.days(part) for part in parts]):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
