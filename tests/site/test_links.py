"""Every page of the sample site, looked at without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

import pytest

from opengov_ssg.link.addresses import record_id
from opengov_ssg.model import marks
from opengov_ssg.model.leaving import is_trusted
from opengov_ssg.model.site import Site
from opengov_ssg.notation.folding import fold
from opengov_ssg.notation.record_text import record_text
from opengov_ssg.read.contents import take
from opengov_ssg.read.files import discover
from opengov_ssg.read.reader import read
from tests.conftest import ROOT, SITE, Project, record
from tests.site.tree import Element, Tree, article_text, metas, parse, text

_ADDRESSES = "//@href | //@src | //@action | //@poster | //@data | //@cite | //@srcset"
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
_CANONICAL = "link[@rel='canonical']"

OF_SITE = ("SiteName", "SiteDomain", "SiteIDCode")
OF_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
OF_CONTENT = ("ArticleTitle", "PubDate", "ContentSource")


def _addresses(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """(page, element, address), but for the canonical address, those of the page in other
    languages, and 404.html, which has no place."""
    for path, page in tree.pages.items():
        for found in page.xpath(_ADDRESSES) if path != "404.html" else ():
            element = found.getparent()
            if element.get("rel") != "canonical" and not _is_alternate(element):
                yield path, element.tag, str(found)


def _is_alternate(element: Element) -> bool:
    return element.tag == "link" and bool(element.get("hreflang"))


def test_every_internal_link_anchor_and_asset_is_there(tree: Tree) -> None:
    dead = []
    for path, _, address in _addresses(tree):
        if address.startswith(_ELSEWHERE):
            continue
        target = tree.target(path, address)
        anchor = unquote(urlsplit(address).fragment)
        if target not in tree.files or (anchor and anchor not in tree.ids[target]):
            dead.append((path, address))
    assert dead == []


def test_internal_addresses_are_relative_and_end_in_a_file_name(tree: Tree, site: Site) -> None:
    for path, tag, address in _addresses(tree):
        where = f"{path}: {address}"
        assert site.identity.domain not in address, where
        assert not address.startswith("/"), where
        if not address.startswith((*_ELSEWHERE, "#")):
            assert re.search(r"[^/]\.[a-z0-9]+(#.*)?$", address), where
            assert not urlsplit(address).query, where
        elif not address.startswith("#"):
            assert tag == "a", f"{where} is loaded from elsewhere"


def test_only_notices_lead_to_untrusted_hosts(tree: Tree, site: Site) -> None:
    for path, _, address in _addresses(tree):
        if address.startswith(("http://", "https://")) and not is_trusted(address, site):
            assert path.startswith("out/"), f"{path}: {address}"


def test_the_page_for_servers_stands_alone(tree: Tree, site: Site) -> None:
    """It loads nothing, its one style is allowed by its digest, its links are absolute."""
    base, page = site.identity.base_url or "", tree.pages["404.html"]
    assert page.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']") == []
    [style] = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(text(style).encode()).digest()).decode()
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"style-src 'sha256-{digest}'" in policy
    for address in page.xpath("//a/@href"):
        assert address.startswith((base, "#")), address
        assert address.startswith("#") or (address[len(base) :] or "index.html") in tree.files


def test_pages_have_one_heading_and_unique_ids(tree: Tree) -> None:
    for path, page in tree.pages.items():
        assert len(page.xpath("//h1")) == 1, path
        assert text(page.xpath("//h1")[0]).strip(), path
        ids = Counter(page.xpath("//@id"))
        assert [id for id, count in ids.items() if count > 1] == [], path
        assert len(page.xpath("//title")) == 1 and text(page.xpath("//title")[0]).strip(), path
        language = path.partition("/")[0] if path.startswith("en/") else "zh-CN"
        assert page.get("lang") == language, path


def test_names_that_elements_refer_to_are_ids(tree: Tree) -> None:
    for path, page in tree.pages.items():
        for found in page.xpath("//@aria-labelledby | //@aria-describedby | //@for | //@headers"):
            assert set(found.split()) <= tree.ids[path], f"{path}: {found}"


def test_nothing_inline_that_the_policy_forbids(tree: Tree) -> None:
    for path, page in tree.pages.items():
        kinds = [one.get("type") for one in page.xpath("//script[not(@src)]")]
        assert set(kinds) <= {"application/ld+json", "application/json"}, path  # data, no scripts
        assert page.xpath("//@style | //iframe | //object | //embed | //base") == [], path
        assert path == "404.html" or page.xpath("//style") == [], path
        handlers = page.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], path
        [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert not [one for one in page.xpath("//@href | //@src") if "javascript:" in one], path


def test_article_is_the_title_and_the_body_alone(tree: Tree, site: Site) -> None:
    """The page, folded, is what ``record_text`` makes of the source."""
    found, _ = discover(ROOT)
    texts = {}
    for one in found:
        result = read(ROOT, one, site, take(ROOT, one))
        assert result.entry, one.path
        record, body = result.entry.record, result.body
        html = marks.strip(body.html) if body else ""
        id = record_id(record)
        texts[id] = (record.title, record_text(record.title, html))
        for into, own in zip(result.entry.translations, result.translated, strict=True):
            html, title = marks.strip(own.html) if own else "", into.header.title
            texts[into.id(id)] = (title, record_text(title, html))
    assert len(tree.records) > 60
    for path, id in tree.records.items():
        [article] = tree.pages[path].xpath("//article")
        head, *_ = article
        assert (text(head), article_text(article)) == texts[id], path
        assert head.tag == "h1" and path == f"{id}.html", path
        assert article.xpath(".//h1") == [head], path


def test_article_joins_title_and_body_without_a_break(
    make_site: Callable[[Mapping[str, str]], Project],
) -> None:
    title = "关于实施ISO 9001"
    text_ = record("2015 edition\nand more。\n\nB **c**d", title=title)
    root = make_site({"content/bgs/documents/2026/a.md": text_}).build()
    [article] = parse(root / "catalog/bgs/wj-2026-0001.html").xpath("//article")
    body = "<p>2015 edition\nand more。</p>\n<p>B <strong>c</strong>d</p>\n"
    assert fold(text(article)) == record_text(title, body)


# Tags of the page (DOMAIN 6.2)


def _count(page: object) -> Counter[str]:
    return Counter(name for name, _ in metas(page))


def test_tags_stand_once_and_in_the_exact_case(tree: Tree) -> None:
    for path, page in tree.pages.items():
        names = [name for name, _ in metas(page)]
        twice = [name for name, count in Counter(map(str.lower, names)).items() if count > 1]
        assert twice == [], path
        for name, value in metas(page):
            assert value and "\n" not in value, f"{path}: {name}"
        assert {"SiteName", "SiteDomain"} <= set(names), path
        wanted = {*OF_SITE, *OF_COLUMN, *OF_CONTENT}
        cases = {name.lower(): name for name in wanted}
        assert all(name in wanted for name in names if name.lower() in cases), path


def test_records_and_lists_of_the_sample_have_their_tags(tree: Tree) -> None:
    for path, page in tree.pages.items():
        names = set(_count(page))
        if path in tree.records:
            assert names.issuperset((*OF_COLUMN, *OF_CONTENT)), path
        elif path.startswith(("catalog/by-", "columns/", "interpretations/", "agencies/")):
            assert names.issuperset(OF_COLUMN) and not names.intersection(OF_CONTENT), path
        elif path == "index.html":
            assert not names.intersection((*OF_COLUMN, *OF_CONTENT)), path


def test_three_tags_on_the_home_page_seven_on_lists_ten_on_records(
    make_site: Callable[[Mapping[str, str]], Project],
) -> None:
    config = SITE.replace("  host:", "  id_code: '1100000001'\n  host:")
    root = make_site(
        {
            "site.yaml": config,
            "content/bgs/documents/2026/a.md": record(column="zcwj", topics=["综合政务"]),
            "content/pages/a.md": record(kind="page", slug="about", title="关于", signed=None),
        }
    ).build()
    all_ten = (*OF_SITE, *OF_COLUMN, *OF_CONTENT)
    for path, count in {
        "index.html": 3,
        "columns/zcwj/index.html": 7,
        "catalog/index.html": 7,
        "catalog/by-agency/bgs/index.html": 7,
        "catalog/by-agency/index.html": 7,
        "interpretations/index.html": 7,
        "agencies/bgs/index.html": 7,
        "catalog/bgs/wj-2026-0001.html": 10,
        "about.html": 10,
    }.items():
        found = _count(parse(root / path))
        assert [name for name in all_ten if found[name]] == list(all_ten[:count]), path
        assert all(found[name] <= 1 for name in all_ten), path
    values = dict(metas(parse(root / "catalog/bgs/wj-2026-0001.html")))
    assert values["ColumnName"] == values["ColumnType"] == "政策文件"
    assert values["PubDate"] == "2026-01-06 00:00"
    assert values["ContentSource"] == "测试市人民政府办公室"
    assert values["SiteIDCode"] == "1100000001"


def test_time_in_the_tags_is_the_time_on_the_page(tree: Tree) -> None:
    for path in tree.records:
        page = tree.pages[path]
        value = dict(metas(page))["PubDate"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", value), path
        shown = page.xpath("//*[contains(@class, 'facts__value--published')] | //main//time")
        assert value in [text(one).strip() for one in shown], path


def test_time_of_a_page_that_was_changed(
    make_site: Callable[[Mapping[str, str]], Project],
) -> None:
    page = record(kind="page", slug="about", signed=None, updated="2026-03-04T10:20")
    document = record(updated="2026-03-04T10:20")
    files = {"content/pages/a.md": page, "content/bgs/documents/2026/a.md": document}
    tree = Tree(make_site(files).build())
    test_time_in_the_tags_is_the_time_on_the_page(tree)


def test_tags_say_what_the_page_says(tree: Tree) -> None:
    for path in tree.records:
        page, values = tree.pages[path], dict(metas(tree.pages[path]))
        assert values["ArticleTitle"] == text(page.xpath("//h1")[0]), path
        assert page.xpath("//meta[@property='og:title']/@content") == [values["ArticleTitle"]]
        [title] = page.xpath("//title")
        assert text(title) == f"{values['ArticleTitle']}_{values['SiteName']}", path


@pytest.mark.parametrize("kind", ["table", "list"])
def test_every_row_of_a_list_has_a_date(tree: Tree, kind: str) -> None:
    rows = {
        "table": "//table[contains(@class, 'record-table')]/tbody/tr",
        "list": "//ul[contains(@class, 'record-list')]/li",
    }[kind]
    seen = 0
    for path, page in tree.pages.items():
        for row in page.xpath(rows):
            seen += 1
            assert re.search(r"\b\d{4}-\d\d-\d\d\b", text(row)), f"{path}: {text(row)}"
            assert row.xpath(".//a/@href"), path
    assert seen > 50
