"""On paper: A4, the text with its levels as in official documents, where it comes from, and nothing that
only works on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.showing import SHOWN
from tools.screenshots import address, pages

RECORD = "catalog/gwybgt/wj-2026-0004.html"
A4 = {"width": 794 - 166, "height": 1123 - 189}
"""What the margins leave of 210 × 297 mm, in px."""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _printed(page: Page, url: str) -> None:
    page.set_viewport_size(A4)
    page.goto(url)
    page.emulate_media(media="print")


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_a4(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    _printed(page, address(site, pages(site)[name]))
    assert page.evaluate(WIDE) <= 1
    for gone in ("nav", "form", "button", ".og-skip-link", ".og-breadcrumb"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def test_a_record_says_where_it_comes_from(site: Path, new_page: Callable[..., Page]) -> None:
    """Its address, its source, whose site it is of, and that it is a sample."""
    page = new_page()
    _printed(page, address(site, RECORD))
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or "nowhere"
    expect(page.locator(".og-share__address")).to_have_text(canonical)
    expect(page.locator(".og-share__address")).to_be_visible()
    expect(page.locator(".og-cite-as__text")).to_be_visible()
    expect(page.get_by_text("来源：公开网络副本")).to_be_visible()
    expect(page.locator(".og-header__name")).to_be_visible()
    expect(page.locator(".og-facts")).to_be_visible()
    expect(page.locator(".og-footer__who")).to_be_visible()


def test_headings_are_those_of_official_documents(
    site: Path, new_page: Callable[..., Page]
) -> None:
    """一、in 黑体 and （一） in 楷体, both of the size of the text in 仿宋 (GB/T 9704-2012)."""
    page = new_page()
    _printed(page, address(site, RECORD))
    style = "one => { const all = getComputedStyle(one); return [all.fontFamily, all.fontSize] }"
    text = page.locator("article p").first.evaluate(style)
    first = page.locator("article h2").first.evaluate(style)
    second = page.locator("article h3").first.evaluate(style)
    assert "FangSong" in text[0] and "KaiTi" in second[0] and "YaHei" in first[0]
    assert first[1] == second[1] == text[1]


def test_a_long_table_repeats_its_head(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    _printed(page, address(site, "catalog/000014349/1996-00072.html"))
    heads = page.locator(".og-prose thead")
    display = "one => getComputedStyle(one).display"
    assert heads.count()
    assert all(
        heads.nth(at).evaluate(display) == "table-header-group" for at in range(heads.count())
    )
