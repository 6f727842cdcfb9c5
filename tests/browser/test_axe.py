"""axe-core finds nothing on one page of every template, in every mode, at both widths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from opengov_ssg.cli.instants import as_of
from opengov_ssg.model.views import PageView
from opengov_ssg.pipeline import check
from opengov_ssg.plan.planning import Plan
from opengov_ssg.runs import Options
from opengov_ssg.theme.loading import load
from tests.browser.showing import ALL, IN_EVERY_RUN
from tests.conftest import AS_OF, ROOT
from tools.screenshots import PAGES, WIDTHS, address, pages

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a mode can change, for it changes sizes and colours and no element.
OF_STYLE = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
MODES = ("", "large", "contrast")
RUN = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'], preload: false })"
SET = "mode => ['large', 'contrast'].forEach(one => opengovModes.set(one, one === mode))"

# Templates of which the sample has no page: the frame of all, an old address that leads on at once,
# and the register, which this site does not publish.
WITHOUT = {"base", "redirect", "register"}


def test_every_template_has_a_page() -> None:
    templates = {one.stem for one in (ROOT / "themes/default/templates").glob("*.html")}
    shown = {name.partition("+")[0] for name in [*PAGES, "leaving"]}
    assert shown == templates - WITHOUT


def test_every_page_is_of_its_template() -> None:
    """A page looked at in another's place would leave its template unseen."""
    _, content = check(Options(ROOT, as_of(AS_OF), executor="serial"))
    assert content
    plan = Plan(content.catalog, load(ROOT, "default", "zh-CN"))
    templates = {one.path: one.template for one in plan.outputs() if isinstance(one, PageView)}
    for name, path in PAGES.items():
        wanted = f"templates/{name.partition('+')[0]}.html"
        assert templates[path.partition("?")[0]] == wanted, name


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))


def _violations(page: Page, rules: list[str]) -> list[str]:
    found: dict[str, Any] = page.evaluate(RUN, rules)
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", [*PAGES, "leaving"])
def test_a_page(name: str, site: Path, new_page: Callable[..., Page]) -> None:
    """Loaded once, shown in each mode at each width; what opens is open."""
    page = new_page()
    _open(page, address(site, pages(site)[name]))
    if name == "search":
        page.wait_for_selector("#search-results[data-state=done]")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for mode in MODES if ALL or name in IN_EVERY_RUN else MODES[:1]:
            if name != "404":  # which is by itself and has no modes
                page.evaluate(SET, mode)
            wrong[mode, width] = _violations(page, OF_STYLE if mode else TAGS)
    assert {key: found for key, found in wrong.items() if found} == {}


def test_the_rules_see_what_is_wrong(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page()
    _open(page, f"{site.as_uri()}/index.html")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"\"><p class=x>淡字</p>'")
    page.evaluate("document.querySelector('.x').style.color = '#aaa'")
    rules = {one.partition(":")[0] for one in _violations(page, TAGS)}
    assert rules == {"image-alt", "color-contrast"}
