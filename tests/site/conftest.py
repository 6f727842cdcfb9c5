"""Built sites as independent readers see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.config.loading import load
from opengov_ssg.model.site import Site
from tests.conftest import ROOT
from tests.site.tree import Tree


@pytest.fixture(scope="session")
def tree(sample: Path) -> Tree:
    """The sample site, every page parsed once."""
    return Tree(sample)


@pytest.fixture(scope="session")
def site() -> Site:
    """The configuration of the sample site."""
    found, problems = load(ROOT)
    assert not [one for one in problems if one.severity == "error"]
    return found
