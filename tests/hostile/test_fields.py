"""Every text field of every kind of record and of site.yaml holds every payload: pages
have the very elements and attributes that they have with harmless letters instead, and
show the payload as text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from tests.hostile.conftest import Built
from tests.hostile.filling import address
from tests.hostile.payloads import ALL, collapsed, groups, of_class, payloads
from tests.hostile.reading import MARK, Seen, pages, seen
from tests.hostile.sites import RECORDS


@pytest.fixture(scope="module")
def parser(chromium: Browser) -> Iterator[Page]:
    """A page for its parser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def found(parser: Page, hostile: Built) -> dict[str, Seen]:
    """Every page of the hostile site."""
    return dict(seen(parser, hostile.root, pages(hostile.root)))


def test_the_corpus() -> None:
    assert len(set(payloads())) == len(payloads()) >= 150
    assert sum("pwn" in one for one in payloads()) > 120


def test_pages_are_made_of_the_same_elements(
    parser: Page, hostile: Built, twin: Built, found: dict[str, Seen]
) -> None:
    """But for the notices before leaving, whose names follow from where they lead: they are
    alike."""
    plain = dict(seen(parser, twin.root, pages(twin.root)))
    notices = {path for path in found.keys() ^ plain.keys() if path.startswith("out/")}
    assert found.keys() - notices == plain.keys() - notices
    assert len(found) > len(RECORDS) * len(groups())
    other = [path for path in found.keys() & plain.keys() if found[path].shape != plain[path].shape]
    assert other == []
    shapes = {found[path].shape for path in notices & found.keys()}
    assert shapes == {plain[path].shape for path in notices & plain.keys()}


def test_nothing_could_run(found: dict[str, Seen]) -> None:
    """No handler, no style, no script within a page, no address of another scheme."""
    assert {path: one.active for path, one in found.items() if one.active} == {}


def spellings(text: str) -> set[str]:
    """How a page may write a text: as it is, as an address, as one keyword of several, a page
    number with its dash, the last line of several."""
    words = text.replace("、", "；").replace(";", "；").replace("，", "；").replace(",", "；")
    last = words.split("；")[-1]
    dashed = text.replace("-", "—")
    step = text.splitlines()[-1]
    return {collapsed(one) for one in (text, address(text), last, dashed, step)}


def test_texts_are_shown_as_they_were_written(hostile: Built, found: dict[str, Seen]) -> None:
    wrong, shown = {}, set()
    for path, page in found.items():
        for text in (page.text, page.values):
            for mark in MARK.finditer(text):
                shown.add(mark[0])
                ways = spellings(hostile.given[mark[0]])
                if not any(text.endswith(one, 0, mark.end()) for one in ways):
                    wrong.setdefault(path, mark[0])
    assert wrong == {}
    assert len(shown) > len(hostile.given) / 2  # names of reviewers and the like are shown nowhere


def test_an_independent_parser_agrees(hostile: Built, twin: Built) -> None:
    """html5lib, strict, on one page of each kind; on all in ``make test-all``."""
    paths = [one for one in pages(hostile.root) if not one.startswith("out/")]
    kinds = {path.rpartition("/")[0].split("/")[0]: path for path in paths}
    for path in paths if ALL else sorted(kinds.values()):
        one, other = (_parsed(built.root / path) for built in (hostile, twin))
        assert one == other, path


def _parsed(file: Path) -> list[tuple[str, tuple[str, ...]]]:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), True, False)
    tree = parser.parse(file.read_bytes())
    return [(str(one.tag), tuple(sorted(one.keys()))) for one in tree.iter()]


def test_data_files_and_feeds_are_whole(hostile: Built) -> None:
    """Readers of JSON, CSV and XML get each text as it was written."""
    written = {collapsed(one) for one in hostile.given.values()}
    data = json.loads((hostile.root / "data/catalog.json").read_text("utf-8"))
    titles = [collapsed(one["title"]) for one in data["records"]]
    assert sum(one in written for one in titles) > len(groups())
    assert len({len(row) for row in _rows(hostile.root / "data/catalog.csv")}) == 1
    feeds = sorted(hostile.root.glob("**/*.xml"))
    assert len(feeds) > 3
    for feed in feeds:
        ElementTree.parse(feed)
    for graph in hostile.root.rglob("*.jsonld"):
        json.loads(graph.read_text("utf-8"))


def test_no_cell_is_a_formula(hostile: Built) -> None:
    begins = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    cells = [
        cell
        for file in hostile.root.rglob("*.csv")
        for row in _rows(file)
        for cell in row
        if cell.lstrip().startswith(begins) or cell.startswith("'")
    ]
    assert [cell for cell in cells if not cell.startswith("'")] == []
    assert len(cells) >= len(of_class("spreadsheets")) - 1  # one begins with a quotation mark


def _rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
