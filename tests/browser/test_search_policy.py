"""Pages and the search under the strictest policy that a server may send: no
violation, the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.asking import ask
from tests.browser.conftest import serving
from tests.browser.indexing import records

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    with serving(site, POLICY) as address:
        yield address


@pytest.mark.parametrize(
    "query",
    ["政务公开", "國辦發[2016]80號", "谁可以申请政府信息公开，怎么申请？", "规定 -教育", "zzzz"],
)
def test_the_search_answers_alike(
    strict: str, served: str, new_page: Callable[..., Page], query: str
) -> None:
    """``new_page`` fails the test for anything that the console tells."""
    page = new_page()
    told: list[str] = []
    page.on(
        "response", lambda answer: told.append(answer.headers.get("content-security-policy", ""))
    )
    found = ask(page, strict, query)
    page.wait_for_selector("#search-filters .og-facet, #search-filters:empty", state="attached")
    assert found.state == "done"
    assert found == ask(new_page(), served, query)
    assert told and set(told) == {POLICY}


def test_one_page_of_each_kind(strict: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    kinds = {one.card.kind: one.card.id for one in records()}
    for address in ("index.html", "catalog/index.html", *(f"{id}.html" for id in kinds.values())):
        answer = page.goto(strict + address)
        assert answer is not None and answer.status == 200, address
        assert page.evaluate("document.styleSheets.length") > 0, address
    assert len(kinds) > 8


def test_the_policy_is_in_force(strict: str, new_page: Callable[..., Page]) -> None:
    page = new_page(quiet=False)
    reports: list[str] = []
    page.on("console", lambda message: reports.append(message.text))
    page.goto(strict)
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.head.appendChild(s) }"
    )
    assert page.evaluate("window.ran") is None
    assert any(one.startswith("policy: script-src") for one in reports)
