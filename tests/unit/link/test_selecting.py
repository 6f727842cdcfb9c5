"""What a special finds of itself, where there is nothing to look for or nothing to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.link.selecting import Selecting
from opengov_ssg.model.records import Selection
from tests.conftest import record
from tests.making import HERE, linked, site

INVISIBLE = "\u200b"
FILES = {
    f"{HERE}/a.md": record(),
    f"{HERE}/b.md": record(slug="wj-2026-0002", title="关于招生的通知"),
}


def wanted(*keywords: str) -> Selection:
    """A selection by these words."""
    return Selection(keywords=keywords, since=None, until=None)


@pytest.mark.parametrize(
    ("keywords", "found"),
    [((INVISIBLE,), []), ((INVISIBLE, "招生"), ["wj-2026-0002"]), (("听证",), [])],
)
def test_a_word_of_which_nothing_is_left_finds_nothing(
    tmp_path: Path, keywords: tuple[str, ...], found: list[str]
) -> None:
    public = {one.id: one.entry for one in linked(tmp_path, FILES).catalog.items}
    ids = Selecting(public, site()).select(wanted(*keywords), ())
    assert [id.rpartition("/")[2] for id in ids] == found


@pytest.mark.parametrize("word", [INVISIBLE, "招生"])
def test_nothing_is_found_where_there_is_no_record(word: str) -> None:
    assert Selecting({}, site()).select(wanted(word), ()) == ()
