"""Translations and languages, as readers of the built site see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from opengov_ssg.commands.searching import search
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options
from tests.conftest import AS_OF, ROOT, Project, record
from tests.making import write
from tests.site.many_languages import ADDRESS, FOLDER, TITLES, files
from tests.site.tree import Element, Tree, parse, text

LANGUAGES = ["zh-CN", "bo", "en", "ug", "zh-Hant"]
OTHER = "catalog/bgs/wj-2026-0002.html"


def _built(root: Path, language: str = "zh-CN", **more: str) -> Tree:
    write(root, files(language) | more)
    output = root / "build"
    report = build(Options(root, parse_instant(AS_OF, end_of_day=True), output, executor="serial"))
    assert report.published, [one for one in report.problems if one.severity == "error"]
    return Tree(output)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return _built(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def uyghur(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The same site with its own words in Uyghur."""
    return _built(tmp_path_factory.mktemp("uyghur"), "ug-CN")


def found(root: Path, query: str) -> list[str]:
    """The addresses that a query finds."""
    return [one.url for one in search(root, query, 10).hits]


def _path(language: str, address: str = ADDRESS) -> str:
    return address if language == "zh-CN" else f"{language}/{address}"


def _switch(page: Element) -> list[Element]:
    return page.xpath("//nav[@class='og-languages']//a")  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", TITLES)
def test_a_translation_says_its_language_and_direction(many: Tree, language: str) -> None:
    page = many.pages[_path(language)]
    [root] = page.xpath("/html")
    assert root.get("lang") == language
    assert root.get("dir") == ("rtl" if language == "ug" else "ltr")
    assert page.xpath("//article/h1/text()") == [TITLES[language]]
    assert page.xpath("//meta[@name='DC.language']/@content") == [language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_leads_to_all_and_to_itself(many: Tree, language: str) -> None:
    page, path = many.pages[_path(language)], _path(language)
    links = page.xpath("//link[@rel='alternate'][@hreflang]")
    told = {one.get("hreflang"): one.get("href") for one in links}
    address = {one: f"https://www.test.example/{_path(one)}" for one in LANGUAGES}
    assert told == address | {"x-default": address["zh-CN"]} and len(links) == len(told)
    shown = _switch(page)
    assert [one.get("hreflang") for one in shown] == LANGUAGES
    assert [one.get("lang") for one in shown] == LANGUAGES
    assert [one.get("dir") for one in shown] == ["ltr", "ltr", "ltr", "rtl", "ltr"]
    assert [text(one) for one in shown] == ["中文", "བོད་ཡིག", "English", "ئۇيغۇرچە", "繁體中文"]
    assert [many.target(path, one.get("href")) for one in shown] == [
        _path(one) for one in LANGUAGES
    ]
    assert [one.get("hreflang") for one in shown if one.get("aria-current")] == [language]


def test_what_has_no_translation_promises_none(many: Tree) -> None:
    for path, page in many.pages.items():
        if not path.endswith((ADDRESS, OTHER)):
            assert not _switch(page) and not page.xpath("//link[@hreflang]"), path


@pytest.mark.parametrize("language", TITLES)
def test_the_original_prevails_and_is_linked(many: Tree, language: str) -> None:
    path = _path(language)
    [notice] = many.pages[path].xpath("//aside[@class='og-translation-notice']")
    [link] = notice.xpath(".//a")
    assert many.target(path, link.get("href")) == ADDRESS
    assert (link.get("lang"), link.get("hreflang")) == ("zh-CN", "zh-CN")
    expected = "the original prevails" if language == "en" else "以原文为准"
    assert expected in text(notice)


def test_words_are_said_in_the_language_or_the_next_best(many: Tree, uyghur: Tree) -> None:
    def home(tree: Tree, path: str) -> str:
        return str(tree.pages[path].xpath("//ol[@class='og-breadcrumb__list']//a/text()")[0])

    assert [home(many, _path(one)) for one in LANGUAGES] == [
        "首页",
        "གཙོ་ངོས།",
        "Home",
        "باش بەت",
        "首頁",
    ]
    assert uyghur.pages["index.html"].xpath("/html/@lang") == ["ug-CN"]
    assert uyghur.pages["index.html"].xpath("/html/@dir") == ["rtl"]
    assert home(uyghur, "catalog/index.html") == "باش بەت"
    assert "以公开为常态" in text(uyghur.pages["index.html"].xpath("//main")[0])


def test_texts_in_another_language_than_the_page_say_so(many: Tree, uyghur: Tree) -> None:
    """The record's text on a Uyghur site, the site's name on an English page."""
    [article] = uyghur.pages[ADDRESS].xpath("//article[@data-record]")
    assert (article.get("lang"), article.get("dir")) == ("zh-CN", "ltr")
    page = many.pages[_path("en")]
    assert page.xpath("//span[@class='og-header__name']/@lang") == ["zh-CN"]
    assert page.xpath("//nav[@class='og-nav']/ul/@lang") == ["zh-CN"]
    number = page.xpath("//dd[contains(@class, '--doc_no')]/span")[0]
    assert (number.get("lang"), text(number)) == ("zh-CN", "测府办〔2026〕1号")
    [article] = many.pages[ADDRESS].xpath("//article[@data-record]")
    assert article.get("lang") is None


_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")
_WORDS = ("aria-label", "placeholder", "title", "alt", "data-done", "data-failed")


def _said(page: Element) -> Iterator[tuple[str, str]]:
    """Each text around the record's own, attributes too, with the language that
    it is said to be in."""
    for element in page.xpath("//body//*[not(ancestor-or-self::article|self::script|self::svg)]"):
        language = element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
        texts = element.xpath("text()") + [element.get(name) or "" for name in _WORDS]
        yield from ((language, one.strip()) for one in texts if one.strip())


def _wrongly_said(page: Element, fallback: str) -> list[tuple[str, str]]:
    """Han text that is said to be in no kind of Chinese, sentences in Latin letters said to
    be Chinese. ``fallback`` are the words that a theme lacks in the page's language: these
    are said in Chinese."""
    return [
        (language, one)
        for language, one in _said(page)
        if (_HAN.search(one) and not language.startswith("zh") and one.rstrip("：") not in fallback)
        or (_LATIN.search(one) and language.startswith("zh"))
    ]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The site with all that site.yaml may say of it in its own language."""
    said = "  operator: 某中心\n  contact: 总机\n  banner: 本站为测试。\n"
    text_ = str(files()["site.yaml"]).replace("identity:\n", f"identity:\n{said}")
    return _built(tmp_path_factory.mktemp("named"), **{"site.yaml": text_})


@pytest.mark.parametrize("language", TITLES)
def test_every_text_is_in_the_language_that_it_says(named: Tree, language: str) -> None:
    page = named.pages[_path(language)]
    chinese = (ROOT / "themes/default/i18n/zh-CN.yaml").read_text("utf-8")
    fallback = chinese if language in ("bo", "ug") else ""
    assert _wrongly_said(page, fallback) == []
    assert "本站为测试。" in text(page.xpath("//body")[0])
    if language == "en":
        host = page.xpath("//span[@class='og-header__host']")[0]
        assert text(host) == "A service of 测试市人民政府办公室"


def test_the_sample_in_english_says_its_languages(tree: Tree) -> None:
    pages = [path for path in tree.pages if path.startswith("en/")]
    assert pages
    for path in pages:
        assert _wrongly_said(tree.pages[path], "") == [], path


def test_what_is_wrongly_said_is_found(tmp_path: Path) -> None:
    body = "<p>本站</p><p><a lang=zh-CN>A service of</a></p><p lang=zh>本站</p>"
    head = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>a</title></head>"
    write(tmp_path, {"a.html": f"{head}<body>{body}</body></html>"})
    found = _wrongly_said(parse(tmp_path / "a.html"), "")
    assert found == [("en", "本站"), ("zh-CN", "A service of")]


def test_the_box_for_sharing_has_a_heading(many: Tree) -> None:
    """And its address breaks after a slash, not within a word."""
    (box,) = many.pages[_path("en")].xpath("//section[@id='share']")
    assert [text(one) for one in box.xpath("h2")] == ["Share"]
    (address,) = box.xpath(".//*[@data-text]")
    assert text(address) == f"https://www.test.example/{_path('en')}"
    parts = [one.tail for one in address.xpath("wbr")]
    assert parts == ["www.test.example/", "en/", "catalog/", "bgs/", "wj-2026-0001.html"]


def test_dates_keep_their_order_among_arabic_letters(many: Tree) -> None:
    [article] = many.pages[_path("ug")].xpath("//article")
    assert [text(one) for one in article.xpath(".//bdi[@dir='ltr']")] == [
        "2026-01-05",
        "2026-01-05 09:00",
    ]
    assert many.pages[_path("en")].xpath("//article//bdi") == []


def test_links_lead_to_the_language_that_they_name(many: Tree) -> None:
    path = _path("en")
    hrefs = many.pages[path].xpath("//article//a/@href")
    assert [many.target(path, one) for one in hrefs] == [
        _path("en", OTHER),
        next(one for one in many.files if one.endswith(".csv") and one.startswith("en/")),
    ]
    path = _path("zh-Hant")
    [link] = many.pages[path].xpath("//article//a/@href")
    assert many.target(path, link) == ADDRESS


def test_the_catalog_counts_a_record_once(many: Tree) -> None:
    records = json.loads(many.bytes()["data/catalog.json"])["records"]
    assert {one["id"]: one["languages"] for one in records} == {
        ADDRESS.removesuffix(".html"): LANGUAGES,
        OTHER.removesuffix(".html"): ["zh-CN", "en"],
    }
    table = many.bytes()["data/catalog.csv"].decode("utf-8-sig").splitlines()
    assert table[0].endswith(",languages")
    assert table[1].endswith(",zh-CN; bo; en; ug; zh-Hant")
    for path in ("catalog/index.html", "index.html", "feeds/site.xml", "feeds/site.json"):
        assert all(one not in many.bytes()[path].decode() for one in TITLES.values()), path


def test_the_sitemap_names_the_languages(many: Tree) -> None:
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    root = ET.fromstring(many.bytes()["sitemap.xml"])
    told = {}
    for url in root.findall("s:url", names):
        links = url.findall("x:link", names)
        told[url.findtext("s:loc", "", names)] = {
            one.get("hreflang"): one.get("href") for one in links
        }
    base = "https://www.test.example/"
    every = {one: base + _path(one) for one in LANGUAGES} | {"x-default": base + ADDRESS}
    assert [told[base + _path(one)] for one in LANGUAGES] == [every] * 5
    assert told[f"{base}catalog/index.html"] == {}


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("正文為示例", "zh-Hant"),
        ("བརྡ་ཐོ", "bo"),
        ("ئۇقتۇرۇش", "ug"),
        ("Notice", "en"),
    ],
)
def test_the_text_of_a_translation_finds_its_page(many: Tree, query: str, language: str) -> None:
    assert _path(language) in found(many.root, query)


def test_a_number_finds_the_record_and_not_its_translations(many: Tree) -> None:
    assert found(many.root, "测府办〔2026〕2号") == [OTHER]


def test_without_an_address_of_the_site_alternates_are_relative(tmp_path: Path) -> None:
    site = str(files()["site.yaml"]).replace("  base_url: https://www.test.example/\n", "")
    tree = _built(tmp_path, **{"site.yaml": site})
    page = tree.pages[_path("en")]
    hrefs = page.xpath("//link[@rel='alternate'][@hreflang]/@href")
    assert {tree.target(_path("en"), one) for one in hrefs} == {_path(one) for one in LANGUAGES}


def test_texts_of_records_may_be_in_another_language(tmp_path: Path) -> None:
    """A site that publishes in Uyghur, with a translation into Chinese."""
    given = files("ug")
    site = str(given["site.yaml"]).replace(
        "  language: ug\n", "  language: ug\n  text_language: ug\n"
    )
    own = {path: text for path, text in given.items() if not path.startswith(FOLDER)}
    own |= {
        "site.yaml": site,
        f"{FOLDER}/a.md": record("مىسال. 2026-01-05", title=TITLES["ug"]),
        f"{FOLDER}/a.zh-CN.md": "---\ntitle: （示例）通知\n---\n\n示例。\n",
    }
    write(tmp_path, own)
    report = build(Options(tmp_path, parse_instant(AS_OF), tmp_path / "build", executor="serial"))
    assert report.published, report.problems
    tree = Tree(tmp_path / "build")
    [article] = tree.pages[ADDRESS].xpath("//article[@data-record]")
    assert article.get("lang") is None and article.xpath(".//bdi/text()") == ["2026-01-05"]
    assert tree.pages[f"zh-CN/{ADDRESS}"].xpath("/html/@lang") == ["zh-CN"]
    [row] = json.loads(tree.bytes()["data/catalog.json"])["records"]
    assert row["languages"] == ["ug", "zh-CN"]


def test_a_page_cannot_lie_where_translations_do(make_site: object) -> None:
    project: Project = make_site(  # type: ignore[operator]
        {"content/pages/a.md": record(kind="page", slug="bo/a", signed=None)}
    )
    assert [one["code"] for one in project.check() if one["severity"] == "error"] == ["OG146"]


def test_the_ledger_keeps_the_address_of_a_translation(make_site: object) -> None:
    """Deleted, it must be accounted for; an alias of the original does it."""
    project: Project = make_site(files())  # type: ignore[operator]
    ran = project.ssg("record", "--as-of", AS_OF)
    assert ran.code == 0, ran.err
    rows = (project.root / "ledger/addresses.tsv").read_text("utf-8").splitlines()
    assert f"en/{OTHER}\ttranslation\t{OTHER.removesuffix('.html')}\t2026-01-06" in rows
    assert [one for one in project.check() if one["code"] in ("OG212", "OG213")] == []
    (project.root / f"{FOLDER}/b.en.md").unlink()
    project.write(f"{FOLDER}/a.en.md", "---\ntitle: (Example) Notice\n---\n\nText.\n")
    (project.root / f"{FOLDER}/a.en/table.csv").unlink()
    lost = [one for one in project.check() if one["code"] == "OG212"]
    assert [one["message"] for one in lost if OTHER in one["message"]] != []
    project.write(
        f"{FOLDER}/b.md",
        record(title="（示例）关于另一测试的通知", slug="wj-2026-0002", aliases=[f"en/{OTHER}"]),
    )
    assert [one for one in project.check() if one["code"] == "OG212"] == []
    tree = Tree(project.build())
    [refresh] = tree.pages[f"en/{OTHER}"].xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh.endswith(f"../../../{OTHER}")


def test_a_broken_translation_holds_its_record_as_it_was(tmp_path: Path) -> None:
    before = _built(tmp_path).bytes()
    write(tmp_path, {f"{FOLDER}/b.en.md": "---\nstatus: draft\n---\n\nAnother text.\n"})
    options = Options(tmp_path, parse_instant(AS_OF, end_of_day=True), executor="serial")
    report = build(replace(options, output=tmp_path / "build"))
    assert not report.published
    report = build(replace(options, output=tmp_path / "build", hold_back=True))
    assert report.published and [one.path for one in report.held] == [f"{FOLDER}/b.md"]
    after = Tree(tmp_path / "build").bytes()
    assert {one: after[one] for one in (OTHER, _path("en", OTHER))} == {
        one: before[one] for one in (OTHER, _path("en", OTHER))
    }


def test_a_pack_takes_the_translations_along(make_site: object) -> None:
    project: Project = make_site(files())  # type: ignore[operator]
    ran = project.ssg(
        "pack", "--as-of", AS_OF, "--year", "2026", "--output", project.root / "a.zip"
    )
    assert ran.code == 0, ran.err
    with ZipFile(project.root / "a.zip") as pack:
        names = {one.partition("/site/")[2] or one.partition("site/")[2] for one in pack.namelist()}
    assert {_path(one) for one in LANGUAGES} <= names
