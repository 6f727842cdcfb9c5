"""Numbers as digits, and which characters are which."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.folding import HAN, is_han, table
from opengov_ssg.search.alphabet import (
    BASE,
    DIGITS,
    LIMIT,
    WORD,
    basic,
    read,
    tables,
    utf16,
    write,
    written,
)

EDGES = (0, 59, 60, 2_607, 2_608, 19_169, 19_170, LIMIT - 1)


def test_digits_need_no_escape() -> None:
    assert len(DIGITS) == len(set(DIGITS)) == BASE == 91
    assert not set(DIGITS) & set('"\\') and DIGITS.isascii() and DIGITS.isprintable()


@given(st.lists(st.integers(0, LIMIT - 1) | st.sampled_from(EDGES)))
def test_numbers_round_trip(numbers: list[int]) -> None:
    digits, starts = write(np.array(numbers, np.int64))
    text = digits.tobytes().decode("ascii")
    assert read(text) == numbers
    assert [read(text[a:b])[0] for a, b in pairwise(starts.tolist())] == numbers


def test_sizes() -> None:
    assert [len(written(number)) for number in EDGES] == [1, 1, 2, 2, 3, 3, 5, 5]


@pytest.mark.parametrize("text", ["~", "\\", '"', "中", DIGITS[60], DIGITS[90] * 4])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read(text)


def test_han_in_the_order_of_utf16() -> None:
    known = tables()
    chars = [chr(code) for code in known.han[1:].tolist()]
    assert chars == sorted(chars, key=utf16)
    assert "\U00020000" in chars and chars.index("\U00020000") < chars.index("\ufa0e")
    assert all(known.rank[ord(char)] == place for place, char in enumerate(chars, 1))
    assert len(chars) == sum(is_han(chr(code)) for code in range(0x110000))


def test_words_are_not_han() -> None:
    known = tables()
    word = re.compile(f"[{WORD}]")
    for text in ("0", "a", "é", "я", "ا", "あ", "한", "ㄅ"):
        assert known.word[ord(text)] and word.fullmatch(text)
    for text in ("中", "〇", "々", " ", "、", "。", "(", "·", "★", "\ue000", "\U00020000"):
        assert not known.word[ord(text)]
    han = re.compile(f"[{HAN}]")
    assert not any(
        known.word[ord(char)] for char in map(chr, range(0x3000, 0xA000)) if han.match(char)
    )


def test_beyond_is_what_basic_folding_misses() -> None:
    known = tables()
    changes = table()
    for code in (*range(0x3100), *range(0xFF00, 0x10000)):
        char = chr(code)
        assert known.beyond[code] == (changes.get(char, char) != basic(char)), f"U+{code:04X}"
