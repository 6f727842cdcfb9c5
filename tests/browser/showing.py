"""Which pages are looked at in which modes: some in every run, all in ``make test-all``."""

from __future__ import annotations

from tests.conftest import ALL
from tools.screenshots import PAGES

IN_EVERY_RUN = ("home", "list", "record", "gazette-issue", "search", "translation")
"""Pages that are looked at in every mode in every run."""
EVERY_PAGE = [name for name in [*PAGES, "leaving"] if name != "404"]
SHOWN = EVERY_PAGE if ALL else IN_EVERY_RUN
