"""Rows of what is of a day of its own: that day stands first, the day of its release is called
so."""

from __future__ import annotations

import re

import pytest

from tests.site.tree import Tree, text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROWS = "//li[@class='og-record-list__item'][.//*[contains(@class, 'og-tag--{}')]]"


@pytest.mark.parametrize(
    ("page", "phase"),
    [
        ("index.html", "open"),
        ("index.html", "upcoming"),
        ("consultations/index.html", "open"),
        ("press-conferences/index.html", "upcoming"),
    ],
)
def test_the_day_of_release_is_called_so(tree: Tree, page: str, phase: str) -> None:
    rows = tree.pages[page].xpath(_ROWS.format(phase))
    assert rows
    for row in rows:
        (first,) = row.xpath("./*[@class='og-record-list__date']")
        (about,) = row.xpath("./p")
        assert _DAY.match(text(first))
        assert re.findall(r"(?:发布 )?\d{4}-\d{2}-\d{2}", text(about)) == [
            f"发布 {day}" for day in _DAY.findall(text(about))
        ]
        assert len(_DAY.findall(text(about))) == 1


def test_a_month_of_the_calendar_shows_days_of_that_month(tree: Tree) -> None:
    for path, page in tree.pages.items():
        if "press-conferences/calendar-" not in path:
            continue
        for heading in page.xpath("//section[@aria-labelledby='months']//h3"):
            month = int(text(heading).removesuffix("月"))
            days = heading.xpath("following-sibling::ul[1]/li/*[@class='og-record-list__date']")
            assert days
            assert {int(text(one)[5:7]) for one in days} == {month}, path
