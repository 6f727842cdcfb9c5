"""The search page as a reader uses it: the address, filters, keyboard, what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import answer, ask
from tests.browser.indexing import folded, records, searchable

WORK = "政务公开"
LONG = "谁可以申请政府信息公开，怎么申请？"


def status(page: Page) -> str:
    return page.locator("#search-status").inner_text()


def test_hits_hold_what_was_asked_for(page: Page, base: str) -> None:
    found = ask(page, base, WORK)
    assert found.state == "done"
    assert found.exact
    assert int(found.total) == len(found.hits) == sum(WORK in one for one in folded().values())
    assert {match for _, match in found.hits} == {"whole"}
    assert page.locator(".og-search-hit mark").all_inner_texts().count(WORK) >= len(found.hits)
    assert found.total in status(page)
    assert page.title().startswith(WORK)


def test_a_card_tells_what_the_record_is(page: Page, disk: str) -> None:
    ask(page, disk, "国办发2016 80号")
    hit = page.locator("[data-url]").first
    assert hit.get_attribute("data-where") == "number"
    assert "国办发〔2016〕80号" in hit.inner_text()
    assert "2016-11-10" in hit.inner_text()
    hit.locator("a").click()
    page.wait_for_url("**/catalog/**.html")


@pytest.mark.parametrize(
    "text",
    ["国办发〔2016〕80号", "国办发2016 80号", "国办发[2016]80号", "國辦發〔2016〕80號", "国办发（２０１６）８０号", "文号：国办发〔2016〕80号", "国办发〔二〇一六〕80号"],
)  # fmt: skip
def test_a_number_however_written(page: Page, disk: str, text: str) -> None:
    first = ask(page, disk, text).hits[0]
    assert first == ("catalog/gwybgt/wj-2026-0004.html", "whole")
    near = ask(page, disk, text.replace("80", "81").replace("８０", "８１"))
    assert first not in near.hits[:1]


def test_what_is_repealed_is_told(page: Page, disk: str) -> None:
    ask(page, disk, "通知", validity="repealed")
    hit = page.locator("[data-url]").first
    assert "有效性：" in hit.text_content()  # type: ignore[operator]
    assert hit.locator(".og-tag").inner_text().endswith("废止")


def test_a_question_finds_what_comes_closest(page: Page, disk: str) -> None:
    found = ask(page, disk, LONG)
    assert found.hits
    assert {match for _, match in found.hits} == {"partial"}
    assert "没有原样含有" in status(page)


def test_nothing_matches(page: Page, disk: str) -> None:
    found = ask(page, disk, "zzzzqqqq")
    assert (found.state, found.total, found.hits) == ("done", "0", [])
    assert "没有找到" in status(page)
    assert page.locator("#search-browse").is_visible()


def test_words_may_be_dropped(page: Page, disk: str) -> None:
    ask(page, disk, "政务公开 zzzzqqqq")
    page.locator(".og-search__attempts a", has_text="只查“政务公开”").click()
    page.wait_for_url("**q=%E6%94%BF*")
    assert answer(page).urls == ask(page, disk, WORK).urls


def test_where_to_search(page: Page, base: str) -> None:
    everywhere = ask(page, base, WORK)
    title = ask(page, base, WORK, **{"in": "title"})
    text = ask(page, base, WORK, **{"in": "text"})
    number = ask(page, base, "国办发", **{"in": "number"})
    assert set(title.urls) < set(everywhere.urls)
    assert set(text.urls) <= set(everywhere.urls)
    assert number.hits
    for one in page.locator(".og-search-hit__number").all_inner_texts():
        assert "国办" in one
    page.locator("label", has_text="标题").click()
    page.wait_for_url("**in=title*")
    answer(page)
    page.go_back()
    page.wait_for_url("**in=number*")
    assert answer(page) == number
    assert page.locator("[name=in][value=number]").is_checked()


def test_without(page: Page, disk: str) -> None:
    every = ask(page, disk, WORK, all="1")
    left = ask(page, disk, f"{WORK} -教育", all="1")
    holding = {f"{id}.html" for id, text in folded().items() if "教育" in text}
    assert set(left.urls) == set(every.urls) - holding


def test_filters(page: Page, disk: str) -> None:
    every = ask(page, disk, "规定", all="1")
    ask(page, disk, "规定")
    link = page.locator(".og-facet__link", has_text="示例市人民政府办公室").first
    count = int(link.locator(".og-facet__count").inner_text())
    link.click()
    page.wait_for_url("**agency=sl-bgs*")
    found = answer(page)
    assert 0 < int(found.total) <= count
    assert set(found.urls) <= set(every.urls)
    assert "已选 1 项" in page.locator("#search-chosen").text_content()  # type: ignore[operator]
    page.locator(".og-facet__link[aria-current]").click()
    page.wait_for_url(lambda url: "agency" not in url)
    assert answer(page) == ask(page, disk, "规定")


def listed(page: Page) -> list[str]:
    """The addresses of all pages from the present one on."""
    found: list[str] = []
    while True:
        here = answer(page)
        found += here.urls
        older = page.locator("#search-pages [rel=next]")
        if not older.count():
            return found
        older.click()
        page.wait_for_function(
            "first => document.querySelector('[data-url]').dataset.url !== first", arg=here.urls[0]
        )


def of_facets(**wanted: str) -> list[str]:
    """The addresses of the records with these values, the newest first."""
    return [
        f"{one.card.id}.html"
        for one in reversed(records())
        if all(getattr(one.facets, key)[0] == code for key, code in wanted.items())
    ]


@pytest.mark.parametrize(
    "wanted",
    [
        {"agency": "gwybgt"},
        {"year": "2018"},
        {"agency": "gwybgt", "year": "2018"},
        {"agency": "gwybgt", "year": "2024"},
    ],
)
def test_filters_alone(page: Page, disk: str, segmented: Path, wanted: dict[str, str]) -> None:
    """Without words everything that filters choose is listed, the newest first, page by page."""
    expected = of_facets(**wanted)
    for base in (disk, f"{segmented.as_uri()}/"):
        found = ask(page, base, "", **wanted)
        assert (found.exact, int(found.total)) == (True, len(expected))
        assert listed(page) == expected
    links = page.locator(".og-facet__link[aria-current]")
    assert links.count() == len(wanted)


def test_facets_of_a_list(page: Page, disk: str) -> None:
    """Each value says how many records it would leave beside the other filters."""
    page.goto(f"{disk}search.html?agency=gwybgt&year=2018")
    answer(page)
    link = page.locator(".og-facet__link", has_text="2019")
    link.wait_for()
    assert link.locator(".og-facet__count").inner_text() == str(
        len(of_facets(agency="gwybgt", year="2019"))
    )
    link.click()
    page.wait_for_url("**year=2019*")
    assert answer(page).urls == of_facets(agency="gwybgt", year="2019")


def test_from_all_to_words(page: Page, disk: str) -> None:
    """From everything by a filter to a word within it; without the word and the
    filter everything again."""
    page.goto(f"{disk}search.html")
    page.locator(".og-search__narrow a").click()
    page.wait_for_url("**sort=date*")
    assert answer(page).total == str(len(records()))
    page.locator(".og-facet__link", has_text="国务院办公厅").first.click()
    page.wait_for_url("**agency=gwybgt*")
    answer(page)
    page.fill("#search-q", "通知")
    page.press("#search-q", "Enter")
    page.wait_for_url(lambda url: "q=" in url and "agency=gwybgt" in url and "sort" not in url)
    within = answer(page)
    assert within.hits and set(within.urls) <= set(of_facets(agency="gwybgt"))
    page.fill("#search-q", "")
    page.press("#search-q", "Enter")
    page.wait_for_url(lambda url: "q=" not in url)
    assert answer(page).urls == of_facets(agency="gwybgt")[:10]
    page.locator(".og-facet__link[aria-current]").click()
    page.wait_for_url(lambda url: "agency" not in url)
    assert answer(page).total == str(len(records()))


def test_a_list_reads_the_newest_only(sample: Path, page: Page, tmp_path: Path) -> None:
    """Of many files of columns eight are read at most, and only such as hold the values."""
    many = searchable(sample, tmp_path / "site", segments=24)
    size = -(-len(records()) // 24)
    wanted = {"kind": "document", "genre": "08"}
    parts = [records()[at : at + size] for at in range(0, len(records()), size)]
    holding = [
        part
        for part in reversed(parts)
        for values in [{(key, getattr(one.facets, key)[0]) for one in part for key in wanted}]
        if values >= set(wanted.items())
    ]
    assert len(holding) > 8
    read = {f"{one.card.id}.html" for part in holding[:8] for one in part}
    found = ask(page, f"{many.as_uri()}/", "", **wanted)
    assert not found.exact
    looked = sum(map(len, holding[:8]))
    expected = [url for url in of_facets(**wanted) if url in read]
    assert listed(page) == expected
    assert f"最近发布的 {looked} 件" in page.locator("#search-notices").inner_text()


@pytest.mark.parametrize("parameter", ["kind", "agency", "topic", "genre", "validity", "year"])
@pytest.mark.parametrize("query", ["规定", ""])
def test_an_unknown_value_filters_all_out(
    page: Page, disk: str, query: str, parameter: str
) -> None:
    """It can be dropped like any other."""
    assert ask(page, disk, query, **{parameter: "__proto__"}).hits == []
    chosen = page.locator(".og-facet__link[aria-current]")
    assert chosen.inner_text().startswith("__proto__")
    chosen.click()
    page.wait_for_url(lambda url: "__proto__" not in url)
    if query:
        assert answer(page).hits


def test_sorted_by_date(page: Page, disk: str) -> None:
    ask(page, disk, "规定", sort="date")
    page.wait_for_selector("[data-url]")
    dates = [
        one.inner_text()[-10:] for one in page.locator(".og-search-hit__fact:last-child").all()
    ]
    assert dates == sorted(dates, reverse=True)


def test_pages_list_every_hit_once(page: Page, base: str) -> None:
    every = ask(page, base, "规定", all="1")
    assert every.exact
    ask(page, base, "规定")
    seen: list[str] = []
    while True:
        found = answer(page)
        seen += found.urls
        older = page.locator("#search-pages [rel=next]")
        if not older.count():
            break
        number = seen and len(seen)
        older.click()
        page.wait_for_url(f"**page={number // 10 + 1}*" if number else "**")
        expect(page.locator("#search-results")).to_have_attribute("data-state", "done")
        page.wait_for_function(
            "first => document.querySelector('[data-url]').dataset.url !== first", arg=found.urls[0]
        )
    assert len(seen) == len(set(seen))
    assert set(every.urls) <= set(seen)
    page.go_back()
    page.wait_for_url(lambda url: "page=" not in url or "page=" in url)


def test_back_and_forth(page: Page, base: str) -> None:
    first = ask(page, base, WORK)
    page.fill("#search-q", "水务")
    page.press("#search-q", "Enter")
    page.wait_for_url("**%E6%B0%B4*")
    second = answer(page)
    assert second != first
    page.go_back()
    page.wait_for_url("**%E6%94%BF*")
    assert answer(page) == first
    assert page.input_value("#search-q") == WORK
    page.go_forward()
    page.wait_for_url("**%E6%B0%B4*")
    assert answer(page) == second


def test_the_form_in_the_header(page: Page, base: str) -> None:
    page.goto(f"{base}catalog/index.html")
    page.fill("#site-search", WORK)
    page.press("#site-search", "Enter")
    page.wait_for_url("**/search.html?q=**")
    assert answer(page).hits
    assert page.locator("#site-search").is_hidden()


def test_titles_by_keyboard(page: Page, disk: str) -> None:
    page.goto(f"{disk}search.html")
    field = page.locator("#search-q")
    field.type("政务公开")
    option = page.locator("[role=option]")
    option.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert all("政务公开" in one for one in option.all_inner_texts())
    field.press("ArrowDown")
    chosen = option.first
    assert chosen.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("ArrowUp")
    assert chosen.get_attribute("aria-selected") == "false"
    field.press("Escape")
    assert option.count() == 0
    assert page.input_value("#search-q") == "政务公开"
    field.type(" ")
    field.press("Backspace")
    option.first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)


def test_everything_by_keyboard(page: Page, disk: str) -> None:
    """From the field by the tab key: a hit and a filter are reached, each with a visible ring."""
    ask(page, disk, WORK)
    page.wait_for_selector(".og-facet__link")
    page.focus("#search-q")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        hidden = page.evaluate("document.activeElement.matches('[type=radio], main, body')")
        assert outline != "none" or hidden, page.evaluate("document.activeElement.outerHTML")
    assert {"og-search__submit", "og-facet__link", "og-search-hit__link"} <= reached


def test_without_script(new_page: Callable[..., Page], disk: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{disk}search.html?q=%E6%94%BF")
    page.wait_for_timeout(1100)
    assert page.get_by_text("搜索需要浏览器启用脚本").is_visible()
    page.locator("#search-browse a", has_text="国务院办公厅").first.click()
    page.wait_for_url("**/catalog/by-agency/gwybgt/index.html")


BAD = [
    "", " ", "的", "?", "。。。，，", "《》“”", "<b>政务</b>", "<img src=x onerror=alert(1)>", "😀", "政务😀公开",
    "\ud83d", "政\udc00府", "__proto__", "constructor", "hasOwnProperty", "\u200f政务\u202e公开\u2066", "a" * 10_000,
    "政" * 10_000, "政务公开 " * 1_000, "\0", "$&", "{query}", "%", "-", "--", "-政务", "“", "文号：", "!政务", "#=x", "*", "$2016*",
    "\u0000\ufffe\uffff", "𠮷野家", "é", "ｶﾞ", "1", "19", "1.5", "\u3000", "a b c d e f g h i j k l m n o p q r s t u v",
]  # fmt: skip


def test_whatever_is_typed(page: Page, disk: str) -> None:
    """A defined answer to anything, nothing of it taken for markup, the same after reloading."""
    page.goto(f"{disk}search.html")
    for text in BAD:
        page.evaluate("text => { document.getElementById('search-q').value = text }", text)
        page.press("#search-q", "Enter")
        found = answer(page)
        assert found.state == "done", ascii(text)
        assert page.locator("#search-body img, #search-body b").count() == 0, ascii(text)
        if len(text) > 64 and not text.startswith("a"):
            assert "只按前 64 个字查找" in page.locator("#search-notices").inner_text(), ascii(text)
        if len(text) % 3 == 0:
            page.reload()
            assert answer(page).state == "done", ascii(text)


@pytest.mark.parametrize(
    "query",
    [
        "?q=%E4%BD%",
        "?q=%",
        "?q",
        "?page=0&q=规定",
        "?q=规定&page=x&sort=y&in=z&all=2",
        "?q=规定&page=99",
        "?q=a&q=b",
    ],
)
def test_whatever_the_address_says(page: Page, base: str, query: str) -> None:
    page.goto(f"{base}search.html{query}")
    assert answer(page).state == "done"
