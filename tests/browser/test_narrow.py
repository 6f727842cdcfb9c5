"""Small screens, great magnification, colours of the system: nothing is lost, no
page goes sideways."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.showing import EVERY_PAGE, SHOWN
from tools.screenshots import address, pages

# What is seen and reaches over the side, unless a box of its own scrolls it; and what is cut.
OVER_THE_SIDE = """() => {
  const wide = document.documentElement.clientWidth
  const own = one => {
    for (let up = one; up; up = up.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true
      if (up.matches('.og-hidden, .og-skip-link')) return true
    }
    return false
  }
  return Array.from(document.querySelectorAll('body *'))
    .filter(one => one.getBoundingClientRect().right > wide + 1 && !own(one))
    .map(one => one.outerHTML.slice(0, 120))
}"""
SCROLLS = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"
# 400 % of 1280 × 1024, and the narrowest screens, also with large text.
SCREENS = [(320, 256, ""), (320, 700, ""), (320, 700, "large"), (375, 700, "large")]


@pytest.mark.parametrize("name", [*EVERY_PAGE, "404"])
def test_no_page_goes_sideways(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(address(site, pages(site)[name]))
    if name == "search":
        page.wait_for_selector("#search-results[data-state=done]")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for width, height, mode in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        if name != "404":
            page.evaluate("mode => opengovModes.set('large', mode === 'large')", mode)
        assert page.evaluate(OVER_THE_SIDE) == [], (width, height, mode)
        assert not page.evaluate(SCROLLS), (width, height, mode)


WALK = """() => {
  const one = document.activeElement
  const box = one.getBoundingClientRect()
  const style = getComputedStyle(one)
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + 3, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1))
  return {
    tag: one.tagName, name: one.className || one.id, text: one.textContent.trim().slice(0, 20),
    ring: ring || one.matches('.og-search__radio'),
    seen: !!top && (one.contains(top) || top.contains(one)),
    inside: box.bottom > 0 && box.top < innerHeight
  }
}"""


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["list", "record", "search"])
def test_a_walk_by_keyboard(
    name: str, width: int, site: Path, new_page: Callable[..., Page]
) -> None:
    """Tab by tab: skip link, modes, brand, search, navigation, content. Each stop is seen, has a
    ring, and is not covered; Shift+Tab goes the same way back."""
    page = new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(address(site, pages(site)[name]))
    if name == "search":
        page.wait_for_selector("#search-results[data-state=done]")
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WALK))
    assert [one for one in stops if not (one["ring"] and one["seen"] and one["inside"])] == []
    text = [one["text"] for one in stops]
    order = ["跳到正文", "长者模式", "高对比度", "大指针", "减少动效"]
    assert text[:5] == order
    names = [one["name"].split(" ")[0] for one in stops]
    header = ["og-header__home"]
    header += [] if name == "search" else ["og-search-form__field", "og-search-form__submit"]
    header += ["og-nav__link"] if width == 1280 else ["og-header__switch"]
    assert names[5 : 5 + len(header)] == header
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(WALK)["text"] == text[-2]


def test_the_skip_link_leads_to_the_content(page: Page, base: str) -> None:
    page.goto(f"{base}catalog/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_search_form_needs_no_script(new_page: Callable[..., Page], base: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{base}catalog/gwybgt/wj-2026-0004.html")
    page.fill("#site-search", "政务公开")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")


# Every text against the ground that it really stands on, in colours of the system.
LOST = """() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number)
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const light = parts => parts.slice(0, 3).map(one => one / 255)
    .map(one => one <= 0.04045 ? one / 12.92 : Math.pow((one + 0.055) / 1.055, 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    if (!walker.currentNode.nodeValue.trim() || !element.getClientRects().length ||
        element.closest('svg, script, .og-hidden')) continue
    let ground = [255, 255, 255]
    for (let up = element; up; up = up.parentElement) {
      const back = rgb(getComputedStyle(up).backgroundColor)
      if (back.length === 3 || back[3] === 1) { ground = back; break }
    }
    const pair = [light(rgb(getComputedStyle(element).color)), light(ground)].sort((a, b) => a - b)
    if ((pair[1] + 0.05) / (pair[0] + 0.05) < 4.5) found.push([element.className, element.textContent.slice(0, 20)])
  }
  return found
}"""


@pytest.mark.parametrize("name", SHOWN)
def test_forced_colours(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(forced_colors="active")
    page.goto(address(site, pages(site)[name]))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, forced_colors="active")
        assert page.evaluate(LOST) == [], scheme


# Of a control: how far its words are from its sides. Of the field: whether its placeholder is cut,
# beside the button that empties it.
NEAR = """selector => {
  const one = document.querySelector(selector)
  const range = document.createRange()
  range.selectNodeContents(one)
  const words = range.getBoundingClientRect()
  const box = one.getBoundingClientRect()
  return Math.min(words.left - box.left, box.right - words.right)
}"""
PLACEHOLDER = """() => {
  const field = document.querySelector('#site-search')
  field.value = field.placeholder
  return field.scrollWidth > field.clientWidth
}"""
LABELS = """() => Array.from(document.querySelectorAll('.og-facts__label')).map(one => {
  const range = document.createRange()
  range.selectNodeContents(one)
  return one.getBoundingClientRect().right - range.getBoundingClientRect().right
})"""
ADDRESS_LINES = """() => {
  const one = document.querySelector('.og-share__address')
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
  const lines = []
  let top = null
  while (walker.nextNode()) {
    const node = walker.currentNode
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      const box = range.getBoundingClientRect()
      if (top === null || Math.abs(box.top - top) > 4) lines.push('')
      top = box.top
      lines[lines.length - 1] += node.data[at]
    }
  }
  return lines
}"""


def test_an_english_page_has_room(site: Path, new_page: Callable[..., Page]) -> None:
    """Words keep clear of the sides of what they stand in; an address breaks between its parts."""
    page = new_page(viewport={"width": 375, "height": 700})
    page.goto(address(site, pages(site)["translation"]))
    assert page.evaluate(NEAR, ".og-search-form__submit") >= 12
    assert not page.evaluate(PLACEHOLDER)
    assert min(page.evaluate(LABELS)) >= 6
    lines = page.evaluate(ADDRESS_LINES)
    assert len(lines) > 1
    assert all(re.search("[/-]$", one) for one in lines[:-1]), lines
