"""Which language ``ssg`` speaks, and that every command speaks both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

from opengov_ssg.cli.main import group
from opengov_ssg.cli.texts import LANGUAGES, Texts, language_of
from tests.conftest import ROOT, Project, record, run_ssg
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
HAN = re.compile(r"[\u4e00-\u9fff]")
COMMANDS = sorted(group(Texts("en")).commands)


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "zh-CN"),
        ("en", {}, "en"),
        ("zh-CN", {"SSG_LANG": "en", "LANG": "en_US.UTF-8"}, "zh-CN"),
        (None, {"SSG_LANG": "en"}, "en"),
        (None, {"SSG_LANG": "en-GB"}, "en"),
        (None, {"SSG_LANG": "zh-CN", "LANG": "en_US.UTF-8"}, "zh-CN"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        (None, {"LANG": "C.UTF-8"}, "zh-CN"),
        (None, {"LANG": "de_DE.UTF-8"}, "zh-CN"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh-CN"),
        (None, {"SSG_LANG": "", "LANG": "en_US"}, "en"),
    ],
)
def test_choice(asked: str | None, environment: dict[str, str], language: str) -> None:
    """--lang, else SSG_LANG, else LC_ALL or LANG, else Chinese."""
    assert language_of(asked, environment) == language


@pytest.mark.parametrize(
    ("arguments", "environment", "chinese"),
    [
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, False),
        (["--lang=zh-CN"], {"SSG_LANG": "en"}, True),
        ([], {"SSG_LANG": "en"}, False),
        ([], {"LC_ALL": "C", "SSG_LANG": ""}, True),
    ],
)
def test_as_a_process(arguments: list[str], environment: dict[str, str], chinese: bool) -> None:
    """The words of a real process, on a terminal of any encoding."""
    ran = run_ssg(*arguments, "--help", cwd=None, **environment)
    assert ran.code == 0 and ran.err == ""
    assert bool(HAN.search(ran.out)) is chinese


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, lang: str) -> None:
    """Every option and argument is explained, in one language."""
    here = Inside(tmp_path, capsys)
    ran = here.ssg("--lang", lang, *([command] if command else []), "--help")
    assert ran.code == 0 and ran.err == ""
    shown = ran.out.replace("zh-CN", "")
    assert bool(HAN.search(shown)) is (lang == "zh-CN")
    assert ("用法" in ran.out) is (lang == "zh-CN")
    assert ("Usage:" in ran.out or "Options:" in ran.out) is (lang == "en")
    made = group(Texts(lang))
    for parameter in (made.commands[command] if command else made).params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in ran.out
            assert parameter.help, parameter.name
    for name in COMMANDS if not command else []:
        assert f"  {name} " in ran.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "arguments", [["bild"], ["build", "--job", "x"], ["build", "--jobs", "0"], ["new"], ["-C"]]
)
def test_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], lang: str
) -> None:
    """click's own sentences too."""
    ran = Inside(tmp_path, capsys).ssg("--lang", lang, *arguments)
    assert ran.code == 2 and ran.out == ""
    assert bool(HAN.search(ran.err)) is (lang == "zh-CN")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--as-of", "yesterday"], "yesterday"),
        (["--executor", "dusk"], "process:spawn"),
        (["--executor", "process:thread"], "process:spawn"),
        (["--base-url", "ftp://a"], "https://"),
        (["--base-url", "www.a.gov.cn"], "https://"),
    ],
)
def test_wrong_values(make_site: Make, capsys: pytest.CaptureFixture[str], arguments: list[str], word: str) -> None:  # fmt: skip
    site = Inside(make_site({"content/bgs/documents/2026/a.md": record()}).root, capsys)
    ran = site.ssg("build", *arguments)
    assert ran.code == 2 and word in ran.err and ran.out == ""
    assert not (site.root / "build").exists()


def test_problems_in_both_languages(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problem at the same place, in other words."""
    files = {"content/bgs/documents/2026/a.md": record(title=None)}
    site = Inside(make_site(files).root, capsys)
    told = [site.ssg("--lang", lang, "check", "--format", "json").json for lang in LANGUAGES]
    places = [[{**one, "message": "", "hint": ""} for one in each["problems"]] for each in told]
    assert places[0] == places[1] != []
    for lang, each in zip(LANGUAGES, told, strict=True):
        for one in each["problems"]:
            assert bool(HAN.search(one["message"])) is (lang == "zh-CN")


def test_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from opengov_ssg import __version__

    assert Inside(tmp_path, capsys).ssg("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_documented(name: str, command: str) -> None:
    """Each command stands in the documents that one language's reader is given."""
    chinese = name == "README.zh-CN.md"
    folder = ROOT / "docs" / ("zh-CN" if chinese else "en")
    texts = [ROOT / name, *folder.glob("**/*.md"), *(ROOT / "docs").glob("*.md")]
    assert any(f"ssg {command}" in file.read_text("utf-8") for file in texts if file.exists())
