"""Reading aloud and sharing. Browsers without a screen have no voices, so a speaker stands in for
the system's: it notes what it is given, and says when it has done."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.conftest import SITE, Project, record

RECORD = "catalog/gwybgt/wj-2026-0004.html"
SPEAKER = """\
window.said = []
const voices = VOICES
const speaker = {
  speaking: false, pending: false, onvoiceschanged: null,
  getVoices: () => voices,
  speak: function (one) { this.speaking = true; this.now = one; window.said.push(
    { text: one.text, rate: one.rate, voice: one.voice.name, lang: one.lang }) },
  cancel: function () { const one = this.now; this.speaking = false; this.now = null
    if (one && one.onerror) one.onerror({ error: 'canceled' }) },
  done: function () { const one = this.now; this.speaking = false; this.now = null; one.onend({}) }
}
Object.defineProperty(window, 'speechSynthesis', { value: speaker })
window.SpeechSynthesisUtterance = function (text) { this.text = text }
"""
CHINESE = """[{ name: 'far', lang: 'zh-CN', localService: false },
  { name: 'taiwan', lang: 'zh-TW', localService: true }, { name: 'own', lang: 'zh_CN', localService: true },
  { name: 'english', lang: 'en-US', localService: true }]"""
HIGHLIGHTED = "Array.from(CSS.highlights.get('og-read') || [], one => one.toString()).join()"


def _page(new_page: Callable[..., Page], voices: str = CHINESE) -> Page:
    return new_page(SPEAKER.replace("VOICES", voices))


def _read(page: Page, name: str) -> None:
    page.get_by_role("group", name="朗读", exact=True).get_by_role("button", name=name).press(
        "Enter"
    )


def _said(page: Page) -> list[dict[str, object]]:
    said: list[dict[str, object]] = page.evaluate("said")
    return said


def test_the_article_is_read_in_sentences(new_page: Callable[..., Page], base: str) -> None:
    """All of it, nothing else, in order; then the bar is as before."""
    page = _page(new_page)
    page.goto(base + RECORD)
    _read(page, "朗读全文")
    marked = []
    while page.evaluate("speechSynthesis.speaking"):
        marked.append(page.evaluate(HIGHLIGHTED))
        page.evaluate("speechSynthesis.done()")
    said = [str(one["text"]) for one in _said(page)]
    blanks = re.compile(r"\s")
    article = page.locator("article[data-record]").text_content() or ""
    assert blanks.sub("", "".join(said)) == blanks.sub("", article)
    assert [blanks.sub("", one) for one in marked] == [blanks.sub("", one) for one in said]
    assert said[0] == "国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知"
    assert max(map(len, said)) < 400
    assert {one["voice"] for one in _said(page)} == {"own"}
    expect(page.get_by_role("button", name="朗读全文")).to_be_visible()
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    assert page.evaluate(HIGHLIGHTED) == ""


def test_pause_continue_stop(new_page: Callable[..., Page], disk: str) -> None:
    page = _page(new_page)
    page.goto(disk + RECORD)
    _read(page, "朗读全文")
    page.evaluate("speechSynthesis.done()")
    second = _said(page)[-1]["text"]
    _read(page, "暂停")
    assert not page.evaluate("speechSynthesis.speaking")
    _read(page, "继续")
    assert _said(page)[-1]["text"] == second
    page.get_by_label("语速").select_option("很快")
    assert _said(page)[-1] == {"text": second, "rate": 1.5, "voice": "own", "lang": "zh-CN"}
    _read(page, "停止")
    assert not page.evaluate("speechSynthesis.speaking")
    assert page.evaluate("document.activeElement.textContent") == "朗读全文"
    _read(page, "朗读全文")
    assert _said(page)[-1]["text"] == _said(page)[0]["text"]


@pytest.mark.parametrize(
    "voices",
    [
        "[]",
        "[{ name: 'far', lang: 'zh-CN', localService: false }]",
        "[{ name: 'x', lang: 'en-US', localService: true }]",
    ],
    ids=["none", "over the network", "of another language"],
)
def test_without_a_voice_nothing_is_offered(
    new_page: Callable[..., Page], disk: str, voices: str
) -> None:
    page = _page(new_page, voices)
    page.goto(disk + RECORD)
    expect(page.get_by_role("button", name="打印本页")).to_be_visible()
    expect(page.get_by_role("button", name="朗读全文")).to_be_hidden()


def test_voices_that_come_late(new_page: Callable[..., Page], disk: str) -> None:
    page = _page(new_page, "[]")
    page.goto(disk + RECORD)
    page.evaluate(
        f"speechSynthesis.getVoices = () => ({CHINESE}); speechSynthesis.onvoiceschanged()"
    )
    expect(page.get_by_role("button", name="朗读全文")).to_be_visible()


def test_a_browser_that_cannot_speak(new_page: Callable[..., Page], disk: str) -> None:
    page = new_page("delete window.speechSynthesis; delete window.SpeechSynthesisUtterance")
    page.goto(disk + RECORD)
    expect(page.get_by_role("button", name="朗读全文")).to_be_hidden()


def test_the_code_is_the_address(new_page: Callable[..., Page], disk: str, tmp_path: Path) -> None:
    """As a telephone sees it: on the screen in every mode, and on paper."""
    page = new_page()
    page.goto(disk + RECORD)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    code = page.locator(".og-share__code")
    for media, forced in (("screen", "none"), ("print", "none"), ("screen", "active")):
        page.emulate_media(media=media, forced_colors=forced, color_scheme="dark")
        file = tmp_path / "code.png"
        code.screenshot(path=file)
        assert [one.text for one in zxingcpp.read_barcodes(Image.open(file))] == [canonical]


def test_the_address_is_copied(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(served + RECORD)
    page.get_by_role("button", name="复制网址").press("Enter")
    expect(page.locator(".og-share__status")).to_have_text("已复制")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical


def test_a_site_that_does_not_know_its_address(
    make_site: Callable[..., Project], new_page: Callable[..., Page], files: dict[str, str]
) -> None:
    """Nothing to share from a disk; from a server, the address that the page has there."""
    root: Path = make_site(files).build()
    page = new_page()
    path = "catalog/bgs/wj-2026-0001.html"
    page.goto(f"{root.as_uri()}/{path}")
    assert page.locator(".og-share__code").count() == 0
    expect(page.get_by_role("button", name="复制网址")).to_be_hidden()
    page.route(
        "http://www.test.example/**",
        lambda route: route.fulfill(path=f"{root}{urlsplit(route.request.url).path}"),
    )
    page.goto(f"http://www.test.example/{path}?from=list#share")
    expect(page.locator(".og-share__address")).to_have_text(
        f"http://www.test.example/{path}?from=list"
    )
    expect(page.get_by_role("button", name="复制网址")).to_be_visible()


@pytest.fixture
def files() -> dict[str, str]:
    """A site without ``base_url``."""
    bare = re.sub(r"  base_url: .*\n", "", SITE)
    return {"site.yaml": bare, "content/bgs/documents/2026/a.md": record()}
