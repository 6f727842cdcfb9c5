"""Dates, times and other runs of digits in texts that are written from right to left.

After an Arabic letter, digits that hyphens or colons divide are shown in reverse order (Unicode
Bidirectional Algorithm, rules W2 and W4): ``2026-01-05`` as ``05-01-2026``. Each such run is set
apart in its own direction; the text stays what it was.
"""

from __future__ import annotations

import re

_RUN = re.compile(
    r"<[^>]*>"
    r"|(?<!\w)\d+(?:[-–—/.:]\d+)+(?:[ \u00a0]\d{1,2}:\d{2}(?::\d{2})?)?(?!\w)",
)


def isolate(html: str) -> str:
    """``html`` with every divided run of digits in a ``bdi`` of its own."""
    return _RUN.sub(_apart, html)


def _apart(found: re.Match[str]) -> str:
    run = found[0]
    return run if run.startswith("<") else f'<bdi dir="ltr">{run}</bdi>'
