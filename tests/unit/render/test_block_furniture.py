"""What a page adds to blocks: nothing that is text, everything resolved, escaped, by the
theme's components."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from opengov_ssg.model.blocks import NoticeBox
from opengov_ssg.model.bodies import Body
from opengov_ssg.notation.html_text import text_of
from opengov_ssg.notation.record_text import record_text
from tests.conftest import Project, record
from tests.making import HERE, theme
from tests.site.tree import article_text, parse
from tests.unit.read.blocks.making import FILES, fence
from tests.unit.render import test_pages

PAGE = "catalog/bgs/wj-2026-0001.html"
BODY = "\n\n".join(
    [
        "依据《办法》，说明如下。",
        fence("chart", "title: 甲<b>图", "data: d.csv", "unit: 件", "note: 乙", "source: 丙"),
        fence("video", "title: 录像<i>", "file: v.mp4", "poster: p.png", "captions: c.vtt", "transcript: t.txt"),
        fence("audio", "title: 录音", "file: s.wav", "captions: c.vtt", "transcript: 一。"),
        fence("infographic", "file: p.png", "alt: '\"><script>'", "text: 全文。"),
        fence("qa", "- 问: 何时？", "  答: 二十日。"),
        fence("notice", "level: 注意", "title: 截止", "text: 不予受理。"),
    ]
)  # fmt: skip

Make = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def made(make_site: Make) -> Project:
    """A site with one document that has a block of every kind."""
    files = {f"{HERE}/a/{name}": data for name, data in FILES.items()}
    project = make_site({f"{HERE}/a.md": record(BODY), **files})
    project.build()
    return project


def test_the_text_of_the_page_is_that_of_the_body(made: Project) -> None:
    page = (made.root / "build" / PAGE).read_text("utf-8")
    article = page.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    title, body = article.partition("</h1>")[::2]
    [element] = parse(made.root / "build" / PAGE).xpath("//article")
    wanted = record_text(text_of(title), body)
    assert article_text(element) == wanted
    for part in (
        "甲<b>图",
        "2024",
        "1,024",
        "丙",
        "今天讲a<b公开",
        "第二段。",
        "全文。",
        "何时?",
        "二十日。",
    ):
        assert part in wanted, part
    for label in ("文字稿", "资料来源", "下载", "00:01", "共 1 问", "注意"):
        assert label not in wanted


def test_every_block_has_its_furniture(made: Project) -> None:
    [article] = parse(made.root / "build" / PAGE).xpath("//article")
    root = "../../catalog/bgs/wj-2026-0001/"
    [video] = article.xpath(".//video")
    [audio] = article.xpath(".//audio")
    [picture] = article.xpath(".//figure[@class='infographic']//img")
    [data] = article.xpath(".//a[contains(@href, '.csv')]")
    assert video.get("src").startswith(root) and video.get("src").endswith(".mp4")
    assert video.get("poster").endswith(".png") and video.get("aria-label") == "录像<i>"
    assert audio.get("src").endswith(".wav")
    assert (picture.get("alt"), picture.getparent().get("href")) == (
        '"><script>',
        picture.get("src"),
    )
    assert data.get("download") == "d.csv"
    assert len(article.xpath(".//*[local-name() = 'svg']")) == 1
    assert article.xpath(".//script") == []
    for address in article.xpath(".//@src | .//@poster | .//a[starts-with(@href, '../')]/@href"):
        assert (made.root / "build" / PAGE).parent.joinpath(address).resolve().is_file(), address


def test_no_mark_is_left(made: Project) -> None:
    page = (made.root / "build" / PAGE).read_text("utf-8")
    assert not [char for char in page if ord(char) < 32 and char != "\n"]


def _said(calls: list[str]) -> Callable[..., str]:
    def furnish(_: object, html: str, *rest: object) -> str:
        calls.append(html)
        return html

    return furnish


def test_a_page_without_blocks_asks_for_no_component(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr("opengov_ssg.render.pages.Furnisher.furnish", _said(calls))
    assert "甲" in test_pages.render("{{ body.html }}", view=test_pages.TestBodies.PLAIN)
    assert calls == []


def test_a_projects_component_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = "{% macro notice_box(block) %}[{{ block.level }} {{ block.text[0] }}]{% endmacro %}"
    blocks = (NoticeBox("info", "", ("<甲>",)),)
    html = "<div data-furniture>\x070 \x08</div>"
    monkeypatch.setattr(test_pages, "BODY", Body(html, (), blocks))
    templates = theme().templates | {"components/notice-box/template.html": mine}
    monkeypatch.setattr(test_pages, "theme", lambda: replace(theme(), templates=templates))
    found = test_pages.render("{{ body.html }}", view=test_pages.TestBodies.PLAIN)
    assert found == "<div data-furniture>[info &lt;甲&gt;]</div>"
