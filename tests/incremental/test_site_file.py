"""What of site.yaml makes content be read again: what reading uses, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opengov_ssg import reading, workers
from opengov_ssg.model.site import Site
from tests import making
from tests.conftest import AS_OF, SITE, Project, record
from tests.inside import Inside
from tests.trees import differing, tree

FILES = {
    "content/bgs/documents/2026/a.md": record("甲。", column="zcwj"),
    "content/jyj/documents/2026/b.md": record("乙。", agency="jyj", slug="wj-2026-0002"),
}
OTHERS = {
    "a word of the navigation": ("text: 政策解读", "text: 解读"),
    "the address of the site": ("https://www.test.example/", "https://other.test.example/"),
    "a segment of the index": ("nav:", "search: {segments: [2026-01-01]}\nnav:"),
    "the name of the site": ("name: 测试网站", "name: 改名网站"),
    "who hosts it": ("host: 测试市人民政府办公室", "host: 测试市数据局"),
    "lists": ("nav:", "lists: {page_size: 9}\nnav:"),
    "trusted hosts": ("nav:", "links: {trusted: [other.example]}\nnav:"),
    "a rule": ("nav:", "rules: {disclosed-late: 'off'}\nnav:"),
    "a review step": ("nav:", "review: [{step: legal, name: 合法性审核, origins: [repost]}]\nnav:"),
    "a server": ("nav:", "server: iis\nnav:"),
    "holidays": ("nav:", "calendar: [{year: 2026, off: [2026-01-02]}]\nnav:"),
}
USED = {
    "an agency's name": ("name: 测试市教育局", "name: 测试市教育和体育局"),
    "another agency": ("columns:", "  - {code: czj, name: 测试市财政局}\ncolumns:"),
    "a column": ("name: 政策文件", "name: 文件"),
    "a statutory column": ("nav:", "statutory: [rules]\nnav:"),
    "a gazette": ("nav:", "gazettes: [{code: csgb, name: 测试公报, agency: bgs}]\nnav:"),
    "a required field": ("nav:", "required: {document: [topics]}\nnav:"),
    "a limit": ("nav:", "limits: {attachment_bytes: 1000}\nnav:"),
    "days of consultations": ("nav:", "consultations: {days: 20}\nnav:"),
    "a vocabulary": ("nav:", "vocabularies: {topics: [{code: 99, name: 其他主题}]}\nnav:"),
    "the language of texts": ("identity:\n", "identity:\n  text_language: bo\n"),
}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """A mini site that was built."""
    made = Inside(tmp_path / "site", capsys)
    for path, text in {"site.yaml": SITE, **FILES}.items():
        made.write(path, text)
    made.build()
    return made


def changed(change: tuple[str, str]) -> str:
    """site.yaml with one change."""
    assert SITE.count(change[0]) >= 1
    return SITE.replace(*change, 1)


def read_again(project: Project, *more: str) -> int:
    """How many files a build reads; its bytes are those of a build from nothing."""
    given = ("build", "--as-of", AS_OF, "--executor", "serial", "--format", "json", *more)
    ran = project.ssg(*given)
    clean = project.ssg(*given, "--clean", "--output", project.root / "clean")
    assert ran.json["problems"] == clean.json["problems"]
    assert ran.code == clean.code
    if ran.code == 0:
        assert differing(tree(project.root / "build"), tree(project.root / "clean")) == []
    told = json.loads(ran.out)["read"]
    assert told["parsed"] + told["cached"] == len(FILES)
    parsed: int = told["parsed"]
    return parsed


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_what_reading_does_not_use(project: Project, change: tuple[str, str]) -> None:
    before = tree(project.root / "build")
    project.write("site.yaml", changed(change))
    assert read_again(project) == 0
    if change in (OTHERS["a word of the navigation"], OTHERS["the address of the site"]):
        assert tree(project.root / "build") != before


def test_the_address_as_an_option(project: Project) -> None:
    """It is in no file: yet the release that stands does not stay."""
    address = "https://other.test.example/"
    assert read_again(project, "--base-url", address) == 0
    assert address.encode() in (project.root / "build/sitemap.xml").read_bytes()
    assert project.ssg("build", "--as-of", AS_OF, "--executor", "serial").code == 0
    assert address.encode() not in (project.root / "build/sitemap.xml").read_bytes()


@pytest.mark.parametrize("change", USED.values(), ids=USED)
def test_what_reading_uses(project: Project, change: tuple[str, str]) -> None:
    project.write("site.yaml", changed(change))
    assert read_again(project) == len(FILES)


def test_workers_know_no_more_than_the_digest_says(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sites of which the basis is the same are the same to whoever reads."""
    seen: list[Site] = []
    read = workers.read

    def watched(root: Path, found: object, site: Site, *more: object) -> object:
        seen.append(site)
        return read(root, found, site, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "read", watched)
    assert read_again(project, "--clean") == len(FILES)
    assert {one.identity.name for one in seen} == {"-"}
    assert all(one.config.nav == () and one.places == {} for one in seen)
    given = making.site()
    assert {reading.basis(one) for one in seen} == {reading.basis(given)}
    assert given.for_reading().config == seen[0].config
    assert given.for_reading().vocabularies == seen[0].vocabularies
