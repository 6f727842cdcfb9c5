"""Marks in a stored body: filled in when the page is rendered, forged by no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.model import marks
from tests.conftest import record
from tests.making import codes, read_one

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='<>&"'))


def fill(html: str, *targets: str) -> str:
    return marks.fill(html, targets, "../{}".format, "表{}".format)


def test_a_link_becomes_an_anchor() -> None:
    html = marks.link(0, "<b>通知</b>", ' class="citation"')
    assert fill(html, "a.html") == '<a href="../a.html" class="citation"><b>通知</b></a>'


def test_a_link_to_nothing_public_is_its_text() -> None:
    assert fill(f"见{marks.link(0, '<b>通知</b>')}。", "") == "见<b>通知</b>。"


def test_pictures_and_tables() -> None:
    html = f'<img src="{marks.picture(0)}" alt="图"><div aria-label="{marks.table(1)}">'
    assert fill(html, "a.png") == '<img src="../a.png" alt="图"><div aria-label="表1">'


def test_a_picture_within_a_link() -> None:
    html = marks.link(1, f'<img src="{marks.picture(0)}" alt="图">')
    assert fill(html, "a.png", "b.html") == '<a href="../b.html"><img src="../a.png" alt="图"></a>'


@given(st.lists(st.tuples(texts, texts, st.booleans())))
def test_filled_or_stripped_the_text_is_the_same(parts: list[tuple[str, str, bool]]) -> None:
    html = "".join(
        text + marks.link(number, inner) for number, (text, inner, _) in enumerate(parts)
    )
    plain = "".join(text + inner for text, inner, _ in parts)
    filled = "".join(
        text + (f'<a href="../x">{inner}</a>' if leads else inner) for text, inner, leads in parts
    )
    assert marks.strip(html) == plain
    assert fill(html, *("x" if leads else "" for *_, leads in parts)) == filled


@given(texts)
def test_text_without_marks_stays(text: str) -> None:
    assert fill(text) == marks.strip(text) == text


@pytest.mark.parametrize("mark", ["\x01", "\x02", "\x03", "\x04", "\x05", "\x06", "\x07", "\x08"])
class TestNothingForged:
    """Content may not hold the characters that marks are made of, in whatever disguise."""

    def test_as_they_are(self, tmp_path: Path, mark: str) -> None:
        done = read_one(tmp_path, record(f"正文{mark}0 {mark}"))
        assert codes(done.problems) == ["control-character"]

    @pytest.mark.parametrize(
        "form", ["&#{};", "&#x{:x};", "<p>&#{};</p>", "<b>&#00{}x</b>", "<p>&&#{0};#{0};</p>"]
    )
    def test_as_entities(self, tmp_path: Path, mark: str, form: str) -> None:
        done = read_one(tmp_path, record(f"正文{form.format(ord(mark))}"))
        held = done.body.html if done.body else ""
        assert mark not in held

    def test_in_the_header(self, tmp_path: Path, mark: str) -> None:
        done = read_one(tmp_path, record(title=f"通知{mark}"))
        assert codes(done.problems) == ["control-character"]


def test_a_number_is_marked_as_one_whether_it_leads_anywhere_or_not() -> None:
    """So that a theme can keep it in one line, but for one that is too long for a
    line of a telephone."""
    html = marks.citation(0, "国办发〔2016〕80号", True)
    assert (
        fill(html, "a.html") == '<a href="../a.html" class="citation doc-no">国办发〔2016〕80号</a>'
    )
    assert fill(html, "") == '<span class="doc-no">国办发〔2016〕80号</span>'
    long = marks.citation(0, "中华人民共和国国务院令第713号", True)
    assert fill(long, "") == "中华人民共和国国务院令第713号"
    assert fill(marks.citation(0, "某条例", False), "") == "某条例"
