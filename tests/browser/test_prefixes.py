"""Older names of sides change nothing where the standard ones are known, and stand for them
where they are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tools.screenshots import pages

ENGLISH = "en/catalog/SHILIZFU2/2026-00001.html"
_BOXES = """() => Array.from(document.querySelectorAll('*')).map(one => {
  const style = getComputedStyle(one)
  return ['Left', 'Right'].map(side => [
    style['margin' + side], style['padding' + side], style['border' + side + 'Width'],
    style['border' + side + 'Style'], style['border' + side + 'Color'],
  ].join(' ')).join(' | ')
})"""
_OLDER = re.compile(r"-webkit-(?:margin|padding|border)-(?:start|end)(?:-\w+)?\s*:[^;{}]*;")
_STANDARD = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-inline-(?:start|end)(?:-\w+)?\s*:[^;{}]*"
)


def _boxes(page: Page, address: str, dropped: re.Pattern[str] | None) -> list[str]:
    """How each element is spaced and framed when the sheets lack some declarations."""

    def answer(route: Route) -> None:
        text = route.fetch().text()
        less, count = dropped.subn("", text) if dropped else (text, 1)
        assert count
        route.fulfill(body=less, content_type="text/css")

    page.unroute_all()
    page.route("**/*.css", answer)
    page.goto(address)
    return page.evaluate(_BOXES)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["home", "record", "list", "english"])
def test_either_name_gives_the_same_page(
    name: str, site: Path, served: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 375, "height": 700})
    address = served + (ENGLISH if name == "english" else pages(site)[name])
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        whole = _boxes(page, address, None)
        assert _boxes(page, address, _OLDER) == whole
        assert _boxes(page, address, _STANDARD) == whole
