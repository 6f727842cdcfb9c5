"""``ssg server-config``: what it writes, what it refuses; the servers themselves are asked in
``tests/robust/test_nginx.py`` and ``test_apache.py``."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from opengov_ssg.plan.policy import policy
from opengov_ssg.plan.servers import iis
from opengov_ssg.plan.servers.serving import Serving
from tests.conftest import AS_OF, SITE, record
from tests.inside import Inside

Make = Callable[..., Inside]
HOSTILE = ("a'b$c;d&e.html", "旧站/公告（一）.htm", "x/${HOME}/$uri{1}.shtml", "y/`id`~.html")
AT = ("--as-of", AS_OF)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Make:
    """Makes a project with one document that has hostile former addresses."""

    def make(site: str = SITE, **fields: object) -> Inside:
        made = Inside(tmp_path / "site", capsys)
        made.write("site.yaml", site)
        text = record("正文。" * 400, aliases=list(HOSTILE), **fields)
        made.write("content/bgs/documents/2026/a.md", text)
        return made

    return make


def site(**identity: str) -> str:
    """site.yaml with other values in ``identity``."""
    text = SITE
    for key, value in identity.items():
        text = re.sub(rf"(?m)^  {key}: .*\n", "", text)
        if value:
            text = text.replace("identity:\n", f"identity:\n  {key}: {value}\n")
    return text


def header(text: str, name: str) -> list[str]:
    """The values that nginx or Apache are told to send."""
    return re.findall(rf'(?:add_header|Header always set) {name} "([^"]*)"', text)


# What is written


@pytest.mark.parametrize("server", ["nginx", "apache", "iis"])
def test_it_prints_or_writes_the_same(project: Make, server: str, tmp_path: Path) -> None:
    made = project()
    printed = made.ssg("server-config", server, *AT)
    assert (printed.code, printed.err) == (0, "")
    file = tmp_path / "to" / "server.conf"
    written = made.ssg("server-config", server, *AT, "--output", file)
    assert (written.code, written.out) == (0, "")
    assert file.read_bytes().decode() == printed.out


def test_comments_are_in_the_language_asked_for(project: Make) -> None:
    made = project()
    chinese = made.ssg("--lang", "zh-CN", "server-config", "nginx", *AT).out
    english = made.ssg("--lang", "en", "server-config", "nginx", *AT).out
    assert "# 旧地址的跳转" in chinese
    assert "# Former addresses." in english

    def without(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.strip().startswith("#")]

    assert without(chinese) == without(english)


@pytest.mark.parametrize(
    ("identity", "told"),
    [
        ({}, True),
        ({"base_url": "http://www.test.example/"}, False),
        ({"base_url": ""}, False),
        ({"base_url": "https://www.test.example/xxgk/"}, False),
        ({"mode": "column"}, False),
    ],
)
@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_https_alone_only_where_the_site_may_say_so(
    project: Make, server: str, identity: dict[str, str], told: bool
) -> None:
    text = project(site(**identity)).ssg("--lang", "en", "server-config", server, *AT).out
    assert bool(header(text, "Strict-Transport-Security")) is told
    assert len(re.findall(r"# base_url is https, so|no Strict-Transport-Security", text)) == 1


def test_the_header_is_the_pages_policy_and_what_pages_cannot_say(project: Make) -> None:
    made = project()
    output = made.build()
    [meta] = re.findall(
        r'Security-Policy" content="([^"]*)"', (output / "index.html").read_text("utf-8")
    )
    [alone] = re.findall(
        r"style-src ([^;]*);", (output / "404.html").read_text("utf-8").replace("&#39;", "'")
    )
    text = made.ssg("server-config", "apache", *AT).out
    [sent] = header(text, "Content-Security-Policy")
    assert "unsafe" not in sent
    assert (
        sent.replace(f" {alone}", "") == f"{meta.replace('&#39;', chr(39))}; frame-ancestors 'self'"
    )
    assert sent == policy((alone,), "'self'")
    assert sent in made.ssg("server-config", "nginx", *AT).out


def test_a_part_of_a_larger_site_leaves_the_hosts_error_page_alone(project: Make) -> None:
    made = project(site(mode="column", base_url="https://www.test.example/xxgk/"))
    for server, word in (
        ("nginx", "error_page"),
        ("apache", "ErrorDocument"),
        ("iis", "httpErrors"),
    ):
        text = made.ssg("server-config", server, *AT).out
        assert word not in text
        assert "sha256-" not in text
        assert "/xxgk/catalog/bgs/wj-2026-0001.html" in text


def test_another_place_on_the_server(project: Make) -> None:
    given = ("--site-at", r"D:\网站\build", *AT)
    for server in ("nginx", "apache"):
        text = project().ssg("server-config", server, *given).out
        assert '"D:/网站/build' in text
        assert str(project().root) not in text


def test_a_chinese_host_is_named_as_requests_name_it(project: Make) -> None:
    text = project(site(domain="示例.政务")).ssg("server-config", "nginx", *AT).out
    assert 'server_name "xn--fsq092h.xn--zfr164b";' in text


# web.config


def test_web_config_is_well_formed_and_names_nothing_twice(project: Make) -> None:
    root = ElementTree.fromstring(project().ssg("server-config", "iis", *AT).out)
    locations = {one.get("path"): one for one in root.findall("location")}
    redirects = {path: one.find(".//httpRedirect") for path, one in locations.items()}
    target = "/catalog/bgs/wj-2026-0001.html"
    for old in HOSTILE:
        found = redirects[old]
        assert found is not None
        assert (found.get("destination"), found.get("exactDestination")) == (target, "true")
    for listed in ("staticContent", "httpProtocol/customHeaders", "httpErrors"):
        container = root.find(f"system.webServer/{listed}")
        assert container is not None
        seen: set[str] = set()
        for one in container:
            key = next(
                (one.get(k) for k in ("fileExtension", "name", "statusCode") if one.get(k)), ""
            )
            if one.tag == "remove":
                seen.add(key)
            elif key:
                assert key in seen, f"IIS refuses {key} where it has one already"
    lasting = locations["assets"].find(".//clientCache")
    entry = locations["search/index.js"].find(".//clientCache")
    assert lasting is not None
    assert entry is not None
    assert lasting.get("cacheControlMode") == "UseMaxAge"
    assert entry.get("cacheControlMode") == "DisableCache"


def test_web_config_stays_below_what_iis_takes() -> None:
    def text(count: int) -> str:
        rows = tuple((f"/art/{n}/旧地址.html", f"/catalog/bgs/{n}.html") for n in range(count))
        serving = Serving("/", "https://www.test.example", policy(), rows, "/404.html")
        assert iis.has_redirects(serving) is (count < 1000)
        return iis.configuration(serving).text

    assert text(500).count("<httpRedirect") == 500
    assert text(2000).count("<httpRedirect") == 0
    assert len(text(2000).encode()) < 250_000


def test_web_config_calls_texts_by_their_charset(project: Make) -> None:
    files = [{"id": one, "title": "表", "file": f"{one}.csv"} for one in ("old", "new", "other")]
    made = project(attachments=files)
    for name, data in {
        "old": "表".encode("gb18030"),
        "new": "表".encode(),
        "other": b"\xff",
    }.items():
        made.write(f"content/bgs/documents/2026/a/{name}.csv", data)
    root = ElementTree.fromstring(made.ssg("server-config", "iis", *AT).out)
    found = {
        one.get("path"): [kind.get("mimeType") for kind in one.iter("mimeMap")]
        for one in root.findall("location")
    }
    assert found["catalog/bgs/wj-2026-0001/old.csv"] == ["text/csv; charset=gb18030"]
    assert found["catalog/bgs/wj-2026-0001/other.csv"] == ["text/csv"]
    assert "catalog/bgs/wj-2026-0001/new.csv" not in found


def test_redirects_that_do_not_fit_are_told(project: Make) -> None:
    made = project()
    many = [f"art/2016/11/15/art_{number}.html" for number in range(1500)]
    made.write("content/bgs/documents/2026/b.md", record(slug="wj-2026-0002", aliases=many))
    ran = made.ssg("--lang", "en", "server-config", "iis", *AT)
    assert ran.code == 0
    assert "<httpRedirect" not in ran.out
    assert "too many former addresses" in ran.err


# Compressed copies


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds, but the store of what was read."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".opengov" not in file.parts
    }


def test_copies_lie_outside_the_site_and_are_the_same_each_time(
    project: Make, tmp_path: Path
) -> None:
    made = project(attachments=[{"id": "data", "file": "data.csv", "title": "表"}])
    made.write("content/bgs/documents/2026/a/data.csv", "甲,乙\n" * 500)
    output = made.build()
    before = files(output)
    copies = tmp_path / "gz"
    given = ("server-config", "nginx", *AT, "--precompress", copies)
    assert made.ssg(*given).code == 0
    first = files(copies)
    assert files(output) == before
    assert made.ssg(*given).code == 0
    assert files(copies) == first
    listed = json.loads(first.pop("manifest.json"))["files"]
    assert listed.keys() == first.keys()
    page = "catalog/bgs/wj-2026-0001.html"
    assert {
        f"{page}.gz",
        "catalog/bgs/wj-2026-0001/data.csv.gz",
        "data/catalog.json.gz",
    } <= first.keys()
    for name, data in first.items():
        original = output / name.removesuffix(".gz")
        assert gzip.decompress(data) == original.read_bytes()
        assert len(data) < original.stat().st_size
        assert (copies / name).stat().st_mtime_ns == original.stat().st_mtime_ns
    for old in HOSTILE:
        assert f"{old}.gz" not in first  # its address is answered before any file


def test_what_compression_makes_no_smaller_has_no_copy(project: Make, tmp_path: Path) -> None:
    made = project()
    output = made.build()
    noise = "noise.txt"
    (output / noise).write_bytes(os.urandom(4096))
    assert made.ssg("server-config", "nginx", *AT, "--precompress", tmp_path / "gz").code == 0
    assert not (tmp_path / "gz" / f"{noise}.gz").exists()


def test_copies_of_files_that_are_gone_go(project: Make, tmp_path: Path) -> None:
    made = project()
    made.build()
    copies = tmp_path / "gz"
    given = ("server-config", "nginx", *AT, "--precompress", copies)
    assert made.ssg(*given).code == 0
    assert (copies / "catalog/bgs/wj-2026-0001.html.gz").exists()
    made.write("content/bgs/documents/2026/a.md", record(status="draft"))
    made.build()
    assert made.ssg(*given).code == 0
    assert not (copies / "catalog/bgs/wj-2026-0001.html.gz").exists()


# What is refused


@pytest.mark.parametrize("where", ["build", "build/gz", "content", "."])
def test_copies_go_nowhere_that_is_not_theirs(project: Make, where: str) -> None:
    made = project()
    output = made.build()
    before = files(made.root)
    ran = made.ssg("server-config", "nginx", *AT, "--precompress", made.root / where)
    assert ran.code == 2
    assert ran.out == ""
    assert files(made.root) == before
    assert (output / "index.html").exists()


def test_copies_replace_nobodys_files(project: Make, tmp_path: Path) -> None:
    made = project()
    made.build()
    (tmp_path / "gz").mkdir()
    (tmp_path / "gz" / "mine.txt").write_text("mine")
    ran = made.ssg("server-config", "nginx", *AT, "--precompress", tmp_path / "gz")
    assert ran.code == 2
    assert "OG502" in ran.err
    assert files(tmp_path / "gz") == {"mine.txt": b"mine"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nginx", "--precompress", "gz"), "no built site"),
        (("iis", "--precompress", "gz"), "IIS keeps compressed copies itself"),
        (("apache", "--part", "http"), "--part is for nginx only"),
        (("nginx", "--site-at", "relative/path"), "relative/path"),
        (("nginx", "--site-at", "/srv/a\nb"), "full path"),
        (("nginx", "--site-at", "/"), "full path"),
        (("apache", "--site-at", "/srv/${HOME}"), "full path"),
        (("nginx", "--base-url", "www.test.example"), "no web address"),
        (("nginx", "--base-url", "https://www.test.example/%ff/"), "OG127"),
        (("apache", "--base-url", "https://[www/"), "OG127"),
        (("nginx", "--as-of", "soon"), "no date"),
        (("caddy",), "caddy"),
    ],
)
def test_what_cannot_be_is_told(project: Make, arguments: tuple[str, ...], said: str) -> None:
    ran = project().ssg("--lang", "en", "server-config", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


@pytest.mark.parametrize("domain", ["www.test.example;}", "'a b'", "'~^.*$'", "'*'", "a..b"])
def test_a_domain_that_is_none_never_reaches_nginx(project: Make, domain: str) -> None:
    made = project(site(domain=domain))
    ran = made.ssg("--lang", "en", "server-config", "nginx", *AT)
    assert ran.code == 2
    assert "is no host name" in ran.err
    assert made.ssg("server-config", "nginx", *AT, "--part", "server").code == 0


def test_a_file_that_cannot_be_written_is_told(project: Make, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ran = project().ssg(
        "--lang", "en", "server-config", "nginx", *AT, "--output", tmp_path / "taken" / "x"
    )
    assert ran.code == 2
    assert "cannot be written" in ran.err
