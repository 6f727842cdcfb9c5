"""``ssg check PATH``: whose problems are listed, and what is no path of the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import AS_OF, Project, record
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
A, B = "content/bgs/documents/2026/a.md", "content/jyj/documents/2026/b.md"


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Inside:
    """Two documents without a title, and a site without an address of its own."""
    bad = {A: record(title=None), B: record(title=None, agency="jyj", slug="wj-2026-0002")}
    return Inside(make_site(bad).root, capsys)


def listed(project: Inside, *paths: str | Path) -> list[str]:
    """The paths of the problems that are listed."""
    ran = project.ssg("check", "--as-of", AS_OF, "--format", "json", *paths)
    assert ran.code == 1, ran.err
    return [one["path"] for one in ran.json["problems"]]


def test_everything(project: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = listed(project)
    assert {A, B} <= set(everything)
    assert listed(project, project.root) == everything
    assert listed(project, A, project.root) == everything
    monkeypatch.chdir(project.root)
    for path in (".", "./", "content/.."):
        assert listed(project, path) == everything


def test_from_here_then_from_the_project(project: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root.parent)
    assert listed(project, A) == listed(project, f"{project.root.name}/{A}") == [A]
    assert listed(project, project.root / B) == [B]
    assert listed(project, "content/jyj", A) == [A, B]
    monkeypatch.chdir(project.root / "content/jyj")
    assert listed(project, ".") == listed(project, "documents") == [B]
    assert listed(project, "..") == [A, B]


def test_a_folder_of_others_of_that_name(project: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that lies here but outside the project does not hide the project's own."""
    (project.root.parent / "content").mkdir()
    monkeypatch.chdir(project.root.parent)
    assert listed(project, "content") == [A, B]


def test_a_link_is_meant_itself(project: Inside) -> None:
    """Its problem is that it is one."""
    (project.root / "content/bgs/link.md").symlink_to(project.root.parent / "missing.md")
    assert listed(project, "content/bgs/link.md") == ["content/bgs/link.md"]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("path", ["content/missing.md", "..", "/etc", "../other"])
def test_no_path_of_the_project(
    project: Inside, monkeypatch: pytest.MonkeyPatch, path: str, lang: str
) -> None:
    monkeypatch.chdir(project.root)
    ran = project.ssg("--lang", lang, "check", "--as-of", AS_OF, A, path)
    assert ran.code == 2
    assert path in ran.err and "site.yaml" in ran.err
    assert ran.out == ""
