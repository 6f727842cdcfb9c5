"""The text that HTML holds.

For well-formed, sanitised HTML only: attribute values quoted, no ``<`` in text, no scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from opengov_ssg.notation.folding import HAN

_PUNCTUATION = "\\u3001-\\u3003\\u3008-\\u301f\\u3030\\u303d\\u30fb“”‘’—·！（），：；？"
_BEFORE = f"[{HAN}{_PUNCTUATION}…％～]"
# Without … and ％: these fold to ASCII, so that a blank between two of them would stay.
_AFTER = f"[{HAN}{_PUNCTUATION}]"

# Quoted values may hold < and >. Possessive, so that a tag is tried in one way only.
_TAG = re.compile(
    r"""<(?:!--.*?--|[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+)>""",
    re.DOTALL,
)
_FIRST_BREAK_OF_PRE = re.compile(r"(<pre\b[^>]*>)\r?\n")
# These begin with a blank and look back from it: the regex engine finds blanks fast, and a run of
# them is tried at its first one only, which keeps the search linear.
_TO_BREAK = r"(?:(?<=\n)|(?<!\n)[ \t\r\f]*+\n)"
_OTHER_BREAK = re.compile(rf"[ \t\r\f\n](?<![ \t\r\f].){_TO_BREAK}[ \t\r\f\n]*+", re.DOTALL)


@cache
def _break(after: str) -> re.Pattern[str]:
    """A line break between Chinese characters or marks, and the blanks ``after`` it."""
    return re.compile(rf"[ \t\r\f\n](?<={_BEFORE}.){_TO_BREAK}[{after}]*+(?={_AFTER})", re.DOTALL)


def pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The HTML cut into (raw piece, whether it is a tag), in order; comments count as tags.

    No piece is empty, and joined they are the HTML again.
    """
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            yield html[end : tag.start()], False
        yield tag[0], True
        end = tag.end()
    if end < len(html):
        yield html[end:], False


def text_content(html: str) -> str:
    """What a browser's ``textContent`` gives: tags dropped, entities decoded, blanks as they are."""
    if "<pre" in html:
        html = _FIRST_BREAK_OF_PRE.sub(r"\1", html)
    text = _TAG.sub("", html)
    return unescape(text) if "&" in text else text


def text_of(html: str) -> str:
    """The text: entities decoded, inline marks joined, blocks joined without a break.

    Line breaks with the blanks around them vanish between two Chinese characters or marks; any
    others are one space. Blanks at the ends go.
    """
    text = text_content(html)
    if "\n" in text:
        text = _OTHER_BREAK.sub(" ", _break(r" \t\r\n\f").sub("", text))
    return text.strip(" \t\r\n\f")


def join_lines(text: str) -> str:
    """Join lines where Han or CJK punctuation stands on both sides of the break.

    Every other line break stays as it is, a blank line too.
    """
    return _break(r" \t\r\f").sub("", text) if "\n" in text else text
