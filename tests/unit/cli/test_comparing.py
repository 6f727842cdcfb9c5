"""``ssg diff`` on manifests alone: bad ones refused in words, lists that rsync
understands, large ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.commands.diff_lists import DELETIONS, LISTS
from tests.inside import Inside

DIGEST = "ab" * 32
FILE = {"sha256": DIGEST, "bytes": 5}


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A folder without a site: ``diff`` needs none."""
    return Inside(tmp_path, capsys)


def manifest(here: Inside, name: str, files: Any, version: Any = 1, **more: Any) -> Path:
    return here.write(name, json.dumps({"version": version, "files": files, **more}))


def refused(here: Inside, old: str | Path, *arguments: str | Path) -> str:
    """What is told where OLD cannot be compared."""
    new = manifest(here, "good.json", {"index.html": FILE})
    ran = here.ssg("diff", here.root / old, new, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    return ran.err


def test_missing(here: Inside) -> None:
    assert "没有" in refused(here, "nothing")
    (here.root / "folder").mkdir()
    assert "没有 manifest.json" in refused(here, "folder")


def test_unreadable(here: Inside) -> None:
    (here.root / "site/manifest.json").mkdir(parents=True)
    assert "无法读取" in refused(here, "site")
    assert "无法读取" in refused(here, "a\0b")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"<html>", b"[" * 100_000, b"1" * 5000, b'{"version":1']
)
def test_damaged(here: Inside, data: bytes) -> None:
    here.write("bad.json", data)
    assert "不是 JSON" in refused(here, "bad.json")


@pytest.mark.parametrize("text", ["[]", "1", "null", "{}", '{"version":1}', '{"files":[]}'])
def test_no_manifest(here: Inside, text: str) -> None:
    here.write("bad.json", text)
    assert "不是 ssg build 生成的清单" in refused(here, "bad.json")


@pytest.mark.parametrize("version", [2, "1", None, True, [1]])
def test_another_version(here: Inside, version: Any) -> None:
    told = refused(here, manifest(here, "bad.json", {}, version))
    assert f"版本是 {json.dumps(version)}" in told


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        {},
        {"sha256": DIGEST},
        {"bytes": 1},
        {"sha256": "ab", "bytes": 1},
        {"sha256": DIGEST.upper(), "bytes": 1},
        {"sha256": f"{DIGEST}\n", "bytes": 1},
        {"sha256": DIGEST, "bytes": -1},
        {"sha256": DIGEST, "bytes": "1"},
        {"sha256": DIGEST, "bytes": True},
    ],
)
def test_half_an_entry(here: Inside, entry: Any) -> None:
    assert "“a.html”一项不完整" in refused(here, manifest(here, "bad.json", {"a.html": entry}))


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "/etc/passwd",
        "../a.html",
        "a/../../b",
        "a/./b",
        "a//b",
        "a/",
        "C:/a.html",
        "a\\..\\b",
        "a\nb.html",
        "a\0b",
        "\ud800.html",
    ],
)
def test_a_path_that_is_none_of_a_site(here: Inside, path: str) -> None:
    told = refused(here, manifest(here, "bad.json", {path: FILE}))
    assert "不属于网站的路径" in told and json.dumps(path) in told


def test_a_file_that_is_a_folder_too(here: Inside) -> None:
    told = refused(here, manifest(here, "bad.json", {"a": FILE, "a/b/c": FILE}))
    assert "“a”既是文件又是文件夹" in told


def test_the_same_twice(here: Inside) -> None:
    manifest(here, "site/manifest.json", {})
    folder = here.root / "site"
    for other in (folder, f"{folder}/", folder / "manifest.json", folder / "../site"):
        ran = here.ssg("--lang", "en", "diff", folder, other)
        assert (ran.code, ran.out) == (2, "")
        assert "the same manifest" in ran.err


def test_usage(here: Inside) -> None:
    assert "--files-from" in refused(here, manifest(here, "old.json", {}), "--null")
    assert "--verify" in refused(here, "old.json", "--verify")
    assert here.ssg("diff", here.root).code == 2
    assert here.ssg("diff", here.root, here.root, here.root).code == 2


def test_keys_of_others_are_left_alone(here: Inside) -> None:
    old = manifest(here, "old.json", {"a.html": {**FILE, "held": True}}, held=["a.html"])
    new = manifest(here, "new.json", {"a.html": FILE})
    told = here.ssg("diff", old, new, "--format", "json").json
    changed = [(one["path"], one["group"]) for one in told["files"]["changed"]]
    assert changed == [("manifest.json", "manifest")]
    assert told["bytes"] == new.stat().st_size


def lists(folder: Path, end: str = "\n") -> dict[str, list[str]]:
    """What each list names."""
    return {name: (folder / name).read_text("utf-8").split(end)[:-1] for name in LISTS}


OLD = ["a.html", "b.html", "catalog/c.html", "assets/x.1.css", "search/index.js", "feeds/site.xml"]
NEW = {
    "a.html": {**FILE, "bytes": 6},
    "#1.html": FILE,
    ";2.html": FILE,
    "-3.html": FILE,
    " 4 5.html": FILE,
    "公告/新 页.html": FILE,
    "公告/新 页/附 件.pdf": FILE,
    "assets/x.2.css": FILE,
    "search/3/fq2a7k9p1.js": FILE,
    "search/index.js": {**FILE, "bytes": 6},
    "feeds/site.xml": {**FILE, "bytes": 6},
    "feeds/agency-bgs.xml": FILE,
    "sitemap.xml": FILE,
}
EXPECTED = {
    "1-assets.txt": ["assets/x.2.css", "search/3/fq2a7k9p1.js"],
    "2-attachments.txt": ["公告/新 页/附 件.pdf"],
    "3-new.txt": [
        "./ 4 5.html",
        "./#1.html",
        "./-3.html",
        "./;2.html",
        "feeds/agency-bgs.xml",
        "sitemap.xml",
        "公告/新 页.html",
    ],
    "4-changed-pages.txt": ["a.html"],
    "5-changed-data.txt": ["feeds/site.xml"],
    "6-search-entry.txt": ["search/index.js"],
    "7-manifest.txt": ["manifest.json"],
    "8-delete-pages.txt": ["b.html", "catalog/c.html"],
    "9-delete-files.txt": ["assets/x.1.css"],
}


@pytest.mark.parametrize(("options", "end"), [((), "\n"), (("--null",), "\0")])
def test_lists(here: Inside, options: tuple[str, ...], end: str) -> None:
    """Names that rsync would take for comments, or other programs for options, begin with
    ``./``."""
    old = manifest(here, "old.json", dict.fromkeys(OLD, FILE))
    new = manifest(here, "new.json", NEW)
    folder = here.root / "out/lists"
    ran = here.ssg("diff", old, new, "--files-from", folder, *options)
    assert ran.code == 0 and str(folder) in ran.out.splitlines()[-1]
    assert lists(folder, end) == EXPECTED
    assert {one.name for one in folder.iterdir()} == set(LISTS)


def test_lists_replace_those_of_another_run(here: Inside) -> None:
    old, new = manifest(here, "old.json", {}), manifest(here, "new.json", NEW)
    folder = here.root / "lists"
    here.write("lists/mine.txt", "别人的")
    assert here.ssg("diff", old, new, "--files-from", folder).code == 0
    ran = here.ssg("diff", new, old, "--files-from", folder, "--format", "json")
    assert lists(folder)["3-new.txt"] == []
    deleted = [path for name in DELETIONS for path in lists(folder)[name]]
    assert len(deleted) == len(NEW)
    assert (here.root / "lists/mine.txt").read_text() == "别人的"
    told = {Path(one["file"]).name: one["paths"] for one in ran.json["lists"]}
    assert told == {name: len(paths) for name, paths in lists(folder).items()}


def test_a_search_that_is_new_comes_with_the_new_pages(here: Inside) -> None:
    """Its page would ask for an entry that is not there yet."""
    old = manifest(here, "old.json", {"index.html": FILE})
    new = manifest(here, "new.json", {"search.html": FILE, "search/index.js": FILE})
    here.ssg("diff", old, new, "--files-from", here.root / "lists")
    assert lists(here.root / "lists")["3-new.txt"] == ["search.html", "search/index.js"]


def test_lists_are_no_part_of_a_release(here: Inside) -> None:
    new = manifest(here, "good.json", {"index.html": FILE})
    manifest(here, "site/manifest.json", {"index.html": FILE}, held=[])
    for folder in ("site", "site/lists", "site/../site/x"):
        ran = here.ssg("diff", here.root / "site", new, "--files-from", here.root / folder)
        assert (ran.code, ran.out) == (2, "") and "不能写到" in ran.err
    assert [one.name for one in (here.root / "site").iterdir()] == ["manifest.json"]


def test_lists_that_cannot_be_written(here: Inside) -> None:
    here.write("lists", "一个文件")
    old = manifest(here, "old.json", {})
    assert "无法把列表写到" in refused(here, old, "--files-from", here.root / "lists")
    assert (here.root / "lists").read_text() == "一个文件"


def test_no_lists_of_a_damaged_release(here: Inside) -> None:
    old = manifest(here, "old.json", {})
    manifest(here, "site/manifest.json", {"index.html": FILE})
    given = (old, here.root / "site", "--verify", "--files-from", here.root / "lists")
    ran = here.ssg("diff", *given)
    assert (ran.code, ran.out) == (2, "")
    assert "1 个文件与清单不符（如 index.html）" in ran.err
    assert not (here.root / "lists").exists()


def test_no_lists_where_a_file_becomes_a_folder(here: Inside) -> None:
    one = manifest(here, "one.json", {"a": FILE})
    other = manifest(here, "other.json", {"a/b.html": FILE})
    for old, new in ((one, other), (other, one)):
        ran = here.ssg("diff", old, new, "--files-from", here.root / "lists")
        assert (ran.code, ran.out) == (2, "") and "“a”" in ran.err
        assert here.ssg("diff", old, new).code == 0


def test_fifty_thousand_files(here: Inside) -> None:
    names = [f"catalog/bgs/{number // 1000}/wj-{number:05}.html" for number in range(50_000)]
    old = manifest(here, "old.json", dict.fromkeys(names, FILE))
    changed = {**FILE, "bytes": 7}
    files = {name: FILE if number % 10 else changed for number, name in enumerate(names[500:])}
    new = manifest(here, "new.json", {**files, "new.html": FILE})
    folder = here.root / "lists"
    told = here.ssg("diff", old, new, "--files-from", folder, "--format", "json").json
    counts = {key: len(paths) for key, paths in told["files"].items()}
    assert counts == {"added": 1, "changed": 4951, "removed": 500}
    assert told["bytes"] == 5 + 4950 * 7 + new.stat().st_size
    assert lists(folder)["8-delete-pages.txt"] == names[:500]
    assert [one["path"] for one in told["files"]["changed"]] == sorted(
        [*names[500::10], "manifest.json"]
    )
