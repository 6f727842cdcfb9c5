"""``ssg serve``: a preview on this machine alone, which follows every change."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Project, record
from tests.robust.processes import living, wait_until
from tests.robust.serving import Preview, serving
from tests.trees import is_whole, leftovers, tree

PATH = "content/bgs/documents/2026/a.md"
PAGE = "catalog/bgs/wj-2026-0001.html"
RELOAD = b'<script src="/__ssg/reload.js"></script>'

SITE_AND_MORE = {
    PATH: record("第一版正文。"),
    "content/pages/about.md": record(kind="page", slug="about", title="关于", signed=None),
}


def _project(root: Path) -> Project:
    from tests.conftest import SITE

    project = Project(root)
    for path, text in {"site.yaml": SITE, **SITE_AND_MORE}.items():
        project.write(path, text)
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A mini site."""
    return _project(tmp_path_factory.mktemp("served") / "site")


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Preview]:
    """Its preview."""
    with serving(project.root) as preview:
        yield preview


@pytest.fixture
def good(project: Project, preview: Preview) -> Iterator[None]:
    """The record as it was, before a test and after it."""
    project.write(PATH, SITE_AND_MORE[PATH])
    preview.wait_for(PAGE, "第一版正文")
    preview.wait_for("__ssg/state.js", '"problems": ["ledger')
    yield
    project.write(PATH, SITE_AND_MORE[PATH])


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """A real Chromium of this system."""
    return chromium


def test_pages(project: Project, preview: Preview, good: None) -> None:
    status, headers, body = preview.ask(f"/{PAGE}")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert body.count(RELOAD) == 1
    assert preview.get("")[1] == preview.get("index.html")[1]
    assert preview.ask("/index.html?x=1")[2] == preview.get("index.html")[1]
    built = tree(project.root / ".opengov/serve")
    assert body.replace(RELOAD, b"") == built[PAGE]
    for path in ("sitemap.xml", "data/catalog.json", "feeds/site.xml"):
        assert preview.get(path) == (200, built[path])


def test_head(preview: Preview) -> None:
    """The same headers, no body."""
    status, headers, body = preview.ask(f"/{PAGE}", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(preview.get(PAGE)[1])


def test_not_found(preview: Preview) -> None:
    """The site's own page for it."""
    status, body = preview.get("missing.html")
    assert status == 404
    assert RELOAD in body and "测试网站".encode() in body


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yaml",
        "/../../site.yaml",
        "/%2e%2e/%2e%2e/site.yaml",
        "/..%2f..%2fsite.yaml",
        "/catalog/../../../site.yaml",
        "/..\\..\\site.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/index.html%00.png",
        "/" + "a" * 5000,
        "/assets",
        "/assets/",
        "/%ff%fe",
        "/C:/Windows/win.ini",
    ],
)
def test_nothing_beside_the_site(preview: Preview, path: str) -> None:
    for method in ("GET", "HEAD"):
        status, _, body = preview.ask(path, method)
        assert status == 404, path
        assert b"agencies:" not in body and b"root:" not in body
    assert "Traceback" not in preview.text


def test_link_out_of_the_site(project: Project, preview: Preview) -> None:
    """Even one that someone puts into the preview's folder leads nowhere."""
    link = project.root / ".opengov/serve/out.txt"
    link.symlink_to(project.root / "site.yaml")
    try:
        assert preview.get("out.txt")[0] == 404
    finally:
        link.unlink()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_read_only(preview: Preview, method: str) -> None:
    assert preview.ask("/index.html", method)[0] == 501


def test_loopback_only(preview: Preview) -> None:
    """Drafts are nobody else's: no other machine reaches the port."""
    process = psutil.Process(preview.process.pid)
    listening = [one for one in process.net_connections() if one.status == psutil.CONN_LISTEN]
    assert [(one.laddr.ip, one.laddr.port) for one in listening] == [("127.0.0.1", preview.port)]


def test_a_left_connection(preview: Preview) -> None:
    """A browser that goes away in the middle is no news for the terminal."""
    import socket

    for _ in range(3):
        with socket.create_connection(("127.0.0.1", preview.port)) as client:
            client.sendall(f"GET /{PAGE} HTTP/1.0\r\n\r\n".encode())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert preview.get(PAGE)[0] == 200
    assert "Traceback" not in preview.text


def test_change_and_problem(project: Project, preview: Preview, browser: Browser, good: None) -> None:  # fmt: skip
    """What the editor sees: the new text by itself, a mistake beside the old text, and its end."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.goto(f"{preview.address}{PAGE}")
    expect(page.locator("article")).to_contain_text("第一版正文")
    panel = page.locator("[data-ssg-problems]")

    project.write(PATH, record("第二版正文。"))
    expect(page.locator("article")).to_contain_text("第二版正文", timeout=15_000)

    project.write(PATH, record("第三版正文。", title=None))
    expect(panel).to_contain_text("OG123", timeout=15_000)
    expect(panel).to_contain_text(f"{PATH}:2:1")
    expect(panel).to_have_attribute("role", "alert")
    expect(page.locator("article")).to_contain_text("第二版正文")
    assert "the pages are those of the last good build" in preview.text
    page.goto(f"{preview.address}about.html")
    expect(panel).to_contain_text("OG123", timeout=15_000)

    page.goto(f"{preview.address}{PAGE}")
    project.write(PATH, record("第四版<b>正文</b>。"))
    expect(page.locator("article")).to_contain_text("第四版", timeout=15_000)
    expect(panel).not_to_contain_text("OG123", timeout=15_000)
    assert not wrong
    context.close()


def test_panel_goes(project: Project, preview: Preview, browser: Browser, good: None) -> None:
    """With nothing wrong there is no panel; the warnings of a new site are told as well."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{preview.address}{PAGE}")
    panel = page.locator("[data-ssg-problems]")
    expect(panel).to_contain_text("OG213", timeout=15_000)
    site = (project.root / "site.yaml").read_text("utf-8")
    project.write("site.yaml", site + "rules: {addresses-recorded: off, column-unreached: off}\n")
    expect(panel).to_have_count(0, timeout=15_000)
    project.write("site.yaml", site)
    expect(panel).to_have_count(1, timeout=15_000)
    context.close()


def test_files_come_and_go(project: Project, preview: Preview, good: None) -> None:
    """A new record in a new folder, renamed as an editor's program saves, then removed."""
    new = "content/jyj/documents/2026/b.md"
    text = record("新的一件。", slug="wj-2026-0002", agency="jyj")
    project.write(f"{new}.tmp", text).rename(project.root / new)
    preview.wait_for("catalog/jyj/wj-2026-0002.html", "新的一件")
    (project.root / new).unlink()
    wait_until(lambda: preview.get("catalog/jyj/wj-2026-0002.html")[0] == 404, 15, "removed")


def test_not_in_the_built_site(project: Project, preview: Preview) -> None:
    """The reload script is put in on the way out: neither preview nor site has it on disk."""
    output = project.build()
    for folder in (output, project.root / ".opengov/serve"):
        files = tree(folder)
        assert is_whole(files)
        assert not [path for path, data in files.items() if b"__ssg" in data]


def test_build_while_serving(project: Project, preview: Preview) -> None:
    """A build and a check beside the preview do not disturb it."""
    for _ in range(2):
        assert project.ssg("check").code == 0
        project.build()
    assert preview.get(PAGE)[0] == 200
    assert "Traceback" not in preview.text


def test_embargo_opens(tmp_path: Path) -> None:
    """--as-of shows the site as it will be."""
    project = _project(tmp_path / "site")
    project.write(PATH, record("以后公开。", published="2099-01-01"))
    with serving(project.root, "--as-of", "2099-01-01") as preview:
        assert "以后公开".encode() in preview.get(PAGE)[1]


def test_poll(tmp_path: Path) -> None:
    """Where no events come; the first build has an error, so there is no page yet."""
    project = _project(tmp_path / "site")
    project.write(PATH, record(title=None))
    with serving(project.root, "--poll") as preview:
        assert "at intervals" in preview.text
        status, body = preview.get(PAGE)
        assert status == 404 and b"OG123" in body
        project.write(PATH, record("一号正文。"))
        preview.wait_for(PAGE, "一号正文")
        project.write(PATH, record("二号正文。"))
        preview.wait_for(PAGE, "二号正文")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("arguments", [(), ("--poll",)], ids=["events", "poll"])
def test_end(tmp_path: Path, name: str, arguments: tuple[str, ...]) -> None:
    """Ctrl+C and SIGTERM end it soon, with a sentence; nothing is left running or half written."""
    project = _project(tmp_path / "site")
    with serving(project.root, *arguments) as preview:
        assert preview.end(signal.Signals[name]) == 0
        wait_until(lambda: "Preview ended." in preview.text, 2, preview.text)
        assert "Traceback" not in preview.text
        wait_until(lambda: not living(preview.process.pid), 3, "no process is left")
    assert is_whole(tree(project.root / ".opengov/serve"))
    assert not leftovers(project.root / ".opengov")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_end_while_building(tmp_path: Path) -> None:
    """In the middle of a long build too."""
    project = _project(tmp_path / "site")
    with serving(project.root) as preview:
        folder = project.root / "content/bgs/documents/2025"
        for number in range(1, 601):
            slug = f"wj-2025-{number:04}"
            project.write(f"{folder}/{number}.md", record("正文。\n\n" * 50, slug=slug, title=slug))
        staging = project.root / ".opengov/.serve.opengov-new"
        wait_until(lambda: any(staging.glob("*/catalog")), 15, "a build begins")
        assert preview.end(signal.SIGTERM) == 0
        assert "Traceback" not in preview.text
    assert not staging.exists()
    assert is_whole(tree(project.root / ".opengov/serve"))


def test_port_taken(tmp_path: Path, preview: Preview) -> None:
    project = _project(tmp_path / "site")
    ran = project.ssg("--lang", "en", "serve", "--port", str(preview.port))
    assert ran.code == 2
    assert "--port" in ran.err and "Traceback" not in ran.err
