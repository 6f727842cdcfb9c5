"""Every side that is named by the lines is named for the oldest Safari of the floor too (12.0
has no other names)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opengov_ssg.theme.loading import load
from opengov_ssg.theme.prefixing import prefix
from tests.conftest import ROOT
from tests.making import write

_DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")
_STANDARD = re.compile(r"(margin|padding|border)-inline-(start|end)(-\w+)?")


def alone(sheet: str) -> tuple[list[str], int]:
    """The declarations of a sheet that follow no twin under the older name, and how many have
    one."""
    found, paired = [], 0
    for block in re.findall(r"\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        before = ("", "")
        for name, value in _DECLARED.findall(block):
            if made := _STANDARD.fullmatch(name):
                what, side, part = made.groups()
                twin = (f"-webkit-{what}-{side}{part or ''}", value.strip())
                paired += before == twin
                if before != twin:
                    found.append(f"{name}: {value}")
            before = (name, value.strip())
    return found, paired


def sheets(project: Path) -> dict[str, str]:
    """The style sheets that a project's site loads."""
    assets = load(project, "default", "zh-CN").assets
    return {one.name: one.data.decode() for one in assets if one.name.endswith(".css")}


def test_the_shipped_sheets() -> None:
    found = {name: alone(text) for name, text in sheets(ROOT).items()}
    assert {name: missing for name, (missing, _) in found.items() if missing} == {}
    assert found["site.css"][1] > 100


def test_the_files_of_a_project(tmp_path: Path) -> None:
    own = ".own{margin-inline-start:1rem}"
    write(tmp_path, {"themes/default/components/own/style.css": own})
    text = sheets(tmp_path)["site.css"]
    assert ".own{-webkit-margin-start:1rem;margin-inline-start:1rem}" in text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "a { padding-inline-end: 0 !important; }",
            "a { -webkit-padding-end: 0 !important;padding-inline-end: 0 !important; }",
        ),
        (
            "a{color:red;\nborder-inline-start-width : 2px\n}",
            "a{color:red;\n-webkit-border-start-width : 2px;border-inline-start-width : 2px\n}",
        ),
        (
            "@media print{a{/* why */margin-inline-end:calc(1rem + var(--a))}}",
            "@media print{a{/* why */-webkit-margin-end:calc(1rem + var(--a));"
            "margin-inline-end:calc(1rem + var(--a))}}",
        ),
    ],
)
def test_a_declaration_follows_its_twin(written: str, expected: str) -> None:
    assert prefix(written) == expected
    assert alone(expected)[0] == []


@pytest.mark.parametrize(
    "sheet",
    [
        "a{margin:0 1rem;transition:margin-inline-start 1s}",
        "@supports (margin-inline-start: 0){a{color:red}}",
        "@supports ( margin-inline-start: 0 ){a{color:red}}",
        'a::before{content:"{margin-inline-start: 0;"}',
        "a{/* once; margin-inline-start: 0; */color:red}",
        "a{--x-margin-inline-start:0}",
        "a{scroll-margin-inline-start:0}",
    ],
)
def test_nothing_else_is_touched(sheet: str) -> None:
    assert prefix(sheet) == sheet
