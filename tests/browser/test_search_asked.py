"""What is excluded, named by its field or quoted counts as the help says, in the browser too; the
total of few hits is exact, and no number beside a facet leads to nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.asking import answer, ask
from tests.browser.indexing import searchable
from tests.search import asked

FOUND = """\
async ([queries, all]) => {
  const finder = ogSearch.finder('search/')
  const options = { zone: 'all', filters: {}, sort: 'relevance', page: 1, all: all }
  const found = []
  for (const one of queries) {
    ogSearch.table = null
    const result = await finder.find(one, options)
    found.push(result.hits.map(hit => [hit.card.title, hit.where, hit.match]))
  }
  return found
}
"""


@pytest.fixture(scope="module")
def folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return searchable(sample, tmp_path_factory.mktemp("asked") / "site", 2, asked.RECORDS)


@pytest.fixture
def engine(folder: Path, page: Page) -> Page:
    page.goto(f"{folder.as_uri()}/search.html")
    return page


@pytest.mark.parametrize("all", [False, True])
def test_whole(engine: Page, all: bool) -> None:
    queries = [query for query, _ in asked.WHOLE]
    for (query, titles), hits in zip(
        asked.WHOLE, engine.evaluate(FOUND, [queries, all]), strict=True
    ):
        held = {title[-1] for title, _, match in hits if match == "whole"}
        assert held == set(titles), query


def test_numbers(engine: Page) -> None:
    queries = [query for query, _ in asked.NUMBER]
    for (query, is_number), hits in zip(
        asked.NUMBER, engine.evaluate(FOUND, [queries, False]), strict=True
    ):
        own = [[asked.NUMBERED, "number", "whole"]]
        assert hits[:1] == own if is_number else all(one[1] != "number" for one in hits), query


@pytest.mark.parametrize("query", ["−国办发〔2016〕80号", "-国办发〔2016〕80号😀"])
def test_what_excludes_only_asks_for_nothing(page: Page, folder: Path, query: str) -> None:
    found = ask(page, f"{folder.as_uri()}/", query)
    assert (found.state, found.hits) == ("done", [])
    assert "未能读取" not in page.locator("#search-status").inner_text()


def test_what_is_quoted_is_marked(page: Page, folder: Path) -> None:
    ask(page, f"{folder.as_uri()}/", "“50%”")
    assert page.locator(".og-search-hit mark").all_inner_texts() == ["50%"]


def test_a_fault_is_no_missing_file(folder: Path, new_page: Callable[..., Page]) -> None:
    """It is told as what it is, and nothing is loaded anew for it."""
    page = new_page(quiet=False)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{folder.as_uri()}/search.html")
    page.evaluate("() => { ogSearch.search = () => Promise.reject(new TypeError('fault')) }")
    page.fill("#search-q", "政务公开")
    page.press("#search-q", "Enter")
    page.wait_for_selector("#search-results[data-state=error]", state="attached")
    said = page.locator("#search-status").inner_text()
    assert "没有完成" in said and "未能读取" not in said
    page.wait_for_timeout(50)
    assert any("fault" in one for one in faults)


@pytest.mark.parametrize(
    "query", ["政务信息公开", "政府信息公开", "规定", "的", "工作方案", "“公开。”", "公开 -国务院"]
)
def test_no_number_leads_to_nothing(disk: str, page: Page, query: str) -> None:
    """Where a facet has numbers, each is that of the hits behind it; where few may
    be hits, they have."""
    found = ask(page, disk, query)
    few = int(found.total) <= 40
    assert found.exact or not few
    page.wait_for_selector(".og-facet")
    links = page.locator(".og-facet__link:not([aria-current])").evaluate_all(
        "links => links.map(one => [one.getAttribute('href'), one.textContent,"
        " one.querySelector('.og-facet__count') && one.querySelector('.og-facet__count').textContent])"
    )
    assert not few or all(count for _, _, count in links)
    for href, text, count in [one for one in links if one[2]][::4]:
        page.goto(f"{disk}search.html{href}")
        own = answer(page)
        assert own.hits and int(own.total) > 0, (query, text)
        assert own.total == count or not few, (query, text)


@pytest.mark.parametrize("query", ["政府信息公开", "管理办法"])
def test_few_are_counted(disk: str, page: Page, query: str) -> None:
    """As ``all`` counts them; those that hold it beside their text come after them, as such."""
    every = ask(page, disk, query, all="1")
    assert 10 < len(every.hits) <= 40
    pages = []
    for number in (1, 2):
        page.goto(f"{disk}search.html?q={query}&page={number}")
        pages.append(answer(page))
        assert (pages[-1].total, pages[-1].exact) == (every.total, True)
    hits = [one for own in pages for one in own.hits]
    assert [url for url, match in hits if match == "whole"] == every.urls
    partial = [url for url, match in hits if match == "partial"]
    assert page.locator(".og-search__also + ol [data-url]").count() == len(partial)
