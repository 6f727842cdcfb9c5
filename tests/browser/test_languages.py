"""Pages in several languages in a real browser: mirrored, nothing over the side, the
switch by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options
from tests.browser.test_narrow import OVER_THE_SIDE, SCROLLS
from tests.conftest import AS_OF
from tests.making import write
from tests.site.many_languages import ADDRESS, files

_UNDER = """() => Array.from(document.querySelectorAll('body *'))
  .filter(one => !one.closest('.og-hidden, .og-skip-link') && one.getBoundingClientRect().left < -1)
  .map(one => one.outerHTML.slice(0, 120))"""
_SIDES = """selectors => selectors.map(one => {
  const box = document.querySelector(one).getBoundingClientRect()
  return (box.left + box.right) / 2 > innerWidth / 2 ? 'right' : 'left'
})"""
LANDMARKS = [
    ".og-header__mark",
    ".og-search-header .og-button, .og-header form button",
    ".og-breadcrumb li",
]
# Where each character of a text is shown, from left to right.
_SHOWN = """element => {
  const found = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      found.push([range.getBoundingClientRect().left, node.data[at]])
    }
  }
  return found.sort((one, other) => one[0] - other[0]).map(one => one[1]).join('')
}"""


def _build(root: Path, language: str) -> Path:
    write(root, files(language))
    output = root / "build"
    report = build(Options(root, parse_instant(AS_OF), output, executor="serial"))
    assert report.published, report.problems
    return output


@pytest.fixture(scope="module")
def uyghur(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose own words are Uyghur."""
    return _build(tmp_path_factory.mktemp("uyghur"), "ug")


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site in Chinese."""
    return _build(tmp_path_factory.mktemp("chinese"), "zh-CN")


PAGES = ["index.html", "catalog/index.html", ADDRESS, "search.html?q=正文", "statistics/index.html"]
TRANSLATIONS = [f"{language}/{ADDRESS}" for language in ("zh-Hant", "bo", "ug", "en")]


@pytest.mark.parametrize("address", [*PAGES, *TRANSLATIONS, "agencies/bgs/index.html"])
def test_nothing_reaches_over_a_side(
    address: str, uyghur: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 375, "height": 700})
    page.goto(f"{uyghur.as_uri()}/{address}")
    if address.startswith("search"):
        page.wait_for_selector("#search-results[data-state=done]")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for width in (375, 320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert not page.evaluate(SCROLLS), width
        assert page.evaluate(OVER_THE_SIDE) == [], width
        assert page.evaluate(_UNDER) == [], width


def test_the_layout_is_mirrored(uyghur: Path, chinese: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{chinese.as_uri()}/catalog/index.html")
    assert page.evaluate(_SIDES, LANDMARKS) == ["left", "right", "left"]
    page.goto(f"{uyghur.as_uri()}/catalog/index.html")
    assert page.evaluate(_SIDES, LANDMARKS) == ["right", "left", "right"]


def test_numbers_and_dates_are_shown_in_their_order(
    chinese: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{chinese.as_uri()}/ug/{ADDRESS}")
    shown = page.evaluate(f"Array.from(document.querySelectorAll('article bdi')).map({_SHOWN})")
    assert shown == ["2026-01-05", "2026-01-05 09:00"]
    facts = "Array.from(document.querySelectorAll('.og-facts__value > span'))"
    texts = page.evaluate(f"{facts}.map(one => one.textContent)")
    assert page.evaluate(f"{facts}.map({_SHOWN})") == texts
    assert {"2026-01-06 00:00", "测府办〔2026〕1号"} <= set(texts)


def test_the_switch_by_keyboard_and_without_script(
    chinese: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{chinese.as_uri()}/{ADDRESS}")
    page.locator(".og-languages a[hreflang=en]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{ADDRESS}")
    assert page.locator("h1").inner_text() == "(Example) Notice of a test"
    page.locator(".og-languages a[hreflang=zh-CN]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/build/{ADDRESS}")


def test_a_hit_in_another_language_says_which(chinese: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{chinese.as_uri()}/search.html?q=ئۇقتۇرۇش")
    page.wait_for_selector("#search-results[data-state=done]")
    hit = page.locator(f"[data-url='ug/{ADDRESS}'] .og-search-hit__link")
    assert (hit.get_attribute("lang"), hit.get_attribute("dir")) == ("ug", "auto")
    page.goto(f"{chinese.as_uri()}/search.html?q=བརྡ་ཐོ")
    page.wait_for_selector("#search-results[data-state=done]")
    assert page.locator(f"[data-url='bo/{ADDRESS}']").count() == 1
