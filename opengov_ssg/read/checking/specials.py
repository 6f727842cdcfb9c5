"""A special: every entry names something, every selection can find something."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem
from opengov_ssg.model.records import Special
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Tree


def special(record: Special, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()
