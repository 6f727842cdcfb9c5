"""The text that HTML holds.

For well-formed, sanitised HTML only: attribute values quoted, no ``<`` in text, no scripts.

An element that says ``data-furniture`` is what a theme adds to a text (the label of a box, the
picture of a chart, a player): it is no part of the text, whatever it holds. Content cannot say so,
for the allow-list has no such attribute.
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
_SAYS = "data-furniture"
_SAID = re.compile(rf"\s{_SAYS}(?=[\s=/>])")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "source", "track", "wbr"))
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
    """The HTML cut into (raw piece, whether it is a tag), in order; comments count as tags, and so
    does furniture as a whole.

    No piece is empty, and joined they are the HTML again.
    """
    end = 0
    for start, stop in _tags(html):
        if start > end:
            yield html[end:start], False
        yield html[start:stop], True
        end = stop
    if end < len(html):
        yield html[end:], False


def _tags(html: str) -> Iterator[tuple[int, int]]:
    """Where each tag, comment and piece of furniture begins and ends; one that is not
    closed goes to the end."""
    start = depth = 0
    name = ""
    for tag in _TAG.finditer(html):
        if depth:
            if found := _NAME.match(tag[0]):
                depth += (found[2] == name) * (-1 if found[1] else 1)
            if not depth:
                yield start, tag.end()
        elif name := _furniture(tag[0]):
            start, depth = tag.start(), 1
        else:
            yield tag.span()
    if depth:
        yield start, len(html)


def _furniture(tag: str) -> str:
    """The name of the element that ``tag`` opens, if it is furniture and can hold something."""
    if _SAYS not in tag or not _SAID.search(_QUOTED.sub("", tag)):
        return ""
    found = _NAME.match(tag)
    return found[2] if found and not found[1] and found[2] not in _VOID else ""


def text_content(html: str) -> str:
    """What a browser's ``textContent`` gives: tags dropped, entities decoded, blanks as they are;
    but for furniture, which is left out."""
    if "<pre" in html:
        html = _FIRST_BREAK_OF_PRE.sub(r"\1", html)
    if _SAYS in html:
        text = "".join(piece for piece, is_tag in pieces(html) if not is_tag)
    else:
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
