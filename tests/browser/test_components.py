"""The pages of ``ssg components`` in a real browser: axe finds nothing, modes work, no
page goes sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from opengov_ssg.commands import components
from tests.browser.test_axe import MODES, OF_STYLE, SET, TAGS, _open, _violations
from tests.browser.test_narrow import SCROLLS
from tests.conftest import ALL, ROOT
from tools.screenshots import WIDTHS

# Recordings that examples speak of and the theme does not carry.
MISSING = "Failed to load resource: net::ERR_FILE_NOT_FOUND"
OPEN = "document.querySelectorAll('[data-example] details').forEach(one => { one.open = true })"
TWICE = """Array.from(document.querySelectorAll('[id]'), one => one.id)
  .filter((one, at, all) => all.indexOf(one) !== at)"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the shipped theme."""
    folder = tmp_path_factory.mktemp("catalogue") / "pages"
    assert components.write(ROOT, folder) > 60
    return folder


def _wrong(page: Page, file: Path) -> dict[str, list[str]]:
    """What is wrong with a page, by width; what a width cannot change is asked once."""
    _open(page, file.as_uri())
    page.evaluate(OPEN)
    found = {"ids": page.evaluate(TWICE)}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        rules = TAGS if width == WIDTHS[0] else OF_STYLE
        found[f"{file.stem} {width}"] = _violations(page, rules)
        found[f"{file.stem} {width} sideways"] = [file.stem] if page.evaluate(SCROLLS) else []
    return {place: one for place, one in found.items() if one}


def test_axe_finds_nothing(catalogue: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(quiet=False)
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    wrong = {}
    for file in sorted(catalogue.glob("*.html"))[:: 1 if ALL else 6]:
        wrong |= _wrong(page, file)
    assert wrong == {}
    assert [one for one in told if one != MISSING] == []


@pytest.mark.parametrize("name", ["index", "facts", "chart", "button"])
def test_the_modes_work_as_on_the_site(
    name: str, catalogue: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    _open(page, (catalogue / f"{name}.html").as_uri())
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="长者模式").first.press("Enter")
    assert page.evaluate(size) >= 18 > before
    for mode in MODES[1:]:
        page.evaluate(SET, mode)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert _violations(page, OF_STYLE) == []


def test_examples_are_live(catalogue: Path, new_page: Callable[..., Page]) -> None:
    """The theme's own scripts work in them, and its styles."""
    page = new_page()
    page.goto((catalogue / "chart.html").as_uri())
    assert page.locator("[data-example] svg.og-chart__picture").count() == 2
    page.goto((catalogue / "modes.html").as_uri())
    page.locator("[data-example] [data-mode=contrast]").press("Enter")
    assert page.evaluate("document.documentElement.classList.contains('og-contrast')")
    page.goto((catalogue / "button.html").as_uri())
    main = page.locator("[data-example=main] .og-button")
    assert main.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(11, 39, 76)"


def test_without_script_everything_is_read(catalogue: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto((catalogue / "facts.html").as_uri())
    page.locator("summary", has_text="style.css").press("Enter")
    assert ".og-facts" in (page.locator("details[open] pre").last.text_content() or "")
