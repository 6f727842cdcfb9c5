"""One normalisation for index, query and comparison.

``fold`` looks every code point up in a committed table (``fold_table.json``, written by
``tools/make_fold_table.py``), so that Python and a browser fold alike whatever Unicode version
either of them carries. Neither calls its own ``normalize`` or ``lower``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

HAN = (
    "\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b"
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufa6d\\ufa70-\\ufad9"
    "\\U00016fe2\\U00016fe3\\U00016ff0\\U00016ff1\\U00020000-\\U0002a6df"
    "\\U0002a700-\\U0002ee5d\\U0002f800-\\U0002fa1d\\U00030000-\\U000323af\\U000323b0-\\U0003347f"
)
"""The Unicode script Han with its extensions, as regex source for use inside ``[...]``."""

FOLDED_MARKS = "\\u3001-\\u3003\\u3008-\\u301f\\u3030\\u303d\\u30fb“”‘’—·(),:;!?"
"""CJK punctuation after folding, as regex source for use inside ``[...]``.

The full-width ``（），：；！？`` fold to ASCII, so their ASCII twins count as CJK punctuation too.
"""

_BLANKS = re.compile("  +")

# What official texts are full of: replacing these first spares the regex below most of its work.
_FREQUENT = "，：；（）〔〕？！\n\u3000\u00a0"


def is_han(char: str) -> bool:
    """Whether a single character is of the Unicode script Han (〇 and 々 are)."""
    return _han().fullmatch(char) is not None


# Patterns with classes this large take milliseconds to compile: only when they are needed.
@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


@cache
def _needless_blank() -> re.Pattern[str]:
    """A space beside Han or CJK punctuation.

    Begins with a literal space, which the regex engine finds fast.
    """
    joined = f"[{HAN}{FOLDED_MARKS}]"
    return re.compile(f" (?:(?={joined})|(?<={joined} ))")


@cache
def table() -> dict[str, str]:
    """Every character that folding changes, with what it becomes (often one, sometimes none)."""
    rows = json.loads(Path(__file__).with_name("fold_table.json").read_text(encoding="ascii"))
    changes = dict(zip("".join(rows["single_from"]), "".join(rows["single_to"]), strict=True))
    changes.update(rows["several"])
    changes.update(dict.fromkeys("".join(rows["removed"]), ""))
    return changes


@cache
def _rare() -> re.Pattern[str]:
    """Any character that folding may change, but for the frequent ones.

    Everything above U+FFFF is a candidate: a class with thousands of astral members is slow.
    """
    bmp = "".join(char for char in table() if char < "\U00010000" and char not in _FREQUENT)
    return re.compile(f"[{re.escape(bmp)}\U00010000-\U0010ffff]")


def _change(found: re.Match[str]) -> str:
    char = found[0]
    return table().get(char, char)


def fold(text: str) -> str:
    """The form in which texts are indexed, searched and compared; ``fold(fold(x)) == fold(x)``.

    Compatibility forms, letter case, traditional characters and the kinds of brackets are made
    alike, invisible characters go, every blank or newline becomes a space; runs of spaces are
    one, a space beside Han or CJK punctuation goes, and so do those at the ends. Never raises.
    """
    changes = table()
    for char in _FREQUENT:
        if char in text:
            text = text.replace(char, changes[char])
    text = _rare().sub(_change, text)
    if " " in text:
        text = _needless_blank().sub("", _BLANKS.sub(" ", text)).strip(" ")
    return text
