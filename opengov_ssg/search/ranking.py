"""The order of hits. The engine's twin is ``ranking.js``; the weights in the index
stand in ``impacts``."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opengov_ssg.search.hits import Hit

WHERE = ("number", "exact", "title", "text", "field", "partial")
"""Where a hit holds what was asked for, the best first: it bears the number, the
string is its title …"""
GONE = ("repealed", "lapsed")
"""What stands behind others of the same score."""
_VALIDITY, _PUBLISHED = 9, 8


def idf(count: int, size: int) -> float:
    """How much a term that stands in ``count`` of ``size`` records tells."""
    return log(1 + (size - count + 0.5) / (count + 0.5))


def rarity(key: str, classes: Mapping[str, int]) -> int:
    """How rare a pair is likely to be, by the classes of its characters; words count as rare."""
    if "$" in key:
        return 24
    return sum(classes.get(char, 15) for char in key.lstrip("!#"))


def order(hit: Hit) -> tuple[Any, ...]:
    """The key by which hits are sorted: where, score, in force before repealed, newer before
    older."""
    card = hit.card
    return (
        WHERE.index(hit.where),
        0 if hit.where in ("number", "exact") else -round(hit.score, 3),
        card[_VALIDITY] in GONE,
        _newer(str(card[_PUBLISHED])),
        hit.id,
    )


def _newer(instant: str) -> tuple[int, ...]:
    """Orders the greater text first; a time of day is greater than its day."""
    return (*(-ord(char) for char in instant), 1)
