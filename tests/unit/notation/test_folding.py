"""The one normalisation: vectors, idempotence, and that its table is what the generator writes."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
import unicodedata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.folding import FOLDED_MARKS, HAN, fold, is_han, table

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((ROOT / "tests/vectors/fold.json").read_text("utf-8"))["fold"]
COMMITTED = ROOT / "opengov_ssg/notation/fold_table.json"

any_text = st.text(st.characters(exclude_categories=()))
"""Text with lone surrogates, private use and unassigned code points in it."""
dense_text = st.text(
    st.sampled_from(" \n\u00a0\u3000\u200b政國号第〔〕（）[],，.。“…①㈱aAß1１\U00020bb7")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_vector(vector: dict[str, str]) -> None:
    assert fold(vector["text"]) == vector["folded"]


@given(any_text | dense_text)
def test_idempotent_and_never_raises(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(any_text | dense_text)
def test_is_the_table_and_the_rule_for_blanks(text: str) -> None:
    """Whatever shortcuts are taken: each code point by the table, then blanks."""
    by_table = "".join(table().get(char, char) for char in text)
    assert fold(text) == fold(by_table)
    assert fold(text).replace(" ", "") == by_table.replace(" ", "")


@given(dense_text, dense_text)
def test_a_part_is_found_in_the_whole(before: str, after: str) -> None:
    """What makes search exact: the folded form of a Han string stands in its text's."""
    assert fold("政務 公開") in fold(f"{before}政務　公開{after}")


def test_every_code_point_is_folded_once() -> None:
    changed = table()
    assert len(changed) > 9000
    for char, after in changed.items():
        assert not any(each in changed for each in after), f"U+{ord(char):04X}"


def test_han() -> None:
    for char in "政〇々〆㐀龥⼈\uf900\U00020000\U00030000":
        assert is_han(char) == (char != "〆"), f"U+{ord(char):04X}"
    for char in "aé1，。（ あアㄅ한\ue000\ud800 ":
        assert not is_han(char), f"U+{ord(char):04X}"


def test_han_holds_every_ideograph_of_this_unicode() -> None:
    for code in range(0x110000):
        name = unicodedata.name(chr(code), "")
        if name.startswith("CJK") and "IDEOGRAPH" in name and code > 0x3100:
            assert is_han(chr(code)), name


def test_classes_are_usable_inside_brackets() -> None:
    import re

    pattern = re.compile(f"[{HAN}{FOLDED_MARKS}]+")
    assert pattern.fullmatch("政〇\U00020bb7，。《》".replace("，", ","))


def test_the_table_is_what_its_generator_writes() -> None:
    stored = json.loads(COMMITTED.read_text("ascii"))
    try:
        opencc = version("opencc-python-reimplemented")
    except PackageNotFoundError:
        pytest.skip("opencc-python-reimplemented is not installed")
    if f" {opencc}," not in stored["opencc"]:
        pytest.skip(f"the table is of {stored['opencc']}, installed is {opencc}")
    if unicodedata.unidata_version != stored["unicode"]:
        pytest.skip(f"the table is of Unicode {stored['unicode']}")
    spec = importlib.util.spec_from_file_location(
        "make_fold_table", ROOT / "tools/make_fold_table.py"
    )
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    assert generator.table() == COMMITTED.read_text("ascii")


def test_importing_reads_no_table() -> None:
    import subprocess

    code = (
        "import opengov_ssg.notation.folding as folding;"
        "assert folding.table.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("unit", [" ", "政 ", "\u200b", "a\n", "國", "㈱ ", "\ud800", " \u3000("])
def test_linear(unit: str) -> None:
    started = time.perf_counter()
    fold(unit * 200_000)
    assert time.perf_counter() - started < 5
