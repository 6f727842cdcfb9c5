"""Queries taken apart; none raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.search.asking import MOST, Query, String, parse, runs, steps
from tests.conftest import ROOT


def strings(query: Query) -> list[tuple[str, str]]:
    return [(one.text, one.zone) for one in query.strings]


@pytest.mark.parametrize(
    ("query", "found", "without"),
    [
        ("政务公开", [("政务公开", "all")], []),
        ("政务 公开", [("政务", "all"), ("公开", "all")], []),
        ("“政务 公开”", [("政务公开", "all")], []),
        ("「政务」『公开』", [("政务", "all"), ("公开", "all")], []),
        ('"政務"公開', [("政务", "all"), ("公开", "all")], []),
        ("房屋 -拆迁", [("房屋", "all")], ["拆迁"]),
        ("房屋－拆迁", [("房屋-拆迁", "all")], []),
        ("标题：公开 title:政务", [("公开", "title"), ("政务", "title")], []),
        ("机关:教育局 文号:教办", [("教育局", "agency"), ("教办", "number")], []),
        ("http://a.b/c", [("http://a.b/c", "all")], []),
        ("，。！", [], []),
        ("《条例》", [("条例", "all")], []),
        ("“公开", [("公开", "all")], []),
        ("-", [], []),
        ("\ud800政\u200f务", [("政务", "all")], []),
        ("COVID　１９", [("covid", "all"), ("19", "all")], []),
    ],
)
def test_parse(query: str, found: list[tuple[str, str]], without: list[str]) -> None:
    made = parse(query)
    assert (strings(made), [one.text for one in made.without]) == (found, without)


VECTORS = json.loads((ROOT / "tests/vectors/queries.json").read_text("utf-8"))["queries"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["query"])
def test_vectors(vector: dict[str, Any]) -> None:
    """What the engine takes a query apart into, too."""
    made = parse(vector["query"])
    assert [list(one) for one in made.strings] == vector["strings"]
    assert [list(one) for one in made.without] == vector["without"]
    assert made.number == vector["number"]


@given(
    st.text(st.characters(exclude_categories=()))
    | st.text(st.sampled_from("“”\"'「」-:： 标题政a1<>"))
)
def test_any_text(text: str) -> None:
    made = parse(text)
    assert sum(len(one.text) for one in made.strings) <= MOST
    assert all(list(runs(one.text)) for one in made.strings)


def test_a_long_query_is_cut() -> None:
    made = parse("政务公开" * 2_500)
    assert made.cut and len(made.strings[0].text) == MOST
    assert not parse("政" * MOST).cut


def test_zone() -> None:
    assert parse("公开", "title").strings == (String("公开", "title"),)


@pytest.mark.parametrize("length", range(40))
def test_steps_are_all_places(length: int) -> None:
    found = steps(length)
    assert sorted(found) == list(range(length))
    assert found[:2] == [0, length - 1][: max(0, min(length, 2))] or length == 1
