"""Markdown → HTML, with what only Markdown knows: which line a link stands on.

CommonMark with tables and strikethrough. Raw HTML passes and is cut down to the allow-list later.
Links and pictures carry their source line as ``data-line`` until the body is finished. A fence that
is a block (see :mod:`opengov_ssg.read.blocks`) leaves a place, :data:`PLACE`, which comes through
the allow-list as it is.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from opengov_ssg.model import marks
from opengov_ssg.notation.folding import HAN
from opengov_ssg.notation.html_text import join_lines
from opengov_ssg.read.emphasis import ChineseInline

_SCHEME = re.compile(r"(?!https?://[^/\s])\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLAIN_START = re.compile(f"[{HAN}（《“【〔]")


class _Inline(ParserInline):
    """Inline parser with Chinese emphasis; plain text, which is most of it, costs nothing."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        if not self.terminator_re.search(src):
            text = Token("text", "", 0)
            text.content = src
            tokens.append(text)
            return tokens
        state = ChineseInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _plain_paragraph(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that begins with a Chinese character, between blank lines, is a paragraph.

    Nine lines of ten in real documents are; no other rule needs to look at them.
    """
    start, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if line + 1 < end and not state.isEmpty(line + 1):
        return False
    if state.sCount[line] - state.blkIndent >= 4 or not _PLAIN_START.match(state.src, start):
        return False
    if silent:
        return True
    state.line = line + 1
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = state.src[start:stop].strip()
    inline.map = [line, line + 1]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _soft_break(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A line break between Chinese characters is none; Chinese is written without blanks."""
    before, after = _written(tokens, index, -1)[-1:], _written(tokens, index, 1)[:1]
    return "" if join_lines(f"{before}\n{after}") == before + after else "\n"


def _written(tokens: Sequence[Token], index: int, step: int) -> str:
    """The nearest text before or after ``index``, over the tags between."""
    index += step
    while 0 <= index < len(tokens):
        token = tokens[index]
        if token.content and token.type != "html_inline":
            return token.content
        index += step
    return ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": True, "linkify": False, "typographer": False})
    parser.inline = _Inline()
    parser.configure("js-default")
    parser.options["html"] = True
    # An indented paragraph is a paragraph: clerks indent by blanks, nobody writes code so.
    parser.disable(["replacements", "smartquotes", "linkify", "code"])
    parser.add_render_rule("softbreak", _soft_break)
    parser.block.ruler.before("table", "plain_paragraph", _plain_paragraph)
    # Every address is kept as written: which of them are safe is told when the body is finished.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


BLOCKS = frozenset(("chart", "video", "audio", "infographic", "qa", "notice"))
"""The words after a fence that make it a block; any other fence is code."""
PLACE = re.compile(f"<p>{marks.BLOCK}([0-9]+){marks.STOP}</p>")
_CLOSING = re.compile(r"[\s>]*(`{3,}|~{3,})\s*")


class Fence(NamedTuple):
    """A fence: its kind, the line (from 1 in the body) of its opening, what is in it. The kind of
    one that is code is the first word after the fence.

    ``indents`` says of each line of ``text`` how many characters stand before it in the body.
    """

    kind: str
    line: int
    text: str
    closed: bool
    indents: tuple[int, ...]


class Rendered(NamedTuple):
    """The HTML of a body, the lines (from 1 in the body) of the raw HTML in it, the fences that are
    blocks, and those that are code of some name."""

    html: str
    raw: list[tuple[int, str]]
    fences: list[Fence]
    code: list[Fence]


def render(body: str) -> Rendered:
    """Render Markdown. Never raises on any text; deep nesting is cut by the parser."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(body, env)
    raw: list[tuple[int, str]] = []
    _mark_lines(tokens, raw)
    fences, code = _set_apart(tokens, body) if "```" in body or "~~~" in body else ([], [])
    html: str = parser.renderer.render(tokens, parser.options, env)
    return Rendered(html, raw, fences, code)


def _set_apart(tokens: Sequence[Token], body: str) -> tuple[list[Fence], list[Fence]]:
    """The fences that are blocks, and those that are code; the tokens of the former become places
    for what is made of them."""
    fences: list[Fence] = []
    code: list[Fence] = []
    lines = body.split("\n")
    for token in tokens:
        kind = token.info.partition(" ")[0].strip() if token.type == "fence" else ""
        if not kind or not token.map:
            continue
        fence = _fence(kind, token, lines)
        if kind not in BLOCKS:
            code.append(fence)
            continue
        fences.append(fence)
        token.type = "html_block"
        token.content = f"<p>{marks.BLOCK}{len(fences) - 1}{marks.STOP}</p>\n"
    return fences, code


def _fence(kind: str, token: Token, lines: list[str]) -> Fence:
    start, end = token.map or (0, 0)
    closing = _CLOSING.fullmatch(lines[end - 1]) if end - 1 > start else None
    closed = closing is not None and closing[1].startswith(token.markup)
    pairs = zip(token.content.split("\n"), lines[start + 1 : end], strict=False)
    indents = tuple(len(line) - len(text) if line.endswith(text) else 0 for text, line in pairs)
    return Fence(kind, start + 1, token.content, closed, indents)


def _mark_lines(tokens: Sequence[Token], raw: list[tuple[int, str]]) -> None:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            raw.append((line, token.content))
        elif token.type in ("td_open", "th_open") and token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).rpartition(":")[2]}
        elif token.children and len(token.children) > 1:
            for child in token.children:
                if child.type in ("link_open", "image"):
                    child.attrSet("data-line", str(line))
                    to = str(child.attrGet("href") or "")
                    if _SCHEME.match(to):  # which sanitising removes, if it is not allowed
                        child.attrSet("data-to", to)
                elif child.type == "html_inline":
                    raw.append((line, child.content))
                elif child.type in ("softbreak", "hardbreak"):
                    line += 1
        elif token.children and token.children[0].type == "image":
            token.children[0].attrSet("data-line", str(line))
