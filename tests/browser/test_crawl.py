"""The whole sample site in a real browser, opened from the disk as from a USB stick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Project, record

_VIOLATIONS = """\
document.addEventListener('securitypolicyviolation', function (event) {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI)
})
"""
_LOOK = """\
() => ({
  links: Array.from(document.querySelectorAll('a[href]'), a => a.href),
  means: Array.from(document.querySelectorAll('link[href], script[src], img[src]'),
                    e => e.rel === 'canonical' || e.hreflang ? '' : e.href || e.src),
  ids: Array.from(document.querySelectorAll('[id]'), e => e.id),
})
"""


@dataclass
class Crawl:
    """Follows every link from index.html once; what is wrong gathers in ``wrong``."""

    root: Path
    page: Page
    at: str = ""
    wrong: list[str] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)
    requests: int = 0

    def __post_init__(self) -> None:
        self.page.add_init_script(_VIOLATIONS)
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self._say(f"script error {error}"))
        self.page.on("console", self._console)

    def run(self, start: str) -> None:
        """Open page after page until no new one is linked."""
        waiting = [start]
        while waiting:
            path = waiting.pop()
            if path not in self.ids:
                waiting += self._open(path)
        self._anchors()

    def _open(self, path: str) -> list[str]:
        self.at = path
        self.page.goto((self.root / path).as_uri())
        found = self.page.evaluate(_LOOK)
        self.ids[path] = set(found["ids"])
        below = []
        for address in found["links"]:
            if address.startswith("file:"):
                target, anchor = urldefrag(address)
                inside = self._inside(target)
                if inside:
                    self.links.add((inside, anchor))
                    below += [inside] if inside.endswith(".html") else []
            elif not address.startswith(("http://", "https://", "mailto:", "tel:")):
                self._say(f"link of another scheme {address}")
        for address in filter(None, found["means"]):
            self._inside(address)
        return below

    def _inside(self, address: str) -> str:
        """The path in the site of a file: address; what leads out or nowhere is wrong."""
        file = Path(unquote(urlsplit(address).path))
        if not address.startswith("file:") or not file.is_relative_to(self.root):
            self._say(f"leads outside: {address}")
        elif not file.is_file():
            self._say(f"dead: {address}")
        else:
            return file.relative_to(self.root).as_posix()
        return ""

    def _anchors(self) -> None:
        for path, anchor in sorted(self.links):
            if anchor and unquote(anchor) not in self.ids[path]:
                self.wrong.append(f"dead anchor {path}#{anchor}")

    def _request(self, request: Any) -> None:
        self.requests += 1
        self._inside(request.url)

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # an icon that the next page did not wait for
            self._say(f"{request.failure} {request.url}")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self._say(f"console {message.type}: {message.text}")

    def _say(self, text: str) -> None:
        self.wrong.append(f"{self.at}: {text}")


def _crawl(root: Path, browser: Browser, **options: Any) -> Crawl:
    context = browser.new_context(**options)
    try:
        crawl = Crawl(root, context.new_page())
        crawl.run("index.html")
        # What was withdrawn is at its old address still, but nothing leads there.
        for path in sorted(_pages(root) - crawl.ids.keys() - {"404.html"}):
            assert '<meta name="robots" content="noindex">' in (root / path).read_text(), path
            crawl.run(path)
        return crawl
    finally:
        context.close()


def _pages(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*.html")}


def test_all_of_the_site_is_reached_from_its_first_page(sample: Path, chromium: Browser) -> None:
    """No dead link, no request outside the folder, no message on the console, no refused load."""
    crawl = _crawl(sample, chromium)
    assert crawl.wrong == []
    assert _pages(sample) - crawl.ids.keys() == {"404.html"}  # which is for servers alone
    assert crawl.requests >= len(crawl.ids) * 3  # each with its style and its script
    files = {path for path, _ in crawl.links}
    assert {"feeds/site.xml", "feeds/site.json"} <= files
    attachments = {path for path in files if path.endswith((".pdf", ".docx", ".xlsx"))}
    assert attachments, "the sample has attachments"


@pytest.mark.parametrize("script", [True, False])
def test_an_address_with_blanks_and_chinese(
    tmp_path: Path, sample: Path, chromium: Browser, script: bool
) -> None:
    """A copy in a folder with any name works as well: nothing depends on where the site lies."""
    root = tmp_path / "U 盘#1" / "公开 100%"
    root.parent.mkdir()
    root.symlink_to(sample, target_is_directory=True)
    context = chromium.new_context(java_script_enabled=script)
    page = context.new_page()
    wrong: list[str] = []
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto((root / "index.html").as_uri())
    with page.expect_navigation():
        page.click("nav >> text=信息公开目录")
    assert unquote(page.url).endswith("公开 100%/catalog/index.html")
    assert page.locator("h1").count() == 1
    assert wrong == []
    context.close()


def _some(root: Path) -> list[str]:
    """Pages of each type: the first and last five of each folder's depth."""
    pages = sorted(_pages(root) - {"404.html"})
    by_top: dict[str, list[str]] = {}
    for path in pages:
        top = "/".join(path.split("/")[:2]) if path.startswith("catalog/") else path.split("/")[0]
        by_top.setdefault(top, []).append(path)
    return [path for group in by_top.values() for path in dict.fromkeys(group[:2] + group[-2:])]


def test_pages_are_readable_without_script(sample: Path, chromium: Browser) -> None:
    """Heading, text, navigation and footer show; what needs a script does not."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    for path in _some(sample):
        page.goto((sample / path).as_uri())
        assert page.locator("h1").is_visible(), path
        assert page.locator("main").inner_text().strip(), path
        assert page.locator("nav a").first.is_visible(), path
        assert page.locator("footer").is_visible(), path
        article = page.locator("article[data-record]")
        if article.count() and not path.startswith("gazette/"):  # an issue is its contents
            assert len(article.inner_text()) > 20, path
            assert page.locator("main button:visible").count() == 0, path
    context.close()


def test_the_page_for_servers_needs_no_other_file(
    tmp_path: Path, sample: Path, chromium: Browser
) -> None:
    """Shown at any depth it loads nothing, and is drawn with its own style."""
    file = tmp_path / "deep" / "down" / "none.html"
    file.parent.mkdir(parents=True)
    file.write_bytes((sample / "404.html").read_bytes())
    context = chromium.new_context()
    crawl = Crawl(tmp_path, context.new_page())
    crawl.page.goto(file.as_uri())
    assert crawl.requests == 1
    assert crawl.wrong == []
    sheets = crawl.page.evaluate("Array.from(document.styleSheets, one => one.cssRules.length)")
    assert sheets and all(sheets)
    context.close()


def test_a_former_address_leads_on(
    make_site: Any, chromium: Browser, files: Mapping[str, str]
) -> None:
    """Without a server that redirects, and without script, the old address opens the record."""
    project: Project = make_site(files)
    root = project.build()
    for script in (True, False):
        context = chromium.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto((root / "old/1998/t01.html").as_uri(), wait_until="commit")
        page.wait_for_selector("article[data-record]")
        assert page.url.endswith("/catalog/bgs/wj-2026-0001.html")
        context.close()


@pytest.fixture
def files() -> dict[str, str]:
    """A record with a former address."""
    text = record("正文。", aliases=["old/1998/t01.html"])
    return {"content/bgs/documents/2026/a.md": text}


def test_a_site_with_little_in_it(make_site: Any, chromium: Browser) -> None:
    """One document, no interpretation, an agency without documents, a column with a page only."""
    page = record(kind="page", slug="about", signed=None, column="zcwj", title="关于本站")
    project: Project = make_site(
        {"content/bgs/documents/2026/a.md": record(), "content/pages/about.md": page}
    )
    root = project.build()
    assert _crawl(root, chromium).wrong == []


def test_an_empty_site(make_site: Any, chromium: Browser) -> None:
    """Nothing is public yet: every page says so, and no link is dead."""
    project: Project = make_site({"content/bgs/documents/2026/a.md": record(status="draft")})
    crawl = _crawl(project.build(), chromium)
    assert crawl.wrong == []
    assert "interpretations/index.html" in crawl.ids


SLIPS = {
    '<a href="none.html">x</a>': "dead: ",
    '<a href="index.html#none">x</a>': "dead anchor index.html#none",
    '<a href="../../a.html">x</a>': "leads outside: ",
    '<a href="javascript:alert(1)">x</a>': "link of another scheme",
    '<img src="https://elsewhere.example/x.png" alt="">': "policy: img-src",
    '<img src="none.png" alt="">': "net::ERR_FILE_NOT_FOUND",
    "<script>window.x = 1</script>": "policy: script-src",
    '<p style="color: red">x</p>': "policy: style-src",
    '<link rel="stylesheet" href="../x.css">': "/site/x.css",
}


def test_the_crawl_sees_what_is_wrong(make_site: Any, chromium: Browser) -> None:
    root = make_site({"content/bgs/documents/2026/a.md": record()}).build()
    file = root / "index.html"
    html = file.read_text("utf-8")
    file.write_text(html.replace("</main>", "".join(SLIPS) + "</main>"), "utf-8")
    wrong = _crawl(root, chromium).wrong
    for slip, told in SLIPS.items():
        assert [one for one in wrong if told in one], slip
