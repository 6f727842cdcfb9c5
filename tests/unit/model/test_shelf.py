"""Records by what is asked for: all that is asked is met, by one of its codes each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from opengov_ssg.model.shelf import Shelf
from tests.making import item, site

RECORDS: list[dict[str, Any]] = [
    {"slug": "wj-9", "column": "zcwj", "keywords": "招生"},
    {"slug": "wj-2", "column": "zcwj", "title": "关于入学的通知"},
    {
        "slug": "wj-5",
        "agency": "jyj",
        "topics": "科技、教育\\教育",
        "title": "关于招生、入学的通知",
    },
]
MADE = {one["slug"]: item(**one).entry.record for one in RECORDS}
EDUCATION = next(iter(MADE["wj-5"].topics))
ABOVE = site().vocabularies.topics.by_code[EDUCATION].parent
SHELF = Shelf(MADE, site())


@pytest.mark.parametrize(
    ("asked", "words", "found"),
    [
        ({}, (), ["wj-9", "wj-2", "wj-5"]),
        ({"kind": [], "column": []}, (), ["wj-9", "wj-2", "wj-5"]),
        ({"kind": ["document"]}, (), ["wj-9", "wj-2", "wj-5"]),
        ({"kind": ["news"]}, (), []),
        ({"column": ["zcwj"], "agency": ["jyj"]}, (), []),
        ({"agency": ["jyj", "bgs"]}, (), ["wj-9", "wj-2", "wj-5"]),
        ({"topic": [EDUCATION]}, (), ["wj-5"]),
        ({"topic": [ABOVE]}, (), ["wj-5"]),  # a topic has what the topics below it have
        ({}, ("招生",), ["wj-9", "wj-5"]),
        ({}, ("招 生", "入學"), ["wj-2", "wj-5"]),
        ({"column": ["zcwj"]}, ("入学", "听证"), ["wj-2"]),
        ({}, ("\u200b",), []),
        ({}, ("通知关于",), []),  # the end of a title and the beginning of the next are no word
    ],
)
def test_all_that_is_asked_is_met(
    asked: dict[str, Sequence[str]], words: Sequence[str], found: list[str]
) -> None:
    assert list(SHELF.find(asked, words)) == found
    assert list(SHELF.find(asked, words)) == found  # what is known of a word is kept


def test_an_empty_shelf_has_nothing() -> None:
    assert list(Shelf({}, site()).find({}, ("招生",))) == []
