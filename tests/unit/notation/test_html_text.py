"""The text that HTML holds, by vectors and against an HTML parser."""

from __future__ import annotations

import json
import time
from html import escape
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.html_text import join_lines, pieces, text_of
from opengov_ssg.notation.record_text import record_text

FOLDER = Path(__file__).parents[2] / "vectors"
HTML = json.loads((FOLDER / "html_text.json").read_text("utf-8"))
RECORD = json.loads((FOLDER / "record_text.json").read_text("utf-8"))["record_text"]

texts = st.text(st.sampled_from("政府。，（）…％“”〔〕ab1 \t\n\u00a0\u3000&<>\"'"), max_size=12)
tags = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<a title=\"x > 'y'\">", "</a>", "<!-- <p> -->"]
)
bodies = st.lists(texts.map(escape) | tags).map("".join)


def parsed_text(article: str) -> str:
    """What a browser's textContent gives for the fragment."""
    tree = html5lib.parseFragment(article, container="div", namespaceHTMLElements=False)
    for comment in [element for element in tree.iter() if not isinstance(element.tag, str)]:
        comment.text = ""
    return "".join(tree.itertext())


@pytest.mark.parametrize("vector", HTML["text_of"], ids=lambda vector: vector["why"])
def test_text_of(vector: dict[str, str]) -> None:
    assert text_of(vector["html"]) == vector["text"]


@pytest.mark.parametrize("vector", HTML["text_of"], ids=lambda vector: vector["why"])
def test_text_of_is_text_content_once_folded(vector: dict[str, str]) -> None:
    assert fold(text_of(vector["html"])) == fold(parsed_text(vector["html"]))


@pytest.mark.parametrize("vector", HTML["furniture"], ids=lambda vector: vector["why"])
def test_furniture_is_no_text(vector: dict[str, str]) -> None:
    assert text_of(vector["html"]) == vector["text"]
    assert "".join(piece for piece, _ in pieces(vector["html"])) == vector["html"]


def test_furniture_that_is_not_closed_ends_with_the_text() -> None:
    assert list(pieces("甲<div data-furniture><p>乙")) == [
        ("甲", False),
        ("<div data-furniture><p>乙", True),
    ]


@pytest.mark.parametrize("vector", HTML["pieces"], ids=lambda vector: vector["why"])
def test_pieces(vector: dict[str, Any]) -> None:
    assert [list(piece) for piece in pieces(vector["html"])] == vector["pieces"]


@pytest.mark.parametrize("vector", HTML["join_lines"], ids=lambda vector: vector["why"])
def test_join_lines(vector: dict[str, str]) -> None:
    assert join_lines(vector["text"]) == vector["joined"]


@pytest.mark.parametrize("vector", RECORD, ids=lambda vector: vector["why"])
def test_record_text(vector: dict[str, str]) -> None:
    assert record_text(vector["title"], vector["html"]) == vector["text"]
    article = f"<h1>{escape(vector['title'])}</h1>{vector['html']}"
    assert fold(parsed_text(article)) == vector["text"]


@given(st.text(), bodies)
def test_pieces_lose_nothing(text: str, html: str) -> None:
    for source in (text, html):
        assert "".join(piece for piece, _ in pieces(source)) == source
        assert all(piece for piece, _ in pieces(source))


@given(texts, bodies)
def test_record_text_is_the_text_of_the_article(title: str, html: str) -> None:
    article = f"<h1>{escape(title)}</h1>{html}"
    assert record_text(title, html) == fold(parsed_text(article))


@given(texts)
def test_joining_lines_changes_no_other_text(text: str) -> None:
    """Joined or not, a text is the same once folded; nothing but breaks and blanks goes."""
    assert fold(join_lines(text)) == fold(text)
    assert "".join(join_lines(text).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", [" ", "\n", " \n", "政 ", "政\n ", "<b>", "&amp;", "\t\n政"])
def test_linear(unit: str) -> None:
    started = time.perf_counter()
    text_of(unit * 100_000)
    join_lines(unit * 100_000)
    assert time.perf_counter() - started < 5
