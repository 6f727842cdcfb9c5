"""Style sheets name files of the theme by the names that they have there."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.errors import ProblemError
from opengov_ssg.theme.loading import load
from tests.making import write

STYLE = "themes/default/css/base.css"


def sheet(project: Path) -> tuple[str, dict[str, str]]:
    """The published style sheet, and where the theme's files are published."""
    made = load(project, "default", "zh-CN")
    (data,) = [one.data for one in made.assets if one.name == "site.css"]
    return data.decode(), made.asset_paths()


@pytest.mark.parametrize(
    "written", ['url("assets/x.svg")', "url('assets/x.svg')", "url( assets/x.svg )"]
)
def test_a_file_of_the_theme(tmp_path: Path, written: str) -> None:
    files = {STYLE: f"a{{cursor:{written},auto}}", "themes/default/assets/x.svg": "<svg/>"}
    write(tmp_path, files)
    text, paths = sheet(tmp_path)
    folder, _, name = paths["assets/x.svg"].rpartition("/")
    assert f'a{{cursor:url("{name}"),auto}}' in text
    assert paths["site.css"].rpartition("/")[0] == folder  # so that the name alone leads there


def test_a_file_that_changes_changes_the_sheet(tmp_path: Path) -> None:
    """A browser that keeps a sheet for a year asks for the new file with the new sheet."""
    before = sheet(tmp_path)[1]["site.css"]
    write(tmp_path, {"themes/default/assets/pointer.svg": "<svg/>"})
    assert sheet(tmp_path)[1]["site.css"] != before


def test_other_addresses_stay(tmp_path: Path) -> None:
    write(tmp_path, {STYLE: "a{mask:url(#x)}"})
    assert "url(#x)" in sheet(tmp_path)[0]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, {STYLE: "a{cursor:url(assets/nowhere.svg),auto}"})
    with pytest.raises(ProblemError) as caught:
        load(tmp_path, "default", "zh-CN")
    (found,) = caught.value.problems
    assert (found.code, found.path) == ("OG404", "themes/default/assets/nowhere.svg")
