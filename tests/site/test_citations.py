"""Who cites whom in the sample, both ways, and what the report says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import AS_OF, ROOT, Project, record, run_ssg
from tests.site.tree import Tree, text

RULES = "国办发〔2016〕80号"
POINTS = "国办发〔2013〕100号"
RECORDS = ("catalog/", "interpretations/", "specials/")
GUANGDONG = "广东省人民政府办公厅"


@pytest.fixture(scope="module")
def rows(tree: Tree) -> list[dict[str, Any]]:
    """The records of the data file."""
    found = json.loads((tree.root / "data/catalog.json").read_text("utf-8"))["records"]
    assert isinstance(found, list)
    return found


def _cited_by(tree: Tree, path: str) -> dict[str, str]:
    """Path → text of the links of the list “cited by” of a page."""
    links = tree.pages[path].xpath("//section[@aria-labelledby='cited-by']//a")
    return {tree.target(path, one.get("href")): text(one) for one in links}


def _cites(tree: Tree, path: str) -> dict[str, str]:
    """Text → path (or empty) of the list “cites” of a page."""
    entries = tree.pages[path].xpath("//section[@aria-labelledby='cites']//li")
    found = {}
    for entry in entries:
        links = entry.xpath("./a/@href")
        found[text(entry)] = tree.target(path, links[0]) if links else ""
    return found


def test_the_rules_of_2016_are_cited_by_the_notice_of_guangdong(
    tree: Tree, rows: list[dict[str, Any]]
) -> None:
    [rules] = [row["url"] for row in rows if row["doc_no"] == RULES]
    [notice] = [
        row["url"] for row in rows if row["agency_name"] == GUANGDONG and row["kind"] == "document"
    ]
    cited_by = _cited_by(tree, rules)
    title = text(tree.pages[notice].xpath("//h1")[0])
    assert cited_by.get(notice) == title
    links = tree.pages[notice].xpath("//article//a[@class='citation']")
    assert rules in [tree.target(notice, one.get("href")) for one in links]
    assert rules in _cites(tree, notice).values()


def test_circulars_that_cite_what_the_site_does_not_hold(
    tree: Tree, rows: list[dict[str, Any]]
) -> None:
    """Their citations link once the document is there; until then they are named and not linked."""
    held = [row["url"] for row in rows if row["doc_no"] == POINTS]
    circulars = [
        path for path in tree.records if POINTS in text(tree.pages[path].xpath("//article")[0])
    ]
    assert len(circulars) == 3
    for path in circulars:
        [(name, target)] = [one for one in _cites(tree, path).items() if POINTS in one[0]]
        assert target == (held[0] if held else ""), path
        marked = "本站未收录" in name
        assert marked == (not held), path


def test_the_report_counts_them(tree: Tree, tmp_path: Path) -> None:
    output = tmp_path / "build"
    ran = run_ssg("-C", ROOT, "build", "--as-of", AS_OF, "--output", output, "--format", "json")
    assert ran.code == 0, ran.err
    counted = ran.json["citations"]
    shown = [_cites(tree, path).values() for path in tree.records]
    assert counted["resolved"] == sum(bool(one) for targets in shown for one in targets)
    assert counted["unresolved"] == sum(not one for targets in shown for one in targets)
    assert counted["resolved"] >= 1 and counted["unresolved"] >= 3


def test_every_citation_is_told_at_both_ends(tree: Tree) -> None:
    there = {
        (path, target) for path in tree.records for target in _cites(tree, path).values() if target
    }
    back = {(other, path) for path in tree.records for other in _cited_by(tree, path)}
    assert there == back
    for path in tree.records:
        for link in tree.pages[path].xpath("//article//a[@class='citation']"):
            target = tree.target(path, link.get("href"))
            # A plain page, such as the help, leads there without being one that cites.
            assert target != path
            assert ((path, target) in there) == path.startswith(RECORDS)


def test_a_citation_links_from_the_day_the_document_is_there(
    make_site: Callable[[Mapping[str, str]], Project],
) -> None:
    """By 文号 in any spelling and by title, counted once a document."""
    circular = record(
        "按照《国务院办公厅关于要点的通知》（国办发[2013]100号）和国办发〔２０１３〕１００ 号执行。",
        title="关于落实要点的通知",
    )
    project = make_site({"content/bgs/documents/2026/a.md": circular})
    tree = Tree(project.build())
    [(name, target)] = _cites(tree, "catalog/bgs/wj-2026-0001.html").items()
    assert POINTS in name and not target
    project.write(
        "content/bgs/documents/2026/b.md",
        record(title="国务院办公厅关于要点的通知", slug="wj-b", doc_no=POINTS, origin="imported"),
    )
    tree = Tree(project.build())
    assert list(_cites(tree, "catalog/bgs/wj-2026-0001.html").values()) == ["catalog/bgs/wj-b.html"]
    assert list(_cited_by(tree, "catalog/bgs/wj-b.html")) == ["catalog/bgs/wj-2026-0001.html"]
    links = tree.pages["catalog/bgs/wj-2026-0001.html"].xpath("//article//a")
    assert len(links) == 3
