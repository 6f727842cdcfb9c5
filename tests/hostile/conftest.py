"""Hostile sites, built once for a session."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import AS_OF, run_ssg
from tests.hostile.payloads import harmless
from tests.hostile.sites import fields_site


class Built(NamedTuple):
    """A built site, and the texts that its fields were given, by their marks."""

    root: Path
    given: dict[str, str]


def build(root: Path) -> Path:
    """Build a site; fails with its problems where nothing is published."""
    output = root / "build"
    given = ("--as-of", AS_OF, "--executor", "serial", "--output", output)
    ran = run_ssg("-C", root, "build", *given)
    assert ran.code == 0, ran.err[-3000:]
    return output


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site whose fields are all payloads."""
    root = tmp_path_factory.mktemp("hostile")
    given = fields_site(root, str)
    return Built(build(root), given)


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same site with harmless letters in the place of what markup is made of."""
    root = tmp_path_factory.mktemp("twin")
    given = fields_site(root, harmless)
    return Built(build(root), given)
