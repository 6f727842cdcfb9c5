"""``ssg components``: a folder of its own with a page for every component of the theme in force."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import html

from opengov_ssg.theme.components import components
from tests.conftest import ROOT, SITE, Project
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
MINE = "themes/default/components/zz-mine"
TEMPLATE = "{% macro mine(text) %}<p class='mine'>{{ text }} {{ 'home.more'|t }}</p>{% endmacro %}"
ABOUT = """\
name: zz-mine
macro: mine
purpose: A line.
parameters: [{name: text, type: string, required: true, text: The line.}]
examples: [{name: plain, arguments: {text: <字>}}]
"""


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A site whose theme has a component of its own and a style of its own for a shipped one."""
    files = {
        f"{MINE}/component.yaml": ABOUT,
        f"{MINE}/template.html": TEMPLATE,
        f"{MINE}/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "themes/default/components/tag/style.css": ".og-tag{color:red}",
    }
    return Inside(make_site(files).root, capsys)


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_text("utf-8"))


def test_every_component_has_a_page(project: Inside) -> None:
    ran = project.ssg("components")
    folder = project.root / ".catalogue"
    names = [one.name for one in components(project.root, "default")]
    assert ran.code == 0 and f"共有 {len(names)} 个组件" in ran.out
    links = page(folder, "index.html").xpath("//tbody//th/a/@href")
    assert links == [f"{name}.html" for name in names] and "zz-mine" in names
    for one in components(project.root, "default"):
        made = page(folder, f"{one.name}.html")
        shown = made.xpath("//*[@data-example]/@data-example")
        elsewhere = made.xpath("//*[contains(@class, 'elsewhere')]//a/text()")
        assert shown + elsewhere == [example.name for example in one.examples]
        assert made.xpath("//tbody//th//code/text()") == [each.name for each in one.parameters]
        assert one.sources["template.html"].strip() in made.text_content()


def test_the_projects_theme_is_shown(project: Inside) -> None:
    project.ssg("components")
    folder = project.root / ".catalogue"
    mine = page(folder, "zz-mine.html")
    assert mine.xpath("//p[@class='mine']/text()") == ["<字> 更多"]
    assert mine.xpath("//h1/span/text()") == ["本项目"]
    assert page(folder, "tag.html").xpath("//h1/span/text()") == ["本项目"]
    assert page(folder, "button.html").xpath("//h1/span") == []
    (style,) = [
        one for one in mine.xpath("//link[@rel='stylesheet']/@href") if one.startswith("assets/")
    ]
    assert ".og-tag{color:red}" in (folder / style).read_text("utf-8")
    assert (folder / "components/zz-mine/picture.svg").is_file()


def test_it_is_no_part_of_the_site(project: Inside) -> None:
    project.ssg("components")
    built = project.root / "build"
    assert project.ssg("build", "--executor", "serial").code == 0
    files = [one.relative_to(built).as_posix() for one in built.rglob("*")]
    assert [one for one in files if "catalogue" in one or "zz-mine" in one] == []


def test_everything_needed_is_in_the_folder(project: Inside) -> None:
    project.ssg("components")
    folder = project.root / ".catalogue"
    for file in folder.glob("*.html"):
        made = html.fromstring(file.read_text("utf-8"))
        for address in made.xpath("//head//link/@href | //head//script/@src"):
            assert (folder / address).is_file(), (file.name, address)


def test_a_folder_is_written_again(project: Inside, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert project.ssg("components", "--output", folder).code == 0
    (project.root / MINE / "component.yaml").write_text(ABOUT.replace("plain", "other"), "utf-8")
    (project.root / MINE / "picture.svg").unlink()
    assert project.ssg("components", "--output", folder).code == 0
    assert not (folder / "components/zz-mine/picture.svg").exists()
    assert page(folder, "zz-mine.html").xpath("//*[@data-example]/@data-example") == ["other"]
    named = json.loads((folder / "manifest.json").read_bytes())["files"]
    found = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    assert found == {*named, "manifest.json"}


def test_no_file_of_others_is_touched(project: Inside, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("信", "utf-8")
    ran = project.ssg("components", "--output", folder)
    assert ran.code == 2 and "OG502" in ran.err
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]
    assert project.ssg("components", "--output", project.root / "content").code == 2


@pytest.mark.parametrize(
    ("lang", "piece"), [("zh-CN", "缺少必需的参数“text”"), ("en", "lacks the required")]
)
def test_an_example_that_misses_a_parameter(project: Inside, lang: str, piece: str) -> None:
    wrong = ABOUT.replace("{text: <字>}", "{}")
    (project.root / MINE / "component.yaml").write_text(wrong, "utf-8")
    ran = project.ssg("--lang", lang, "components")
    assert ran.code == 1 and f"{MINE}/component.yaml:5:12: error OG405" in ran.err
    assert piece in ran.err
    assert not (project.root / ".catalogue").exists()


def test_a_template_that_fails_is_told_at_its_line(project: Inside) -> None:
    wrong = TEMPLATE.replace("<p", "\n{{ text.nowhere.at_all }}<p")
    (project.root / MINE / "template.html").write_text(wrong, "utf-8")
    ran = project.ssg("components")
    assert ran.code == 1 and f"{MINE}/template.html:2:1: error OG402" in ran.err


def test_an_english_site_has_english_pages(
    make_site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SITE.replace("identity:\n", "identity:\n  language: en\n")
    project = Inside(make_site({"site.yaml": text}).root, capsys)
    project.ssg("components")
    made = page(project.root / ".catalogue", "index.html")
    assert made.get("lang") == "en" and made.xpath("//h1/text()") == ["Components"]


def test_the_sample_has_what_docs_say() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\ncatalogue: " in makefile and "ssg components" in makefile
    assert ".catalogue/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
