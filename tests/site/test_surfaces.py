"""Feeds, sitemap, data files and manifest, read by programs that know nothing of this project."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import feedparser
import pytest
import rdflib
from lxml import etree
from rdflib import DCAT, DCTERMS, RDF

from opengov_ssg.model.site import Site
from tests.conftest import ROOT, Project, record
from tests.site.tree import Tree, text

BASE = "https://www.opengov.example/"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_CONTRACT = "id kind url title index_no doc_no agency signed published validity topics"  # DESIGN 5
# rdflib's own reader of JSON-LD still uses what rdflib gives up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

MakeSite = Callable[[Mapping[str, str | bytes]], Project]


def _json(tree: Tree, path: str) -> Any:
    return json.loads((tree.root / path).read_text("utf-8"))


def _catalog(tree: Tree) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _json(tree, "data/catalog.json")["records"]
    return found


def _csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _locations(tree: Tree) -> list[str]:
    root = etree.parse(tree.root / "sitemap.xml").getroot()
    assert root.tag == f"{_SITEMAP}urlset"
    return [one.text for one in root.iter(f"{_SITEMAP}loc")]


# One set of records everywhere


def test_pages_sitemap_and_data_hold_the_same_records(tree: Tree) -> None:
    pages = {path: id for path, id in tree.records.items() if not path.startswith("out/")}
    rows = _catalog(tree)
    translations = {
        f"{language}/{row['url']}": f"{language}/{row['id']}"
        for row in rows
        for language in row["languages"][1:]
    }
    assert translations.items() <= pages.items() and "en/catalog/SHILIZFU2/2026-00001.html" in pages
    for path in translations:
        pages.pop(path)
    assert {row["url"]: row["id"] for row in rows} == pages
    assert [row["id"] for row in rows] == sorted(pages.values())
    table = _csv((tree.root / "data/catalog.csv").read_bytes())
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    listed = {one.removeprefix(BASE) for one in _locations(tree)}
    assert pages.keys() | translations.keys() <= listed


def test_sitemap_lists_every_page_that_may_be_indexed(tree: Tree) -> None:
    wanted = set()
    for path, page in tree.pages.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        if page.xpath("//meta[@name='robots']"):
            assert canonical == [], path
        else:
            wanted.update(canonical)
            assert canonical == [BASE + ("" if path == "index.html" else path)]
    locations = _locations(tree)
    assert sorted(locations) == sorted(wanted)
    changed = etree.parse(tree.root / "sitemap.xml").iter(f"{_SITEMAP}lastmod")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", one.text) for one in changed)


def test_records_are_linked_from_lists(tree: Tree) -> None:
    linked: set[str] = set()
    for path, page in tree.pages.items():
        if path.endswith("index.html") and path != "index.html":
            linked |= {tree.target(path, one) for one in page.xpath("//main//a/@href")}
    held = {row["url"] for row in _catalog(tree) if row["kind"] != "page"}
    assert held <= linked


# Data files


def test_catalog_json_keeps_its_contract(tree: Tree, site: Site) -> None:
    data = _json(tree, "data/catalog.json")
    assert data["version"] == 1
    for row in data["records"]:
        assert set(_CONTRACT.split()) <= row.keys()
        assert row["url"] == f"{row['id']}.html"
        assert row["agency"] in site.agencies
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["signed"]), row["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", row["published"]), row["id"]
        assert isinstance(row["topics"], list)
        page = tree.pages[row["url"]]
        assert row["title"] == text(page.xpath("//article/h1")[0])
        files = set(row["attachments"])
        assert files <= tree.files
        shown = page.xpath("//ul[contains(@class, 'attachments')]//a[@download]/@href")
        assert files == {tree.target(row["url"], one) for one in shown}


def test_catalog_csv_says_what_the_json_says(tree: Tree) -> None:
    data = (tree.root / "data/catalog.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\xef\xbb\xbf") == 1
    for row, other in zip(_csv(data), _catalog(tree), strict=True):
        assert row.keys() == other.keys() - {"relations"}
        for key in row:
            value = other[key]
            joined = value if isinstance(value, str) else "; ".join(value)
            assert row[key].removeprefix("'") == " ".join(joined.splitlines()), key


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+标题", "-标题", "@标题", "＝标题"])
def test_csv_is_inert_in_a_spreadsheet(make_site: MakeSite, title: str) -> None:
    """No cell begins as a formula, nor any line of a cell; quotes and commas stay in their cell."""
    text_ = record(
        title=title,
        summary='=cmd|" /C calc"!A0',
        keywords=["=1+1", '甲,"乙"', "+2"],
        doc_no=None,
    )
    root = make_site({"content/bgs/documents/2026/a.md": text_}).build()
    data = (root / "data/catalog.csv").read_bytes()
    [row] = _csv(data)
    assert row["title"] == f"'{title}"
    assert row["summary"] == '\'=cmd|" /C calc"!A0'
    assert row["keywords"] == '\'=1+1; 甲,"乙"; +2'
    for cell in next(csv.reader(io.StringIO(data.decode("utf-8-sig")))):
        assert cell.isidentifier()
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    [plain] = json.loads((root / "data/catalog.json").read_text("utf-8"))["records"]
    assert plain["title"] == title


def test_dcat(tree: Tree) -> None:
    graph = rdflib.Graph()
    graph.parse(tree.root / "data/catalog.jsonld", format="json-ld")
    [catalog] = graph.subjects(RDF.type, DCAT.Catalog)
    [dataset] = graph.objects(catalog, DCAT.dataset)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    for thing in (catalog, dataset):
        for wanted in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher):
            assert len(list(graph.objects(thing, wanted))) == 1
    checksum = rdflib.URIRef("http://spdx.org/rdf/terms#checksum")
    digest = rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue")
    files = {}
    for one in graph.objects(dataset, DCAT.distribution):
        assert (one, RDF.type, DCAT.Distribution) in graph
        path = str(graph.value(one, DCAT.downloadURL)).removeprefix(BASE)
        data = (tree.root / path).read_bytes()
        assert int(str(graph.value(one, DCAT.byteSize))) == len(data)
        found = str(graph.value(graph.value(one, checksum), digest))
        assert found == hashlib.sha256(data).hexdigest()
        files[path] = str(graph.value(one, DCAT.mediaType))
    assert {path: kind.rpartition("/")[2] for path, kind in files.items()} == {
        "data/catalog.json": "json",
        "data/catalog.csv": "csv",
    }


def test_json_ld_of_pages(tree: Tree) -> None:
    """It parses, as JSON and (with a vocabulary at hand instead of schema.org's) as RDF."""
    kinds: set[str] = set()
    for path, page in tree.pages.items():
        scripts = page.xpath("//script[@type='application/ld+json']")
        assert len(scripts) <= 1, path
        assert scripts or path not in tree.records or "/" not in path, path
        for one in scripts:
            data = json.loads(one.text)
            assert data["@context"] == "https://schema.org"
            things = data["@graph"]
            kinds |= {thing["@type"] for thing in things}
            graph = rdflib.Graph()
            local = {**data, "@context": {"@vocab": "https://schema.org/"}}
            graph.parse(data=json.dumps(local), format="json-ld")
            assert len(set(graph.objects(None, RDF.type))) >= 1, path
    assert {"Legislation", "Article", "BreadcrumbList", "WebSite", "DataCatalog"} <= kinds
    assert "GovernmentOrganization" in kinds


def test_json_ld_cannot_end_its_script(make_site: MakeSite) -> None:
    title = "关于</script><script>alert(1)</script><!--的通知"
    root = make_site({"content/bgs/documents/2026/a.md": record(title=title)}).build()
    tree = Tree(root)
    page = tree.pages["catalog/bgs/wj-2026-0001.html"]
    [script] = page.xpath("//script[@type='application/ld+json']")
    assert title in json.dumps(json.loads(script.text), ensure_ascii=False)
    assert len(page.xpath("//script[not(@src)]")) == 1
    assert text(page.xpath("//h1")[0]) == title


# Feeds


def _feeds(tree: Tree) -> list[str]:
    return sorted(path for path in tree.files if re.fullmatch(r"feeds/.*\.xml", path))


def _newest(tree: Tree, path: str) -> list[str]:
    """The ids that a feed should hold, the newest first."""
    name = path.removeprefix("feeds/").removesuffix(".xml")
    by, _, code = name.partition("-")
    rows = [row for row in _catalog(tree) if row["kind"] != "page"]
    if by == "gazette":
        rows = [row for row in rows if row["id"].startswith(f"gazette/{code}/")]
    elif by != "site":
        rows = [row for row in rows if row[by] == code]
    rows.sort(key=lambda row: (row["published"], row["id"]), reverse=True)
    return [row["url"] for row in rows[:50]]


def test_feeds_hold_the_newest_of_theirs(tree: Tree) -> None:
    feeds = _feeds(tree)
    assert "feeds/site.xml" in feeds and len(feeds) > 10
    for path in feeds:
        found = feedparser.parse((tree.root / path).read_bytes())
        assert not found.bozo, (path, found.get("bozo_exception"))
        assert found.version == "atom10"
        assert found.feed.id and found.feed.title and found.feed.updated, path
        links = {one.rel: one.href for one in found.feed.links}
        assert links["self"] == BASE + path
        assert links["alternate"].removeprefix(BASE) in tree.files
        wanted = _newest(tree, path)
        assert [one.link.removeprefix(BASE) for one in found.entries] == wanted, path
        assert len({one.id for one in found.entries}) == len(wanted)
        for one in found.entries:
            assert one.title and one.updated_parsed and one.published_parsed and one.author, path
        assert found.feed.updated == max(one.updated for one in found.entries)


def test_json_feeds_say_what_the_atom_feeds_say(tree: Tree) -> None:
    for path in _feeds(tree):
        atom = feedparser.parse((tree.root / path).read_bytes())
        feed = _json(tree, path.replace(".xml", ".json"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"] == atom.feed.title
        assert feed["feed_url"] == BASE + path.replace(".xml", ".json")
        pairs = [(one["id"], one["url"], one["date_published"]) for one in feed["items"]]
        assert pairs == [(one.id, one.link, one.published) for one in atom.entries], path
        assert all(one["content_text"] for one in feed["items"])


def test_there_is_a_feed_for_each_agency_column_and_gazette_with_records(tree: Tree) -> None:
    rows = [row for row in _catalog(tree) if row["kind"] != "page"]
    wanted = {f"feeds/agency-{row['agency']}.xml" for row in rows} | {"feeds/site.xml"}
    wanted |= {f"feeds/column-{row['column']}.xml" for row in rows if row["column"]}
    issues = [row["id"] for row in rows if row["kind"] == "gazette-issue"]
    wanted |= {f"feeds/gazette-{id.split('/')[1]}.xml" for id in issues}
    assert set(_feeds(tree)) == wanted


def test_feeds_without_an_absolute_address(make_site: MakeSite) -> None:
    """Ids are tag: URIs then, links relative; no sitemap, no canonical address."""
    project = make_site({"content/bgs/documents/2026/a.md": record()})
    config = (project.root / "site.yaml").read_text("utf-8")
    project.write("site.yaml", config.replace("  base_url: https://www.test.example/\n", ""))
    tree = Tree(project.build())
    found = feedparser.parse((tree.root / "feeds/site.xml").read_bytes())
    assert not found.bozo
    assert found.entries[0].id == "tag:www.test.example,2026:catalog/bgs/wj-2026-0001"
    assert "sitemap.xml" not in tree.files
    assert b"sitemap" not in (tree.root / "robots.txt").read_bytes().lower()
    for path, page in tree.pages.items():
        assert page.xpath("//link[@rel='canonical'] | //meta[@property='og:url']") == [], path
    graph = rdflib.Graph()
    graph.parse(tree.root / "data/catalog.jsonld", format="json-ld")
    assert len(list(graph.subjects(RDF.type, DCAT.Distribution))) == 2


# The rest


def test_robots(tree: Tree) -> None:
    lines = (tree.root / "robots.txt").read_text().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {BASE}sitemap.xml" in lines
    assert not [one for one in lines if one.startswith("Disallow: /")]


def test_manifest_lists_exactly_the_files(tree: Tree) -> None:
    manifest = _json(tree, "manifest.json")
    assert manifest["version"] == 1
    assert set(manifest["files"]) == tree.files - {"manifest.json"}
    for path, facts in manifest["files"].items():
        data = (tree.root / path).read_bytes()
        assert facts == {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}, path


def test_attachments_are_the_files_of_the_content(tree: Tree) -> None:
    """Byte for byte, and under no other name than the address that the record gives them."""
    sources = {
        hashlib.sha256(one.read_bytes()).hexdigest()
        for one in (ROOT / "content").rglob("*")
        if one.is_file() and one.suffix != ".md"
    }
    listed = {path for row in _catalog(tree) for path in row["attachments"]}
    assert listed
    for path in listed:
        assert hashlib.sha256((tree.root / path).read_bytes()).hexdigest() in sources, path
