"""Recordings in a real browser, opened from the disk: captions, their switch, nothing that
the policy forbids."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_crawl import _VIOLATIONS
from tests.conftest import Project, record
from tests.making import HERE
from tests.unit.read.blocks.making import FILES, fence, wav

PAGE = "catalog/bgs/wj-2026-0001.html"
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\n大家好，\n\n00:01.000 --> 00:30.000\n<v 主持>今天讲 a&lt;b\n"
BODY = "\n\n".join(
    [
        fence("audio", "title: 录音", "file: s.wav", "captions: c.vtt", "transcript: 大家好。"),
        fence("video", "title: 录像", "file: v.webm", "captions: c.vtt", "poster: p.png", "transcript: 大家好。"),
        fence("audio", "title: 无字幕", "file: s.wav", "transcript: 大家好。"),
        fence("chart", "title: 图", "data: d.csv"),
        fence("infographic", "file: p.png", "alt: 流程", "text: 先受理，后答复。"),
        fence("qa", "- 问: 何时？", "  答: 二十日。"),
        fence("notice", "text: 以正式文件为准。"),
    ]
)  # fmt: skip
_RECORD = """\
async () => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const paint = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm;codecs=vp8'})
  const parts = []
  recorder.ondataavailable = event => parts.push(event.data)
  const done = new Promise(resolve => { recorder.onstop = resolve })
  recorder.start()
  for (let frame = 0; frame < 50; frame++) {
    paint.fillStyle = frame % 2 ? '#12396b' : '#ffffff'
    paint.fillRect(0, 0, 64, 64)
    await new Promise(resolve => setTimeout(resolve, 40))
  }
  recorder.stop()
  await done
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}
"""
_SHOWN = "media => Array.from(media.textTracks[0].activeCues, cue => cue.text)"
_SEEK = """\
(media, to) => new Promise(resolve => {
  media.addEventListener('seeked', () => setTimeout(resolve, 100), {once: true})
  media.currentTime = to
})
"""


@pytest.fixture(scope="module")
def video(chromium: Browser) -> bytes:
    """A real video of two seconds, which the browser itself records."""
    page = chromium.new_page()
    data = base64.b64decode(page.evaluate(_RECORD))
    page.close()
    assert data.startswith(b"\x1a\x45\xdf\xa3")
    return data


Make = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def site(make_site: Make, video: bytes) -> Path:
    """A site with one document that has a block of every kind."""
    files: dict[str, bytes] = {"d.csv": FILES["d.csv"], "p.png": _png()}
    files |= {"v.webm": video, "s.wav": wav(3), "c.vtt": VTT.encode()}
    beside = {f"{HERE}/a/{name}": data for name, data in files.items()}
    return make_site({f"{HERE}/a.md": record(BODY), **beside}).build()


def _png() -> bytes:
    """One white pixel."""
    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGyLHEAAAAABJRU5ErkJggg=="
    )


@pytest.fixture
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    """The document's page; a test fails for whatever its console or the policy complained of."""
    wrong: list[str] = []
    page = chromium.new_page()
    page.add_init_script(_VIOLATIONS)
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"{request.url} {request.failure}"))
    page.goto((site / PAGE).as_uri())
    yield page
    page.close()
    assert wrong == []


def test_a_sound_has_a_line_of_captions(page: Page) -> None:
    player = page.locator(".media-audio").first
    line, button = player.locator(".og-player__line"), player.get_by_role("button")
    sound = player.locator("audio")
    sound.evaluate(_SEEK, 0.5)
    assert line.text_content() == "大家好，"
    assert player.locator("[aria-current]").text_content() == "00:00 大家好，"
    sound.evaluate(_SEEK, 2)
    assert line.text_content() == "今天讲 a<b"
    assert player.locator("[aria-current]").count() == 1
    button.focus()
    page.keyboard.press("Enter")
    assert line.is_hidden() and button.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Space")
    assert line.is_visible() and button.get_attribute("aria-pressed") == "true"


def test_a_video_shows_captions_by_the_browsers_own_means(page: Page) -> None:
    player = page.locator(".media-video")
    media, button = player.locator("video"), player.get_by_role("button")
    assert media.evaluate("media => media.textTracks[0].mode") == "showing"
    media.evaluate(_SEEK, 1.5)
    assert media.evaluate(_SHOWN) == ["今天讲 a&lt;b"]
    button.click()
    assert media.evaluate("media => media.textTracks[0].mode") == "hidden"
    media.evaluate("media => { media.textTracks[0].mode = 'showing' }")
    page.wait_for_function(
        "() => document.querySelector('.media-video button').getAttribute('aria-pressed') === 'true'"
    )


def test_without_captions_there_is_no_switch(page: Page) -> None:
    assert page.locator(".media-audio").nth(1).locator("button, .cues").count() == 0


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_script_the_captions_are_a_list(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / PAGE).as_uri())
    player = page.locator(".media-video")
    assert player.locator("button").is_hidden()
    player.locator("summary").click()
    assert player.locator(".cues li").nth(1).is_visible()
    context.close()
