"""索引号 and the check characters of the codes in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.notation.check_characters import check_credit_code, check_org_code
from opengov_ssg.notation.index_no import IndexNo, address, check_character_ok, make, parse

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/index_no.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: vector["text"])
def test_parse(vector: dict[str, Any]) -> None:
    index = parse(vector["text"])
    assert index == IndexNo(
        vector["scheme"], vector["org"], vector["year"], vector["serial"], vector["text"]
    )
    assert check_character_ok(index) == vector["check"]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["why"])
def test_refused(vector: dict[str, str]) -> None:
    assert parse(vector["text"]) is None


@pytest.mark.parametrize("vector", VECTORS["make"], ids=lambda vector: vector["text"])
def test_make(vector: dict[str, Any]) -> None:
    made = make(vector["scheme"], vector["org"], vector["year"], vector["serial"])
    assert made == vector["text"]
    assert parse(made) is not None


@pytest.mark.parametrize(
    ("org", "year", "serial"),
    [("00001434-9", 2026, 1), ("000014349", 2026, 100_000)],
)
def test_make_refuses_what_is_no_number(org: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="form"):
        make("G1", org, year, serial)


def test_a_slash_is_a_folder_and_a_hyphen_is_not() -> None:
    first, last = parse("000014349/2016-00100"), parse("01527918X-2020-153077")
    assert first is not None
    assert last is not None
    assert address(first) == "000014349/2016-00100"
    assert "/" not in address(last)


@pytest.mark.parametrize("vector", VECTORS["org_codes"], ids=lambda vector: vector["code"])
def test_org_code(vector: dict[str, Any]) -> None:
    assert check_org_code(vector["code"]) == vector["right"]


@pytest.mark.parametrize("vector", VECTORS["credit_codes"], ids=lambda vector: vector["code"])
def test_credit_code(vector: dict[str, Any]) -> None:
    assert check_credit_code(vector["code"]) == vector["right"]


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8))
def test_one_check_character_fits_an_org_code(code: str) -> None:
    assert sum(check_org_code(code + check) for check in "0123456789X") == 1


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_one_check_character_fits_a_credit_code(code: str) -> None:
    assert sum(check_credit_code(code + check) for check in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1


@given(st.text())
def test_never_raises(text: str) -> None:
    parse(text)
    check_org_code(text)
    check_credit_code(text)
