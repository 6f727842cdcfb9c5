"""The configuration for Apache httpd, asked of Apache: the same as of nginx, as far as it goes."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from opengov_ssg.model.media_types import with_charset
from tests.conftest import ROOT, SITE, record
from tests.inside import Inside
from tests.robust.test_nginx import (
    ALWAYS,
    ASK_AGAIN,
    FOR_EVER,
    HOSTILE,
    assert_charsets,
    lasting,
    published,
    texts_of_any_charset,
)
from tests.robust.told import told
from tests.robust.web_servers import apache


@pytest.mark.parametrize("packed", [False, True])
def test_the_sample_site(sample: Path, tmp_path: Path, packed: bool) -> None:
    copies = tmp_path / "gz"
    text = told("apache", ROOT, sample, copies if packed else None)
    with apache(tmp_path / "httpd", text) as server:
        for path in published(sample):
            answer = server.ask(f"/{quote(path)}", Accept_Encoding="gzip" if packed else "")
            copy = copies / f"{path}.gz"
            assert (answer.status, path) == (200, path)
            if copy.exists():
                assert answer.headers["content-encoding"] == "gzip"
                assert "Accept-Encoding" in answer.headers["vary"]
                assert answer.body == copy.read_bytes(), path
            elif "content-encoding" not in answer.headers:
                assert answer.body == (sample / path).read_bytes(), path
            assert answer.headers["content-type"] == with_charset(path.rpartition(".")[2])
            assert answer.headers["cache-control"] == (FOR_EVER if lasting(path) else ASK_AGAIN)
            assert ALWAYS.items() <= answer.headers.items()
            document = path.endswith((".html", ".xml", ".svg"))
            assert ("content-security-policy" in answer.headers) is document, path
        for path in ("/nothing.html", "/assets/a.0123456789abcdef.css"):
            missing = server.ask(path)
            assert missing.status == 404
            assert missing.body == (sample / "404.html").read_bytes()
            assert missing.headers["cache-control"] == ASK_AGAIN
        assert server.ask("/catalog/").body == (sample / "catalog/index.html").read_bytes()
        assert server.ask("/assets/").status in (403, 404)
        assert server.ask("/..%2fsample-site.lock").status in (400, 404)
        plain = server.ask("/index.html", Accept_Encoding="identity")
        assert plain.body == (sample / "index.html").read_bytes()


@pytest.mark.parametrize("prefix", ["/", "/xxgk/", "/政务 公开/a.b/"])
@pytest.mark.parametrize("packed", [False, True])
def test_redirects_whatever_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], prefix: str, packed: bool
) -> None:
    place = tmp_path / "网站 a'b\"c;{d} $host%{e}\\n"
    project = Inside(place / "site", capsys)
    base = f"https://www.test.example{quote(prefix)}"
    project.write("site.yaml", SITE.replace("https://www.test.example/", base))
    document = record("正文。" * 400, aliases=list(HOSTILE))
    project.write("content/bgs/documents/2026/a.md", document)
    output = project.build()
    text = told("apache", project.root, output, place / "gz" if packed else None)
    with apache(tmp_path / "httpd", text) as server:
        for old in HOSTILE:
            moved = server.ask(quote(prefix + old), Accept_Encoding="gzip")
            to = f"{base}catalog/bgs/wj-2026-0001.html"
            assert (moved.status, moved.headers.get("location")) == (301, to), old
        page = quote(f"{prefix}catalog/bgs/wj-2026-0001.html")
        answer = server.ask(page, Accept_Encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.text == (output / "catalog/bgs/wj-2026-0001.html").read_text("utf-8")
        if packed:
            assert answer.body == (place / "gz/catalog/bgs/wj-2026-0001.html.gz").read_bytes()
            held = json.loads((place / "gz/manifest.json").read_bytes())["files"]
            assert "catalog/bgs/wj-2026-0001.html.gz" in held
        assert server.ask(quote(f"{prefix}nothing.html")).status == 404


def test_texts_are_called_by_their_charset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Inside(tmp_path / "site", capsys)
    output = texts_of_any_charset(project)
    with apache(tmp_path / "httpd", told("apache", project.root, output)) as server:
        assert_charsets(server)
