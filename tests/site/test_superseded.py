"""A document that another one has superseded looks like the one in force nowhere; it is
listed by its state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opengov_ssg.commands.searching import search
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import Card
from tests.conftest import SITE, record
from tests.making import HERE, instant, issue, write
from tests.site.tree import Element, Tree, text

OLD, NEW = "catalog/bgs/wj-1.html", "catalog/bgs/wj-2.html"
TITLE = "测试市音像制品管理办法"
FILES = {
    "site.yaml": SITE + "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs}\n",
    f"{HERE}/old.md": record(
        title=TITLE, slug="wj-1", origin="imported", topics=["综合政务/政务公开"], genre="通知"
    ),
    f"{HERE}/new.md": record(
        title=TITLE,
        slug="wj-2",
        topics=["综合政务/政务公开"],
        genre="通知",
        signed="2026-03-01",
        published="2026-03-02",
        effective="2026-06-01",
        supersedes=["./old.md"],
    ),
    f"{HERE}/reading.md": record(
        kind="interpretation", title="解读", slug="jd-1", interprets=["./old.md", "./new.md"]
    ),
    f"{HERE}/forwarding.md": record(title="转发", slug="wj-3", forwards=["./old.md", "./new.md"]),
    f"{HERE}/special.md": record(
        kind="special",
        title="专题",
        slug="zt",
        signed=None,
        sections=[{"title": "文件", "items": [{"ref": "./old.md"}, {"ref": "./new.md"}]}],
    ),
    "content/gazette/gb/2026/2.yaml": issue(
        "[{ref: ../../../bgs/documents/2026/old.md, page: 2},"
        " {ref: ../../../bgs/documents/2026/new.md, page: 5}]"
    ),
}
_TAG = ".//*[contains(@class, 'og-tag--superseded')]"
_ENTRIES = "//main//a[@href][ancestor::*[self::li or self::tr or self::dd]]"
_BESIDE = "ancestor::*[self::li or self::tr or self::dd][1]"
WHERE = {
    "index.html",
    "catalog/index.html",
    "catalog/by-agency/bgs/index.html",
    "catalog/by-topic/02-01/index.html",
    "catalog/by-genre/08/index.html",
    "agencies/bgs/index.html",
    "gazette/gb/2026/2/index.html",
    "specials/zt/index.html",
    "interpretations/jd-1.html",
    "catalog/bgs/wj-3.html",
}


def _built(root: Path, as_of: str) -> Tree:
    write(root, FILES)
    report = build(Options(root, instant(as_of), root / "build", executor="serial"))
    assert report.published, report.problems
    return Tree(root / "build")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return _built(tmp_path_factory.mktemp("after"), "2026-06-01")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return _built(tmp_path_factory.mktemp("before"), "2026-05-31")


def _entries(tree: Tree, to: str) -> dict[str, list[Element]]:
    """The entries of lists that lead to a page, by the page that they are on."""
    found: dict[str, list[Element]] = {}
    for path, page in tree.pages.items():
        for link in page.xpath(_ENTRIES):
            if tree.target(path, link.get("href")) == to and "#" not in link.get("href"):
                found.setdefault(path, []).append(link.xpath(_BESIDE)[0])
    return found


def test_every_entry_says_so(after: Tree) -> None:
    found = _entries(after, OLD)
    silent = {
        path: [text(one) for one in rows if not one.xpath(_TAG)] for path, rows in found.items()
    }
    assert {path: rows for path, rows in silent.items() if rows} == {}
    assert found.keys() >= WHERE


def test_the_one_in_force_is_not_marked(after: Tree) -> None:
    for path, rows in _entries(after, NEW).items():
        assert not any(one.xpath(_TAG) for one in rows), path


def test_none_is_marked_before_the_day(before: Tree) -> None:
    assert _entries(before, OLD).keys() >= WHERE
    for path, page in before.pages.items():
        assert page.xpath(_TAG) == [], path


def test_its_own_page_says_it_twice(after: Tree, before: Tree) -> None:
    def fact(tree: Tree) -> str:
        (value,) = tree.pages[OLD].xpath("//dd[contains(@class, '--validity')]")
        return text(value)

    assert fact(after) == "已被取代"
    assert after.pages[OLD].xpath("//div[@class='og-validity-banner']")
    assert fact(before) == "未标注"


def test_it_is_listed_by_its_state(after: Tree) -> None:
    """Superseding is a relation: no list, no value of a facet, no word of the open data."""
    assert "catalog/by-validity/unstated/index.html" in _entries(after, OLD)
    assert not [path for path in after.files if "by-validity/superseded" in path]
    rows = json.loads(after.bytes()["data/catalog.json"])["records"]
    assert [one["validity"] for one in rows if one["url"] == OLD] == ["unstated"]


def test_a_hit_of_the_search_says_so(after: Tree) -> None:
    told = {one.url: one.validity for one in search(after.root, TITLE, 10).hits}
    assert (told[OLD], told[NEW]) == ("superseded", "in_force")
    index = Index.open(after.root)
    cards = [
        Card._make(index.passage(0, number, 0).card) for number in range(index.segments[0].size)
    ]
    assert {one.validity for one in cards if one.title == TITLE} == {"superseded", "in_force"}
    listed = search(after.root, "validity:unstated", 10).hits
    assert [one.url for one in listed] == [OLD]
    (words,) = after.pages["search.html"].xpath("//script[@id='search-words']/text()")
    assert json.loads(words)["validity"]["superseded"] == "已被取代"
