"""Lists: by static pages without script, and with script by a field that filters the rows in
place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

LIST = "catalog/by-agency/gwybgt/index.html"
ROWS = ".og-record-table tbody tr:visible"
TITLE = "国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知"


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize(
    "typed",
    ["国办发〔2016〕80号", "国办发[2016] 80号", "国办发【２０１６】８０号", "细则 政务公开"],
)
def test_rows_are_filtered_in_place(
    typed: str, width: int, disk: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(disk + LIST)
    every = page.locator(ROWS).count()
    assert every > 20
    field = page.get_by_label("在本页中筛选")
    field.fill(typed)
    assert page.locator(f"{ROWS} a").all_text_contents() == [TITLE]
    expect(page.locator(".og-list-filter [role=status]")).to_have_text(f"显示 1 件，共 {every} 件")
    field.fill("没有这样的文件")
    assert page.locator(ROWS).count() == 0
    field.fill("")
    assert page.locator(ROWS).count() == every
    expect(page.locator(".og-list-filter [role=status]")).to_have_text(f"显示全部 {every} 件")


def test_without_script_smaller_lists_do_it(disk: str, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(disk + LIST)
    expect(page.get_by_label("在本页中筛选")).to_be_hidden()
    page.goto(f"{disk}catalog/index.html")
    for heading in ("按机构", "按主题", "按体裁", "按年份", "按有效性", "按五公开"):
        region = page.get_by_role("region", name=heading, exact=True)
        assert region.get_by_role("link").count() > 1, heading


def test_short_lists_have_no_field(disk: str, page: Page) -> None:
    page.goto(f"{disk}catalog/by-five-open/decision/index.html")
    expect(page.get_by_label("在本页中筛选")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_head_of_a_long_table_stays_in_sight(
    width: int, disk: str, new_page: Callable[..., Page]
) -> None:
    """Of a list on a wide screen under the page, of a table in a text in its box; where a list has
    no room for its columns, each value has the column's name before it."""
    page = new_page(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    page.goto(disk + LIST)
    top = "one => one.getBoundingClientRect().top"
    page.evaluate("scrollTo(0, 900)")
    if width == 1280:
        assert page.locator(".og-record-table th").first.evaluate(top) == 0
    else:
        label = "one => getComputedStyle(one, '::before').content"
        assert page.locator("[data-label=文号]").first.evaluate(label) == '"文号"'
    page.goto(f"{disk}disclosure/sl-bgs/reports/2025.html")
    scrolled = page.evaluate("""() => {
      const box = Array.from(document.querySelectorAll('.table-scroll'))
        .sort((a, b) => b.scrollHeight - a.scrollHeight)[0]
      box.scrollIntoView()
      box.scrollTop = 200
      return [box.scrollTop, box.querySelector('th').getBoundingClientRect().top -
        box.getBoundingClientRect().top, box.clientHeight <= innerHeight]
    }""")
    assert scrolled[0] > 0 and scrolled[2]
    assert abs(scrolled[1]) < 2, scrolled
