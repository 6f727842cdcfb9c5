"""The search page."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.views.lists import Browse


class SearchView(NamedTuple):
    """The page that its script fills with hits; ``browses`` are the ways for
    readers without script.

    ``kinds`` and ``validities`` are the words for the keys that the index holds, as a script reads
    them.
    """

    browses: tuple[Browse, ...]
    kinds: dict[str, str]
    validities: dict[str, str]
