"""Markdown → HTML: line breaks, tables, lines of links; the fast rule is only fast."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline

from opengov_ssg.read import markdown, plain_body
from opengov_ssg.read.emphasis import ChineseInline
from opengov_ssg.read.markdown import render
from opengov_ssg.read.sanitising import sanitise
from tests.conftest import ROOT

DOCUMENTS = sorted((ROOT / "content").rglob("*.md"))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("政府\n信息", "政府信息"),
        ("政府，\n信息", "政府，信息"),
        ("公开。\n“信息”", "公开。“信息”"),
        ("**政府**\n信息", "<strong>政府</strong>信息"),
        ("政府\n**信息**", "政府<strong>信息</strong>"),
        ("**政府**\n*信息*", "<strong>政府</strong><em>信息</em>"),
        ("<u>政府</u>\n<sup>信息</sup>", "<u>政府</u><sup>信息</sup>"),
        ("[政府](#s1)\n信息", '<a href="#s1" data-line="1">政府</a>信息'),
        ("`政府`\n信息", "<code>政府</code>信息"),
        ("open\ngovernment", "open\ngovernment"),
        ("政府\nopen", "政府\nopen"),
        ("open\n政府", "open\n政府"),
        ("2026\n年", "2026\n年"),
        ("政府  \n信息", "政府<br>\n信息"),
    ],
)
def test_a_line_break_between_han_is_none(source: str, html: str) -> None:
    assert render(source).html == f"<p>{html}</p>\n"


def test_a_blank_line_begins_a_paragraph_and_lists_stay_tight() -> None:
    source = "政府\n\n信息\n公开。\n\n- 甲\n  乙\n- 丙"
    paragraphs = "<p>政府</p>\n<p>信息公开。</p>\n"
    assert render(source).html == f"{paragraphs}<ul>\n<li>甲乙</li>\n<li>丙</li>\n</ul>\n"


def test_a_tables_alignment_becomes_classes() -> None:
    source = "| 项目 | 数量 | 备注 | 其他 |\n|:--|--:|:-:|---|\n| 受理 | 12 | 无 | — |"
    html = render(source).html
    assert "style" not in html
    assert '<th class="left">项目</th>' in html
    assert '<th class="right">数量</th>' in html
    assert '<td class="center">无</td>' in html
    assert "<td>—</td>" in html


def test_links_and_pictures_know_their_line() -> None:
    source = "甲\n[一](a.md)乙\n![丙](b.png)\n\n[二](c.md)\n\n![三](d.png)"
    html = render(source).html
    for address, line in (("a.md", 2), ("b.png", 3), ("c.md", 5), ("d.png", 7)):
        assert f'="{address}"' in html
        tag = next(part for part in html.split("<") if address in part)
        assert f'data-line="{line}"' in tag


def test_raw_html_is_told_with_its_line() -> None:
    assert render("甲\n乙<u>丙</u>\n\n<div>丁</div>").raw == [
        (2, "<u>"),
        (2, "</u>"),
        (4, "<div>丁</div>"),
    ]


def test_addresses_stay_as_written() -> None:
    """Which of them are safe is told later, with their place; here nothing is re-encoded."""
    assert 'href="附件 1（终稿）.pdf"' in render("[附件](<附件 1（终稿）.pdf>)").html
    assert 'href="a%20b.md"' in render("[a](a%20b.md)").html


# The fast rule


def plain_html(body: str) -> str:
    """The HTML without the shortcuts: every line is looked at by every rule."""
    parser: MarkdownIt = markdown._parser.__wrapped__()
    parser.disable("plain_paragraph")
    parser.inline = _Thorough()
    parser.configure("js-default")
    parser.options["html"] = True
    parser.disable(["replacements", "smartquotes", "linkify"])
    tokens = parser.parse(body)
    markdown._mark_lines(tokens, [])
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


class _Thorough(ParserInline):
    """The inline parser that tokenizes everything, Chinese emphasis included."""

    def parse(self, src, md, env, tokens):  # type: ignore[no-untyped-def]
        state = ChineseInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def body_of(file: Path) -> str:
    return file.read_text("utf-8").split("\n---\n", 1)[1]


def same(html: str) -> str:
    """A no-break blank is written as a character or as an entity; the last line end is nothing."""
    return html.replace("&nbsp;", "\u00a0").rstrip("\n")


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_a_plain_body_needs_no_parser(file: Path) -> None:
    body = body_of(file)
    html = plain_body.render(body)
    assert html is None or same(html) == same(sanitise(plain_html(body)))


def test_many_real_bodies_are_plain() -> None:
    plain = [file for file in DOCUMENTS if plain_body.render(body_of(file)) is not None]
    assert len(plain) * 4 > len(DOCUMENTS)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_the_fast_rule_changes_no_real_document(file: Path) -> None:
    body = re.sub(r"^```\w+", "```", body_of(file), flags=re.MULTILINE)  # blocks are another matter
    assert render(body).html == plain_html(body)


LINES = st.sampled_from(
    [
        *(
            "",
            " ",
            "政府信息公开",
            "（一）政府",
            "《条例》",
            "“公开”**要求**",
            "　　缩进",
            "## 总则",
        ),
        *(
            "- 甲",
            "  乙",
            "1. 丙",
            "   丁",
            "> 戊",
            "    己",
            "```",
            "---",
            "| 甲 | 乙 |",
            "|--|--|",
        ),
        *("<table>", "</table>", "<p>庚</p>", "政府  ", "[辛]: a.md", "[辛]", "===", "\t壬"),
    ]
)


PLAIN = st.text(st.sampled_from("政府（《“”》）。：; '\"!>#{}|=-+.1a\u00a0\u3000 "), max_size=8)
PLAIN_LINES = st.sampled_from(
    [
        "",
        " ",
        "## ",
        "###### ",
        "政",
        "《",
        '<p class="signature">政府 > 厅</p>',
        '<p class="right">2026年1月5日</p>',
    ]
)


@given(st.lists(LINES, max_size=9).map("\n".join))
def test_the_fast_rule_changes_nothing_at_all(body: str) -> None:
    assert render(body).html == plain_html(body)


@given(st.lists(st.tuples(PLAIN_LINES, PLAIN).map("".join) | PLAIN_LINES, max_size=6))
def test_a_plain_body_is_what_the_parser_makes_of_it(lines: list[str]) -> None:
    for body in ("\n\n".join(lines), "\n".join(lines)):
        html = plain_body.render(body)
        assert html is None or same(html) == same(sanitise(plain_html(body)))


@pytest.mark.parametrize(
    "body",
    [
        "政府\n" * 30_000,
        "*" * 60_000,
        "[" * 8_000,
        "> " * 20_000 + "政府",
        "**《" * 8_000,
        "- " * 5_000 + "甲",
        "<a " * 20_000,
        "`" * 40_000,
    ],
    ids=["lines", "stars", "brackets", "quotes", "bold", "lists", "tags", "ticks"],
)
def test_no_text_takes_long(body: str) -> None:
    started = time.perf_counter()
    render(body)
    assert time.perf_counter() - started < 5
