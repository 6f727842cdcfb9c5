"""Offline packs of the sample, unpacked where a layman unpacks them and opened by a double
click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from opengov_ssg.commands.searching import search
from tests.browser.asking import ask
from tests.browser.test_crawl import Crawl
from tests.conftest import ALL, AS_OF, ROOT, run_ssg
from tests.site.tree import Tree

BASE = "https://www.opengov.example/"
START = "打开.html"
CHOICES = {
    "year": ("--year", "2024", "--year", "2025"),
    "topic": ("--topic", "政务公开"),
    "agency": ("--agency", "sl-bgs"),
    "issue": ("--issue", "slgb/2026/3"),
}
QUERIES = (
    *("通知", "政务公开", "公开", "示例", "公报", "征求意见", "示例市人民政府办公室", "国办发〔2016〕80号"),
    *("关于", "工作", "年度报告", "2026", "zzzzqqqq"),
)  # fmt: skip


@dataclass(frozen=True)
class Pack:
    """A pack as it was unpacked: its one folder, and the addresses of the records it holds."""

    folder: Path
    records: frozenset[str]

    @property
    def site(self) -> Path:
        """The pages."""
        return self.folder / "site"


@pytest.fixture(scope="module", params=[*CHOICES][: None if ALL else 2])
def pack(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pack]:
    """A pack of the sample, below a path with Chinese characters and blanks."""
    place = tmp_path_factory.mktemp("pack") / "资料 2026" / "离线 包"
    place.mkdir(parents=True)
    file = place / "包.zip"
    given = ("--output", file, "--as-of", AS_OF, "--executor", "serial")
    ran = run_ssg("-C", ROOT, "pack", *CHOICES[request.param], *given)
    assert ran.code == 0, ran.err
    with ZipFile(file) as archive:
        archive.extractall(place)
    file.unlink()
    (folder,) = place.iterdir()
    yield Pack(folder, frozenset(Tree(folder / "site").records))


def test_no_link_and_no_request_leaves_the_folder(pack: Pack, chromium: Browser) -> None:
    """But links to the site itself, to pages that the pack lacks, and such as leave the site
    too."""
    context = chromium.new_context()
    crawl = Crawl(pack.folder, context.new_page())
    crawl.run(START)
    pages = {one.relative_to(pack.folder).as_posix() for one in pack.folder.rglob("*.html")}
    for path in sorted(pages - crawl.ids.keys()):
        assert '<meta name="robots" content="noindex">' in (pack.folder / path).read_text(), path
        crawl.run(path)
    context.close()
    assert crawl.wrong == []
    assert crawl.requests > len(pages)


def test_links_to_the_site_are_for_what_the_pack_lacks(pack: Pack, sample: Path) -> None:
    whole = Tree(sample).files
    tree = Tree(pack.site)
    for path, page in tree.pages.items():
        for address in page.xpath("//main//a/@href[starts-with(., $base)]", base=BASE):
            target = unquote(address.removeprefix(BASE).partition("#")[0])
            assert target in whole, (path, address)
            assert target not in tree.files, (path, address)


def test_search_is_that_of_the_site_within_the_pack(pack: Pack, sample: Path) -> None:
    """Every hit in it, none besides; what comes closest is another matter."""
    found = 0
    for query in QUERIES:
        whole = search(sample, query, 10_000)
        held = [hit.url for hit in whole.hits if hit.url in pack.records and not whole.partial]
        answer = search(pack.site, query, 10_000)
        urls = [hit.url for hit in answer.hits if not answer.partial]
        assert sorted(urls) == sorted(held), query
        found += len(held)
    assert found > 5


def test_its_search_page_finds_the_same(pack: Pack, chromium: Browser, sample: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked = 0
    for query in QUERIES:
        whole = search(sample, query, 10_000)
        held = [hit.url for hit in whole.hits if hit.url in pack.records and not whole.partial]
        found = ask(page, f"{pack.site.as_uri()}/", query)
        urls = [url for url, match in found.hits if match == "whole"]
        assert set(urls) <= set(held), query
        if found.exact:  # else it shows the best of what comes closest, too
            assert len(urls) == min(len(held), len(found.hits)), query
            asked += bool(held)
    assert asked
    context.close()


def test_every_page_says_what_the_pack_is(pack: Pack) -> None:
    for path, page in Tree(pack.site).pages.items():
        if path.startswith("out/") or page.xpath("//meta[@http-equiv='refresh']"):
            continue
        text = "".join(page.xpath("//aside[contains(@class, 'og-pack-banner')]//text()"))
        assert "只收录" in text and "截至 2026-11-20" in text and BASE in text, path


def test_it_shows_no_feed_and_nothing_for_servers(pack: Pack) -> None:
    tree = Tree(pack.site)
    assert not tree.files & {"robots.txt", "sitemap.xml", "404.html", "statistics/index.html"}
    assert not [path for path in tree.files if path.startswith("feeds/")]
    for path, page in tree.pages.items():
        assert not page.xpath("//link[@rel='alternate'][@type]"), path
