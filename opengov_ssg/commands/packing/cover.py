"""What lies beside the pages of a pack: a page to open first, and a text that
says what the pack is.

Both stand at the top of the archive, where a reader looks. The page leads on by a link and
not of itself: opened from within the archive, as some systems do, it says that the archive
must be unpacked first.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from opengov_ssg import digests
from opengov_ssg.model.catalog import Part
from opengov_ssg.notation import languages
from opengov_ssg.plan.pack import about, name
from opengov_ssg.plan.words import Words

SITE = "site"
"""The folder of the pages, beside the cover."""
_LONGEST = 60
# What Windows allows in no name; a backslash divides the two levels of a topic.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_STYLE = (
    "body{max-width:40em;margin:3em auto;padding:0 1em;font:1.1em/1.8 sans-serif;color:#1b2733;"
    "background:#fff}h1{font-size:1.5em;line-height:1.4}"
    ".open{display:inline-block;padding:.6em 1.4em;background:#12396b;color:#fff;font-weight:bold}"
)


class Cover(NamedTuple):
    """The name of the pack, of its archive and its one folder; the files at the top of that."""

    name: str
    files: dict[str, bytes]


def cover(part: Part, words: Words) -> Cover:
    """The files at the top by their names, ready to be written."""
    site = words.site.identity
    title = words.text("pack.title", name=site.name, what=name(part.choice, words))
    page, text = f"{words.text('pack.open')}.html", f"{words.text('pack.readme')}.txt"
    lines = [
        about(part, words),
        words.text("pack.readme_open", file=page),
        words.text("pack.unpack", file=page),
        words.text("pack.offline"),
        words.text("pack.readme_files", folder=SITE),
        words.text("pack.readme_verify", folder=SITE),
    ]
    if part.base:
        lines.append(f"{words.text('pack.site')}{part.base}")
    files = {page: _page(title, part, page, words), text: _text(title, lines)}
    return Cover(_fitting(title), files)


def _page(title: str, part: Part, file: str, words: Words) -> bytes:
    shown, language = escape(title), languages.parse(words.site.identity.language)
    policy = f"default-src 'none'; style-src {digests.for_policy(_STYLE)}"
    where = ""
    if part.base:
        base = escape(part.base)
        where = f'<p>{escape(words.text("pack.site"))}<a href="{base}">{base}</a></p>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{language.tag}" dir="{language.direction}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{shown}</h1>\n<p>{escape(about(part, words))}</p>\n"
        f'<p><a class="open" href="{SITE}/index.html">{escape(words.text("pack.open_here"))}</a></p>\n'
        f"<p>{escape(words.text('pack.unpack', file=file))}</p>\n"
        f"<p>{escape(words.text('pack.offline'))}</p>\n{where}</main>\n</body>\n</html>\n"
    ).encode()


def _text(title: str, lines: list[str]) -> bytes:
    """With a byte-order mark and CRLF: older editors on Windows need both."""
    return "\r\n".join([title, "", *lines, ""]).encode("utf-8-sig")


def _fitting(title: str) -> str:
    """A name that every file system takes, short enough for the paths below it."""
    plain = " ".join(_UNFIT.sub(" ", title).split())[:_LONGEST].strip(" .")
    return f"_{plain}" if _RESERVED.match(plain) or not plain else plain
