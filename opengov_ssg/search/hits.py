"""A hit, as every step of a search hands it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

Where = Literal["number", "exact", "title", "text", "field", "partial"]

Match = Literal["whole", "partial"]


class Hit(NamedTuple):
    """A record found: where it holds the strings, the passage to show, its card as stored;
    ``partial`` when its text does not hold every string that was looked for everywhere."""

    segment: int
    record: int
    passage: int
    where: Where
    score: float
    card: Sequence[Any]
    match: Match = "whole"

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.card[0])
