"""Titles suggested while typing: such as hold all that was typed, however it is written."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from opengov_ssg.notation.folding import fold
from tests.browser.indexing import records

SUGGEST = (
    "text => ogSearch.finder('search/').titles(text).then(found => found.map(one => one.title))"
)


def suggested(page: Page, base: str, text: str) -> list[str]:
    page.goto(f"{base}search.html")
    found: list[str] = page.evaluate(SUGGEST, text)
    return found


def titles_with(*strings: str) -> set[str]:
    """The titles of the sample's records that hold all of these."""
    titles = [one.card.title for one in records()]
    return {one for one in titles if all(fold(part) in fold(one) for part in strings)}


@pytest.mark.parametrize(
    ("typed", "common"),
    [
        ("政務公開", "政务公开"),
        ("政務 公開", "政务 公开"),
        ("“政務公開", "政务公开"),
        ("⾏政", "行政"),
    ],
)
def test_characters_of_another_form(page: Page, base: str, typed: str, common: str) -> None:
    """The same as for the common form, of titles that hold it."""
    found = suggested(page, base, typed)
    assert found == suggested(page, base, common) != []
    assert set(found) <= titles_with(*common.split())


def test_they_are_shown(page: Page, base: str) -> None:
    page.goto(f"{base}search.html")
    page.locator("#search-q").type("政務公開")
    page.locator("[role=option]", has_text="政务公开").first.wait_for()


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ("政务公开 工作", ("政务公开", "工作")),
        ("工作 政务公开", ("政务公开", "工作")),
        ("“政务公开” 工作", ("政务公开", "工作")),
        ("国务院 通知 工作", ("国务院", "通知", "工作")),
        ("国务院关于印发“十四五", ("国务院关于印发", "十四五")),
    ],
)
def test_every_string_counts(page: Page, disk: str, text: str, strings: tuple[str, ...]) -> None:
    found = suggested(page, disk, text)
    wanted = titles_with(*strings)
    assert len(found) == min(6, len(wanted)) > 0
    assert set(found) <= wanted


@pytest.mark.parametrize("text", ["政务公开 北京", "国务院关于印发“政务公开", "政务公开 zzzz"])
def test_nothing_holds_them_all(page: Page, disk: str, text: str) -> None:
    """None is suggested that holds the first string alone."""
    assert titles_with("政务公开") and titles_with("北京") and titles_with("国务院关于印发")
    assert suggested(page, disk, text) == []


def test_what_is_left_out_is_not_suggested(page: Page, disk: str) -> None:
    every = suggested(page, disk, "政务公开")
    left = suggested(page, disk, "政务公开 -工作")
    assert left and set(left) <= titles_with("政务公开") - titles_with("工作")
    assert titles_with("工作") & set(every)


def test_what_stands_as_typed_comes_first(page: Page, disk: str) -> None:
    found = suggested(page, disk, "国务院 关于")
    whole = ["国务院关于" in fold(one) for one in found]
    assert whole == sorted(whole, reverse=True)
    assert {True, False} == set(whole)
