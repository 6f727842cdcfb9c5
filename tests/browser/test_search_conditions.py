"""Filters and the place to search stay with further words; what is said under them holds; what is
offered instead can be answered."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.asking import answer, ask
from tests.browser.indexing import folded

WORK = "政务公开"
WITHIN = "在所选条件内"


def status(page: Page) -> str:
    return page.locator("#search-status").inner_text()


def submit(page: Page, words: str) -> None:
    """Asks as a reader does who types; the answer is waited for."""
    page.fill("#search-q", words)
    page.press("#search-q", "Enter")
    page.wait_for_function(
        "words => new URLSearchParams(location.search).get('q') === words", arg=words
    )
    answer(page)


def test_filters_stay_with_other_words(page: Page, base: str) -> None:
    """Until they are dropped one by one."""
    ask(page, base, "规定", agency="sl-bgs", kind="document")
    submit(page, "工作")
    assert "agency=sl-bgs" in page.url and "kind=document" in page.url
    found = answer(page)
    assert found == ask(page, base, "工作", agency="sl-bgs", kind="document")
    assert found.hits and status(page).startswith(WITHIN)
    for left in (1, 0):
        page.locator(".og-facet__link[aria-current]").first.click()
        page.wait_for_function(
            "left => document.querySelectorAll('.og-facet__link[aria-current]').length === left",
            arg=left,
        )
    assert answer(page) == ask(page, base, "工作")
    assert WITHIN not in status(page)


def test_the_same_words_are_one_step_back(page: Page, base: str) -> None:
    ask(page, base, "规定")
    before = page.evaluate("history.length")
    for _ in range(3):
        submit(page, "规定")
    assert page.evaluate("history.length") == before
    submit(page, "水务")
    submit(page, "水务")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_url("**%E8%A7%84*")
    assert page.input_value("#search-q") == "规定"


def test_however_the_address_was_written(page: Page, base: str) -> None:
    """A link from elsewhere asks the same as the form."""
    page.goto(f"{base}search.html?in=all&page=1&q=open+government%20x")
    answer(page)
    before = page.evaluate("history.length")
    submit(page, "open government x")
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize(
    "conditions",
    [{"agency": "sl-jyj"}, {"year": "2027"}, {"agency": "sl-jyj", "in": "title"}],
)
def test_what_is_said_holds_under_conditions(
    page: Page, disk: str, conditions: dict[str, str]
) -> None:
    """Others hold it: not that nothing does is said, and the way to them is offered."""
    found = ask(page, disk, WORK, **conditions)
    assert {match for _, match in found.hits} <= {"partial"}
    assert status(page).startswith(WITHIN) and f"“{WORK}”" in status(page)
    page.locator(".og-search__attempts a", has_text="取消全部筛选条件").click()
    page.wait_for_url(lambda url: not {"agency", "year"} & set(parse_qs(urlsplit(url).query)))
    left = {"in": conditions["in"]} if "in" in conditions else {}
    found = answer(page)
    assert found == ask(page, disk, WORK, **left)
    assert "whole" in {match for _, match in found.hits}


def test_what_is_said_holds_of_one_place(page: Page, disk: str) -> None:
    assert ask(page, disk, "主动公开", **{"in": "number"}).hits == []
    assert status(page).startswith(WITHIN)
    page.locator(".og-search__attempts a", has_text="在全部内容中查找").click()
    page.wait_for_url(lambda url: "in=" not in url)
    assert answer(page).hits
    assert WITHIN not in status(page)


def offered(page: Page) -> dict[str, str]:
    """The words of each attempt, and what it asks for."""
    return {
        one.inner_text(): parse_qs(urlsplit(one.get_attribute("href") or "").query)["q"][0]
        for one in page.locator(".og-search__attempts a").all()
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"政务公开 工作" zzzzqqq', {"zzzzqqq", "‘政务公开工作’"}),
        ("“open government” zzzzqqq", {"zzzzqqq", "‘open government’"}),
        ("zzzzqqq -教育", {"zzzzqqq"}),
        ("政务公开 zzzzqqq -教育", {"政务公开 -教育", "zzzzqqq -教育", "政务公开 zzzzqqq"}),
        ("标题：政务公开 zzzzqqq", {"标题：政务公开", "zzzzqqq"}),
        ("title:政务公开 zzzzqqq", {"标题：政务公开", "zzzzqqq"}),
        ("zzzzqqq -标题：教育", {"zzzzqqq"}),
        ("机关:‘open x’ zzzzqqq", {"机关：‘open x’", "zzzzqqq"}),
        ("zzzzqqq", set()),
        ("zzzzqqq ？ 。", set()),
    ],
)
def test_attempts_are_made_of_what_was_understood(
    page: Page, disk: str, query: str, expected: set[str]
) -> None:
    ask(page, disk, query)
    made = offered(page)
    assert set(made.values()) == expected
    for told, asked in made.items():
        if "排除" in told:
            assert told in ("不再排除“教育”", "不再排除“标题：教育”")
        else:
            assert told.endswith(f"只查“{asked}”")
        ask(page, disk, asked)
        assert "没有可以查找的文字" not in status(page)


def test_an_attempt_within_titles(page: Page, disk: str) -> None:
    """Words keep the place that is chosen."""
    ask(page, disk, "政务公开 正文：zzzzqqq", **{"in": "title"})
    made = offered(page)
    assert "不查“正文：zzzzqqq”，只查“政务公开”" in made
    page.locator(".og-search__attempts a", has_text="只查“政务公开”").click()
    page.wait_for_url(lambda url: "zzzz" not in url)
    assert answer(page) == ask(page, disk, "政务公开", **{"in": "title"})
    assert answer(page).hits


def test_an_exclusion_may_be_dropped(page: Page, disk: str) -> None:
    """What nothing is left of for an exclusion."""
    ask(page, disk, "政务公开 -公开")
    page.locator(".og-search__attempts a", has_text="不再排除“公开”").click()
    page.wait_for_function("new URLSearchParams(location.search).get('q') === '政务公开'")
    assert len(answer(page).hits) == sum(WORK in one for one in folded().values())


LONG = [
    "1" * 54,
    "a" * 300,
    f"政务公开 {'1' * 54}",
    f"标题：{'a' * 60} {'1' * 54}",
    f"-{'1' * 54} zzzz",
]


@pytest.mark.parametrize("text", LONG)
def test_a_long_word_widens_nothing(page: Page, disk: str, text: str) -> None:
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        ask(page, disk, text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for one in ("#search-status", "#search-notices"):
            assert page.locator(one).evaluate("one => one.scrollWidth <= one.clientWidth")
    page.set_viewport_size({"width": 320, "height": 800})
    ask(page, disk, text, year="2027")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
