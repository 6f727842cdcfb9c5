"""The reader's modes: remembered, by keyboard, without storage; what large text promises in
pixels."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.showing import SHOWN
from tools.screenshots import WIDTHS, address, pages

MODES = {
    "长者模式": "og-large",
    "高对比度": "og-contrast",
    "大指针": "og-pointer",
    "减少动效": "og-still",
}
RECORD = "catalog/gwybgt/wj-2026-0004.html"
CHARTS = ["statistics/index.html", "specials/zwgk-zhidu/index.html"]
NO_STORAGE = """\
Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('refused') } })
"""


def _classes(page: Page) -> set[str]:
    return set(page.evaluate("document.documentElement.className").split()) - {"og-script"}


def _button(page: Page, name: str) -> None:
    page.get_by_role("group", name="显示方式").get_by_role("button", name=name).press("Enter")


def test_modes_are_remembered(page: Page, base: str) -> None:
    """On the next page and after a return; each goes off as it went on."""
    page.goto(f"{base}index.html")
    assert _classes(page) == set()
    for name in MODES:
        _button(page, name)
    page.goto(base + RECORD)
    assert _classes(page) == {*MODES.values()}
    for name in MODES:
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    _button(page, "高对比度")
    page.go_back()
    page.wait_for_function("!document.documentElement.classList.contains('og-contrast')")
    assert _classes(page) == {"og-large", "og-pointer", "og-still"}
    expect(page.get_by_role("button", name="高对比度")).to_have_attribute("aria-pressed", "false")


def test_a_choice_is_seen_on_pages_that_are_open(page: Page, served: str) -> None:
    page.goto(f"{served}index.html")
    other = page.context.new_page()
    other.goto(served + RECORD)
    _button(page, "高对比度")
    expect(other.get_by_role("button", name="高对比度")).to_have_attribute("aria-pressed", "true")


def test_without_storage_a_choice_lasts_for_its_page(
    new_page: Callable[..., Page], base: str
) -> None:
    page = new_page(NO_STORAGE)
    page.goto(f"{base}index.html")
    _button(page, "长者模式")
    assert _classes(page) == {"og-large"}
    page.goto(base + RECORD)
    assert _classes(page) == set()


def test_nothing_jumps(page: Page, base: str) -> None:
    """A mode that was chosen stands before the first paint, with its buttons."""
    page.goto(f"{base}index.html")
    _button(page, "长者模式")
    page.goto(base + RECORD)
    page.wait_for_timeout(300)
    shifts = """new Promise(done => {
      let sum = 0
      new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value }))
        .observe({ type: 'layout-shift', buffered: true })
      setTimeout(() => done(sum), 300)
    })"""
    assert page.evaluate(shifts) == 0


def test_without_script_no_button_promises_anything(
    new_page: Callable[..., Page], base: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(base + RECORD)
    assert page.locator("button:visible").all_text_contents() == ["搜索"]
    expect(page.locator(".og-share__code")).to_be_visible()
    expect(page.locator(".og-share__address")).to_have_text(re.compile("^https://"))


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_narrow_screens(new_page: Callable[..., Page], base: str, script: bool) -> None:
    """Closed it takes one button; open it leads on, with script or without."""
    page = new_page(viewport={"width": 375, "height": 700}, java_script_enabled=script)
    page.goto(base + RECORD)
    menu = page.get_by_role("navigation", name="主导航")
    expect(menu).to_be_hidden()
    page.locator(".og-header__switch").press("Enter")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="政府公报").press("Enter")
    page.wait_for_url("**/gazette/index.html")


def test_reduced_motion(page: Page, base: str) -> None:
    """Pages glide to what a link leads to, but not where system or reader say no."""
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="no-preference")
    page.goto(base + RECORD)
    assert page.evaluate(behaviour) == "smooth"
    _button(page, "减少动效")
    assert page.evaluate(behaviour) == "auto"
    _button(page, "减少动效")
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"


# Large text (DOMAIN 14): 18 px and more, headings to 30, lines 1.3 and more, between paragraphs 1.3
# times what stands between lines, 60 px for main controls and 44 for others.
SMALL_TEXT = """() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    if (!walker.currentNode.nodeValue.trim() || !range.getClientRects().length ||
        element.closest('.og-hidden, script')) continue
    const style = getComputedStyle(element)
    // the words of a picture are as large as it is drawn
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1
    const size = parseFloat(style.fontSize) * scale
    if (size < 18) found.push(['size', size, element.className, walker.currentNode.nodeValue])
  }
  return found
}"""
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = """all => all.map(one =>
  parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
LOW_LINES = """() => Array.from(document.querySelectorAll('main p, main li, main td, main dd'), one => {
  const style = getComputedStyle(one)
  return [parseFloat(style.lineHeight) / parseFloat(style.fontSize), one.className]
}).filter(one => one[0] < 1.3)"""
HEIGHTS = """selector => Array.from(document.querySelectorAll(selector))
  .filter(one => one.getClientRects().length && !one.closest('.og-hidden'))
  .map(one => [one.getBoundingClientRect().height, one.className || one.textContent])"""
MAIN_CONTROLS = (
    "button, .og-button, summary.og-header__switch, .og-nav__link, select, "
    "input[type=search], .og-search__field, .og-search__option"
)
ROWS = (
    ".og-record-list__title, .og-counted-links__link, .og-links a, .og-toc__link, .og-breadcrumb a, "
    ".og-feeds__link, .og-section__more, .og-footer a, summary"
)


@pytest.mark.parametrize("name", SHOWN)
def test_large_text(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page("localStorage.setItem('opengov.modes', 'large')")
    page.goto(address(site, pages(site)[name]))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SMALL_TEXT) == [], width
        assert page.evaluate(LOW_LINES) == [], width
        for selector, least in ((MAIN_CONTROLS, 60), (ROWS, 44)):
            low = [one for one in page.evaluate(HEIGHTS, selector) if one[0] < least]
            assert low == [], (width, selector)
        size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
        assert page.evaluate(size) >= 30, width


@pytest.mark.parametrize(("mode", "least"), [("", 14), ("large", 18)])
@pytest.mark.parametrize("name", CHARTS)
def test_words_of_charts(
    name: str, mode: str, least: int, site: Path, new_page: Callable[..., Page]
) -> None:
    """Never below the theme's smallest size: a picture that is too wide for that scrolls in a box
    that has a name and takes the focus."""
    page = new_page(f"localStorage.setItem('opengov.modes', '{mode}')")
    page.goto(address(site, name))
    words = page.locator("svg.og-chart__picture text")
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert min(words.evaluate_all(DRAWN)) > least - 0.01, width
        assert page.evaluate(SIDEWAYS) <= 0, width
    for box in page.locator(".og-chart__view").all():
        expect(box).to_have_attribute("tabindex", "0")
        expect(box).to_have_attribute("aria-label", re.compile("^图：."))
    page.set_viewport_size({"width": 320, "height": 900})
    box = page.locator(".og-chart__view").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.scrollLeft") > 0


def test_paragraphs_of_large_text(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page("localStorage.setItem('opengov.modes', 'large')")
    page.goto(address(site, RECORD))
    between, size, line = page.evaluate("""() => {
      const style = getComputedStyle(document.querySelector('article p'))
      return [style.marginBottom, style.fontSize, style.lineHeight].map(parseFloat)
    }""")
    assert between >= 1.3 * (line - size)


# A pointer of twice the usual size (DOMAIN 14): over everything, from a file of the
# site, in each form.
OTHER_POINTERS = r"""() => Array.from(document.querySelectorAll('body, body *'))
  .filter(one => one.getClientRects().length)
  .map(one => [getComputedStyle(one).cursor, one.outerHTML.slice(0, 100)])
  .filter(one => !/url\(".*pointer/.test(one[0]))"""
POINTER = "localStorage.setItem('opengov.modes', 'pointer contrast large')"


@pytest.mark.parametrize("name", SHOWN)
def test_a_large_pointer_is_everywhere(
    name: str, site: Path, new_page: Callable[..., Page]
) -> None:
    """In high contrast and large text too; what is pressed has the hand, what is
    written in the beam."""
    page = new_page(POINTER)
    page.goto(address(site, pages(site)[name]))
    assert page.evaluate(OTHER_POINTERS) == []
    cursor = "one => getComputedStyle(one).cursor"
    assert "pointer-hand." in page.locator("main a[href]").first.evaluate(cursor)
    assert "pointer-beam." in page.locator("input[type=search]").first.evaluate(cursor)


def test_the_pointer_is_a_file_of_the_site(new_page: Callable[..., Page], served: str) -> None:
    """The policy lets it in; nothing is loaded before it is asked for; a browser's own
    is the last resort."""
    page = new_page()
    loaded: dict[str, int] = {}
    page.on("response", lambda one: loaded.update({one.url.removeprefix(served): one.status}))
    page.goto(served + RECORD)
    assert not [one for one in loaded if "pointer" in one]
    _button(page, "大指针")
    page.mouse.move(300, 300)
    page.locator("main a[href]").first.hover()
    page.wait_for_timeout(300)
    pointers = {one: status for one, status in loaded.items() if "pointer" in one}
    assert {one.partition(".")[0] for one in pointers} >= {"assets/pointer", "assets/pointer-hand"}
    assert set(pointers.values()) == {200}
    written = page.evaluate("getComputedStyle(document.documentElement).cursor")
    assert re.fullmatch(r'url\(".+\.svg"\) 7 5, url\(".+\.png"\) 7 5, auto', written)


def test_the_pointer_is_large(site: Path) -> None:
    """64 px in both forms, larger than which browsers draw only part of the time; the
    PNG the SVG's twin."""
    for name in ("pointer", "pointer-hand", "pointer-beam"):
        (png,) = (site / "assets").glob(f"{name}.*.png")
        (svg,) = (site / "assets").glob(f"{name}.*.svg")
        with Image.open(png) as image:
            assert image.size == (64, 64)
        assert 'width="64" height="64"' in svg.read_text("utf-8")


def test_fingers_are_offered_no_pointer(new_page: Callable[..., Page], base: str) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 375, "height": 700})
    page.goto(f"{base}index.html")
    expect(page.get_by_role("button", name="长者模式")).to_be_visible()
    expect(page.get_by_role("button", name="大指针")).to_be_hidden()
