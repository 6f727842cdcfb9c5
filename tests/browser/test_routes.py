"""What citizens come for is two clicks from the first page, on wide and narrow screens, with
script and without. A submitted search counts as a click; nothing is reached by a menu that has
to be opened first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.showing import SHOWN
from tools.screenshots import WIDTHS, address, pages

NUMBER = "国办发〔2016〕80号"
DUTIES = "（示例）负责全市教育工作的统筹规划、指导和管理。"

Click = Callable[[Page], Locator]


def link(name: str, exact: bool = True) -> Click:
    """A link of the page's own content by its words."""
    return lambda page: page.get_by_role("main").get_by_role("link", name=name, exact=exact).first


def first_of(heading: str) -> Click:
    """The first title of a list under a heading."""
    return lambda page: (
        page.get_by_role("region", name=heading, exact=True).locator(".og-record-list__title").first
    )


def browse(name: str) -> Click:
    """A way into a list, which has a number of records beside its name."""
    return lambda page: page.locator(".og-counted-links__link", has_text=name).first


def card(name: str) -> Click:
    """A way on the first page, which has a remark beside its name."""
    return lambda page: page.locator(".og-ways__link", has=page.get_by_text(name, exact=True))


# What is looked for: the clicks, and what the last page has to show.
ROUTES: dict[str, tuple[tuple[Click, ...], str, str]] = {
    "the newest documents": ((link("进入目录"),), "catalog/index.html", "共"),
    "the newest document": ((first_of("最新公开"),), "catalog/*/*.html", "发文字号"),
    "a document by its number": (
        (
            browse("国务院办公厅"),
            lambda page: page.locator("tr", has_text=NUMBER).get_by_role("link"),
        ),
        "catalog/gwybgt/wj-2026-0004.html",
        NUMBER,
    ),
    "an agency's duties": (
        (card("公开机构"), link("示例市教育局（示例）", exact=False)),
        "agencies/sl-jyj/index.html",
        DUTIES,
    ),
    "open consultations": ((card("征求意见"),), "consultations/index.html", "正在征集"),
    "an open consultation": ((first_of("征求意见"),), "consultations/*.html", "征集"),
    "the gazette": ((card("政府公报"),), "gazette/index.html", "国务院公报"),
    "its newest issue": (
        (card("政府公报"), link("2026年第22号")),
        "gazette/gwygb/2026/22/index.html",
        "目录",
    ),
    "statutory content": ((link("行政许可", exact=False),), "columns/permits/index.html", "许可"),
    "all statutory columns": (
        (link("法定主动公开内容、重点领域和全部栏目"),),
        "columns/index.html",
        "法定主动公开内容",
    ),
    "五公开": (
        (link("进入目录"), browse("决策")),
        "catalog/by-five-open/decision/index.html",
        "决策",
    ),
    "how to ask for information": (
        (card("政府信息公开平台"), link("政府信息公开指南", exact=False)),
        "disclosure/guide.html",
        "申请",
    ),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("route", ROUTES)
def test_a_route(
    route: str, script: bool, width: int, disk: str, new_page: Callable[..., Page]
) -> None:
    clicks, place, shown = ROUTES[route]
    assert len(clicks) <= 2
    page = new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page.goto(f"{disk}index.html")
    for click in clicks:
        target = click(page)
        expect(target).to_be_visible()
        target.click()
    page.wait_for_url(f"{disk}{place}")
    expect(page.get_by_role("main")).to_contain_text(shown)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("written", [NUMBER, "国办发2016 80号", "國辦發[2016]80號"])
def test_a_document_by_a_number_that_is_typed(
    written: str, width: int, disk: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{disk}index.html")
    page.locator("#site-search").fill(written)
    page.get_by_role("button", name="搜索").click()
    page.locator("#search-results a").first.click()
    page.wait_for_url("**/catalog/gwybgt/wj-2026-0004.html")


# Numbers and dates in what a page says of a record, and numbers in running text.
BROKEN = r"""() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const number = /[\u4e00-\u9fff]{2}〔\d{4}〕\d+号/g
  const date = /\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日/g
  while (walker.nextNode()) {
    const node = walker.currentNode
    const parent = node.parentElement
    if (!parent.getClientRects().length || parent.closest('script, svg, .og-hidden')) continue
    // A date of running text may go on in the next line, between its numbers.
    const patterns = parent.closest('.og-prose') ? [number] : [number, date]
    patterns.forEach(pattern => {
      pattern.lastIndex = 0
      for (let one = pattern.exec(node.nodeValue); one; one = pattern.exec(node.nodeValue)) {
        const range = document.createRange()
        range.setStart(node, one.index)
        range.setEnd(node, one.index + one[0].length)
        const lines = new Set(Array.from(range.getClientRects(), box => Math.round(box.top / 8)))
        if (lines.size > 1) found.push([one[0], parent.className])
      }
    })
  }
  return found
}"""


@pytest.mark.parametrize("name", SHOWN)
def test_no_number_is_broken(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    """No 文号 and no date goes over the end of a line."""
    page = new_page()
    page.goto(address(site, pages(site)[name]))
    if name == "search":
        page.wait_for_selector("#search-results[data-state=done]")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN) == [], width
