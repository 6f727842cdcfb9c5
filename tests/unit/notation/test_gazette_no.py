"""Citations of gazette issues: written in one way, read in all."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.gazette_no import (
    Citation,
    IssueNo,
    address,
    cite,
    parse_citation,
    parse_number,
    printed,
    variants,
)

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/gazette_no.json").read_text("utf-8"))
NAMES: dict[str, str] = VECTORS["names"]
ALONE = {"国务院公报": "gwygb"}

anything = st.text(st.characters(exclude_categories=()))
PIECES = """\
国务院公报 广东省人民政府公报 《 》 2024 年 第 9 号 期 19 1 - — 、 至 ( （ ） ) 合刊 增刊 特刊 zk
总 总号 ： 1830 . 。 / , 〇 九 十 百 二〇二四 ９ No. 月 日 見 號 報 s 見於 ⑨ 页
"""
crumbs = st.lists(st.sampled_from([" ", *PIECES.split()]), max_size=12).map("".join)


@st.composite
def issue_numbers(draw: st.DrawFn) -> IssueNo:
    supplement = draw(st.sampled_from(["", "zk", "tk"]))
    first = draw(st.integers(1, 900))
    length = draw(st.integers(0 if supplement else 1, 12))
    return IssueNo(tuple(range(first, first + length)), supplement)


def row(found: Citation) -> list[Any]:
    number = None if found.number is None else address(found.number)
    return [found.series, found.year, number, found.cumulative]


@pytest.mark.parametrize("vector", VECTORS["citations"], ids=lambda vector: vector["why"])
def test_citations(vector: dict[str, Any]) -> None:
    assert [row(one) for one in parse_citation(vector["text"], NAMES)] == vector["found"]


@pytest.mark.parametrize("vector", VECTORS["alone"], ids=lambda vector: vector["text"])
def test_citations_of_the_only_series(vector: dict[str, Any]) -> None:
    assert [row(one) for one in parse_citation(vector["text"], ALONE)] == vector["found"]


@pytest.mark.parametrize("vector", VECTORS["numbers"], ids=lambda vector: vector["text"])
def test_numbers(vector: dict[str, str | None]) -> None:
    text, expected = str(vector["text"]), vector["address"]
    number = parse_number(text)
    assert (None if number is None else address(number)) == expected
    if expected is None:
        with pytest.raises(ValueError, match="form"):
            address(text)
        assert printed(text, "号") == text
    else:
        assert address(text) == expected


def test_vectors_are_many_and_differ() -> None:
    texts = [vector["text"] for vector in VECTORS["citations"]]
    assert len(texts) == len(set(texts)) >= 80


@pytest.mark.parametrize(
    ("number", "label", "cumulative", "expected"),
    [
        ("9", "号", 0, "《国务院公报》2024年第9号"),
        ("09", "期", 0, "《国务院公报》2024年第9期"),
        ("1-2", "号", 0, "《国务院公报》2024年第1—2号"),
        ("1、2、3", "期", 0, "《国务院公报》2024年第1—3期"),
        ("增刊1", "号", 0, "《国务院公报》2024年增刊第1号"),
        ("特刊", "号", 0, "《国务院公报》2024年特刊"),
        ("9", "号", 1830, "《国务院公报》2024年第9号（总号：1830）"),
        ("9", "期", 1830, "《国务院公报》2024年第9期（总第1830期）"),
    ],
)
def test_cite(number: str, label: str, cumulative: int, expected: str) -> None:
    assert cite("国务院公报", 2024, number, label, cumulative) == expected


@given(
    st.sampled_from(sorted(NAMES)),
    st.integers(1900, 2999),
    issue_numbers(),
    st.sampled_from("期号"),
    st.integers(0, 99999),
)
def test_canonical_and_back(
    name: str, year: int, number: IssueNo, label: str, cumulative: int
) -> None:
    """The canonical citation has one reading, the issue that it was written for."""
    cited = cite(name, year, number, label, cumulative)
    assert parse_citation(cited, NAMES) == (Citation(NAMES[name], year, number, cumulative),)
    assert parse_citation(cited.strip("《").replace("》", ""), NAMES) == parse_citation(
        cited, NAMES
    )
    assert parse_number(address(number)) == number
    assert parse_number(printed(number, label)) == number


@given(crumbs)
def test_what_is_read_can_be_cited(text: str) -> None:
    """Every form leads to the canonical one, and that to the same issue."""
    for name in ALONE:
        found = parse_citation(text, ALONE)
        for one in found:
            if one.number is not None:
                cited = cite(name, one.year, one.number, "号", one.cumulative)
                assert parse_citation(cited, ALONE) == (one,)


@given(crumbs | anything)
def test_never_raises(text: str) -> None:
    for names in (NAMES, ALONE, {}):
        for one in parse_citation(text, names):
            assert one.series in names.values()
            assert one.year or (one.cumulative and one.number is None)
            assert (one.year == 0) == (one.number is None)
    number = parse_number(text)
    assert number is None or parse_number(address(number)) == number


@given(anything, crumbs)
def test_any_name_of_a_series(name: str, text: str) -> None:
    """Names come from people too."""
    for one in parse_citation(f"{name}{text}", {name: "x"}):
        assert one.series == "x"


@given(st.text(" \u3000\t\n\u200b\u00a0", max_size=4), st.integers(0, 12))
def test_blanks_anywhere(blank: str, at: int) -> None:
    text = "国务院公报2024年第9号"
    assert parse_citation(text[:at] + blank + text[at:], NAMES) == parse_citation(text, NAMES)


@given(st.integers(1, 999), st.integers(1, 999))
def test_another_number_is_another_issue(one: int, other: int) -> None:
    assume(one != other)
    ways = (
        "国务院公报2024年第{}号",
        "国务院公报2024.{}",
        "国务院公报2024（{}）",
        "国务院公报2024 {}期",
    )
    for way in ways:
        assert parse_citation(way.format(one), ALONE) != parse_citation(way.format(other), ALONE)


def test_two_series_of_one_name() -> None:
    """Names that fold alike stand for both."""
    names = {"国务院公报": "a", "國務院公報": "b"}
    assert [one.series for one in parse_citation("国务院公报2024年第9号", names)] == ["a", "b"]


def test_variants() -> None:
    pairs = variants(["国务院公报", "Gazette"])
    assert len(pairs) % 2 == 0
    found = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert found.items() >= {"國": "国", "務": "务", "報": "报"}.items()
    assert all(fold(char) == after for char, after in found.items())


UNITS = """\
国务院公报|2024年|第|9号|、9|1-|总第|（|《|2024年第9号|总1|二|十|增刊|合刊| |1 |\u200b|国|号(总号:|0|s"""


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_linear(unit: str) -> None:
    started = time.perf_counter()
    for text in (unit * 10_000, "国务院公报2024年" + unit * 10_000, unit * 10_000 + "第9号"):
        parse_citation(text, NAMES)
        parse_number(text)
    assert time.perf_counter() - started < 3
