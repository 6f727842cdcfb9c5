"""``ssg new translation``: a file beside its original, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Project, record

HERE = "content/bgs/documents/2026"
MakeSite = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def site(make_site: MakeSite) -> Project:
    return make_site({f"{HERE}/a.md": record()})


def _new(site: Project, *more: str, lang: str = "zh-CN") -> tuple[int, str]:
    ran = site.ssg("--lang", lang, "new", "translation", *more)
    return ran.code, ran.out + ran.err


def test_a_translation_is_begun_beside_its_original(site: Project) -> None:
    given = ("--of", f"{HERE}/a.md", "--title", "It's a notice")
    code, told = _new(site, *given, "--language", "EN")
    assert (code, f"{HERE}/a.en.md" in told) == (0, True)
    assert (site.root / f"{HERE}/a.en.md").read_text("utf-8").splitlines()[:3] == [
        "---",
        "标题: 'It''s a notice'",
        "内容概述:",
    ]
    assert [one for one in site.check() if one["severity"] == "error"] == []
    path = str(site.root / HERE / "a.md")
    code, _ = _new(site, "--of", path, "--title", "T", "--language", "cmn-Hant", lang="en")
    assert code == 0
    assert "title: 'T'" in (site.root / f"{HERE}/a.zh-Hant.md").read_text("utf-8")
    assert (site.root / "build/en").exists() is False
    code, told = _new(site, *given, "--language", "en")
    assert code == 2 and "已经存在" in told


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("--title", "T"), "--of"),
        (("--of", f"{HERE}/a.md", "--title", "T"), "--language"),
        (("--of", f"{HERE}/a.md", "--language", "en"), "--title"),
        (("--of", f"{HERE}/b.md", "--language", "en", "--title", "T"), "b.md"),
        (("--of", f"{HERE}/a.md", "--language", "zh_TW", "--title", "T"), "zh-TW"),
        (("--of", f"{HERE}/a.md", "--language", "zh-Hans", "--title", "T"), "zh-Hans"),
    ],
)
def test_what_cannot_be_translated_is_told(
    site: Project, given: tuple[str, ...], reason: str
) -> None:
    code, told = _new(site, *given)
    assert code == 2 and reason in told
    assert sorted(one.name for one in (site.root / HERE).iterdir()) == ["a.md"]
