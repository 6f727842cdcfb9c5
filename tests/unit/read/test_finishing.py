"""Sanitised HTML → a body as kept: anchors, numbered links, tables, pictures, citations."""

from __future__ import annotations

import pytest

from opengov_ssg.errors import Problem
from opengov_ssg.model import marks
from opengov_ssg.model.bodies import Body
from opengov_ssg.model.entries import BodyLink
from opengov_ssg.read.finishing import finish
from opengov_ssg.read.markdown import render
from opengov_ssg.read.sanitising import sanitise
from tests.making import codes

FIRST_LINE = 11


def finished(source: str) -> tuple[Body, tuple[BodyLink, ...], list[Problem]]:
    """A Markdown body that begins on line 11 of ``a.md``, as the reader treats it."""
    html = sanitise(render(source).html)
    return finish(html, "a.md", source, FIRST_LINE)


def shown(source: str) -> str:
    """The HTML with each link leading to ``#`` and its number."""
    body, links, _ = finished(source)
    targets = [f"#{number}" for number in range(len(links))]
    return marks.fill(body.html, targets, str, "表{}".format)


def anchors(source: str) -> list[tuple[int, str, str]]:
    body, _, _ = finished(source)
    return [(one.level, one.anchor, one.text) for one in body.headings]


class TestHeadings:
    def test_anchors_are_positions(self) -> None:
        source = "## 总则\n\n### 目的\n\n### 依据\n\n## 分则\n\n### 目的\n\n#### 一\n\n## 附则"
        assert anchors(source) == [
            (2, "s1", "总则"),
            (3, "s1-1", "目的"),
            (3, "s1-2", "依据"),
            (2, "s2", "分则"),
            (3, "s2-1", "目的"),
            (4, "s2-1-1", "一"),
            (2, "s3", "附则"),
        ]
        assert '<h3 id="s1-2">依据</h3>' in shown(source)

    def test_no_two_anchors_are_alike_even_where_levels_are_skipped(self) -> None:
        body, _, problems = finished("### 甲\n\n## 乙\n\n#### 丙\n\n### 丁\n\n#### 戊")
        names = [one.anchor for one in body.headings]
        assert len(set(names)) == len(names)
        assert codes(problems) == ["heading-level", "heading-level"]

    def test_the_title_is_the_only_h1(self) -> None:
        body, _, problems = finished("# 通知\n\n正文")
        assert body.html.startswith('<h2 id="s1">通知</h2>')
        assert [(one.name, one.hint, one.line) for one in problems] == [
            ("heading-level", "top", FIRST_LINE)
        ]

    def test_text_is_without_marks(self) -> None:
        source = "## 一、**总体**要求（[附件](#s1)）&amp;其他"
        assert anchors(source) == [(2, "s1", "一、总体要求（附件）&其他")]

    def test_a_level_that_is_skipped_is_told_at_its_line(self) -> None:
        _, _, problems = finished("## 甲\n\n正文\n\n#### 乙")
        assert [(one.name, one.line) for one in problems] == [("heading-level", FIRST_LINE + 4)]


class TestLinks:
    def test_links_are_numbered_in_order(self) -> None:
        body, links, _ = finished("[甲](a.md)和[乙](b.md)\n\n![丙](x/c.png)")
        assert [(one.kind, one.target, one.at[0]) for one in links] == [
            ("link", "a.md", FIRST_LINE),
            ("link", "b.md", FIRST_LINE),
            ("picture", "x/c.png", FIRST_LINE + 2),
        ]
        assert body.html.startswith(f"<p>{marks.link(0, '甲')}和{marks.link(1, '乙')}</p>")
        assert f'<img src="{marks.picture(2)}" alt="丙">' in body.html

    def test_columns_count_from_one(self) -> None:
        _, links, _ = finished("见[甲](a.md)。")
        assert links[0].at == (FIRST_LINE, 6)

    def test_an_address_without_a_safe_scheme_is_told_and_the_text_stays(self) -> None:
        body, links, problems = finished("[甲](javascript:alert(1))")
        assert (body.html, links) == ("<p>甲</p>\n", ())
        assert codes(problems) == ["link-scheme"]

    def test_links_outside_are_marked(self) -> None:
        assert 'class="external"' in shown("[甲](https://example.com/)")
        assert "class=" not in shown("[甲](a.md)")

    def test_a_links_title_is_kept_escaped(self) -> None:
        assert shown('[甲](a.md "他说\\"<b>\\"")') == (
            '<p><a href="#0" title="他说&quot;&lt;b&gt;&quot;">甲</a></p>\n'
        )

    def test_a_link_holds_other_marks(self) -> None:
        assert shown("[**甲**![图](x.png)](a.md)") == (
            '<p><a href="#1"><strong>甲</strong><img src="#0" alt="图"></a></p>\n'
        )

    @pytest.mark.parametrize("line", ["99999", "-7", "abc", "", "１"])
    def test_content_cannot_forge_the_line_of_a_link(self, line: str) -> None:
        _, links, _ = finished(f'<a href="a.md" data-line="{line}">甲</a>')
        assert links[0].at[0] >= FIRST_LINE


class TestPictures:
    def test_alt_is_required(self) -> None:
        assert codes(finished("![](x.png)")[2]) == ["image-alt"]

    @pytest.mark.parametrize("address", ["https://example.com/x.png", "//example.com/x.png"])
    def test_pictures_come_from_nowhere_else(self, address: str) -> None:
        body, links, problems = finished(f"![图]({address})")
        assert (body.html, links) == ("<p></p>\n", ())
        assert codes(problems) == ["leads-outside"]

    def test_sizes_stay(self) -> None:
        html = shown('<img src="x.png" alt="图" width="640" height="480">')
        assert 'width="640" height="480"' in html


class TestTables:
    MARKDOWN = "| 年 | 件 |\n|--|--:|\n| 2025 | 7 |"

    def test_tables_are_regions_that_scroll(self) -> None:
        html = shown(f"{self.MARKDOWN}\n\n正文\n\n{self.MARKDOWN}")
        opening = '<div class="table-scroll" tabindex="0" role="region" aria-label="表{}"><table>'
        assert html.count("</table></div>") == 2
        assert opening.format(1) in html
        assert opening.format(2) in html

    def test_heads_say_their_scope(self) -> None:
        html = shown(self.MARKDOWN)
        assert '<th scope="col">年</th>' in html
        assert '<th scope="col" class="right">件</th>' in html

    def test_raw_tables_keep_what_the_original_had(self) -> None:
        source = (
            "<table><caption>表</caption><thead><tr><th colspan='2'>甲</th></tr></thead><tbody>"
            "<tr><th>乙</th><td rowspan='2'>丙</td></tr><tr><th scope='rowgroup'>丁</th></tr>"
            "</tbody></table>"
        )
        html = shown(source)
        assert '<th scope="col" colspan="2">甲</th>' in html
        assert '<th scope="row">乙</th><td rowspan="2">丙</td>' in html
        assert '<th scope="rowgroup">丁</th>' in html
        assert "<caption>表</caption>" in html


class TestCitations:
    def test_numbers_and_titles_are_marked(self) -> None:
        _, links, _ = finished("按照《国务院关于加强政务公开的意见》（国发〔2016〕8号）要求")
        title, number = links
        assert (title.kind, title.target) == ("title", "国务院关于加强政务公开的意见")
        assert (number.kind, number.target) == ("number", "国发〔2016〕8号")
        assert number.quoted == "国务院关于加强政务公开的意见"

    def test_the_mark_stands_around_the_number_alone(self) -> None:
        assert shown("根据国办发〔2016〕80号文件") == (
            '<p>根据<a href="#0" class="citation doc-no">国办发〔2016〕80号</a>文件</p>\n'
        )

    @pytest.mark.parametrize(
        "spelling",
        ["国办发[2016]80号", "国办发（2016）80号", "国办发〔2016〕080號", "国办发【2016】第80号"],
    )
    def test_whatever_the_spelling(self, spelling: str) -> None:
        _, links, _ = finished(f"见{spelling}。")
        assert links[0].target == "国办发〔2016〕80号"

    def test_the_likeliest_reading_comes_first_then_the_longest(self) -> None:
        _, links, _ = finished("现按照国办发〔2016〕80号办理")
        first, *others = links[0].readings
        assert first == "国办发〔2016〕80号"
        assert others == sorted(others, key=len, reverse=True)
        assert "办发〔2016〕80号" in others

    @pytest.mark.parametrize(
        "source",
        [
            "[国办发〔2016〕80号](a.md)",
            "`国办发〔2016〕80号`",
            "```\n国办发〔2016〕80号\n```",
            "## 关于国办发〔2016〕80号",
            "<pre>国办发〔2016〕80号</pre>",
        ],
        ids=["link", "code", "fence", "heading", "pre"],
    )
    def test_not_in_links_code_and_headings(self, source: str) -> None:
        _, links, _ = finished(source)
        assert [one.kind for one in links if one.kind in ("number", "title")] == []

    def test_a_number_within_a_title_is_the_titles(self) -> None:
        _, links, _ = finished("《关于废止国办发〔2016〕80号文件的通知》")
        assert [one.kind for one in links] == ["title"]

    def test_titles_within_titles(self) -> None:
        _, links, _ = finished("《关于印发《政务公开办法》的通知》")
        assert [one.target for one in links] == ["关于印发《政务公开办法》的通知"]

    def test_bold_around_a_number_is_kept(self) -> None:
        assert shown("见**国办发〔2016〕80号**。") == (
            '<p>见<strong><a href="#0" class="citation doc-no">国办发〔2016〕80号</a></strong>。</p>\n'
        )


class TestLiteralMarks:
    @pytest.mark.parametrize("source", ["** 通知 **", "一**", "__ 甲__乙", "~~ 旧 ~~"])
    def test_a_mark_left_in_the_page_is_told(self, source: str) -> None:
        _, _, problems = finished(f"正文\n\n{source}")
        assert [(one.name, one.severity, one.line) for one in problems] == [
            ("literal-mark", "warning", FIRST_LINE + 2)
        ]

    @pytest.mark.parametrize("source", ["`**`", "**通知**", r"\*\*", "甲 __"])
    def test_what_is_meant_is_not(self, source: str) -> None:
        assert codes(finished(source)[2]) == []


def test_line_breaks_within_raw_blocks_vanish_too() -> None:
    assert shown('<p class="center">示例市\n人民政府</p>') == '<p class="center">示例市人民政府</p>'
