"""Emphasis beside Chinese marks: what an editor types as bold is bold, whatever stands beside
it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from opengov_ssg.read.markdown import render

MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％"
DELIMITERS = {"**": "strong", "*": "em", "~~": "s"}


def paragraph(source: str) -> str:
    """The inner HTML of the one paragraph that ``source`` is."""
    found = re.fullmatch(r"<p>(.*)</p>\n", render(source).html)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("mark", MARKS)
class TestBesideEveryChineseMark:
    """Each mark inside and outside, at the opening and at the closing end, between Han."""

    def test_inside(self, mark: str, delimiter: str) -> None:
        tag = DELIMITERS[delimiter]
        source = f"关于{delimiter}{mark}通知{mark}{delimiter}要求"
        assert paragraph(source) == f"关于<{tag}>{mark}通知{mark}</{tag}>要求"

    def test_outside(self, mark: str, delimiter: str) -> None:
        tag = DELIMITERS[delimiter]
        source = f"关于{mark}{delimiter}通知{delimiter}{mark}要求"
        assert paragraph(source) == f"关于{mark}<{tag}>通知</{tag}>{mark}要求"

    def test_inside_and_outside(self, mark: str, delimiter: str) -> None:
        tag = DELIMITERS[delimiter]
        source = f"关于{mark}{delimiter}{mark}通知{mark}{delimiter}{mark}要求"
        assert paragraph(source) == f"关于{mark}<{tag}>{mark}通知{mark}</{tag}>{mark}要求"

    def test_at_the_ends_of_the_line(self, mark: str, delimiter: str) -> None:
        tag = DELIMITERS[delimiter]
        source = f"{delimiter}{mark}通知{mark}{delimiter}"
        assert paragraph(source) == f"<{tag}>{mark}通知{mark}</{tag}>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("按照**《条例》**第一条", "按照<strong>《条例》</strong>第一条"),
        ("**一、总体要求。**坚持公开", "<strong>一、总体要求。</strong>坚持公开"),
        ("**注：**text", "<strong>注：</strong>text"),
        ("增长**50%**的目标", "增长<strong>50%</strong>的目标"),
        ("适用**(试行)**办法", "适用<strong>(试行)</strong>办法"),
        ("**A**、**B**和**C**", "<strong>A</strong>、<strong>B</strong>和<strong>C</strong>"),
        ("**“双公示”**、**“五公开”**", "<strong>“双公示”</strong>、<strong>“五公开”</strong>"),
        ("***《通知》***要求", "<em><strong>《通知》</strong></em>要求"),
        ("**关于*《通知》*的说明**", "<strong>关于<em>《通知》</em>的说明</strong>"),
        ("𠮷野**《家》**𠮷", "𠮷野<strong>《家》</strong>𠮷"),
        ("3**x**2", "3<strong>x</strong>2"),
    ],
)
def test_as_editors_write(source: str, html: str) -> None:
    assert paragraph(source) == html


@pytest.mark.parametrize(
    "source", ["公开** 不是 **强调", "一**", "数值为2*3*", "snake_case_name", "政府_信息_公开"]
)
def test_what_is_no_emphasis_stays_as_typed(source: str) -> None:
    """A run with a blank on its inner side, or without a twin, is text; ``_`` never cuts a word."""
    typed = source.replace("2*3*", "2<em>3</em>")  # as in CommonMark: there is no blank
    assert paragraph(source) == typed
