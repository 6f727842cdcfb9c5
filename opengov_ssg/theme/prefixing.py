"""Sides named by where lines begin and end, also for the browsers that know them
by older names only.

Safari knows ``margin-inline-start``, ``padding-inline-start``, ``border-inline-start`` and the
longhands of the last from 12.1 on (iOS: 12.2), Android's web view from 87 on; before that all of
them have the names that WebKit gave them, such as ``-webkit-margin-start``. Source:
browser-compat-data of MDN Web Docs; Firefox has the standard names from 41 on. Where a browser
knows both they are one property.
"""

from __future__ import annotations

import re

# What a declaration follows: a brace or a semicolon, not a bracket as in @supports. Texts and
# comments hold none.
_DECLARED = re.compile(
    r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
    r"|(?P<before>[{;](?:\s|/\*.*?\*/)*)"
    r"(?P<what>margin|padding|border)-inline-(?P<side>start|end)(?P<part>-(?:color|style|width))?"
    r"(?P<value>\s*:[^;{}]*)"
    r"|/\*.*?\*/",
    re.DOTALL,
)


def prefix(sheet: str) -> str:
    """The sheet with each such declaration preceded by itself under the older name."""
    return _DECLARED.sub(_both, sheet)


def _both(found: re.Match[str]) -> str:
    if not found["what"]:
        return found[0]
    older = f"-webkit-{found['what']}-{found['side']}{found['part'] or ''}{found['value']}"
    return f"{found['before']}{older.rstrip()};{found[0][len(found['before']) :]}"
