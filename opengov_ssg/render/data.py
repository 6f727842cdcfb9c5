"""The data files: JSON, CSV that a spreadsheet may open safely, DCAT as JSON-LD; the sitemap."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from opengov_ssg import digests
from opengov_ssg.model.outputs import (
    CatalogDataView,
    CsvFile,
    DataRecord,
    JsonFile,
    RobotsView,
    SitemapFileView,
    SitemapIndexView,
)

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
CATALOG_ENDINGS = ("json", "csv", "jsonld")
"""The endings of the files that :func:`catalog` makes."""

# Spreadsheets with an East Asian input method take the wide signs for formulas too.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def catalog(view: CatalogDataView) -> list[tuple[str, bytes]]:
    """The three data files."""
    files = [
        (f"{view.path}.json", catalog_json(view), "application/json"),
        (f"{view.path}.csv", catalog_csv(view), "text/csv"),
    ]
    dcat = _dcat(view, files)
    return [*((path, data) for path, data, _ in files), (f"{view.path}.jsonld", dcat)]


def catalog_json(view: CatalogDataView) -> bytes:
    """``{"version": 1, "records": […]}``, one record a line, ordered by id."""
    rows = (
        json.dumps(_values(record), ensure_ascii=False, separators=(",", ":"))
        for record in view.records
    )
    return ('{"version":1,"records":[\n' + ",\n".join(rows) + "\n]}\n").encode()


def _values(record: DataRecord) -> dict[str, Any]:
    return {**record._asdict(), "relations": dict(record.relations)}


def catalog_csv(view: CatalogDataView) -> bytes:
    """With a byte order mark, for spreadsheets; no cell begins like a formula."""
    fields = [name for name in DataRecord._fields if name != "relations"]
    return _csv([fields, *([getattr(one, name) for name in fields] for one in view.records)])


def csv_file(view: CsvFile) -> bytes:
    """A table, written like the catalog's."""
    return _csv(view.rows)


def json_file(view: JsonFile) -> bytes:
    """Data of a page."""
    return (json.dumps(view.value, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(rows: Iterable[Iterable[str | tuple[str, ...]]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    text = text.replace("\r", " ").replace("\n", " ")
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if begins else text


def _dcat(view: CatalogDataView, files: list[tuple[str, bytes, str]]) -> bytes:
    """The catalog as a DCAT dataset with its distributions (DOMAIN 15)."""
    base = f"{view.base}/" if view.base else ""
    publisher = {"@type": "foaf:Agent", "foaf:name": view.publisher}
    distributions = [
        {
            "@type": "dcat:Distribution",
            "@id": f"{base}{path}",
            "dct:title": path.rpartition("/")[2],
            "dcat:downloadURL": {"@id": f"{base}{path}"},
            "dcat:mediaType": media,
            "dcat:byteSize": len(data),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": digests.of_bytes(data),
            },
        }
        for path, data, media in files
    ]
    dataset = {
        "@type": "dcat:Dataset",
        "@id": f"{base}{view.path}.jsonld#dataset",
        "dct:title": view.title,
        "dct:description": view.description,
        "dct:publisher": publisher,
        "dct:language": view.language,
        "dcat:distribution": distributions,
    }
    whole: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": "dcat:Catalog",
        "@id": f"{base}{view.path}.jsonld",
        "dct:title": view.title,
        "dct:description": view.description,
        "dct:publisher": publisher,
        "dcat:dataset": dataset,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(view: SitemapFileView) -> bytes:
    """A sitemap file."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    languages = dict(view.languages)
    if languages:
        root.set("xmlns:xhtml", _XHTML)
    for address, changed in view.entries:
        node = ET.SubElement(root, "url")
        ET.SubElement(node, "loc").text = address
        if changed:
            ET.SubElement(node, "lastmod").text = changed
        for language, href in languages.get(address, ()):
            link = {"rel": "alternate", "hreflang": language, "href": href}
            ET.SubElement(node, "xhtml:link", link)
    return _xml(root)


def sitemap_index(view: SitemapIndexView) -> bytes:
    """The index of several sitemap files."""
    root = ET.Element("sitemapindex", xmlns=_SITEMAP)
    for address in view.sitemaps:
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = address
    return _xml(root)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, space="")
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def robots(view: RobotsView) -> bytes:
    """``robots.txt``."""
    lines = ["User-agent: *", "Allow: /"]
    if view.sitemap:
        lines.append(f"Sitemap: {view.sitemap}")
    return ("\n".join(lines) + "\n").encode()
