"""Sanitised HTML → a body as kept: anchored headings, numbered links, cited documents marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from html import escape, unescape
from itertools import islice

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model import marks
from opengov_ssg.model.bodies import Body, Heading
from opengov_ssg.model.entries import BodyLink
from opengov_ssg.notation import doc_no
from opengov_ssg.notation.html_text import join_lines, text_of

# Tags that something is done about; after sanitising, values are quoted and hold no quotation mark.
_TAGS = re.compile(r'<(/?)(a|img|code|pre|h[1-6]|table|thead|th)\b(?:[^>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_TITLE = re.compile(r"《((?:[^《》<>]|《[^《》<>]*》){4,150})》")
_LITERAL = re.compile(r"\*\*|__(?=[^\s<])|~~")
_MOST_MARKS = 100
_APART = re.compile("[<>&\n]")  # beyond these, the HTML and the source are not alike
_BREAK = re.compile("\n")
_READINGS = 6  # a number is looked up under so many readings; the main process keeps them all
_SILENT = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))


class Finisher:
    """Walks the HTML of one body once. Use :func:`finish`."""

    def __init__(
        self, path: str, source: str, first_line: int, links: Sequence[BodyLink] = ()
    ) -> None:
        self.path = path
        self.source = source
        self.first_line = first_line
        self.out: list[str] = []
        self.links: list[BodyLink] = list(links)
        self.headings: list[Heading] = []
        self.problems: list[Problem] = []
        self._silent = 0
        self._counters = [0] * 7
        self._open: list[tuple[int, int, str]] = []  # where a link or heading began in `out`
        self._tables = 0
        self._in_head = False
        self._cursor = 0

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the source begins."""
        return [0, *(found.end() for found in _BREAK.finditer(self.source))]

    def walk(self, html: str) -> Body:
        """Go from one tag that matters to the next; paragraphs and the like stay in their chunk."""
        end = 0
        for found in _TAGS.finditer(html):
            self._chunk(html[end : found.start()])
            end = found.end()
            name, closing = found[2], bool(found[1])
            if name in _SILENT:
                self._silent += -1 if closing else 1
            handler = _HANDLERS.get(name)
            if handler:
                handler(self, found[0], name, closing)
            else:
                self.out.append(found[0])
        self._chunk(html[end:])
        return Body("".join(self.out), tuple(self.headings))

    def _chunk(self, text: str) -> None:
        if text:
            self.out.append(text if self._silent else self._text(text))

    # Text

    def _text(self, text: str) -> str:
        if "\n" in text:
            text = join_lines(text)
        if "**" in text or "__" in text or "~~" in text:
            self._literal(text)
        if "号" not in text and "《" not in text and "號" not in text:
            return text
        titles = list(_TITLE.finditer(text))
        quoted = {found.end(): found[1] for found in titles}
        spans = [
            (found.start, found.end, self._number(found, _before(found.start, text, quoted)))
            for found in doc_no.find(text)
        ]
        spans += [(one.start() + 1, one.end() - 1, self._title(one[1])) for one in titles]
        return self._marked(text, sorted(spans, key=lambda span: (span[0], -span[1])))

    def _marked(self, text: str, spans: list[tuple[int, int, BodyLink]]) -> str:
        out, end = [], 0
        for start, stop, link in spans:
            if start < end:
                continue  # a number inside a cited title
            number = len(self.links)
            self.links.append(link)
            out.append(text[end:start])
            out.append(marks.citation(number, text[start:stop], link.kind == "number"))
            end = stop
        out.append(text[end:])
        return "".join(out)

    def _number(self, found: doc_no.Mention, quoted: str) -> BodyLink:
        likely = len(found.doc_no)
        near = sorted(found.candidates, key=lambda one: abs(len(one) - likely))[:_READINGS]
        longest_first = sorted(near, key=len, reverse=True)
        readings = tuple(dict.fromkeys((found.doc_no, *longest_first)))
        return BodyLink("number", found.doc_no, self._find(found.text), readings, quoted)

    def _title(self, title: str) -> BodyLink:
        return BodyLink("title", unescape(title), self._find(title))

    def _literal(self, text: str) -> None:
        """One warning a line; a mark that the source escapes is meant to be seen."""
        told = 0
        for found in islice(_LITERAL.finditer(text), _MOST_MARKS):
            before = _APART.split(text[max(found.start() - 8, 0) : found.start()])[-1]
            after = _APART.split(text[found.end() : found.end() + 8])[0]
            escaped = rf"{re.escape(before)}\\[*_~]\\?[*_~]{re.escape(after)}"
            if re.search(escaped, self.source):
                continue
            near = before + found[0] + after
            at = self._find(near, len(before)) if near in self.source else self._find(found[0])
            if at[0] != told:
                self.problems.append(problem("literal-mark", self.path, at, mark=found[0]))
            told = at[0]

    def _find(self, text: str, shift: int = 0) -> tuple[int, int]:
        """Line and column of ``text`` (``shift`` characters in it) in the file, searched onwards
        from the last one found; of that one, where the source spells the text otherwise."""
        position = self.source.find(text, self._cursor)
        if position < 0:
            position = self.source.find(text)
        if position < 0:
            position = self._cursor
        self._cursor = position + len(text)
        position += shift
        line = bisect_right(self._starts, position) - 1
        return self.first_line + line, position - self._starts[line] + 1

    # Tags

    def _link(self, tag: str, name: str, closing: bool) -> None:
        if not closing:
            self._open.append((len(self.out), 0, tag))
            return
        begin, _, opening = self._open.pop()
        inner = "".join(self.out[begin:])
        del self.out[begin:]
        given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(opening)}
        target = given.get("href", "").strip()
        refused = given.get("data-to", "")
        at = self._at(given, target or refused)
        if not target:
            self.problems.append(problem("link-scheme", self.path, at, to=refused))
            self.out.append(inner)
            return
        extra = f' title="{escape(given["title"])}"' if given.get("title") else ""
        if target.startswith(("http://", "https://")):
            extra += ' class="external"'
        self.out.append(marks.link(len(self.links), inner, extra))
        self.links.append(BodyLink("link", target, at))

    def _picture(self, tag: str, name: str, closing: bool) -> None:
        given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag)}
        target = given.get("src", "").strip()
        at = self._at(given, target)
        if not given.get("alt", "").strip():
            self.problems.append(problem("image-alt", self.path, at, file=target))
        if not target or ":" in target.split("/")[0] or target.startswith("//"):
            self.problems.append(problem("leads-outside", self.path, at, hint="picture", to=target))
            return
        sizes = "".join(f' {key}="{given[key]}"' for key in ("width", "height") if key in given)
        alt = escape(given.get("alt", ""))
        self.out.append(f'<img src="{marks.picture(len(self.links))}" alt="{alt}"{sizes}>')
        self.links.append(BodyLink("picture", target, at))

    def _at(self, given: dict[str, str], target: str) -> tuple[int, int]:
        if "data-line" not in given:  # raw HTML
            return self._find(target or "<a")
        line = self._line(given.get("data-line", ""))
        start = self._starts[line - 1]
        text = self.source[start : self._starts[line] if line < len(self._starts) else None]
        column = max(text.find(f"({target})") + 1, text.find(target), 0) if target else 0
        self._cursor = max(self._cursor, start + column + 1)
        return self.first_line + line - 1, column + 1

    def _line(self, given: str) -> int:
        """The line in the body; raw HTML has none, or one of its own making."""
        line = int(given) if re.fullmatch("[0-9]{1,9}", given) else 1
        return line if 0 < line <= len(self._starts) else 1

    def _heading(self, tag: str, name: str, closing: bool) -> None:
        if not closing:
            self._open.append((len(self.out), int(name[1]), tag))
            self.out.append("")
            return
        begin, level, _ = self._open.pop()
        text = text_of(marks.strip("".join(self.out[begin:])))
        self._check_level(level, text)
        level = max(level, 2)
        anchor = self._anchor(level)
        self.headings.append(Heading(level, anchor, text))
        self.out[begin] = f'<h{level} id="{anchor}">'
        self.out.append(f"</h{level}>")

    def _check_level(self, level: int, text: str) -> None:
        above = self.headings[-1].level if self.headings else 1
        if level == 1 or level > above + 1:
            words: Words = {"level": level, "text": text[:20], "above": above}
            at = self._find(text[:20])
            hint = "top" if level == 1 else ""
            self.problems.append(problem("heading-level", self.path, at, hint=hint, **words))

    def _anchor(self, level: int) -> str:
        """Position, never the label: numbering restarts in real documents (``s2-1``)."""
        self._counters[level] += 1
        self._counters[level + 1 :] = [0] * (6 - level)
        return "s" + "-".join(str(count) for count in self._counters[2 : level + 1])

    def _table(self, tag: str, name: str, closing: bool) -> None:
        if closing:
            self.out.append("</table></div>")
            return
        self._tables += 1
        spoken = marks.table(self._tables)
        box = f'<div class="table-scroll" tabindex="0" role="region" aria-label="{spoken}">'
        self.out.append(box + tag)

    def _head(self, tag: str, name: str, closing: bool) -> None:
        self._in_head = not closing
        self.out.append(tag)

    def _header_cell(self, tag: str, name: str, closing: bool) -> None:
        if not closing and " scope=" not in tag:
            scope = "col" if self._in_head else "row"
            tag = f'<th scope="{scope}"{tag[3:]}'
        self.out.append(tag)


def _before(start: int, text: str, quoted: dict[int, str]) -> str:
    """The title that ends right before a number: ``《…》（国办发…``."""
    end = start - 1 if text[start - 1 : start] in ("（", "(") else start
    return unescape(quoted.get(end, ""))


_HANDLERS: dict[str, Callable[[Finisher, str, str, bool], None]] = {
    "a": Finisher._link,
    "img": Finisher._picture,
    "table": Finisher._table,
    "thead": Finisher._head,
    "th": Finisher._header_cell,
    **{f"h{level}": Finisher._heading for level in range(1, 7)},
}


def finish(
    html: str, path: str, source: str, first_line: int, links: Sequence[BodyLink] = ()
) -> tuple[Body, tuple[BodyLink, ...], list[Problem]]:
    """Finish the sanitised ``html`` of the Markdown ``source``, which begins on ``first_line``.

    ``links`` are those of its blocks, which have the first numbers.
    """
    finisher = Finisher(path, source, first_line, links)
    body = finisher.walk(html)
    return body, tuple(finisher.links), finisher.problems
