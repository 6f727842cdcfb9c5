"""The data files and the sitemap: one set of records, safe to open."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from opengov_ssg import digests
from opengov_ssg.model.outputs import CatalogDataView, RobotsView, SitemapFileView, SitemapIndexView
from opengov_ssg.plan import data as planned
from opengov_ssg.plan.frame import Framer
from opengov_ssg.render import data
from tests.conftest import record
from tests.making import HERE, linked, words

FILES = {
    f"{HERE}/a.md": record(
        title="=HYPERLINK(甲)", slug="wj-2", topics=["综合政务/信访"], issuers=["bgs", "外市某局"]
    ),
    f"{HERE}/b.md": record(title='带"引号"、逗号,的通知', slug="wj-1", doc_no="测政发〔2026〕1号"),
}


@pytest.fixture
def view(tmp_path: Path) -> CatalogDataView:
    return planned.catalog_data(linked(tmp_path, FILES).catalog, Framer(words()))


def test_json_is_ordered_by_id_one_record_a_line(view: CatalogDataView) -> None:
    text = data.catalog_json(view).decode()
    value = json.loads(text)
    assert value["version"] == 1
    assert [one["id"] for one in value["records"]] == ["catalog/bgs/wj-1", "catalog/bgs/wj-2"]
    assert len(text.splitlines()) == 2 + 2
    first = value["records"][0]
    assert {"id", "kind", "url", "title", "index_no", "doc_no", "agency", "signed"} <= first.keys()
    assert {"published", "validity", "topics"} <= first.keys()
    assert first["published"] == "2026-01-06T00:00:00+08:00"
    assert value["records"][1]["topics"] == ["综合政务\\信访"]


def test_json_tells_relations_from_both_ends(tmp_path: Path) -> None:
    files = {**FILES, f"{HERE}/c.md": record(slug="wj-3", repeals=["./b.md"])}
    made = planned.catalog_data(linked(tmp_path, files).catalog, Framer(words()))
    found = {one["id"]: one for one in json.loads(data.catalog_json(made))["records"]}
    assert found["catalog/bgs/wj-3"]["relations"] == {"repeals": ["catalog/bgs/wj-1"]}
    assert found["catalog/bgs/wj-1"]["relations"] == {"repealed_by": ["catalog/bgs/wj-3"]}
    assert found["catalog/bgs/wj-2"]["relations"] == {}
    assert "relations" not in data.catalog_csv(made).decode("utf-8-sig").splitlines()[0]


def test_of_an_empty_catalog(tmp_path: Path) -> None:
    empty = planned.catalog_data(linked(tmp_path, {}).catalog, Framer(words()))
    assert json.loads(data.catalog_json(empty)) == {"version": 1, "records": []}


def test_csv_holds_the_same_and_no_formula(view: CatalogDataView) -> None:
    raw = data.catalog_csv(view)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["catalog/bgs/wj-1", "catalog/bgs/wj-2"]
    assert rows[0]["title"] == '带"引号"、逗号,的通知'
    assert rows[1]["title"] == "'=HYPERLINK(甲)"
    assert rows[1]["issuers"] == "测试市人民政府办公室; 外市某局"
    assert raw.count(b"\r\n") == 3


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r=", "\n=", " =", "＝", "＠", "\u3000="]
)
def test_no_cell_begins_like_a_formula(start: str) -> None:
    """Spreadsheets skip blanks and take full-width signs for the plain ones."""
    cell = data._cell(f"{start}SUM(1)")
    assert cell.startswith("'")
    assert "\n" not in cell and "\r" not in cell


def test_dcat_tells_the_files_with_their_digests(view: CatalogDataView) -> None:
    files = dict(data.catalog(view))
    whole: dict[str, Any] = json.loads(files["data/catalog.jsonld"])
    found = {
        one["dcat:downloadURL"]["@id"]: one for one in whole["dcat:dataset"]["dcat:distribution"]
    }
    assert sorted(found) == [
        f"https://www.test.example/data/catalog.{end}" for end in ("csv", "json")
    ]
    for address, one in found.items():
        content = files[address.removeprefix("https://www.test.example/")]
        assert one["dcat:byteSize"] == len(content)
        assert one["spdx:checksum"]["spdx:checksumValue"] == digests.of_bytes(content)


def test_sitemap() -> None:
    entries = (("https://a.example/b?c&d", "2026-01-06"), ("https://a.example/", ""))
    root = ET.fromstring(data.sitemap(SitemapFileView("sitemap.xml", entries)))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [one.findtext(f"{name}loc") for one in root] == [one for one, _ in entries]
    assert [one.findtext(f"{name}lastmod") for one in root] == ["2026-01-06", None]
    index = ET.fromstring(data.sitemap_index(SitemapIndexView("sitemap.xml", ("https://a/1.xml",))))
    assert [one.findtext(f"{name}loc") for one in index] == ["https://a/1.xml"]


def test_a_long_sitemap_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned, "_SITEMAP_MOST", 2)
    catalog = linked(tmp_path, FILES).catalog
    paths = ["a.html", "b.html", "c.html"]
    views = list(planned.sitemap(paths, catalog, Framer(words())))
    assert [one.path for one in views] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]


def test_robots() -> None:
    assert data.robots(RobotsView("robots.txt", "https://a.example/sitemap.xml")) == (
        b"User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n"
    )
    assert b"Sitemap" not in data.robots(RobotsView("robots.txt", ""))
