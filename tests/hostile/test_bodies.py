"""Every payload in every construct of Markdown, every parameter of a block, and the cells of a
chart: refused with its place, or nothing but what the allow-list has comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from opengov_ssg.model import marks
from opengov_ssg.read import sanitising
from opengov_ssg.read.body import BodyRead, read_body
from opengov_ssg.read.header import Parts
from tests.hostile.bodies import CLASSES, beside
from tests.hostile.payloads import collapsed, of_class, payloads, readable
from tests.hostile.reading import Seen, parsed

# The elements that a body may be made of, and their attributes; written down here once more, so
# that a change of the program's list is one of this too.
_OF_TEXT = """html head body p h2[id] h3[id] ul li ol ol[start] blockquote em strong del code pre a[href]
    a[href title] a[class href] a[class href title] img[alt src] table thead tbody tr td th[scope]
    td[colspan] div[aria-label class role tabindex] b details summary p[class] br hr s u i sub sup
    small mark img[alt height src width] caption dl dt dd rp rt ruby q ins figure figcaption tfoot
    td[rowspan] th[colspan scope] th[rowspan scope] a caption"""
_OF_BLOCKS = """figure[class] figcaption[class] div[class] span[data-furniture] details[class]
    li[data-end data-start] aside[class] section[class] dl[class] p[class] ul[class] ol[class] li[class]
    h3[class] div[aria-label class role] dt[class] dd[class] strong[class] figure[class role] span[class]
    aside[aria-label class] div[class role] div[data-furniture] p[data-furniture]
    summary[data-furniture]"""
ALLOWED = frozenset(re.findall(r"\S+?(?:\[[^\]]*\]|(?=\s|$))", f"{_OF_TEXT} {_OF_BLOCKS}"))
SHOWN = re.compile(r"```(html|js|notice\ntitle|qa|chart|infographic|video|audio)")


@pytest.fixture(scope="module")
def parser(chromium: Browser) -> Iterator[Page]:
    """A page for its parser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def _read(root: Path, payload: str, kind: str) -> Iterator[tuple[str, str]]:
    """Each piece that is taken, and the HTML of it; one that is refused has a place."""
    path = f"content/bgs/document/{kind}-0.md"
    for piece in CLASSES[kind](payload, f"{kind}-0"):
        names = beside(root / path.removesuffix(".md"), piece, payload)
        held = {name: f"{path.removesuffix('.md')}/{name}" for name in names}
        found = read_body(Parts("", piece, 1), root, path, held)
        if any(one.severity == "error" for one in found.problems):
            assert all(one.line > 0 for one in found.problems)
        elif found.body:
            yield piece, _html(found)


def _html(found: BodyRead) -> str:
    """The HTML with the addresses of links as they were written; what is cited leads to a
    record."""
    assert found.body is not None
    written = ("link", "picture")
    targets = [one.target if one.kind in written else "#" for one in found.links]
    filled = marks.fill(found.body.html, targets, _escaped, str)
    return marks.furnish(filled, lambda number, part: part)


def _escaped(target: str) -> str:
    return target.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _wrong(piece: str, page: Seen) -> list[str]:
    return [*page.active, *sorted(set(page.shape.replace("[]", "").split("\n")) - ALLOWED)]


@pytest.mark.parametrize("kind", CLASSES)
def test_what_a_payload_becomes(kind: str, parser: Page, tmp_path: Path) -> None:
    given = [readable(one).replace("\r", "\n") for one in payloads()]  # as files are read
    taken = 0
    for payload in given:
        pieces = list(_read(tmp_path, payload, kind))
        for (piece, _), page in zip(
            pieces, parsed(parser, [html for _, html in pieces]), strict=True
        ):
            assert _wrong(piece, page) == [], piece
            if SHOWN.match(piece) and kind == "fences":
                assert collapsed(payload) in page.text, piece
            taken += 1
    assert taken > len(given)


def test_the_sanitiser_alone(parser: Page) -> None:
    """Whatever reading would refuse besides: the tree that leaves the sanitiser is
    of the allow-list."""
    wraps = (
        "{}",
        "<b>{}</b>",
        "<table><tr><td>{}</td></tr></table>",
        '<a href="{}">x</a>',
        "<p>{}",
    )
    htmls = [
        sanitising.sanitise(wrap.format(readable(one))) for one in payloads() for wrap in wraps
    ]
    for html, page in zip(htmls, parsed(parser, htmls), strict=True):
        assert page.active == (), html
        names = {line.partition("[")[0] for line in page.shape.split("\n")}
        assert names <= sanitising.TAGS | {"html", "head", "body"}, html


@pytest.mark.parametrize(
    "piece",
    [
        "<script>pwn()</script>\n\n文",  # HTML that a file brings along
        "[文](https://www.test.example/ \"x' onmouseover='pwn()\")",  # the title of a link
        '``` x" onmouseover="pwn()\n文\n```',  # what stands after a fence
        "文 &lt;img src=x onerror=pwn()&gt; <img alt=图 src=p.png onerror=pwn()>",  # harvested text
    ],
)
def test_the_ways_of_other_generators(piece: str, parser: Page, tmp_path: Path) -> None:
    found = read_body(Parts("", piece, 1), tmp_path, "content/a.md", {})
    [page] = parsed(parser, [_html(found)])
    assert _wrong(piece, page) == []
    assert "文" in page.text


def test_addresses_that_are_no_links(tmp_path: Path) -> None:
    """Of all that leads elsewhere than a link may, none is a link without a problem."""
    for payload in of_class("schemes"):
        for piece in CLASSES["targets"](readable(payload), "targets-0"):
            found = read_body(Parts("", piece, 1), tmp_path, "content/a.md", {})
            for link in found.links:
                scheme = re.match(r"[\x00- ]*([a-z][a-z0-9+.-]*):", link.target, re.IGNORECASE)
                told = [one for one in found.problems if one.severity == "error"]
                assert not scheme or scheme[1] in ("http", "https", "mailto", "tel") or told, piece
