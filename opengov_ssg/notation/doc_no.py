"""文号, the number that an organ gives to a document: its spelling, and where a text names one."""

from __future__ import annotations

from opengov_ssg.notation.doc_no_mentions import Mention, find
from opengov_ssg.notation.doc_no_spelling import DocNo, key, normalise, parse

__all__ = ["DocNo", "Mention", "find", "key", "normalise", "parse"]
