"""An output folder: its files, its pages parsed by html5lib, which knows nothing of this
project."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib

from opengov_ssg.notation.folding import fold

Element = Any
"""An element as lxml has it."""


class Tree:
    """A built site."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def files(self) -> set[str]:
        """The paths of all files."""
        return {one.relative_to(self.root).as_posix() for one in _files(self.root)}

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page by path. An error of html5lib is an error of the test."""
        return {path: parse(self.root / path) for path in sorted(self.files) if _is_page(path)}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of each page."""
        return {path: set(page.xpath("//@id")) for path, page in self.pages.items()}

    @cached_property
    def records(self) -> dict[str, str]:
        """Path → id of the pages of records, plain pages too."""
        found = {path: page.xpath("//article/@data-record") for path, page in self.pages.items()}
        return {path: ids[0] for path, ids in found.items() if ids}

    def bytes(self) -> dict[str, bytes]:
        """The content of every file."""
        return {path: (self.root / path).read_bytes() for path in self.files}

    def target(self, page: str, address: str) -> str:
        """The path that a relative address on ``page`` means."""
        plain = unquote(urlsplit(address).path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), plain)) if plain else page


def parse(file: Path) -> Element:
    """A page as html5lib reads it; raises ParseError where HTML forbids anything in it."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(file.read_bytes()).getroot()


def text(element: Element) -> str:
    """What ``textContent`` is in a browser."""
    return "".join(element.itertext())


def article_text(article: Element) -> str:
    """The text of a record, as its page shows it: without what the theme adds to blocks, folded."""
    copy = deepcopy(article)
    for part in copy.xpath(".//*[@data-furniture]"):
        after = part.tail or ""
        part.clear()
        part.tail = after
    return fold(text(copy))


def metas(page: Element) -> list[tuple[str, str]]:
    """Name and content of the page's ``<meta name>`` elements."""
    return [(one.get("name"), one.get("content")) for one in page.xpath("//meta[@name]")]


def _files(root: Path) -> Iterator[Path]:
    return (one for one in root.rglob("*") if not one.is_dir())


def _is_page(path: str) -> bool:
    return path.endswith(".html")
