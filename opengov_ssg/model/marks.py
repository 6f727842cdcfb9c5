"""Marks that stand in a stored body for what only the whole site or the theme knows.

A link is ``OPEN number blank attributes MIDDLE inner CLOSE``; a picture's address is
``PICTURE number END`` inside its ``src``; a table's spoken name is ``TABLE number END``. What the
theme adds to a block is ``BLOCK number blank part STOP``, alone in an element that says
``data-furniture`` (see :mod:`opengov_ssg.notation.html_text`). The characters are control
characters that content may not contain (OG108), so no text can forge a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_NUMBER = "doc-no"
_SHORT = 14
OPEN, MIDDLE, CLOSE = "\x01", "\x02", "\x03"
PICTURE, TABLE, END = "\x04", "\x05", "\x06"
BLOCK, STOP = "\x07", "\x08"

_LINK = re.compile(f"{OPEN}(\\d+) ([^{MIDDLE}]*){MIDDLE}([^{CLOSE}]*){CLOSE}")
_PICTURE = re.compile(f'<img src="{PICTURE}(\\d+){END}"([^>]*)>')
_TABLE = re.compile(f"{TABLE}(\\d+){END}")
_BLOCK = re.compile(f"{BLOCK}(\\d+) ([a-z]*){STOP}")


def link(number: int, inner: str, attributes: str = "") -> str:
    """The mark for link ``number`` around the HTML ``inner``."""
    return f"{OPEN}{number} {attributes}{MIDDLE}{inner}{CLOSE}"


def citation(number: int, inner: str, of_number: bool) -> str:
    """The mark for a cited document, by its title or by its 文号, which a theme keeps in one line
    unless it is as long as a line of a telephone."""
    whole = of_number and len(inner) <= _SHORT
    return link(number, inner, f' class="citation {_NUMBER}"' if whole else ' class="citation"')


def picture(number: int) -> str:
    """The mark for the address of picture ``number``."""
    return f"{PICTURE}{number}{END}"


def table(number: int) -> str:
    """The mark for the spoken name of table ``number``, counted from 1."""
    return f"{TABLE}{number}{END}"


def block(number: int, part: str = "", tag: str = "div") -> str:
    """An element for the furniture of block ``number``: the whole of it, or a named part such as
    the label of its transcript."""
    return f"<{tag} data-furniture>{BLOCK}{number} {part}{STOP}</{tag}>"


def furnish(html: str, furniture: Callable[[int, str], str]) -> str:
    """Put what ``furniture`` gives for a block's number and part, HTML, in the places for it."""
    return _BLOCK.sub(lambda match: furniture(int(match[1]), match[2]), html)


def fill(
    html: str,
    targets: Sequence[str],
    href: Callable[[str], str],
    table_name: Callable[[int], str],
) -> str:
    """Replace all marks: an empty target leaves the link's inner HTML alone, with the class of a
    文号 where it is one, and no picture.

    ``href`` turns a target, ``table_name`` a table's number, into an escaped attribute value.
    """

    def linked(match: re.Match[str]) -> str:
        target = targets[int(match[1])]
        if not target:
            number = f'<span class="{_NUMBER}">{match[3]}</span>'
            return number if _NUMBER in match[2] else match[3]
        return f'<a href="{href(target)}"{match[2]}>{match[3]}</a>'

    def pictured(match: re.Match[str]) -> str:
        target = targets[int(match[1])]
        return f'<img src="{href(target)}"{match[2]}>' if target else ""

    if OPEN in html:
        html = _LINK.sub(linked, html)
    if PICTURE in html:
        html = _PICTURE.sub(pictured, html)
    if TABLE in html:
        html = _TABLE.sub(lambda match: table_name(int(match[1])), html)
    return html


def strip(html: str) -> str:
    """The HTML without the marks of links and blocks, for reading its text."""
    if OPEN in html:
        html = _LINK.sub(lambda match: match[3], html)
    return _BLOCK.sub("", html) if BLOCK in html else html
