"""A theme: the project's files win one by one, the contract is checked, bundles
are named by content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from opengov_ssg.errors import Problem, ProblemError
from opengov_ssg.model.themes import PARTS, TEMPLATES
from opengov_ssg.render.pages import check
from opengov_ssg.theme import loading
from opengov_ssg.theme.folders import shipped
from opengov_ssg.theme.loading import load
from tests.making import theme, write

MINE = "themes/default"


def refusal(project: Path, name: str = "default") -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        load(project, name, "zh-CN")
    return list(caught.value.problems)


def without(*paths: str) -> Mapping[str, Path]:
    """The shipped theme's files but these."""
    files = {
        file.relative_to(shipped()).as_posix(): file
        for file in sorted(shipped().rglob("*"))
        if file.is_file()
    }
    return {path: file for path, file in files.items() if path not in paths}


class TestOverlay:
    def test_a_project_without_a_theme_has_the_shipped_one(self, tmp_path: Path) -> None:
        assert load(tmp_path, "default", "zh-CN").digest() == theme().digest()

    def test_a_projects_file_wins_and_the_others_stay(self, tmp_path: Path) -> None:
        write(tmp_path, {f"{MINE}/parts/footer.html": "我的页脚"})
        made = load(tmp_path, "default", "zh-CN")
        assert made.templates["parts/footer.html"] == "我的页脚"
        assert made.templates.keys() == theme().templates.keys()
        assert made.templates["parts/header.html"] == theme().templates["parts/header.html"]
        assert made.asset_paths() == theme().asset_paths()
        assert made.digest() != theme().digest()

    def test_a_style_of_the_project_enters_the_bundle_at_its_place(self, tmp_path: Path) -> None:
        write(tmp_path, {f"{MINE}/components/zz-mine/style.css": ".mine{color:red}"})
        made = load(tmp_path, "default", "zh-CN")
        name = "site.css"
        assert made.asset_paths()[name] != theme().asset_paths()[name]
        (bundle,) = [one.data.decode() for one in made.assets if one.name == name]
        assert bundle.index(".mine{color:red}") < bundle.index("@page")

    def test_a_theme_of_another_name_builds_on_the_shipped_one(self, tmp_path: Path) -> None:
        write(tmp_path, {"themes/mine/templates/extra.html": "更多"})
        made = load(tmp_path, "mine", "zh-CN")
        assert made.name == "mine"
        assert made.templates.keys() - theme().templates.keys() == {"templates/extra.html"}

    def test_hidden_files_are_no_part_of_it(self, tmp_path: Path) -> None:
        write(tmp_path, {f"{MINE}/.git/config": "x", f"{MINE}/parts/.footer.html.swp": "x"})
        assert load(tmp_path, "default", "zh-CN").digest() == theme().digest()


class TestContract:
    def test_every_template_and_part_is_there(self) -> None:
        assert {f"templates/{name}.html" for name in TEMPLATES} <= theme().templates.keys()
        assert {f"parts/{name}.html" for name in PARTS} <= theme().templates.keys()

    @pytest.mark.parametrize(
        "path", ["templates/record.html", "parts/footer.html", "i18n/en.yaml", "theme.yaml"]
    )
    def test_a_file_that_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        monkeypatch.setattr(loading, "gather", lambda project, name: without(path))
        (found,) = refusal(tmp_path)
        assert (found.code, found.path) == ("OG404", f"{MINE}/{path}")

    def test_all_that_is_missing_is_told_at_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = ("templates/record.html", "templates/404.html")
        monkeypatch.setattr(loading, "gather", lambda project, name: without(*gone))
        assert [one.code for one in refusal(tmp_path)] == ["OG404", "OG404"]

    def test_a_file_that_a_bundle_names(self, tmp_path: Path) -> None:
        write(tmp_path, {f"{MINE}/theme.yaml": "bundles: {site.css: [css/nothing.css]}\n"})
        (found,) = refusal(tmp_path)
        assert (found.code, found.path) == ("OG404", f"{MINE}/css/nothing.css")

    def test_a_text_that_one_language_lacks(self, tmp_path: Path) -> None:
        english = (shipped() / "i18n/en.yaml").read_text("utf-8")
        write(tmp_path, {f"{MINE}/i18n/en.yaml": english + "\nmine:\n  more: More\n"})
        (found,) = refusal(tmp_path)
        assert (found.code, found.path) == ("OG403", f"{MINE}/i18n/zh-CN.yaml")
        assert dict(found.args)["key"] == "mine.more"

    def test_a_template_that_is_none(self, tmp_path: Path) -> None:
        write(
            tmp_path, {f"{MINE}/templates/record.html": "<article>\n{% if view %}\n{{ view.title }"}
        )
        (found,) = check(load(tmp_path, "default", "zh-CN"))
        assert (found.code, found.path) == ("OG402", f"{MINE}/templates/record.html")
        assert found.line >= 2

    def test_a_theme_that_is_not_there(self, tmp_path: Path) -> None:
        assert [one.code for one in refusal(tmp_path, "nothing")] == ["OG401"]

    @pytest.mark.parametrize("name", ["run.py", "page.php", "x.exe", "font.woff"])
    def test_only_files_that_a_site_needs(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, {f"{MINE}/assets/{name}": "x"})
        assert [(one.code, one.hint) for one in refusal(tmp_path)] == [("OG404", "kind")]

    def test_links_out_of_it_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / MINE / "assets").mkdir(parents=True)
        (tmp_path / MINE / "assets/x.svg").symlink_to("/etc/passwd")
        assert [one.name for one in refusal(tmp_path)] == ["symlink"]

    @pytest.mark.parametrize(("file", "text"), [("i18n/en.yaml", "a: [b"), ("theme.yaml", "- a")])
    def test_yaml_that_is_none(self, tmp_path: Path, file: str, text: str) -> None:
        write(tmp_path, {f"{MINE}/{file}": text})
        (found,) = refusal(tmp_path)
        assert (found.path, found.scope) == (f"{MINE}/{file}", "site")


class TestTexts:
    def test_both_languages_have_all_of_them(self) -> None:
        assert theme("en").texts.keys() == theme("zh-CN").texts.keys()
        assert not [key for key, text in theme("zh-CN").texts.items() if not text]

    def test_words_are_filled_in(self) -> None:
        assert theme("zh-CN").text("list.total", total=7) != theme("zh-CN").text(
            "list.total", total=8
        )

    def test_a_key_that_is_none(self) -> None:
        with pytest.raises(ProblemError) as caught:
            theme().text("no.such.key")
        assert [one.code for one in caught.value.problems] == ["OG403"]


def test_assets_are_named_by_their_content(tmp_path: Path) -> None:
    write(tmp_path, {f"{MINE}/assets/favicon.svg": "<svg/>"})
    path = load(tmp_path, "default", "zh-CN").asset_paths()["assets/favicon.svg"]
    assert path.startswith("assets/favicon.") and path.endswith(".svg")
    assert path != theme().asset_paths()["assets/favicon.svg"]
