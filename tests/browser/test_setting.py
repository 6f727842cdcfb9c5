"""How text is set: no line torn apart, none too long to read, what begins a line
begins at its margin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ALL
from tools.screenshots import PAGES, address

# Those of the sample whose paragraphs hold numbers, foreign words, addresses at bad places.
HARD = [
    "catalog/000014349/1996-00072.html",
    "catalog/000014349/1997-00073.html",
    "catalog/000014349/2004-00202.html",
    "catalog/000014349/2004-00208.html",
    "catalog/000014349/2018-00209.html",
    "catalog/cx-bgs/wj-2026-0005.html",
    "catalog/sh-kw/wj-2026-0013.html",
    "catalog/sh-nyncw/wj-2026-0015.html",
    "interpretations/jd-2026-0003.html",
]
# From one Han character to the next of its line, on average, in em.
ADVANCES = """() => {
  const found = []
  document.querySelectorAll('.og-prose p, .og-prose li, .og-prose td, .og-prose dd').forEach(block => {
    const size = parseFloat(getComputedStyle(block).fontSize)
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    const lines = new Map()
    let before = null
    while (walker.nextNode()) {
      const node = walker.currentNode
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + 1)
        const box = /[\\u4e00-\\u9fff]/.test(node.nodeValue[at]) ? range.getBoundingClientRect() : null
        if (box && before && Math.abs(box.top - before.top) < 3) {
          const line = lines.get(Math.round(box.top)) || { sum: 0, count: 0, text: '' }
          line.sum += box.left - before.left
          line.count += 1
          line.text += node.nodeValue[at]
          lines.set(Math.round(box.top), line)
        }
        before = box && box.width ? box : null
      }
    }
    lines.forEach(line => {
      if (line.count > 2) found.push([line.sum / line.count / size, line.text])
    })
  })
  return found
}"""
# Paragraphs and entries of a text whose lines are longer than so many characters.
LONG = """most => Array.from(document.querySelectorAll(
  '.og-prose > p, .og-prose > ul > li, .og-prose > ol > li, .og-platform .og-record__after p, ' +
  '.og-head__intro, .og-platform__note, .og-statistics__text, .og-editor-note p'
)).filter(one => one.getClientRects().length && one.clientWidth &&
  one.clientWidth / parseFloat(getComputedStyle(one).fontSize) > most
).map(one => [one.className, one.textContent.slice(0, 20), one.clientWidth])"""
# What begins a line, and does not begin at its margin.
ASIDE = """([box, inner]) => {
  const found = []
  document.querySelectorAll(box).forEach(whole => {
    const left = whole.getBoundingClientRect().left + parseFloat(getComputedStyle(whole).paddingLeft)
    const range = document.createRange()
    let bottom = -1
    whole.querySelectorAll(inner).forEach(one => {
      range.selectNodeContents(one)
      const place = range.getClientRects()[0]
      if (bottom >= 0 && place.top > bottom && place.left > left + 1) found.push(one.textContent)
      bottom = place.bottom - 2
    })
    if (bottom < 0) found.push('nothing in ' + box)
  })
  return found
}"""


@pytest.fixture(scope="session")
def texts(site: Path) -> list[str]:
    """Pages that are looked at: with OPENGOV_ALL every text of the sample."""
    if not ALL:
        return HARD
    found = (one for one in sorted(site.rglob("*.html")) if "og-prose" in one.read_text("utf-8"))
    return [one.relative_to(site).as_posix() for one in found]


def test_no_line_is_torn_apart(site: Path, texts: list[str], new_page: Callable[..., Page]) -> None:
    """A number that goes to the next line whole leaves a short line, not one of
    scattered characters."""
    page = new_page()
    count = 0
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        for text in texts:
            page.goto(address(site, text))
            lines = page.evaluate(ADVANCES)
            count += len(lines)
            assert [line for line in lines if line[0] > 1.12] == [], (text, width)
    assert count > 500


def test_texts_are_justified_where_they_can_be(page: Page, site: Path) -> None:
    page.goto(address(site, HARD[0]))
    aligned = "all => Array.from(new Set(all.map(one => getComputedStyle(one).textAlign)))"
    whole = page.locator(".og-prose p:not([class])")
    assert whole.evaluate_all(aligned) == ["justify"]
    assert page.locator(".og-prose p.uneven").evaluate_all(aligned) == ["start"]


NAMES = [
    "record",
    "page",
    "platform",
    "annual-report",
    "standard-catalog",
    "gazette-issue",
    "special",
    "statistics",
]


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_of_forty_characters(name: str, site: Path, page: Page) -> None:
    """At most, but for tables: in reports, guides and catalogs as in records."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(site, PAGES[name]))
    assert page.evaluate(LONG, 45.1 if name == "special" else 40.6) == []


def test_a_guide_of_a_platform(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(site, "disclosure/sl-bgs/request.html"))
    assert page.locator(".og-platform .og-prose p").count()
    assert page.evaluate(LONG, 40.6) == []


@pytest.mark.parametrize("mode", ["", "large"])
def test_rules_of_heads_side_by_side_are_one_line(
    mode: str, site: Path, new_page: Callable[..., Page]
) -> None:
    """Whether or not there is a link beside the heading."""
    page = new_page(
        f"localStorage.setItem('opengov.modes', '{mode}')", viewport={"width": 1280, "height": 900}
    )
    page.goto(address(site, PAGES["gazette-issue"]))
    heads = page.locator(
        ".og-columns > .og-section > .og-section__head, .og-columns > div > :first-child > .og-section__head"
    )
    bottoms = heads.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
    assert len(bottoms) == 2
    assert abs(bottoms[0] - bottoms[1]) < 1


@pytest.mark.parametrize("width", [320, 375])
def test_what_goes_on_in_a_new_line_begins_at_its_margin(
    width: int, site: Path, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(site, "disclosure/sl-jyj/catalogs/yiwu-jiaoyu.html"))
    assert page.evaluate(ASIDE, [".og-breadcrumb__list", ".og-breadcrumb__item"]) == []
    page.goto(address(site, "catalog/index.html"))
    assert page.evaluate(ASIDE, [".og-feeds", ".og-feeds__link"]) == []
