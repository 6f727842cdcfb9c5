"""Emphasis beside Chinese marks: ``**《通知》**要求`` is bold.

CommonMark lets a delimiter run open or close only where blanks and punctuation say so; Chinese is
written without blanks and its marks count as punctuation. Here a Chinese character or mark
beside the run lifts that restriction (as the CJK-friendly amendment to CommonMark proposes).
"""

from __future__ import annotations

import re

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned, StateInline

from opengov_ssg.notation.folding import HAN

_CHINESE = re.compile(
    f"[{HAN}\u3000-\u303f\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]"
)


class ChineseInline(StateInline):
    """Inline state whose delimiter scan knows Chinese."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - theirs
        """Whether the run at ``start`` may open and close, and its length."""
        source, marker = self.src, self.src[start]
        end = start
        while end < self.posMax and source[end] == marker:
            end += 1
        before = source[start - 1] if start > 0 else " "
        after = source[end] if end < self.posMax else " "
        left = _flanks(before, after)
        right = _flanks(after, before)
        can_open = left and (canSplitWord or not right or _is_mark(before))
        can_close = right and (canSplitWord or not left or _is_mark(after))
        return Scanned(can_open, can_close, end - start)


def _flanks(outer: str, inner: str) -> bool:
    """Whether a run with ``inner`` on its inner side and ``outer`` on the other can delimit."""
    if isWhiteSpace(ord(inner)):
        return False
    if not _is_mark(inner) or _CHINESE.match(inner):
        return True
    return isWhiteSpace(ord(outer)) or _is_mark(outer) or bool(_CHINESE.match(outer))


def _is_mark(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)
