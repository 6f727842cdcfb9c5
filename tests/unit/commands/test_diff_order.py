"""The lists of ``ssg diff --files-from``: what a reader meets while they are worked through, one
file after another."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from random import Random
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opengov_ssg import digests
from opengov_ssg.commands.diff import LISTS, Difference, diff, write_lists
from opengov_ssg.commands.diff_lists import DELETIONS, lists
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from tests.conftest import SITE, record
from tests.making import HERE, instant, write
from tests.trees import tree

ATTACHED = [{"id": "fj1", "title": "附表", "file": "表.txt"}]
PLAIN: dict[str, str | bytes] = {
    "site.yaml": SITE,
    f"{HERE}/a.md": record("供水安排。", title="关于供水的通知", slug="a"),
    f"{HERE}/b.md": record("供电安排。", title="关于供电的通知", slug="b", attachments=ATTACHED),
    f"{HERE}/b/表.txt": "一二三",
}
MORE: dict[str, str | bytes] = {
    f"{HERE}/{slug}.md": record(
        "按[供水](a.md)的安排。",
        title=f"关于{slug}的通知",
        slug=slug,
        published=f"2026-0{month}-06",
    )
    for month, slug in enumerate("cdefgh", 2)
}
MOVED = {"slug": "gongdian", "aliases": ["catalog/bgs/b.html"], "attachments": ATTACHED}
WITHDRAWN = {"at": "2026-05-01", "kind": "notice", "reason": "数据有误"}
VARIANTS: dict[str, dict[str, str | bytes]] = {
    "plain": PLAIN,
    "changed": PLAIN | {f"{HERE}/a.md": record("供水新安排。", title="关于用水的通知", slug="a")},
    "more": PLAIN | MORE,
    "attached": PLAIN | {f"{HERE}/b/表.txt": "四五六"},
    "moved": PLAIN | {f"{HERE}/b.md": record("供电安排。", title="关于供电的通知", **MOVED)},
    "noticed": PLAIN
    | {f"{HERE}/a.md": record("供水安排。", title="关于供水的通知", slug="a", withdrawn=WITHDRAWN)},
    "fewer": {path: text for path, text in PLAIN.items() if not path.startswith(f"{HERE}/b")},
    "styled": PLAIN | MORE | {"themes/default/css/tokens.css": ":root { --og-ink: #000; }\n"},
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each of the variants, built."""
    return {name: _built(tmp_path_factory.mktemp(name), files) for name, files in VARIANTS.items()}


def _built(root: Path, files: Mapping[str, str | bytes]) -> Path:
    write(root, files)
    output = root / "build"
    report = build(Options(root, instant(), output, executor="serial"))
    assert report.published, report.problems
    return output


class _Links(HTMLParser):
    """The addresses that a page leads to, loads, or sends its reader to."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv") == "refresh":
            self.pages.append(given["content"].partition("url=")[2])
        if given.get("rel") == "canonical":
            return
        for address in filter(None, (given.get("href"), given.get("src"))):
            leads = urlsplit(address).path.endswith((".html", ".xml", ".json"))
            (self.pages if leads else self.parts).append(address)


@cache
def links(path: str, data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """The paths that a page leads to: other pages and feeds; assets, attachments and the like."""
    found = _Links()
    found.feed(data.decode())
    return _paths(path, found.pages), _paths(path, found.parts)


def _paths(page: str, addresses: list[str]) -> frozenset[str]:
    plain = [urlsplit(one) for one in addresses]
    inside = [unquote(one.path) for one in plain if not one.scheme and not one.netloc and one.path]
    return frozenset(normpath(join(dirname(page), one)) for one in inside)


def reached(files: Mapping[str, bytes], start: set[str]) -> set[str]:
    """All that links lead to from ``start``, whether it is there or not."""
    found, open_ = set(start), set(start)
    while open_:
        path = open_.pop()
        if path.endswith(".html") and path in files:
            new = frozenset().union(*links(path, files[path])) - found
            found |= new
            open_ |= new
    return found


def dead(files: Mapping[str, bytes], known: set[str]) -> set[str]:
    """What a reader misses who comes by the home page or to a page that is ``known``; and what any
    page lacks of what it consists of."""
    pages = {path for path in files if path.endswith(".html") and path != "404.html"}
    parts = {part for path in pages for part in links(path, files[path])[1]}
    return (reached(files, {"index.html", *known & pages}) | parts) - files.keys()


def asked(files: Mapping[str, bytes]) -> None:
    """The search answers from the files that are there, and every hit is there too."""
    page = search(Index(files.__getitem__), "安排")
    assert page.hits
    assert {f"{hit.card[0]}.html" for hit in page.hits} <= files.keys()


def steps(found: Difference, shuffle: Random) -> Iterator[tuple[str, str]]:
    """(list, path), list after list; in any order within a list, for rsync has its own."""
    for name, paths in zip(LISTS, found.lists, strict=True):
        mixed = list(paths)
        shuffle.shuffle(mixed)
        yield from ((name, path) for path in mixed)


pairs = st.permutations(sorted(VARIANTS)).map(lambda names: names[:2])


@settings(max_examples=100, deadline=None)
@given(pair=pairs, shuffle=st.randoms(use_true_random=False))
def test_at_every_step_every_link_leads_somewhere(
    releases: dict[str, Path], pair: list[str], shuffle: Random
) -> None:
    old, new = (releases[name] for name in pair)
    files, wanted = tree(old), tree(new)
    known = set(files)
    assert dead(files, known) == set() == dead(wanted, set(wanted))
    before = ""
    for name, path in steps(diff(str(old), str(new)), shuffle):
        if name != before:
            asked(files)
            before = name
        if name in DELETIONS:
            del files[path]
            known.clear()  # what goes is known to nobody who comes by the home page
        else:
            files[path] = wanted[path]
        assert dead(files, known) == set(), (name, path)
    asked(files)
    assert files == wanted


def test_another_order_is_noticed(releases: dict[str, Path]) -> None:
    """The crawl of the test above sees pages that come before what they lead to."""
    files, wanted = tree(releases["plain"]), tree(releases["more"])
    found = diff(str(releases["plain"]), str(releases["more"]))
    by_name = dict(zip(LISTS, found.lists, strict=True))
    files |= {path: wanted[path] for path in by_name["4-changed-pages.txt"]}
    assert dead(files, set(files)) & set(by_name["3-new.txt"])


NAMES = (
    "a.html",
    "index.html",
    "assets/a.css",
    "search/index.js",
    "search/0/a.js",
    "data/a.json",
    "feeds/a.xml",
    "sitemap-1.xml",
    "robots.txt",
    "a/附件.pdf",
    "#a.html",
    "manifest.json",
)
trees = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"1", b"2"]))


@given(old=trees, new=trees)
def test_lists_name_each_file_once(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Worked through, they make any OLD into any NEW."""
    both = old.keys() & new.keys()
    changed = [path for path in both if old[path] != new[path]]
    each = lists(new.keys() - both, changed, old.keys() - both)
    names = [path for one in each for path in one]
    assert len(names) == len(set(names))
    files = dict(old)
    for name, paths in zip(LISTS, each, strict=True):
        for path in paths:
            if name in DELETIONS:
                del files[path]
            else:
                files[path] = new[path]
    assert files == new


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
@pytest.mark.parametrize("null", [False, True])
@pytest.mark.parametrize("pair", [("more", "moved"), ("plain", "styled"), ("attached", "fewer")])
def test_with_rsync(
    releases: dict[str, Path], tmp_path: Path, pair: tuple[str, str], null: bool
) -> None:
    """The commands of docs/commands.md. The server's own files stay."""
    old, new = (shutil.copytree(releases[name], tmp_path / name) for name in pair)
    for folder, digit in ((old, "1"), (new, "2")):
        odd = {f"{sign}件 {digit}.pdf": digit for sign in "#;-"} | {"同 名.pdf": digit}
        _with(folder, odd)
    server = shutil.copytree(old, tmp_path / "server")
    (server / "统计.html").write_text("服务器自己的文件")
    write_lists(diff(str(old), str(new)), tmp_path / "lists", null)
    zero = ["--from0"] if null else []
    for name in LISTS:
        given = (*zero, f"--files-from={tmp_path / 'lists' / name}", f"{new}/", f"{server}/")
        if name in DELETIONS:
            _rsync("--delete-missing-args", *given, expected=(0, 24))
        else:
            _rsync("-tI", *given)
        if name == "7-manifest.txt":
            assert tree(new).items() <= tree(server).items()
    (server / "统计.html").unlink()
    assert tree(server) == tree(new)


def _rsync(*arguments: str, expected: tuple[int, ...] = (0,)) -> None:
    done = subprocess.run(["rsync", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in expected, done.stderr


def _with(folder: Path, files: Mapping[str, str]) -> None:
    """Add files to a release and name them in its manifest."""
    manifest = folder / "manifest.json"
    value = json.loads(manifest.read_bytes())
    for path, text in files.items():
        (folder / path).write_text(text)
        value["files"][path] = {"sha256": digests.of_text(text), "bytes": len(text.encode())}
    manifest.write_text(json.dumps(value))
