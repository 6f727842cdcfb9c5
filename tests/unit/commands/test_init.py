"""``ssg init``: a project that checks and builds, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import AS_OF
from tests.inside import Inside
from tests.trees import is_whole, tree

WRITTEN = [
    ".gitattributes",
    ".gitignore",
    "README.md",
    "content/pages/guide.md",
    "ledger/addresses.tsv",
    "ledger/numbers.tsv",
    "site.yaml",
]
EXPECTED_WARNINGS = {"OG213", "OG303"}
"""Not in the ledger yet, no base_url yet: what a new project cannot have."""


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A folder that does not exist yet."""
    return Inside(tmp_path / "site", capsys)


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_init(empty: Inside, lang: str) -> None:
    ran = empty.ssg("--lang", lang, "init")
    assert ran.code == 0, ran.err
    assert sorted(tree(empty.root)) == WRITTEN
    for path in WRITTEN:
        assert path in ran.out
    texts = {path: data.decode() for path, data in tree(empty.root).items()}
    assert not [path for path, text in texts.items() if any(word in text for word in PLACES)]
    site = yaml.safe_load(texts["site.yaml"])
    assert site["identity"].get("language", "zh-CN") == lang
    assert ("标题: 政府信息公开指南" in texts["content/pages/guide.md"]) is (lang == "zh-CN")
    assert "merge=union" in texts[".gitattributes"]
    assert {"build/", ".opengov/"} <= set(texts[".gitignore"].split())

    check = empty.ssg("check", "--format", "json")
    assert check.code == 0
    assert {one["code"] for one in check.json["problems"]} == EXPECTED_WARNINGS
    built = empty.ssg("build", "--executor", "serial")
    assert built.code == 0, built.err
    files = tree(empty.root / "build")
    assert is_whole(files)
    assert f'<html lang="{lang}"'.encode() in files["index.html"]
    assert b"www.example.gov.cn" in files["index.html"]


PLACES = ("{name}", "{domain}", "{agency}", "{code}", "{today}")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_words(empty: Inside, lang: str) -> None:
    """What is given stands in the files, whatever marks of YAML it has."""
    name, agency = "甲市: “公开” #1 '网'", "{domain} & 办公室: 'x'"
    given = ("--name", name, "--agency", agency, "--domain", "www.jia.gov.cn", "--code", "jia")
    ran = empty.ssg("--lang", lang, "init", *given)
    assert ran.code == 0, ran.err
    site = yaml.safe_load((empty.root / "site.yaml").read_text("utf-8"))
    assert site["identity"]["name"] == name
    assert site["identity"]["domain"] == "www.jia.gov.cn"
    assert site["identity"]["host"] == site["agencies"][0]["name"] == agency
    assert site["agencies"][0]["code"] == "jia"
    assert empty.ssg("check").code == 0


def test_folder_argument(empty: Inside) -> None:
    """``ssg init DIR`` makes the folder."""
    assert empty.ssg("init", empty.root / "deep/site").code == 0
    assert sorted(tree(empty.root / "deep/site")) == WRITTEN


@pytest.mark.parametrize("name", ["content/a.md", "notes.txt", "site.yaml"])
def test_not_empty(empty: Inside, name: str) -> None:
    empty.write(name, "mine")
    before = tree(empty.root)
    ran = empty.ssg("init")
    assert ran.code == 2
    assert name.partition("/")[0] in ran.err and "Traceback" not in ran.err
    assert ran.out == ""
    assert tree(empty.root) == before


def test_twice(empty: Inside) -> None:
    assert empty.ssg("init").code == 0
    before = tree(empty.root)
    assert empty.ssg("init").code == 2
    assert tree(empty.root) == before


def test_fresh_repository(empty: Inside) -> None:
    """What a new repository holds already is no content, and stays as it is."""
    mine = {".git/HEAD": b"ref", "README.md": b"mine", ".gitignore": b"*.bak\n", "LICENSE": b"x"}
    for path, data in mine.items():
        empty.write(path, data)
    assert empty.ssg("init").code == 0
    files = tree(empty.root)
    assert {path: files[path] for path in mine} == mine
    assert set(files) == {*WRITTEN, *mine}


def test_date_of_the_example(empty: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example page is of today, which SOURCE_DATE_EPOCH may set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert empty.ssg("init").code == 0
    assert "发布日期: 2023-11-15" in (empty.root / "content/pages/guide.md").read_text("utf-8")
    assert empty.ssg("check", "--as-of", AS_OF).code == 0
