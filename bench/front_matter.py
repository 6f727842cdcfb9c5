"""YAML lines as an editor would write them: plain where that is safe, else in single quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# Plain: begins with a letter, a Han character or a digit, and holds nothing YAML could read.
_PLAIN = re.compile(r"^[A-Za-z0-9\u4e00-\u9fff][^:#,'\"\[\]{}&*!|>%@`\\\n]*$")
_NOT_TEXT = re.compile(r"^([0-9.eExXoO+_-]+|true|false|yes|no|null|on|off|y|n)$", re.IGNORECASE)
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


def quoted(text: str) -> str:
    """The scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def scalar(text: str) -> str:
    """The scalar, plain if it stays a string (or a date) when read."""
    if _DATE.match(text):
        return text
    plain = _PLAIN.match(text) and not _NOT_TEXT.match(text) and text == text.strip()
    return text if plain else quoted(text)


def lines(key: str, value: str | Sequence[str]) -> Iterator[str]:
    """``key: value``, or a list in one line."""
    if isinstance(value, str):
        yield f"{key}: {scalar(value)}\n"
    else:
        yield f"{key}: [{', '.join(scalar(v) for v in value)}]\n"
