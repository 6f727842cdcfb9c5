"""Longer texts of a header, as printed."""

from __future__ import annotations


def lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: each line is one."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
