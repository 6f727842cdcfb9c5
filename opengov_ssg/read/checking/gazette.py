"""An issue of a gazette: its series, its number, its contents (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Tree


def issue(record: GazetteIssue, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """The series exists, and every item names something."""
    if not site.series_code(record.series):
        near = "、".join(site.gazettes)
        at = tree.place(("series",))
        yield problem("unknown-series", path, at, value=record.series, near=near)
