"""Long lists: complete, each record once, and a new record touches few pages (DESIGN 4)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options
from tests.conftest import SITE, Project, record
from tests.site.tree import Tree, text

pytestmark = pytest.mark.xdist_group("lists")

MakeSite = Callable[[Mapping[str, str]], Project]
COUNT = 264
HIDDEN = 8
_YEAR_PAGE = re.compile(r"(.*)/(\d{4})-(\d+)\.html")
FOLDER = "content/bgs/documents/2026"
TOPICS = ["综合政务\\政务公开", "科技、教育\\教育"]
STATES: list[dict[str, Any]] = [
    {"status": "draft"},
    {"withdrawn": {"at": "2026-10-01", "kind": "notice", "reason": "有误"}},
    {
        "withdrawn": {"at": "2026-10-01", "kind": "silent"},
        "review": [{"step": "withdrawal", "result": "pass"}],
    },
    {"published": "2027-01-01"},
    {"public_until": "2026-10-01"},
    {"disclosure": "不予公开", "nondisclosure_reason": "国家秘密", "body": ""},
]


def _document(number: int, day: date, **fields: Any) -> str:
    """A small document; most are of one topic, one in five of another."""
    body = fields.pop("body", f"正文{number}。")
    given = {
        "title": f"关于事项{number:03}的通知",
        "slug": f"wj-{number:04}",
        "signed": day.isoformat(),
        "published": day.isoformat(),
        "topics": TOPICS[: 1 if number % 5 else 2],
        "genre": "通知",
        "column": "zcwj",
        "origin": "imported",
    }
    return record(body, **given | fields)


def _files() -> dict[str, str]:
    """COUNT public documents over six years, several a day at times; and hidden ones between."""
    files = {}
    day = date(2021, 1, 1)
    for number in range(COUNT):
        day += timedelta(days=number % 3 * 8)
        files[f"{FOLDER}/d{number:03}.md"] = _document(number, day)
    for number in range(HIDDEN):
        fields = STATES[number % len(STATES)]
        files[f"{FOLDER}/h{number}.md"] = _document(900 + number, date(2023, 5, 1), **fields)
    for number in range(110):
        files[f"content/bgs/interpretations/2026/j{number}.md"] = record(
            kind="interpretation",
            title=f"解读{number}",
            slug=f"jd-{number:04}",
            signed="2025-01-01",
            published=(date(2025, 1, 1) + timedelta(days=number)).isoformat(),
            origin="imported",
            column="zcwj",
        )
    return files


def _build(project: Project, name: str) -> Tree:
    options = Options(
        project.root,
        parse_instant("2026-11-22"),
        output=project.root / name,
        executor="serial",
    )
    report = build(options)
    assert report.published, report.problems
    return Tree(project.root / name)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The large site, written once."""
    made = Project(tmp_path_factory.mktemp("lists"))
    for path, data in {"site.yaml": SITE, **_files()}.items():
        made.write(path, data)
    return made


@pytest.fixture(scope="module")
def large(project: Project) -> Tree:
    """The large site, built."""
    return _build(project, "before")


def _rows(tree: Tree, path: str) -> list[str]:
    """The records in the table of a page, from above."""
    found = tree.pages[path].xpath("//main//tbody//a/@href")
    return [tree.target(path, one) for one in found]


def _year_pages(tree: Tree) -> dict[str, list[str]]:
    """Each cut list → its year pages, from the oldest."""
    pages: dict[str, list[str]] = {}
    for path in tree.pages:
        if found := _YEAR_PAGE.fullmatch(path):
            pages.setdefault(found[1], []).append(path)
    for paths in pages.values():
        paths.sort(key=_order)
    return pages


def _order(path: str) -> tuple[int, int]:
    found = _YEAR_PAGE.fullmatch(path)
    assert found
    return int(found[2]), int(found[3])


def _catalog(tree: Tree) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((tree.root / "data/catalog.json").read_text("utf-8"))[
        "records"
    ]
    return found


def _members(tree: Tree, folder: str) -> set[str]:
    """The records that a list should hold, by the data file."""
    rows = _catalog(tree)
    if folder == "interpretations":
        return {row["url"] for row in rows if row["kind"] == "interpretation"}
    if folder.startswith("columns/"):
        return {row["url"] for row in rows if row["column"] == folder.removeprefix("columns/")}
    rows = [row for row in rows if row["kind"] == "document"]
    if folder.startswith("catalog/by-year/"):
        return {row["url"] for row in rows if row["signed"][:4] == folder[-4:]}
    if folder.startswith("catalog/by-topic/"):
        heading = text(tree.pages[f"{folder}/index.html"].xpath("//h1")[0])
        named = [
            (row["url"], [part for one in row["topics"] for part in re.split(r"\\|/", one)])
            for row in rows
        ]
        return {url for url, parts in named if heading in parts}
    return {row["url"] for row in rows}  # one agency, one genre, one validity


def test_each_record_is_once_in_each_of_its_lists(large: Tree) -> None:
    pages = _year_pages(large)
    for wanted in ("by-agency/bgs", "by-topic/02", "by-genre/08", "by-validity/unstated"):
        assert f"catalog/{wanted}" in pages
    assert {"interpretations", "columns/zcwj"} <= pages.keys()
    for folder, paths in pages.items():
        listed = Counter(row for path in paths for row in _rows(large, path))
        assert set(listed) == _members(large, folder), folder
        assert set(listed.values()) == {1}, folder
    whole = {one.rpartition("/")[0] for one in large.pages if one.endswith("/index.html")}
    for folder in whole - pages.keys():
        if folder.startswith("catalog/by-") and folder.count("/") == 2:
            assert set(_rows(large, f"{folder}/index.html")) == _members(large, folder), folder


def test_rows_run_from_new_to_old_and_pages_are_full(large: Tree) -> None:
    order = {row["url"]: (row["published"], row["id"]) for row in _catalog(large)}
    for folder, paths in _year_pages(large).items():
        rows = [row for path in reversed(paths) for row in _rows(large, path)]
        assert rows == sorted(rows, key=lambda row: order[row], reverse=True), folder
        assert _rows(large, f"{folder}/index.html") == rows[:50]
        for path in paths:
            year, number = _order(path)
            assert {order[row][0][:4] for row in _rows(large, path)} == {str(year)}
            later = f"{folder}/{year}-{number + 1}.html" in large.pages
            assert len(_rows(large, path)) == 50 if later else 1 <= len(_rows(large, path)) <= 50


def test_first_page_alone_tells_totals(large: Tree) -> None:
    for folder, paths in _year_pages(large).items():
        count = len(_members(large, folder))
        first = large.pages[f"{folder}/index.html"]
        [total] = first.xpath("//*[contains(@class, 'head__total')]")
        assert str(count) in re.findall(r"\d+", text(total)), folder
        [years] = first.xpath("//nav[contains(@class, 'og-years')]")
        counts = [int(text(one)) for one in years.xpath(".//*[contains(@class, 'count')]")]
        assert sum(counts) == count
        for path in paths:
            assert large.pages[path].xpath("//*[contains(@class, 'head__total')]") == []
            assert large.pages[path].xpath("//nav[contains(@class, 'og-years')]") == []


def test_pages_of_a_list_lead_to_each_other(large: Tree) -> None:
    for folder, paths in _year_pages(large).items():
        first = f"{folder}/index.html"
        for older, newer in pairwise(paths):
            assert newer in _leads(large, older, "prev") and older in _leads(large, newer, "next")
        assert _leads(large, paths[0], "next") == _leads(large, paths[-1], "prev") == []
        years = large.pages[first].xpath("//nav[contains(@class, 'og-years')]//a/@href")
        reached = {large.target(first, one) for one in years}
        newest_of = {_order(path)[0]: path for path in paths}
        assert reached == set(newest_of.values())
        for path in paths:
            assert first in {
                large.target(path, one) for one in large.pages[path].xpath("//main//a/@href")
            }


def _leads(tree: Tree, path: str, rel: str) -> list[str]:
    found = tree.pages[path].xpath(f"//nav[contains(@class, 'pager')]//a[@rel='{rel}']/@href")
    return [tree.target(path, one) for one in found]


def test_hidden_and_withdrawn_records_are_in_no_list(large: Tree) -> None:
    for path in large.pages:
        assert not [row for row in _rows(large, path) if "/wj-09" in row], path
    assert "catalog/bgs/wj-0901.html" in large.files  # the notice is at its address all the same


@pytest.mark.parametrize("published", [date(2026, 11, 22), date(2026, 11, 21)])
def test_one_more_record_touches_three_pages_of_each_list(
    project: Project, large: Tree, published: date
) -> None:
    """Also in the first days of a year that has no page yet, and when a page is full."""
    before = large.bytes()
    lists = _year_pages(large)
    file = project.write(f"{FOLDER}/new.md", _document(800, published))
    after = _build(project, "after")
    file.unlink()
    touched: dict[str, list[str]] = {}
    for path, data in after.bytes().items():
        folder = path.rpartition("/")[0]
        if folder in lists and before.get(path) != data:
            touched.setdefault(folder, []).append(path)
    assert "catalog/by-agency/bgs" in touched
    for folder, paths in touched.items():
        assert len(paths) <= 3, paths
        assert f"{folder}/index.html" in paths
    pages = {path for path in before if not path.startswith("search/")}  # named by their content
    assert pages <= after.files
    # Of all pages only lists, entrances and the neighbour change.
    changed = [path for path in large.records if before[path] != after.bytes()[path]]
    assert len(changed) <= 1


def test_filling_a_year_page_by_page(make_site: MakeSite) -> None:
    """From 100 records on, one a day over a new year: never more than three pages of a list."""
    files = {f"{FOLDER}/d{one:03}.md": _document(one, date(2025, 6, 1)) for one in range(101)}
    project = make_site(files)
    day, old = date(2025, 12, 30), _build(project, "build").bytes()
    for number in range(101, 106):
        project.write(f"{FOLDER}/d{number:03}.md", _document(number, day))
        new = _build(project, "build").bytes()
        _at_most_three(old, new)
        day, old = day + timedelta(days=1), new
    assert "catalog/by-agency/bgs/2026-1.html" in old
    for number in range(106, 150):  # and over the edge of a page
        project.write(f"{FOLDER}/d{number:03}.md", _document(number, date(2026, 1, 5)))
    old = _build(project, "build").bytes()
    for number in range(150, 156):
        project.write(f"{FOLDER}/d{number:03}.md", _document(number, date(2026, 1, 6)))
        new = _build(project, "build").bytes()
        _at_most_three(old, new)
        old = new
    assert "catalog/by-agency/bgs/2026-2.html" in old


def _at_most_three(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    folders = Counter(
        str(Path(path).parent)
        for path, data in new.items()
        if path.endswith(".html") and old.get(path) != data
    )
    for folder in ("catalog/by-agency/bgs", "catalog/by-genre/08", "columns/zcwj"):
        assert 1 <= folders[folder] <= 3, folder
