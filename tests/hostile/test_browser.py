"""Hostile pages opened in a real browser, with their policy and without it: nothing runs,
nothing is asked of another host, no page leads away by itself, whatever is hovered over,
focussed or clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile import bodies
from tests.hostile.conftest import Built, build
from tests.hostile.payloads import ALL, collapsed, payloads, readable
from tests.hostile.reading import pages
from tools.serving import Plain, served

# Whoever gets to run says so.
_WATCH = """\
['pwn', 'alert', 'confirm', 'prompt', 'open'].forEach(function (name) {
  Object.defineProperty(window, name, { value: function () { console.error('RAN ' + name) } })
})
// which the theme's own buttons call
window.print = function () {}
window.history.back = function () {}
document.addEventListener('securitypolicyviolation', function (event) {
  console.error('RAN policy ' + event.violatedDirective + ' ' + event.blockedURI)
})
window.addEventListener('click', event => event.preventDefault(), true)
window.addEventListener('submit', event => event.preventDefault(), true)
"""
_TOUCH = """\
() => {
  document.querySelectorAll('details').forEach(one => { one.open = true })
  document.querySelectorAll('*').forEach(function (one) {
    ['pointerenter', 'mouseenter', 'mouseover', 'mousemove', 'toggle', 'animationstart', 'copy'].forEach(function (name) {
      one.dispatchEvent(new Event(name, { bubbles: true }))
    })
    if (one.focus) {
      one.focus()
      one.blur()
    }
    if (one.click && !one.matches('.og-modes button, .og-reading button')) {
      one.click()
    }
  })
}
"""


class _Server(Plain):
    """A plain file server, which may leave out the policy of pages."""

    bare = False

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The headers of a file."""
        file = Path(self.translate_path(self.path))
        if not (self.bare and file.suffix == ".html" and file.is_file()):
            return super().send_head()
        data = file.read_bytes().replace(b'http-equiv="Content-Security-Policy"', b'name="none"')
        return self.answer(data, Content_Type="text/html; charset=utf-8")


@contextmanager
def serving(folder: Path, bare: bool) -> Iterator[str]:
    """The address of a built site."""
    handler = type("Handler", (_Server,), {"bare": bare})
    with served(partial(handler, directory=str(folder))) as address:
        yield address


@dataclass
class Watched:
    """A page of a browser, and what it did that no page may."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(_WATCH)
        self.page.on("console", self._said)
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.wrong.append(f"popup {popup.url}"))
        self.page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        if message.text.startswith("RAN"):
            self.wrong.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:image/")):
            self.wrong.append(f"{self.page.url}: asks for {request.url}")

    def open(self, path: str) -> None:
        """Open a page, touch all that is on it, and stay there."""
        self.page.goto(self.base + quote(path))
        self.page.evaluate(_TOUCH)
        assert self.page.url.partition("#")[0] == self.base + quote(path)


@pytest.fixture(params=["with its policy", "without a policy"])
def watched(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Callable[[Path], Any]]:
    """Opens a site; all that went wrong fails the test."""
    contexts, wrong = [], []

    @contextmanager
    def open_site(root: Path) -> Iterator[Watched]:
        with serving(root, request.param == "without a policy") as base:
            context = chromium.new_context()
            contexts.append(context)
            made = Watched(context.new_page(), base)
            yield made
            wrong.extend(made.wrong)

    yield open_site
    for one in contexts:
        one.close()
    assert wrong == []


@pytest.fixture(scope="module")
def with_bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of payloads in bodies: of every sixtieth, of all in ``make test-all``."""
    root = tmp_path_factory.mktemp("bodies")
    taken, refused = bodies.write(root, [readable(one) for one in payloads()][:: 1 if ALL else 60])
    assert taken > 100
    assert refused > 25
    return build(root)


def chosen(root: Path) -> list[str]:
    """One page of each folder; all pages in ``make test-all``."""
    all_ = pages(root)
    if ALL:
        return all_
    folders = {"/".join(path.split("/")[:-1][:1]): path for path in all_}
    kinds = {
        path.split("/")[0] + path.rpartition("/")[2][:1]: path
        for path in all_
        if "out/" not in path
    }
    return sorted({*folders.values(), *kinds.values()})


def test_pages_of_hostile_fields(hostile: Built, watched: Callable[[Path], Any]) -> None:
    some = chosen(hostile.root)
    assert len(some) > 25
    with watched(hostile.root) as page:
        for path in some:
            page.open(path)


def test_pages_of_hostile_bodies(with_bodies: Path, watched: Callable[[Path], Any]) -> None:
    all_ = [path for path in pages(with_bodies) if path.startswith("catalog/bgs/")]
    with watched(with_bodies) as page:
        for path in all_ if ALL else all_[::5]:
            page.open(path)


@pytest.mark.parametrize("watched", ["without a policy"], indirect=True)
def test_questions_in_the_address(hostile: Built, watched: Callable[[Path], Any]) -> None:
    """What is asked is told as text; no hit, excerpt or facet is more than text."""
    with watched(hostile.root) as page:
        for payload in payloads() if ALL else payloads()[::40]:
            given = urlencode({"q": payload}, errors="surrogatepass")
            page.page.goto(f"{page.base}search.html?{given}")
            page.page.wait_for_selector(
                '#search-results:not([data-state="loading"])', state="attached"
            )
            # Half a character outside the basic plane is no UTF-8: the address has
            # replacements for it.
            told = payload.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            assert page.page.input_value("#search-q") == told.replace("\n", "").replace("\r", "")
            page.page.evaluate(_TOUCH)
        for name in ("in", "agency", "topic", "kind", "year", "sort", "page", "validity", "genre"):
            given = urlencode({"q": "测试", name: '"><img src=x onerror=pwn()>'})
            page.page.goto(f"{page.base}search.html?{given}")
            page.page.wait_for_selector(
                '#search-results:not([data-state="loading"])', state="attached"
            )


@pytest.mark.parametrize("watched", ["without a policy"], indirect=True)
def test_hits_and_suggestions_are_text(hostile: Built, watched: Callable[[Path], Any]) -> None:
    titles = {collapsed(one) for one in hostile.given.values()}
    elements = "selector => Array.from(document.querySelectorAll(selector), one => one.localName)"
    with watched(hostile.root) as page:
        tab = page.page
        tab.goto(f"{page.base}search.html?{urlencode({'q': 'onerror'})}")
        tab.wait_for_selector('#search-results[data-state="done"]')
        shown = [collapsed(one) for one in tab.locator(".og-search-hit__link").all_text_contents()]
        assert shown and set(shown) <= titles
        assert any("<img src=x onerror=pwn()>" in one for one in shown)
        names = set(tab.evaluate(elements, "#search-results *"))
        assert names <= {"ol", "li", "h3", "a", "p", "span", "mark"}
        tab.click("#search-q")
        tab.fill("#search-q", "")
        tab.type("#search-q", "onerror=pwn")
        tab.wait_for_selector("#search-titles li")
        offered = [collapsed(one) for one in tab.locator("#search-titles li").all_text_contents()]
        assert offered and set(offered) <= titles
        assert tab.evaluate(elements, "#search-titles li *") == []
        tab.evaluate(_TOUCH)


def test_the_watch_sees_what_runs(tmp_path: Path, chromium: Browser) -> None:
    """Of a page that has a handler and leads elsewhere, the watch tells both."""
    (tmp_path / "a.html").write_text(
        "<img src=x onerror=pwn()><p onmouseover=pwn()><img src=//x.example>"
    )
    with serving(tmp_path, True) as base:
        context = chromium.new_context()
        page = Watched(context.new_page(), base)
        page.open("a.html")
        page.page.wait_for_timeout(100)
        context.close()
    assert len([one for one in page.wrong if "RAN pwn" in one]) >= 2
    assert any("x.example" in one for one in page.wrong)
