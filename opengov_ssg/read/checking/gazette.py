"""An issue of a gazette: its series, its number, its contents (DOMAIN 9)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem, problem
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.site import Site
from opengov_ssg.notation import gazette_no
from opengov_ssg.notation.nodes import Tree


def issue(record: GazetteIssue, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """The series exists, the number is one or a slug stands for it, every item names something."""
    if not site.series_code(record.series):
        near = "、".join(site.gazettes)
        at = tree.place(("series",))
        hint = "" if near else "none"
        yield problem("unknown-series", path, at, hint=hint, value=record.series, near=near)
    if not record.slug and gazette_no.parse_number(record.number) is None:
        yield problem("gazette-number", path, tree.place(("number",)), value=record.number)
    for section, one in enumerate(record.sections):
        for index, item in enumerate(one.items):
            if not (item.ref or item.title):
                at = tree.place(("sections", section, "items", index))
                yield problem("item-empty", path, at, hint="gazette")
