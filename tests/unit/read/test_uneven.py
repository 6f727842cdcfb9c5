"""Which paragraphs hold what goes to the next line whole."""

from __future__ import annotations

import pytest

from opengov_ssg.read.uneven import uneven


@pytest.mark.parametrize(
    "text",
    [
        "英文名称为“Shanghai Key Laboratory of Optics”。",
        "网址为https://www.example.gov.cn/。",
        "发生“12·23”井喷事故。",
        "标准号为GB/T9704-2012。",
        "电话（010-88050000）。",
    ],
)
def test_long_words(text: str) -> None:
    assert uneven(f"<p>{text}</p>\n<p>短。</p>") == f'<p class="uneven">{text}</p>\n<p>短。</p>'


@pytest.mark.parametrize(
    "text",
    [
        "自2026年1月5日起施行，有效期至2031年1月4日。",
        "共12项、3,456件，占12.5%。",
        "由GDP、CPI等指标组成（见表1）。",
        '见<a href="a-very-long-address.html" title="Long">附件</a>。',
        '见\x010  class="external long"\x02附件\x03。',
    ],
)
def test_texts_that_fill_their_lines(text: str) -> None:
    """The length of an attribute is no length of the text."""
    assert uneven(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("name", ["center", "signature"])
def test_paragraphs_with_a_place_of_their_own_keep_it(name: str) -> None:
    html = f'<p class="{name}">国办发2016-80-100号</p>'
    assert uneven(html) == html
