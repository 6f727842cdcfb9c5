"""The configuration for nginx, asked of nginx: headers, lifetimes, types, redirects,
error page, copies."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from opengov_ssg.model.media_types import TYPES, with_charset
from opengov_ssg.plan.policy import policy
from opengov_ssg.plan.servers.nginx import configuration
from opengov_ssg.plan.servers.serving import Folders, Serving
from tests.conftest import AS_OF, ROOT, SITE, Project, record, run_ssg
from tests.inside import Inside
from tests.robust.told import parts
from tests.robust.web_servers import Server, nginx

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "strict-origin-when-cross-origin",
    "strict-transport-security": "max-age=31536000",
}
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
HOSTILE = ("a'b$c;d&e.html", "旧站/公告（一）.htm", "x/${HOME}/$uri{1}.shtml", "y/`id`~.html")


@pytest.fixture(scope="module")
def served(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample site as it lies there."""
    with nginx(tmp_path_factory.mktemp("plain") / "nginx", *parts(ROOT, sample)) as server:
        yield server


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample's copies are."""
    return tmp_path_factory.mktemp("copies") / "gz"


@pytest.fixture(scope="module")
def copied(
    sample: Path, copies: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The sample site with compressed copies."""
    told = parts(ROOT, sample, copies)
    with nginx(tmp_path_factory.mktemp("copied") / "nginx", *told) as server:
        yield server


def lasting(path: str) -> bool:
    """Whether a file is named by its content."""
    return path.startswith("assets/") or (path.startswith("search/") and path != "search/index.js")


def published(site: Path) -> list[str]:
    """The files of a built site."""
    return sorted(json.loads((site / "manifest.json").read_bytes())["files"])


# The sample site


def test_every_file_comes_as_it_was_written(served: Server, sample: Path) -> None:
    for path in published(sample):
        answer = served.ask(f"/{quote(path)}")
        assert (answer.status, path) == (200, path)
        assert answer.body == (sample / path).read_bytes(), path
        wanted = FOR_EVER if lasting(path) else ASK_AGAIN
        assert answer.headers["cache-control"] == wanted, path
        assert answer.headers["content-type"] == with_charset(path.rpartition(".")[2])
        assert ALWAYS.items() <= answer.headers.items()
        assert "camera=()" in answer.headers["permissions-policy"]
        document = path.endswith((".html", ".xml", ".svg"))
        assert ("content-security-policy" in answer.headers) is document, path


def test_the_policy_allows_no_inline_script_or_style(served: Server) -> None:
    sent = served.ask("/index.html").headers["content-security-policy"]
    assert "unsafe" not in sent
    assert sent.startswith("default-src 'none'; connect-src 'self'; script-src 'self'; ")
    assert sent.endswith("frame-ancestors 'self'")


def test_what_is_not_there_has_the_sites_own_page(served: Server, sample: Path) -> None:
    for path in (
        "/nothing.html",
        "/a/b/c",
        "/assets/a.0123456789abcdef.css",
        "/%E6%97%A0",
        "/a%00b",
    ):
        answer = served.ask(path)
        if path == "/a%00b":  # nginx refuses it before it looks for anything
            assert answer.status == 400
            continue
        assert (answer.status, path) == (404, path)
        assert answer.body == (sample / "404.html").read_bytes()
        assert answer.headers["cache-control"] == ASK_AGAIN
        assert ALWAYS.items() <= answer.headers.items()


def test_nothing_beside_the_site_is_given_out(served: Server, sample: Path) -> None:
    assert (sample.parent / "sample-site.lock").exists()
    for path in (
        "/../sample-site.lock",
        "/..%2fsample-site.lock",
        "/catalog/..%2f..%2fsample-site.lock",
    ):
        assert served.ask(path).status in (400, 404)


def test_folders_show_their_index_and_no_listing(served: Server, sample: Path) -> None:
    assert served.ask("/").body == (sample / "index.html").read_bytes()
    assert served.ask("/catalog/").body == (sample / "catalog/index.html").read_bytes()
    moved = served.ask("/catalog")
    assert (moved.status, moved.headers["location"]) == (301, "/catalog/")
    assert served.ask("/assets/").status in (403, 404)


def test_what_a_browser_holds_is_not_sent_again(served: Server, sample: Path) -> None:
    asset = next(path for path in published(sample) if path.startswith("assets/site."))
    for path, lifetime in (("index.html", ASK_AGAIN), (asset, FOR_EVER)):
        first = served.ask(f"/{path}")
        again = served.ask(f"/{path}", If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == lifetime


def test_pages_are_read_and_nothing_else(served: Server) -> None:
    head = served.ask("/index.html", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert served.ask("/index.html", "POST").status == 405


def test_films_can_be_begun_anywhere(served: Server, sample: Path) -> None:
    film = next(path for path in published(sample) if path.endswith(".webm"))
    answer = served.ask(f"/{film}", Range="bytes=10-19")
    assert (answer.status, answer.body) == (206, (sample / film).read_bytes()[10:20])


def test_texts_are_compressed_on_the_way(served: Server, sample: Path) -> None:
    for path in ("index.html", "data/catalog.jsonld", "data/catalog.csv", "feeds/site.xml"):
        plain, packed = served.ask(f"/{path}"), served.ask(f"/{path}", Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
        assert gzip.decompress(packed.body) == plain.body == (sample / path).read_bytes()
        assert packed.headers["content-type"] == plain.headers["content-type"]
    film = next(path for path in published(sample) if path.endswith(".webm"))
    assert "content-encoding" not in served.ask(f"/{film}", Accept_Encoding="gzip").headers


# Compressed copies


@pytest.mark.parametrize(
    "accepted", ["gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "GZIP", "*"]
)
def test_copies_come_as_they_were_written(
    copied: Server, sample: Path, copies: Path, accepted: str
) -> None:
    count, all_ = 0, published(sample)
    for path in all_ if accepted == "gzip" else all_[::40]:
        answer = copied.ask(f"/{quote(path)}", Accept_Encoding=accepted)
        copy = copies / f"{path}.gz"
        assert answer.status == 200
        assert answer.headers["content-type"] == with_charset(path.rpartition(".")[2])
        assert answer.headers["cache-control"] == (FOR_EVER if lasting(path) else ASK_AGAIN)
        assert ALWAYS.items() <= answer.headers.items()
        if copy.exists():
            count += 1
            assert answer.headers["content-encoding"] == "gzip", path
            assert answer.headers["vary"] == "Accept-Encoding"
            assert answer.body == copy.read_bytes(), path
        elif "content-encoding" not in answer.headers:
            assert answer.body == (sample / path).read_bytes()
    assert count > (500 if accepted == "gzip" else 10)


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0.0", "notgzip"])
def test_who_takes_none_gets_the_file(copied: Server, sample: Path, accepted: str) -> None:
    for path in ("index.html", "search/index.js", "data/catalog.json", "catalog/index.html"):
        answer = copied.ask(f"/{path}", Accept_Encoding=accepted)
        assert "content-encoding" not in answer.headers
        assert answer.body == (sample / path).read_bytes()


def test_copies_of_an_index_and_of_the_error_page(copied: Server, copies: Path) -> None:
    for path, status, name in (
        ("/", 200, "index.html"),
        ("/catalog/", 200, "catalog/index.html"),
        ("/nothing", 404, "404.html"),
    ):
        answer = copied.ask(path, Accept_Encoding="gzip")
        assert (answer.status, answer.body) == (status, (copies / f"{name}.gz").read_bytes())


def test_copies_have_no_address_of_their_own(copied: Server) -> None:
    assert copied.ask("/index.html.gz").status == 404
    assert copied.ask("/index.html.gz", Accept_Encoding="gzip").status == 404


# Mini sites


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder whose name wants to be quoted."""
    return tmp_path / "网站 a'b\"c;{d} $host\\n"


Make = Callable[[str], Project]


@pytest.fixture
def make(place: Path, capsys: pytest.CaptureFixture[str]) -> Make:
    """Makes a built project with a document that has hostile former addresses."""

    def made(site: str) -> Project:
        project = Inside(place / "site", capsys)
        project.write("site.yaml", site)
        text = record("正文。" * 400, aliases=list(HOSTILE))
        project.write("content/bgs/documents/2026/a.md", text)
        project.build()
        return project

    return made


def in_folder(path: str) -> str:
    """site.yaml of a site that lies at ``path`` on its host."""
    return SITE.replace("https://www.test.example/", f"http://www.test.example{path}")


@pytest.mark.parametrize("prefix", ["/", "/xxgk/", "/政务 公开/$a.b/"])
@pytest.mark.parametrize("packed", [False, True])
def test_redirects_whatever_their_names(
    make: Make, tmp_path: Path, prefix: str, packed: bool
) -> None:
    project = make(in_folder(quote(prefix)))
    copies = project.root.parent / "gz" if packed else None
    to = f"{quote(prefix)}catalog/bgs/wj-2026-0001.html"
    with nginx(tmp_path / "nginx", *parts(project.root, project.root / "build", copies)) as server:
        for old in HOSTILE:
            for coding in ("", "gzip"):
                moved = server.ask(quote(prefix + old), Accept_Encoding=coding)
                assert (moved.status, moved.headers.get("location")) == (301, to), old
                assert moved.headers["cache-control"] == ASK_AGAIN
                assert "strict-transport-security" not in moved.headers
        page = project.root / "build/catalog/bgs/wj-2026-0001.html"
        for coding in ("", "gzip"):
            found = server.ask(to, Accept_Encoding=coding)
            assert (found.status, found.text) == (200, page.read_text("utf-8"))
        if prefix != "/":
            outer = server.ask(quote(prefix.rstrip("/")))
            assert (outer.status, outer.headers["location"]) == (301, quote(prefix))
            assert server.ask("/index.html").status == 404  # not ours
        missing = server.ask(quote(f"{prefix}nothing.html"), Accept_Encoding="gzip")
        assert missing.status == 404
        assert "测试网站" in missing.text


def test_a_copy_is_given_out_only_while_its_file_is_there(make: Make, tmp_path: Path) -> None:
    project = make(SITE)
    copies = project.root.parent / "gz"
    page = "/catalog/bgs/wj-2026-0001.html"
    with nginx(tmp_path / "nginx", *parts(project.root, project.root / "build", copies)) as server:
        assert server.ask(page, Accept_Encoding="gzip").status == 200
        project.write("content/bgs/documents/2026/a.md", record(status="draft"))
        project.build()
        assert (copies / f"{page}.gz".lstrip("/")).exists()
        assert server.ask(page, Accept_Encoding="gzip").status == 404


def test_a_part_of_a_larger_site_leaves_the_error_page_to_it(make: Make, tmp_path: Path) -> None:
    site = in_folder("/xxgk/").replace("identity:\n", "identity:\n  mode: column\n")
    project = make(site)
    http, server = parts(project.root, project.root / "build")
    own = f'{server}\nerror_page 404 /own.html;\nlocation = /own.html {{ return 200 "own"; }}\n'
    with nginx(tmp_path / "nginx", http, own) as running:
        assert running.ask("/xxgk/index.html").status == 200
        missing = running.ask("/xxgk/nothing.html")
        assert (missing.status, missing.body) == (404, b"own")


def test_ten_thousand_redirects(tmp_path: Path) -> None:
    rows = tuple(
        (f"/旧站/信息公开/{'栏目' * 20}/{number}.html", f"/catalog/bgs/{number}.html")
        for number in range(10_000)
    )
    site = tmp_path / "site"
    site.mkdir()
    serving = Serving("/", "", policy(), rows, "/404.html")
    http, server = (
        configuration(serving, Folders(str(site), ""), "", str, part) for part in ("http", "server")
    )
    with nginx(tmp_path / "nginx", http, server) as running:
        for old, new in rows[:: len(rows) // 10]:
            moved = running.ask(quote(old))
            assert (moved.status, moved.headers["location"]) == (301, new)


def test_every_type_of_attachment(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for ending in TYPES:
        (site / f"a.{ending}").write_text("x")
    serving = Serving("/", "", policy(), (), "/404.html")
    http, server = (
        configuration(serving, Folders(str(site), ""), "", str, part) for part in ("http", "server")
    )
    with nginx(tmp_path / "nginx", http, server) as running:
        for ending in TYPES:
            found = running.ask(f"/a.{ending}")
            assert found.headers["content-type"] == with_charset(ending)


def test_the_whole_configuration_stands_by_itself(sample: Path, tmp_path: Path) -> None:
    ran = run_ssg("-C", ROOT, "server-config", "nginx", "--as-of", AS_OF, "--build", sample)
    assert ran.code == 0
    assert "listen 80;" in ran.out
    assert "listen [::]:80;" in ran.out
    assert 'server_name "www.opengov.example";' in ran.out
    # On its own port it would want to be root; the port is all that is changed.
    whole = ran.out.replace("listen [::]:80;", "").replace("listen 80;", "listen 127.0.0.1:1;")
    with nginx(tmp_path / "nginx", whole, "location / { return 204; }") as running:
        assert running.ask("/").status == 204


CHARSETS = {"old": ("数据,说明\n".encode("gb18030"), "text/csv; charset=gb18030")}
CHARSETS["new"] = ("数据,说明\n".encode(), "text/csv; charset=utf-8")
CHARSETS["other"] = (b"\xff\xff\n", "text/csv")


def texts_of_any_charset(project: Inside) -> Path:
    """The built site of a record with texts in two charsets and one that is in neither."""
    files = [{"id": name, "title": name, "file": f"{name}.csv"} for name in CHARSETS]
    project.write("site.yaml", SITE)
    project.write("content/bgs/documents/2026/a.md", record(attachments=files))
    for name, (data, _) in CHARSETS.items():
        project.write(f"content/bgs/documents/2026/a/{name}.csv", data)
    return project.build()


def assert_charsets(server: Server) -> None:
    """Each comes as it is and is called what it is."""
    for name, (data, kind) in CHARSETS.items():
        answer = server.ask(f"/catalog/bgs/wj-2026-0001/{name}.csv")
        assert (answer.status, answer.body, answer.headers["content-type"]) == (200, data, kind)
    page = server.ask("/index.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_texts_are_called_by_their_charset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Inside(tmp_path / "site", capsys)
    output = texts_of_any_charset(project)
    with nginx(tmp_path / "nginx", *parts(project.root, output)) as server:
        assert_charsets(server)
