"""A record's text, of which page, search index and tests must have the same idea."""

from __future__ import annotations

from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.html_text import text_content


def record_text(title: str, body_html: str) -> str:
    """Title and body with no break between them, folded.

    It is ``fold`` of the text content of the record's ``<article>``, which holds an ``<h1>`` with
    the title and, directly after it, the body. ``title`` is plain text, not HTML.
    """
    return fold(title + text_content(body_html))
