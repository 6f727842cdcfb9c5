"""Parts of addresses that are not numbers: slugs, page slugs, ids of attachments."""

from __future__ import annotations

import re

LONGEST = 80
"""The most characters that one slug may have."""

# A file named so, with any extension, cannot be made on Windows.
_RESERVED = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)"
_SLUG = re.compile(rf"{_RESERVED}[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether a text can be one segment of an address and a file's name on every system."""
    return len(text) <= LONGEST and _SLUG.fullmatch(text) is not None


def is_page_slug(text: str) -> bool:
    """Whether a text is the address of a page: slugs joined by ``/``."""
    return all(is_slug(segment) for segment in text.split("/"))
