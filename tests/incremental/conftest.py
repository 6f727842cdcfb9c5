"""What tests of ``build --hold-back`` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental.held_sites import OLD, HeldSite


@pytest.fixture
def site(tmp_path: Path) -> HeldSite:
    """Two documents, published."""
    made = HeldSite(tmp_path)
    made.begin(OLD)
    return made
