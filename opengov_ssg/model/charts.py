"""A chart as printed: text in rows and columns, and how a printed number is read."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

KINDS = ("bar", "column", "line", "stacked")
"""Horizontal bars, upright columns, a line, horizontal bars of parts."""

_NUMBER = re.compile(r"([+\-−]?)([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(\.[0-9]+)? ?%?")


class Series(NamedTuple):
    """One column of numbers."""

    name: str
    values: tuple[str, ...]
    """As printed (``1,234.5``), one for each label of the chart; empty where there is no value."""
    colour: int = 0
    """From 1; 0 is that of its place."""


class Chart(NamedTuple):
    """A table of numbers with the picture wanted of it."""

    kind: str
    """One of KINDS."""
    title: str
    unit: str
    head: str
    """Heading of the table's first column, that of the labels."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    source: str = ""


def number(text: str) -> Decimal | None:
    """``1,234.5``, ``1 234``, ``-3``, ``56.7%`` (→ 56.7) as a number; None for blank text.

    Raises ValueError for anything else, full-width digits and wrongly grouped ones (``1,23``) too.
    """
    text = text.strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"not a number: {text}")
    sign, whole, fraction = found.groups("")
    digits = whole.replace(",", "").replace(" ", "")
    return Decimal(f"{'-' if sign in ('-', '−') else ''}{digits}{fraction}")
