"""Annual reports, standard catalogs, and the pages of a platform (DOMAIN 4, 8)."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.errors import Problem
from opengov_ssg.model.records import AnnualReport, Page, StandardCatalog
from opengov_ssg.model.site import Site
from opengov_ssg.notation.nodes import Tree


def annual_report(record: AnnualReport, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()


def standard_catalog(
    record: StandardCatalog, tree: Tree, site: Site, path: str
) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()


def page(record: Page, tree: Tree, site: Site, path: str) -> Iterator[Problem]:
    """Nothing yet."""
    yield from ()
