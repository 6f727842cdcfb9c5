"""文号: the grammar, the way to it from spellings found, and numbers in running text."""

from __future__ import annotations

import csv
import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.doc_no import DocNo, find, normalise, parse

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((ROOT / "tests/vectors/doc_no.json").read_text("utf-8"))
SAMPLE = (ROOT / "tests/data/doc_numbers.txt").read_text("utf-8").splitlines()
CORPUS = Path(os.environ.get("OPENGOV_CORPUS", ROOT.parent / "shared/corpus"))

# Real rows of a catalogue that hold no whole number: nothing may be invented for them.
NOT_NUMBERS = re.compile("[^令告]+[0-9]{4}年第[0-9]+号|公告[0-9]{4}年第[0-9]+号")
# Real rows that hold a piece of the sentence before the number.
GLUED = re.compile(".*(通知|通告沪|批复|依据|根据|按|落实|废止)|和国")

crumbs = st.text(
    st.sampled_from("国办发令公通告第年号〔〕[]（）(20161 　\n\u200b０９十百按照、。號發"),
    max_size=40,
)


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: vector["text"])
def test_parse(vector: dict[str, Any]) -> None:
    expected = DocNo(
        vector["form"], vector["code"], vector["year"], vector["serial"], vector["text"]
    )
    assert parse(vector["text"]) == expected
    assert normalise(vector["text"]) == vector["text"]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["why"])
def test_parse_is_strict(vector: dict[str, str]) -> None:
    assert parse(vector["text"]) is None


@pytest.mark.parametrize("vector", VECTORS["normalise"], ids=lambda vector: vector["why"])
def test_normalise(vector: dict[str, str]) -> None:
    assert normalise(vector["text"]) == vector["doc_no"]
    assert parse(vector["doc_no"]) is not None


@pytest.mark.parametrize("vector", VECTORS["defects"], ids=lambda vector: vector["why"])
def test_a_defect_is_not_repaired(vector: dict[str, str]) -> None:
    assert parse(normalise(vector["text"])) is None


@pytest.mark.parametrize("vector", VECTORS["find"], ids=lambda vector: vector["why"])
def test_find(vector: dict[str, Any]) -> None:
    assert [mention.doc_no for mention in find(vector["text"])] == vector["found"]


@pytest.mark.parametrize("vector", VECTORS["candidates"], ids=lambda vector: vector["why"])
def test_candidates(vector: dict[str, Any]) -> None:
    (mention,) = find(vector["text"])
    assert mention.doc_no == vector["doc_no"]
    assert list(mention.candidates) == vector["candidates"]
    assert list(mention.starts) == vector["starts"]


@pytest.mark.parametrize("row", SAMPLE)
def test_sample_of_a_real_catalogue(row: str) -> None:
    """Five hundred distinct values of three governments, with every odd one."""
    accepted = parse(normalise(row)) is not None
    assert accepted != bool(NOT_NUMBERS.fullmatch(row))


def test_whole_catalogue() -> None:
    """At least 99.9 % of the rows that have a number are one once normalised."""
    files = sorted((CORPUS / "catalogs/docnumbers").glob("*.csv"))
    if not files:
        pytest.skip(f"no catalogue in {CORPUS}")
    values: list[str] = []
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            values += [row[-1] for row in list(csv.reader(lines))[1:] if row[-1].strip()]
    refused = [value for value in values if parse(normalise(value)) is None]
    assert len(values) > 15_000
    assert len(refused) <= 0.001 * len(values), refused


def test_no_code_of_the_sample_is_cut() -> None:
    """What is glued before a number is cut off, the number itself never."""
    for row in SAMPLE:
        number = parse(normalise(row))
        if number is None:
            continue
        for text in (row, f"《办法》（{row}）", f"，按照{row}执行"):
            (mention,) = find(text)
            assert (mention.doc_no == number.text) != bool(GLUED.match(row)), text


@given(crumbs | st.text(st.characters(exclude_categories=())))
def test_find_is_in_order_and_consistent(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end
        end = mention.end
        assert mention.text == text[mention.start : mention.end]
        assert mention.doc_no in mention.candidates
        assert mention.starts[mention.candidates.index(mention.doc_no)] == mention.start
        assert list(mention.starts) == sorted(mention.starts)
        assert all(parse(candidate) for candidate in mention.candidates)


@given(crumbs | st.text(st.characters(exclude_categories=())))
def test_normalise_settles(text: str) -> None:
    """Never raises; and what it makes of a number it leaves alone."""
    once = normalise(text)
    if parse(once):
        assert normalise(once) == once


@given(
    st.sampled_from(["国办发", "沪府办规", "财税", "国卫人口发", "乾政发"]),
    st.integers(1949, 2099),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "【】", "()", "（）", "﹝﹞", "(〕", "［］"]),
    st.sampled_from(["", " ", "\u3000", "\u200b"]),
)
def test_every_spelling_is_the_same_number(
    code: str, year: int, serial: int, brackets: str, blank: str
) -> None:
    left, right = brackets[0], brackets[1]
    written = f"{code}{blank}{left}{blank}{year}{right}{blank}{serial}{blank}号"
    official = f"{code}〔{year}〕{serial}号"
    assert normalise(written) == official
    assert [mention.doc_no for mention in find(f"见《通知》（{written}）。")] == [official]


UNITS = "国|〔| |〔2016|〔2016〕|令第|公告2016年第|第5号|国 |[[((|国发〔2016〕1号|第十百千|第5号令|国\n\n|令（第"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_linear(unit: str) -> None:
    started = time.perf_counter()
    find(unit * 20_000 + "号")
    normalise(unit * 20_000)
    assert time.perf_counter() - started < 5
