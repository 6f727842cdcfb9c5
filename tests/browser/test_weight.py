"""What a first visit costs: bytes of all that a page loads, what moves after it is first painted,
what is seen before any script."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.browser.showing import SHOWN
from tools.screenshots import PAGES, WIDTHS, pages

RECORD = "catalog/gwybgt/wj-2026-0004.html"
_SHIFTS = """\
window.shifts = []
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (one) {
    if (!one.hadRecentInput) {
      window.shifts.push([one.value, one.sources.map(s => s.node && (s.node.className || s.node.nodeName))])
    }
  })
}).observe({ type: 'layout-shift', buffered: true })
"""
_PAINTED = """\
new Promise(done => new PerformanceObserver(list => {
  if (list.getEntriesByName('first-contentful-paint').length) {
    done()
  }
}).observe({ type: 'paint', buffered: true }))
"""
_SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))"


def weight(page: Page, address: str) -> int:
    """Bytes of a page and of all that it loads, compressed as a server does."""
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))
    page.goto(address, wait_until="networkidle")
    return sum(len(gzip.compress(one.body(), 6)) for one in answers)


def test_a_record(page: Page, served: str, site: Path) -> None:
    assert "attachments" not in PAGES["record"]
    assert weight(page, served + RECORD) <= 60_000


def test_the_home_page(page: Page, served: str) -> None:
    assert weight(page, f"{served}index.html") <= 100_000


@pytest.mark.parametrize("name", [*SHOWN, "search-empty", "search-none"])
def test_nothing_moves(name: str, site: Path, served: str, new_page: Callable[..., Page]) -> None:
    """Cumulative layout shift below 0.01, at both widths."""
    own = {"search-empty": "search.html", "search-none": "search.html?q=zzzzqqqq"}
    for width in WIDTHS if name in (*SHOWN, *own) else WIDTHS[1:]:
        page = new_page(_SHIFTS, viewport={"width": width, "height": 900})
        page.goto(served + {**pages(site), **own}[name])
        page.evaluate(_SETTLED)
        if name.startswith("search"):
            page.wait_for_selector("#search-results[data-state=done]", state="attached")
            page.evaluate(_SETTLED)
        shifts = page.evaluate("window.shifts")
        assert sum(value for value, _ in shifts) < 0.01, (width, shifts)
        page.close()


@pytest.mark.parametrize("name", ["home", "list", "record", "gazette-issue", "search"])
def test_it_is_painted_without_a_script(
    name: str, site: Path, served: str, new_page: Callable[..., Page]
) -> None:
    """With every script held back the heading and the text are on the screen already."""
    page = new_page()
    page.route(
        "**/*.js", lambda route: None if "modes." not in route.request.url else route.continue_()
    )
    page.goto(served + pages(site)[name].partition("?")[0], wait_until="commit")
    page.evaluate(_PAINTED)
    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "visible"
