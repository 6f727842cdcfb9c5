"""Paragraphs whose lines cannot all be filled.

A 文号 that a theme keeps in one line, a web address or a long foreign word goes to the next line
whole. A line stretched to the margin without it stands torn apart, so a theme must know which
paragraphs hold one.
"""

from __future__ import annotations

import re

CLASS = "uneven"
"""What is said of such a paragraph."""

_PARAGRAPH = re.compile("<p>(.*?)</p>", re.DOTALL)
_MARKUP = re.compile("<[^>]*>|\x01[^\x02]*\x02|\x03")
_NUMBER = ' doc-no"\x02'
# About four characters wide: a tenth of a line, all that may be shared out among the others unseen.
_LATIN = "!-~·×–‑"
_WHOLE = re.compile(f"[{_LATIN}]{{7}}|[“‘（《〔][{_LATIN}]{{4,}}[”’）》〕，。；：]")


def uneven(html: str) -> str:
    """``html`` (finished, its links marked) with the class on each paragraph that holds
    what does not break."""
    return _PARAGRAPH.sub(_told, html)


def _told(found: re.Match[str]) -> str:
    inner = found[1]
    if _NUMBER in inner or _WHOLE.search(_MARKUP.sub("", inner)):
        return f'<p class="{CLASS}">{inner}</p>'
    return found[0]
