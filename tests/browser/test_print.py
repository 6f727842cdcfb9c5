"""On paper: A4, the text with its levels as in official documents, where it comes from, and nothing
that only works on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.showing import EVERY_PAGE, SHOWN
from tests.conftest import SITE, Project, record
from tools.screenshots import address, pages

RECORD = "catalog/gwybgt/wj-2026-0004.html"
A4: ViewportSize = {"width": 794 - 166, "height": 1123 - 189}
"""What the margins leave of 210 × 297 mm, in px."""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _printed(page: Page, url: str) -> None:
    page.set_viewport_size(A4)
    page.goto(url)
    page.emulate_media(media="print")


# What is wider than the box it stands in: on paper nobody scrolls.
CUT = """() => Array.from(document.querySelectorAll('body *')).filter(one =>
  one.getClientRects().length && !one.closest('svg, .og-hidden') &&
  getComputedStyle(one).display !== 'inline' && one.scrollWidth > one.clientWidth + 1
).map(one => [one.className || one.tagName, one.scrollWidth, one.clientWidth])"""
# Cells of more than three characters that have no room for two: a character a line.
NARROW = """() => Array.from(document.querySelectorAll('th, td')).filter(one => {
  const style = getComputedStyle(one)
  const wide = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  return one.getClientRects().length && !one.closest('.og-hidden') &&
    one.textContent.trim().length > 3 && wide < 1.95 * parseFloat(style.fontSize)
}).map(one => [one.className, one.textContent.trim()])"""
# Headings below which nothing is printed before the next of their level.
EMPTY = """() => {
  const shown = one => one.getClientRects().length && !one.closest('.og-hidden')
  const all = Array.from(document.querySelectorAll('main *'))
  const own = one => Array.from(one.childNodes).some(node => node.nodeType === 3 && node.nodeValue.trim())
  return all.filter(one => /^H[2-6]$/.test(one.tagName) && shown(one)).filter(heading => {
    for (const one of all.slice(all.indexOf(heading) + 1)) {
      if (!shown(one) || heading.contains(one) || one.matches('.og-section__more')) continue
      if (/^H[1-6]$/.test(one.tagName)) return one.tagName <= heading.tagName
      if (own(one) || one.matches('svg, img')) return false
    }
    return true
  }).map(one => one.textContent)
}"""
# Where pages must not be cut, and what would not be seen on paper: rules under a
# ground, pale words.
HELD = """() => {
  const style = one => getComputedStyle(one)
  const shown = selector => Array.from(document.querySelectorAll(selector))
    .filter(one => one.getClientRects().length && !one.closest('.og-hidden'))
  return {
    headings: shown('h1, h2, h3, h4, h5, h6, .og-section__head')
      .filter(one => style(one).breakAfter !== 'avoid').map(one => one.textContent),
    footer: shown('.og-footer').filter(one => style(one).breakInside !== 'avoid').length,
    labels: shown('.og-facts__label')
      .filter(one => style(one).backgroundColor !== 'rgba(0, 0, 0, 0)').length,
    tags: shown('.og-tag').filter(one => style(one).color !== 'rgb(0, 0, 0)' ||
      style(one).backgroundColor !== 'rgba(0, 0, 0, 0)').map(one => one.className)
  }
}"""


def _sheets(page: Page) -> list[tuple[int, int]]:
    """Width and height of each sheet, in points."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_a4(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    _printed(page, address(site, pages(site)[name]))
    assert page.evaluate(WIDE) <= 1
    for gone in ("nav", "form", "button", ".og-skip-link", ".og-breadcrumb"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert set(_sheets(page)) == {(595, 842)}


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_everything_is_on_the_sheet(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    """No column cut off by its box, none with a character a line, no heading over what is left
    out."""
    page = new_page()
    _printed(page, address(site, pages(site)[name]))
    if name == "search":
        page.wait_for_selector("#search-results[data-state=done]")
    assert page.evaluate(CUT) == []
    assert page.evaluate(NARROW) == []
    assert page.evaluate(EMPTY) == []
    assert page.evaluate(HELD) == {"headings": [], "footer": 0, "labels": 0, "tags": []}


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_sheet_says_where_it_is_from(
    name: str, site: Path, new_page: Callable[..., Page]
) -> None:
    """The site's name, and the page's address once: by the box to share or in a line of its own."""
    page = new_page()
    path = pages(site)[name].partition("?")[0]
    _printed(page, address(site, path))
    expect(page.locator(".og-header__name")).to_be_visible()
    whole = f"https://www.opengov.example/{'' if path == 'index.html' else path}"
    told = [
        one.strip() for one in page.locator(".og-share__address, .og-address").all_inner_texts()
    ]
    assert [one.rpartition("本页网址：")[2] for one in told if one] == [whole]
    page.emulate_media(media="screen")
    for line in page.locator(".og-address").all():
        expect(line).to_be_hidden()


def test_a_site_without_an_address_says_the_path(
    make_site: Callable[[Mapping[str, str | bytes]], Project], new_page: Callable[..., Page]
) -> None:
    site = SITE.replace("  base_url: https://www.test.example/\n", "")
    built = make_site({"site.yaml": site, "content/a.md": record()}).build()
    page = new_page()
    for path in ("catalog/index.html", "catalog/bgs/wj-2026-0001.html"):
        _printed(page, address(built, path))
        expect(page.locator(".og-address")).to_have_text(f"本页网址：{path}")
        expect(page.locator(".og-address")).to_be_visible()


def test_charts_do_not_waste_paper(site: Path, new_page: Callable[..., Page]) -> None:
    """A picture stays whole, its table goes on overleaf."""
    page = new_page()
    _printed(page, address(site, pages(site)["statistics"]))
    assert len(_sheets(page)) <= 13
    whole = "one => getComputedStyle(one).breakInside"
    for figure in page.locator(".og-statistics__figure, .og-chart").all():
        assert figure.evaluate(whole) == "auto"
    for picture in page.locator(".og-chart__picture").all():
        assert picture.evaluate(whole) == "avoid"
        assert picture.evaluate("one => one.getBoundingClientRect().height") <= A4["height"] * 0.6


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
