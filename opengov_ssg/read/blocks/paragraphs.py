"""Plain text in blocks: paragraphs between blank lines, every character meant as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

_APART = re.compile(r"\n[ \t\u3000]*\n\s*")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without the blanks around them; none is empty."""
    found = (one.strip().strip("\u3000") for one in _APART.split(text))
    return tuple(one for one in found if one)


def html(text: str) -> str:
    """Text as HTML."""
    return escape(text, quote=False)


def written(texts: Sequence[str]) -> str:
    """Paragraphs as HTML, a line each."""
    return "\n".join(f"<p>{html(one)}</p>" for one in texts)
