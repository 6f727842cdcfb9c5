"""The sample site from nginx with the generated configuration: no report of its policy while a
script clicks through every kind of page and tries what is on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.robust.told import parts
from tests.robust.web_servers import Server, nginx
from tools.screenshots import pages

_STILL = "window.print = function () {}"
_LINKS = """\
() => Array.from(document.querySelectorAll('a[href]'))
  .map((a, at) => ({at: at, href: a.href, download: a.hasAttribute('download'),
                    target: a.target, seen: a.getClientRects().length > 0}))
"""
_BUTTONS = """\
() => Array.from(document.querySelectorAll('summary, button'),
  one => one.getClientRects().length ? one.className + ' ' + one.textContent.trim() : '')
"""


@pytest.fixture(scope="module")
def served(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample site from nginx, compressed copies and all."""
    work = tmp_path_factory.mktemp("policy")
    with nginx(work / "nginx", *parts(ROOT, sample, work / "gz")) as server:
        yield server


def kind(path: str) -> str:
    """What kind of page is at ``path``: its address without what differs from one to the next."""
    folder, _, name = path.rpartition("/")
    steps = [step for step in folder.split("/") if step]
    first = "/".join(steps[:2] if steps[:1] in (["catalog"], ["specials"]) else steps[:1])
    if steps[:2] == ["catalog", "by-year"] or (steps[:1] == ["catalog"] and "by-" not in first):
        first = "catalog" if "by-" not in first else "catalog/by-year"
    if steps[:1] == ["disclosure"]:
        first = "/".join(["disclosure", *(step for step in steps[2:] if not step.isdigit())])
    page = "index" if name == "index.html" else "page" if steps else name
    return f"{first}:{len(steps)}:{page}"


@dataclass
class Reader:
    """Clicks from page to page, each kind once."""

    page: Page
    server: Server
    kinds: dict[str, str] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._request)

    def _request(self, request: object) -> None:
        address: str = request.url  # type: ignore[attr-defined]
        if not address.startswith((self.server.address, "data:", "blob:")):
            self.elsewhere.append(address)

    def read(self) -> None:
        """Begin at the home page; what a page leads to is clicked there, and then left again."""
        self.page.goto(self.server.address)
        self._read(self.server.address)

    def open(self, path: str) -> None:
        """Open a page and try what is on it, of any kind that has been tried elsewhere too."""
        self.page.goto(self.server.address + path)
        self.pressed.clear()
        self._try()

    def _read(self, at: str) -> None:
        if self._try():
            self.page.goto(at)
        for link, href in self._new():
            self.page.locator("a[href]").nth(link).click()
            self.page.wait_for_url(href)
            self._read(href)
            self.page.goto(at)

    def _new(self) -> Iterator[tuple[int, str]]:
        """The visible links here to kinds of pages that have not been read."""
        for one in self.page.evaluate(_LINKS):
            href, anchor = urldefrag(one["href"])
            inside = (
                not anchor
                and href.startswith(self.server.address)
                and re.search(r"(\.html|/)$", href)
            )
            if not inside or not one["seen"] or one["target"] or one["download"]:
                continue
            name = kind(href.removeprefix(self.server.address))
            if name not in self.kinds:
                self.kinds[name] = href
                yield one["at"], href

    def _try(self) -> bool:
        """Press every button that is shown, and open everything that opens, each of a kind once;
        whether there was any."""
        here, some = self.page.url, False
        for number, name in enumerate(self.page.evaluate(_BUTTONS)):
            if name and name not in self.pressed:
                self.pressed.add(name)
                self.tried.add(name)
                some = True
                one = self.page.locator("summary, button").nth(number)
                if one.is_visible() and one.is_enabled():
                    one.click(timeout=5000)
                if self.page.url != here:
                    self.page.goto(here)
        return some


def test_no_report_on_any_kind_of_page(
    served: Server, sample: Path, new_page: Callable[..., Page]
) -> None:
    """Clicks through the site; what no link leads to, as a notice of withdrawal, is opened and
    tried too, so that there is no template without a page here."""
    reader = Reader(new_page(_STILL), served)
    reader.read()
    read = {href.removeprefix(served.address) for href in reader.kinds.values()}
    for path in sorted({one.partition("?")[0] for one in pages(sample).values()} - read):
        if path != "404.html":  # which is in a test of its own
            reader.open(path)
    assert not reader.elsewhere
    kinds = set(reader.kinds)
    for wanted in (
        "catalog:1:index",
        "catalog/by-agency:2:index",
        "gazette:1:index",
        "interpretations:1:page",
        "consultations:1:page",
        "press-conferences:1:page",
        "statistics:1:index",
        "out:1:page",
        "disclosure:1:index",
    ):
        assert wanted in kinds, sorted(kinds)
    assert len(kinds) > 25, sorted(kinds)
    assert len(reader.tried) > 5, sorted(reader.tried)


def test_search_answers(served: Server, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{served.address}search.html")
    page.locator("main input[type=search], main input[name=q]").first.fill("政务公开")
    page.keyboard.press("Enter")
    page.wait_for_selector('#search-results[data-state="done"]')
    assert page.locator("#search-results [data-url]").count() > 0


def test_the_error_page_has_its_style(served: Server, new_page: Callable[..., Page]) -> None:
    page = new_page(quiet=False)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    answer = page.goto(f"{served.address}catalog/nothing/here.html")
    assert answer is not None
    assert answer.status == 404
    assert not [one for one in told if "policy" in one.lower()]
    plain = "rgba(0, 0, 0, 0)"
    shown = page.evaluate("getComputedStyle(document.querySelector('.og-header')).backgroundColor")
    width = page.evaluate("getComputedStyle(document.querySelector('.og-width')).maxWidth")
    assert shown != plain or width != "none"


def test_the_header_forbids_what_a_page_would_not(
    served: Server, sample: Path, new_page: Callable[..., Page]
) -> None:
    """The policy is really in force: a script put into a page is reported and not run."""
    page = new_page(quiet=False)
    reports: list[str] = []
    page.on("console", lambda message: reports.append(message.text))
    page.goto(f"{served.address}feeds/site.xml")
    page.goto(served.address)
    page.evaluate(
        "() => { var s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.head.appendChild(s); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("script-src" in one for one in reports)
