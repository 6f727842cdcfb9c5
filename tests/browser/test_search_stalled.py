"""A server that takes a question and never answers: told after a while, given up once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import BinaryIO, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import ask
from tools.serving import Plain, served

QUERY = "search.html?q=%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80"


class Stalled(NamedTuple):
    """Where the server is, what was asked of it, and what makes it answer at last."""

    address: str
    asked: Counter[str]
    go_on: Event


@pytest.fixture
def stalled(site: Path) -> Iterator[Stalled]:
    asked: Counter[str] = Counter()
    go_on = Event()

    class Handler(Plain):
        def send_head(self) -> BytesIO | BinaryIO | None:
            path = self.path.partition("?")[0]
            if path.startswith("/search/"):
                asked[path] += 1
                go_on.wait()
            return super().send_head()

    with served(partial(Handler, directory=str(site))) as address:
        try:
            yield Stalled(address, asked, go_on)
        finally:
            go_on.set()


@pytest.fixture
def waiting(stalled: Stalled, new_page: Callable[..., Page]) -> Page:
    """A page that has asked the server, its clock in the test's hand."""
    page = new_page(quiet=False)
    page.clock.install()
    page.goto(stalled.address + QUERY, wait_until="commit")
    page.wait_for_selector("#search-results[aria-busy=true]", state="attached")
    while not stalled.asked:
        page.wait_for_timeout(50)
    return page


def test_that_it_takes_long_is_told(waiting: Page, stalled: Stalled) -> None:
    """And what can be done meanwhile; the answer still counts when it comes."""
    status = waiting.locator("#search-status")
    again = waiting.locator("#search-notices a", has_text="重新搜索")
    waiting.clock.run_for(7_000)
    assert status.inner_text() == "正在搜索……"
    assert again.count() == 0 and waiting.locator("#search-browse").is_hidden()
    waiting.clock.run_for(2_000)
    assert "用时较长" in status.inner_text()
    assert status.get_attribute("role") == "status"
    assert again.is_visible()
    assert waiting.locator("#search-browse a", has_text="国务院办公厅").first.is_visible()
    results = waiting.locator("#search-results")
    assert results.get_attribute("data-state") == "loading"
    stalled.go_on.set()
    expect(results).to_have_attribute("data-state", "done")
    assert results.locator("[data-url]").count() > 0
    assert again.count() == 0 and waiting.locator("#search-browse").is_hidden()
    waiting.clock.run_for(9_000)
    assert "用时较长" not in status.inner_text()


def test_it_is_given_up_once(waiting: Page, stalled: Stalled) -> None:
    """After a minute, without a second one: nothing is asked for again."""
    waiting.clock.run_for(61_000)
    expect(waiting.locator("#search-results")).to_have_attribute("data-state", "error")
    assert "未能读取" in waiting.locator("#search-status").inner_text()
    assert stalled.asked == {"/search/index.js": 1}


def test_searching_again(waiting: Page, stalled: Stalled, served: str) -> None:
    """The link asks anew, and finds what a server that answers finds."""
    waiting.clock.run_for(9_000)
    waiting.locator("#search-notices a").click(no_wait_after=True)
    while stalled.asked["/search/index.js"] < 2:
        waiting.wait_for_timeout(50)
    stalled.go_on.set()
    waiting.wait_for_selector("#search-results[data-state=done]")
    found = waiting.locator("[data-url]").count()
    assert found == len(ask(waiting, served, "政务公开").hits)


def test_nothing_is_told_of_an_older_question(waiting: Page) -> None:
    """What was slow before another question is no matter of that one."""
    waiting.clock.run_for(5_000)
    waiting.fill("#search-q", "？")
    waiting.press("#search-q", "Enter")
    expect(waiting.locator("#search-results")).to_have_attribute("data-state", "done")
    waiting.clock.run_for(9_000)
    assert "没有可以查找的文字" in waiting.locator("#search-status").inner_text()
    waiting.clock.run_for(61_000)
    expect(waiting.locator("#search-results")).to_have_attribute("data-state", "done")
