"""Feeds: the newest records of the site, of each agency, of each column; valid with
or without address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import pytest

from opengov_ssg.model.outputs import FeedView
from opengov_ssg.plan.data import feeds
from opengov_ssg.plan.frame import Framer
from opengov_ssg.render.feeds import atom, json_feed
from tests.conftest import SITE, record
from tests.making import HERE, linked, site, words

NOWHERE = SITE.replace("  base_url: https://www.test.example/\n", "")


def made(tmp_path: Path, files: dict[str, str], config: str = SITE) -> dict[str, FeedView]:
    of = site(config)
    catalog = linked(tmp_path, files, of=of).catalog
    return {feed.path: feed for feed in feeds(catalog, Framer(words(of)))}


def several(count: int) -> dict[str, str]:
    return {
        f"{HERE}/{n}.md": record(
            slug=f"wj-{n:02d}",
            title=f"第{n}件",
            published=f"2026-02-{n + 1:02d}T09:00",
            column="zcwj",
        )
        for n in range(count)
    }


ONE = {
    f"{HERE}/a.md": record("正文<b>一</b>&二。", title="甲 & <乙>", updated="2026-03-01T10:00:30"),
    "content/bgs/interpretations/2026/b.md": record(
        kind="interpretation", slug="jd-1", title="解读", agency="jyj", summary="概述。"
    ),
    "content/pages/c.md": record(kind="page", slug="about", title="关于"),
}


class TestWhich:
    def test_of_the_site_each_agency_and_each_column_that_has_records(self, tmp_path: Path) -> None:
        found = made(tmp_path, ONE)
        assert sorted(found) == ["feeds/agency-bgs", "feeds/agency-jyj", "feeds/site"]
        assert "feeds/column-zcwj" in made(tmp_path / "b", several(1))

    def test_pages_are_no_news(self, tmp_path: Path) -> None:
        titles = [one.title for one in made(tmp_path, ONE)["feeds/site"].entries]
        assert sorted(titles) == ["甲 & <乙>", "解读"]

    def test_the_newest_first_and_no_more_than_configured(self, tmp_path: Path) -> None:
        found = made(tmp_path, several(12), SITE + "lists: {feed: 10}\n")["feeds/site"]
        assert [one.title for one in found.entries] == [f"第{n}件" for n in range(11, 1, -1)]

    def test_of_an_empty_site(self, tmp_path: Path) -> None:
        (feed,) = made(tmp_path, {}).values()
        assert feedparser.parse(atom(feed)).bozo == 0
        assert json.loads(json_feed(feed))["items"] == []


@pytest.mark.parametrize("config", [SITE, NOWHERE], ids=["with base_url", "without"])
class TestForms:
    def test_atom_is_well_formed_and_says_the_same(self, tmp_path: Path, config: str) -> None:
        feed = made(tmp_path, ONE, config)["feeds/site"]
        parsed = feedparser.parse(atom(feed))
        assert parsed.bozo == 0
        assert parsed.feed.title == "测试网站"
        assert [(one.title, one.author) for one in parsed.entries] == [
            (one.title, one.author) for one in feed.entries
        ]

    def test_updated_is_the_newest_entrys(self, tmp_path: Path, config: str) -> None:
        feed = made(tmp_path, ONE, config)["feeds/site"]
        root = ET.fromstring(atom(feed))
        assert root.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-03-01T10:00:30+08:00"

    def test_ids_are_permanent_and_given_once(self, tmp_path: Path, config: str) -> None:
        found = made(tmp_path, ONE, config).values()
        ids = {one.id for feed in found for one in feed.entries} | {feed.id for feed in found}
        assert len(ids) == 2 + 3
        start = "https://www.test.example/" if config == SITE else "tag:www.test.example,"
        assert all(one.startswith(start) for one in ids)

    def test_both_forms_agree(self, tmp_path: Path, config: str) -> None:
        feed = made(tmp_path, ONE, config)["feeds/site"]
        value: dict[str, Any] = json.loads(json_feed(feed))
        assert value["version"] == "https://jsonfeed.org/version/1.1"
        entries = feedparser.parse(atom(feed)).entries
        assert [one["id"] for one in value["items"]] == [one.id for one in entries]
        assert [one["title"] for one in value["items"]] == [one.title for one in feed.entries]
        assert {one["content_text"] for one in value["items"]} == {"正文一&二。", "概述。"}


def test_addresses_are_absolute_or_relative_to_the_feed(tmp_path: Path) -> None:
    url = "catalog/bgs/wj-2026-0001.html"
    absolute = json.loads(json_feed(made(tmp_path, ONE)["feeds/agency-bgs"]))
    assert absolute["items"][0]["url"] == f"https://www.test.example/{url}"
    assert absolute["home_page_url"] == "https://www.test.example/agencies/bgs/index.html"
    relative = json.loads(json_feed(made(tmp_path, ONE, NOWHERE)["feeds/agency-bgs"]))
    assert relative["items"][0]["url"] == f"../{url}"
