"""The page that finds the issue a citation names: as Python reads it, and with
links without script."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from opengov_ssg.model.bodies import Body, BodyRef
from opengov_ssg.notation import gazette_no
from opengov_ssg.notation.folding import fold, table
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.site_view import site_view
from opengov_ssg.render.pages import Renderer
from tests.making import site, theme, words

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/vectors/gazette_no.json").read_text("utf-8"))
NAMES: dict[str, str] = VECTORS["names"]
ALONE = {"国务院公报": "gwygb"}
PATH = "gazette/resolve.html"
FIELD = "#gazette-resolve-q"
"""Not the search box of the header, whose name is the same."""

TEMPLATE = """\
{% extends 'templates/base.html' %}
{% from 'components/gazette-resolve/template.html' import gazette_resolve %}
{% block main %}{{ gazette_resolve(view.series, view.variants) }}{% endblock %}
"""

# Each reading as in the vectors: series, year, number as in addresses, cumulative number.
PARSE = """\
([texts, names, variants]) => texts.map(text =>
  window.ogGazetteNo.parse(text, names, variants).map(one => [one.series, one.year,
    one.number && [one.number.supplement, one.number.numbers[0], one.number.numbers.length > 1 &&
      one.number.numbers[one.number.numbers.length - 1]].filter(Boolean).join('-'),
    one.cumulative]))
"""


class Issue(NamedTuple):
    """What the template prints of an issue."""

    label: str
    url: str
    number: str
    covers: str
    cumulative: str


class Series(NamedTuple):
    """What the template prints of a series."""

    code: str
    name: str
    label: str
    names: tuple[str, ...]
    years: tuple[tuple[str, tuple[Issue, ...]], ...]


def issue(code: str, label: str, year: int, number: str, cumulative: str) -> Issue:
    """An issue as the page prints it; one whose number is none has a slug."""
    found = gazette_no.parse_number(number)
    key = gazette_no.address(found) if found else ""
    url = f"gazette/{code}/{year}/{key or 'slug'}/index.html"
    covers = " ".join(map(str, found.numbers)) if found else ""
    return Issue(gazette_no.printed(number, label), url, key, covers, cumulative)


def series(code: str, label: str, *issues: tuple[int, str, str]) -> Series:
    """A series with (year, number, cumulative number) of its issues."""
    names = tuple(name for name, of in NAMES.items() if of == code)
    years: dict[str, list[Issue]] = {}
    for one in issues:
        years.setdefault(str(one[0]), []).append(issue(code, label, *one))
    rows = tuple((year, tuple(some)) for year, some in years.items())
    return Series(code, names[0], label, names, rows)


class View(NamedTuple):
    """What the macro is given."""

    series: tuple[Series, ...]
    variants: str


HELD = (
    series(
        "gwygb",
        "号",
        (2024, "9", "1830"),
        (2024, "3", "1824"),
        (2024, "1-2", "1822"),
        (2024, "zk-1", ""),
        (2023, "36", "1821"),
    ),
    series("gdgb", "期", (2024, "9", ""), (2024, "特刊", ""), (2024, "试刊", "7")),
)


class NoBodies:
    """A page without a text."""

    def fetch(self, ref: BodyRef) -> Body:
        raise AssertionError(ref)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as the theme makes it, on the disk with its style and script."""
    root = tmp_path_factory.mktemp("gazette")
    made = replace(theme(), templates={**theme().templates, "templates/try.html": TEMPLATE})
    view = View(HELD, gazette_no.variants(NAMES))
    page = Framer(words()).page(PATH, "try", view, heading="查找公报")
    html = Renderer(made, site_view(site(), words(), ()), NoBodies()).render(page)
    for path, data in [(PATH, html), *((one.path, one.data) for one in made.assets)]:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return (root / PATH).as_uri()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The page opened; nothing may be reported on its console."""
    context = chromium.new_context()
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text))
    made.goto(address)
    yield made
    context.close()
    assert wrong == []


def in_browser(page: Page, texts: Iterable[str], names: dict[str, str]) -> list[Any]:
    given = [list(texts), list(names.items()), gazette_no.variants(names)]
    found: list[Any] = page.evaluate(PARSE, given)
    return found


def in_python(texts: Iterable[str], names: dict[str, str]) -> list[Any]:
    return [
        [
            [one.series, one.year, one.number and gazette_no.address(one.number), one.cumulative]
            for one in gazette_no.parse_citation(text, names)
        ]
        for text in texts
    ]


def same(page: Page, texts: list[str], names: dict[str, str]) -> None:
    """Both programs read every text alike."""
    pairs = zip(texts, in_browser(page, texts, names), in_python(texts, names), strict=True)
    assert [one for one in pairs if one[1] != one[2]] == []


class TestNotation:
    @pytest.mark.parametrize(("group", "names"), [("citations", NAMES), ("alone", ALONE)])
    def test_vectors(self, page: Page, group: str, names: dict[str, str]) -> None:
        vectors = VECTORS[group]
        found = in_browser(page, [one["text"] for one in vectors], names)
        for one, readings in zip(vectors, found, strict=True):
            assert readings == one["found"], one["text"]

    def test_vectors_of_numbers(self, page: Page) -> None:
        number = "text => window.ogGazetteNo.parseNumber(text)"
        for one in VECTORS["numbers"]:
            found = page.evaluate(number, one["text"])
            expected = gazette_no.parse_number(one["text"])
            assert (expected and expected._asdict()) == (
                found and {**found, "numbers": tuple(found["numbers"])}
            ), one["text"]

    def test_printed(self, page: Page) -> None:
        call = "([number, label]) => window.ogGazetteNo.printed(number, label)"
        for text in ("9", "1-2", "1-3", "zk", "zk-1", "tk", "tk-2", "zk-1-2"):
            number = gazette_no.parse_number(text)
            assert number is not None
            for label in "期号":
                found = page.evaluate(call, [number._asdict(), label])
                assert found == gazette_no.printed(number, label)

    def test_whatever_is_written(self, page: Page) -> None:
        """Twenty thousand citations put together by chance, the same ones at every run."""
        pieces = (
            "国务院公报 國務院公報 2024 2024 年 年 第 第 9 9 号 期 19 1 0 - — 、 至 ( （ ） ] 合刊 增刊 特刊 zk tk "
            "s 增 总 总号 總第 ： 1830 . 。 / , 〇 九 十 廿 百 二〇二四 ９ No. № 月 见 號 報 ⑨ ⑫ 页 5-8 | _ \\ o"
        )
        some = [" ", "\u3000", "\u200b", "1 ", *pieces.split()]
        chance = random.Random(2024)
        parts = (
            ("国务院公报2024年", "国务院公报2024", "2024年《国务院公报》", "国务院公报", ""),
            ("第", "第", "（", " ", ".", "-", "增刊", "总第", ""),
            ("9", "9", "1-2", "1、2", "一、三", "十二", "1830", ""),
            ("号", "期", "）", "合刊", "", ""),
        )
        texts = [
            "".join(map(chance.choice, parts))
            + "".join(chance.choices(some, k=chance.choice(range(4))))
            for _ in range(20_000)
        ]
        same(page, texts, ALONE)
        assert sum(map(bool, in_python(texts, ALONE))) > 2_000

    def test_whatever_character(self, page: Page) -> None:
        """Each character that is read as another, but for Latin letters and abbreviations."""
        chars = [
            char
            for char, after in table().items()
            if char <= "\uffff" and len(after) < 2 and not re.fullmatch("[a-z]", after)
        ]
        chars += [chr(code) for code in range(0x20, 0x17F)] + list("《》〈〉“”‘’「」–—−～〜·№⑩⑳")
        chars = [char for char in chars if len(fold(f"第{char}第")) <= 3 or char in "№⑩⑳"]
        ways = (
            "国务院公报2024年第{}号",
            "国务院公报2024{}9",
            "{}国务院公报2024年第1{}2号",
            "务{}院",
        )
        same(page, [way.replace("{}", char) for char in chars for way in ways], NAMES)

    def test_names_in_traditional_characters(self, page: Page) -> None:
        names = {
            "广东省人民政府公报": "a",
            "国家税务总局公报": "b",
            "内蒙古自治区人民政府公报": "c",
        }
        texts = ["廣東省人民政府公報", "國家稅務總局公報", "內蒙古自治區人民政府公報"]
        found = in_browser(page, [f"{text}2024年第9期" for text in texts], names)
        assert [[one[0] for one in readings] for readings in found] == [["a"], ["b"], ["c"]]
        same(page, [f"{text}2024年第9期" for text in texts], names)

    def test_long_texts(self, page: Page) -> None:
        for unit in ("1-", "总第", "、9", "国务院公报", "第", " ", "1 ", "（", "二"):
            assert in_browser(page, ["国务院公报2024年" + unit * 10_000], NAMES) == [[]]


def ask(page: Page, text: str) -> tuple[str, list[str]]:
    """Type a citation, press enter: the state of the answer, and the addresses it links to."""
    page.fill(FIELD, text)
    page.press(FIELD, "Enter")
    return answer(page)


def answer(page: Page) -> tuple[str, list[str]]:
    box = page.locator("[role=status]")
    links = box.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return box.get_attribute("data-state") or "", [
        link.removeprefix("../gazette/").removesuffix("/index.html") for link in links
    ]


@pytest.mark.parametrize(
    ("text", "state", "links"),
    [
        ("国务院公报2024年第9期", "found", ["gwygb/2024/9"]),
        ("2024.9", "found", ["gwygb/2024/9", "gdgb/2024/9"]),
        ("國務院公報總第1830期", "found", ["gwygb/2024/9"]),
        ("国务院公报2024年第1-2期合刊", "found", ["gwygb/2024/1-2"]),
        ("国务院公报2024年第1、2号", "found", ["gwygb/2024/1-2"]),
        ("国务院公报2024年第2号", "found", ["gwygb/2024/1-2"]),
        ("国务院公报2024年第1—3号", "found", ["gwygb/2024/3", "gwygb/2024/1-2"]),
        ("国务院公报2024年增刊第1号", "found", ["gwygb/2024/zk-1"]),
        ("广东省人民政府公报2024年特刊", "found", ["gdgb/2024/tk"]),
        ("广东省人民政府公报总第7期", "found", ["gdgb/2024/slug"]),
        # A year and a cumulative number that are not of one issue: both.
        ("国务院公报2024年第9号（总号：1824）", "found", ["gwygb/2024/9", "gwygb/2024/3"]),
        ("国务院公报2024年第5号", "missing", ["gwygb/2024/3", "gwygb/2024/9"]),
        ("国务院公报2025年第1号", "missing", ["gwygb/2024/9"]),
        ("国务院公报总第1829期", "missing", ["gwygb/2024/3", "gwygb/2024/9"]),
        ("国务院公报2022年增刊第1号", "missing", ["gwygb/2024/zk-1"]),
        ("2024年第30号", "missing", ["gwygb/2024/9", "gdgb/2024/9"]),
        ("广东省人民政府公报2024年第7期", "missing", ["gdgb/2024/9"]),
        ("国务院公报2024年9月号", "unread", []),
        ("江苏省人民政府公报2024年第9期", "unread", []),
        ("  ", "", []),
    ],
)
def test_answers(page: Page, text: str, state: str, links: list[str]) -> None:
    assert ask(page, text) == (state, links)
    assert page.evaluate("document.activeElement.id") == FIELD[1:]


def test_the_words_of_answers(page: Page) -> None:
    box = page.locator("[role=status]")
    ask(page, "国务院公报2024年第九期")
    assert box.locator("a").inner_text() == "《国务院公报》2024年第9号"
    ask(page, "广东省人民政府公报2023年第1、2号合刊")
    assert "《广东省人民政府公报》2023年第1—2期" in box.inner_text()
    ask(page, "国务院公报总1000号")
    assert "《国务院公报》总号为1000的一期" in box.inner_text()


def test_a_gazette_that_is_not_here(page: Page) -> None:
    """The answer is not about year and number; whoever names no gazette is told of those."""
    box = page.locator("[role=status]")
    for text in ("江苏省人民政府公报2024年第9期", "江蘇省政報2024年第9期"):
        assert ask(page, text) == ("unread", [])
        words = f"本站没有“{text}”所写的公报。本站收录：《国务院公报》《广东省人民政府公报》。"
        assert box.inner_text() == words
    for text in ("第九期", "国务院公报2024年9月号"):
        ask(page, text)
        assert "请写明年份和期号" in box.inner_text()


def test_a_link_leads_to_the_issue(page: Page, address: str) -> None:
    ask(page, "国务院公报2024年第9号")
    found = page.locator("[role=status] a").evaluate("link => link.href")
    assert found == address.replace("resolve.html", "gwygb/2024/9/index.html")


def test_what_is_asked_is_no_markup(page: Page) -> None:
    text = "<img src=x onerror=alert(1)>{citation}"
    assert ask(page, text) == ("unread", [])
    assert page.locator("[role=status] img").count() == 0
    assert text in page.locator("[role=status]").inner_text()


def test_asked_by_address(page: Page, address: str) -> None:
    page.goto(f"{address}?q={quote('国务院公报2024年第9号')}")
    assert answer(page) == ("found", ["gwygb/2024/9"])
    assert page.input_value(FIELD) == "国务院公报2024年第9号"
    for broken in ("?q=%E5%9B%BD%", "?q=%", "?q", "?p=1", "?q=+"):
        page.goto(address + broken)
        assert answer(page)[1] == []


def test_back_leads_to_the_question_before(page: Page) -> None:
    ask(page, "国务院公报2024年第9号")
    ask(page, "国务院公报2024年第3号")
    assert quote("第3号") in page.url
    page.go_back()
    assert answer(page) == ("found", ["gwygb/2024/9"])
    page.go_back()
    assert answer(page) == ("", [])
    page.go_forward()
    assert answer(page) == ("found", ["gwygb/2024/9"])


def test_without_script_the_lists_are_links(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(address)
    assert not made.locator("main form").is_visible()
    links = made.locator("main section a").evaluate_all("all => all.map(one => one.textContent)")
    assert links == ["第9号", "第3号", "第1—2号", "增刊第1号", "第36号", "第9期", "特刊", "试刊"]
    assert made.locator("main section a").first.is_visible()
    assert not made.get_by_text("第36号").is_visible()
    made.get_by_text("2023年").click()
    assert made.get_by_text("第36号").is_visible()
    context.close()


def test_nothing_newer_than_the_oldest_browsers() -> None:
    """Chromium 69, Firefox 60 and Safari 12 (DESIGN 6)."""
    theme = ROOT / "themes/default"
    parts = ("js/gazette-no.js", "components/gazette-resolve/script.js")
    script = "".join((theme / part).read_text("utf-8") for part in parts)
    newer = r"\(\?<|\?\?|\?\.[a-z(]|\*\*|\b(async|await|fetch|import|export|flatMap|matchAll|replaceAll)\b"
    newer += r"|\.(flat|at|normalize|fromEntries)\(|/[a-z]*[sduv][a-z]*\.|innerHTML"
    assert re.findall(newer, script) == []
