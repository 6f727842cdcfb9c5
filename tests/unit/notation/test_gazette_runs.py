"""The numbers of a year: their order of print, and which are missing."""

from __future__ import annotations

import pytest

from opengov_ssg.notation.gazette_no import parse_number, printed
from opengov_ssg.notation.gazette_runs import covered, missing, order


@pytest.mark.parametrize(
    ("held", "lacking"),
    [
        ("1 2 3", ""),
        ("1 2 4", "第3期"),
        ("1 2-3 4", ""),
        ("1 5 6 9", "第2—4期 第7—8期"),
        ("3 4", "第1—2期"),
        ("1 2 增刊1 4", "第3期"),
        ("增刊1 特刊", ""),
        ("", ""),
    ],
)
def test_what_is_missing(held: str, lacking: str) -> None:
    numbers = [parse_number(one) for one in held.split()]
    runs = missing(covered(numbers))
    assert " ".join(printed(one, "期") for one in runs) == lacking


def test_the_order_of_print() -> None:
    given = ["特刊1", "增刊2", "10", "创刊号", "9", "1-2", "增刊1"]
    ordered = sorted(given, key=lambda one: order(parse_number(one)))
    assert ordered == ["1-2", "9", "10", "增刊1", "增刊2", "特刊1", "创刊号"]
