"""Boundaries of search segments as a real site has them: ``ssg record --segments``
run month by month.

A site that grows for twenty years is not cut at once; the command's own function is called with
what was public at the beginning of each month, up to the day of the comparison.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.vocabulary import AS_OF, YEARS
from opengov_ssg import pipeline
from opengov_ssg.commands.segments import segment
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET, parse_instant
from opengov_ssg.run.executors import default_jobs
from opengov_ssg.runs import WORK, Content, Options


def cut(project: Path) -> tuple[date, ...]:
    """Write the boundaries into the project's site.yaml and return them.

    Raises RuntimeError when the content cannot be read.
    """
    options = Options(project, parse_instant(AS_OF, end_of_day=True), jobs=default_jobs())
    report, content = pipeline.check(options)
    shutil.rmtree(project / WORK, ignore_errors=True)
    if content is None:
        raise RuntimeError(f"{project} cannot be read: {report.problems[:3]}")
    bounds = tuple(content.site.config.search.segments)
    released = sorted(
        ((_day(item), item) for item in content.catalog.items), key=lambda one: one[0]
    )
    for first in _months():
        public = tuple(item for day, item in released if day < first)
        bounds = segment(project, _then(content, public, bounds)).after
    return bounds


def _then(content: Content, items: tuple[Item, ...], bounds: tuple[date, ...]) -> Content:
    """The content as it was: fewer records, the boundaries of that time."""
    catalog = replace(content.linked.catalog, items=items)
    config = replace(
        content.site.config, search=replace(content.site.config.search, segments=bounds)
    )
    site = Site(config, content.site.vocabularies, content.site.places)
    return replace(content, site=site, linked=replace(content.linked, catalog=catalog))


def _day(item: Item) -> date:
    published = item.entry.record.published
    return published.astimezone(OFFSET).date() if published else date.max


def _months() -> Iterator[date]:
    last = date.fromisoformat(AS_OF)
    for year in (*YEARS, YEARS[-1] + 1):
        for month in range(1, 13):
            if (first := date(year, month, 1)) <= last:
                yield first
