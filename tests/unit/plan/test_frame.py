"""The frame of a page: title, trail, tags; JSON-LD that cannot leave its element."""

from __future__ import annotations

import json

import html5lib  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.model.views import Link, NotFoundView, PageView
from opengov_ssg.plan.frame import Framer, script_json
from tests.conftest import SITE
from tests.making import site, words

FRAMER = Framer(words())
COLUMN = Framer(words(site(SITE.replace("  base_url: https://www.test.example/\n", ""))))


def framed(framer: Framer, path: str, heading: str = "关于测试的通知", **given: object) -> PageView:
    return framer.page(path, "record", NotFoundView(()), heading=heading, **given)  # type: ignore[arg-type]


@given(
    st.recursive(
        st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_comes_back_whole(value: object) -> None:
    assert json.loads(script_json(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "</SCRIPT >",
        "<!--<script>",
        "<!-- ",
        "]]>",
        "\u2028\u2029",
        "&lt;/script&gt;",
    ],
)
def test_json_cannot_close_the_script_element(text: str) -> None:
    data = script_json({"name": text})
    page = f'<script type="application/ld+json">{data}</script><p>after</p>'
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert [element.tag for element in parsed] == ["script", "p"]
    assert json.loads(parsed[0].text) == {"name": text}
    assert "\u2028" not in data


class TestTitles:
    def test_a_page_is_named_after_itself_and_the_site(self) -> None:
        page = framed(FRAMER, "catalog/a.html")
        assert (page.heading, page.title) == ("关于测试的通知", "关于测试的通知_测试网站")

    def test_the_first_page_is_named_after_the_site(self) -> None:
        page = framed(FRAMER, "index.html", "测试网站")
        assert page.title == "测试网站"
        assert page.trail == ()


class TestTrail:
    def test_it_begins_at_the_first_page(self) -> None:
        above = Link("信息公开目录", "catalog/index.html")
        page = framed(FRAMER, "catalog/a.html", trail=(above,))
        assert [one.url for one in page.trail] == ["index.html", "catalog/index.html"]

    def test_it_is_told_to_machines_with_absolute_addresses(self) -> None:
        above = Link("信息公开目录", "catalog/index.html")
        page = framed(FRAMER, "catalog/a.html", trail=(above,))
        (crumbs,) = json.loads(page.json_ld)["@graph"]
        assert [step["item"] for step in crumbs["itemListElement"]] == [
            "https://www.test.example/",
            "https://www.test.example/catalog/index.html",
            "https://www.test.example/catalog/a.html",
        ]

    def test_without_an_absolute_address_there_is_none(self) -> None:
        page = framed(COLUMN, "catalog/a.html")
        assert (page.json_ld, page.canonical) == ("", "")


class TestSection:
    @pytest.mark.parametrize(
        ("path", "section", "expected"),
        [
            ("catalog/a.html", "catalog/index.html", "catalog/index.html"),
            ("catalog/index.html", "", "catalog/index.html"),
            ("agencies/bgs/index.html", "agencies/index.html", ""),
        ],
    )
    def test_it_is_an_entry_of_the_navigation_or_nothing(
        self, path: str, section: str, expected: str
    ) -> None:
        assert framed(FRAMER, path, section=section).section == expected


def test_what_is_not_indexable_has_no_canonical_address() -> None:
    assert framed(FRAMER, "out/a.html", indexable=False).canonical == ""
    assert framed(FRAMER, "a.html").canonical == "https://www.test.example/a.html"


class TestColumnTags:
    def test_of_a_configured_column(self) -> None:
        tags = FRAMER.column("zcwj", "目录", "目录的说明", "catalog/index.html")
        assert (tags.name, tags.keywords, tags.type) == ("政策文件", "政策", "政策文件")
        assert tags.url == "columns/zcwj/index.html"

    def test_of_the_part_of_the_site_otherwise(self) -> None:
        tags = FRAMER.column(None, "目录", "目录的说明", "catalog/index.html")
        assert (tags.name, tags.description, tags.url) == (
            "目录",
            "目录的说明",
            "catalog/index.html",
        )
