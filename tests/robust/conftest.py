"""The site that several files of tests build."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Project, record
from tests.inside import Inside
from tests.robust.failing import PATH

Make = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Project:
    """A mini site."""
    return Inside(make_site({PATH: record()}).root, capsys)
