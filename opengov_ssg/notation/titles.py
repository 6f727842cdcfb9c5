"""How titles are compared: folded, whatever their inner quotation marks (《〈》〉)."""

from __future__ import annotations

from opengov_ssg.notation.folding import fold

_NO_MARKS = str.maketrans("", "", "《》〈〉<>“”\"' ")


def title_key(title: str) -> str:
    """Two titles with the same key are the same title."""
    return fold(title).translate(_NO_MARKS)
