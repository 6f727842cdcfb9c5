"""The layout mirrors by itself: sides are named by where lines begin and end, in forms
that the floor knows.

Chromium 69, Firefox 60 and Safari 12.1 (iOS 12.2) know the longhands of one side
(``margin-inline-start``), Safari 12.0 and the web view of Android by their older names only, which
the bundle puts before each (``test_prefixing.py``). All know ``text-align: start``, and none
``inset-inline-start``, ``margin-inline``, ``float: inline-start``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from opengov_ssg.theme.folders import shipped

SHEETS = sorted([*shipped().glob("css/*.css"), *shipped().glob("components/*/style.css")])
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
_TOO_NEW = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:inline|block)(?:-(?:color|style|width))?"
    r"|inset(?:-.*)?|border-(?:start|end)-(?:start|end)-radius|(?:max-|min-)?(?:inline|block)-size"
    r"|(?:margin|padding|border)-block-.*"
)
_SIDES = re.compile(r"(?:left|right|inline-start|inline-end)")
_FOUR = ("margin", "padding", "border-width", "border-color", "border-style")
_SHADOW = re.compile(r"(?:inset\s+)?(-?[1-9.]\S*)\s+\S+\s+\S+")


class Rule(NamedTuple):
    """A rule of a sheet."""

    selectors: str
    declared: dict[str, str]

    @property
    def of_a_direction(self) -> bool:
        """Whether it holds in one direction only, and so may name sides."""
        return all("[dir=" in one for one in self.selectors.split(","))


def rules(text: str) -> Iterator[Rule]:
    """All rules, those within @media too."""
    for selectors, body in _RULE.findall(_COMMENT.sub("", text)):
        pairs = (one.split(":", 1) for one in body.split(";") if ":" in one)
        declared = {name.strip(): value.strip() for name, value in pairs}
        yield Rule(selectors.split("{")[-1].strip(), declared)


def faults(text: str) -> list[str]:
    """What of a sheet does not mirror, or is not known at the floor."""
    found = []
    every = list(rules(text))
    mirrored = {one.selectors for one in every if one.of_a_direction}
    for rule in every:
        for name, value in rule.declared.items():
            told = f"{rule.selectors} {{ {name}: {value} }}"
            new = _TOO_NEW.fullmatch(name) or (name in ("float", "clear") and "inline" in value)
            if new or (not rule.of_a_direction and _names_a_side(name, value, rule, mirrored)):
                found.append(told)
    return found


def _names_a_side(name: str, value: str, rule: Rule, mirrored: set[str]) -> bool:
    if _PHYSICAL.fullmatch(name) or (name == "text-align" and _SIDES.fullmatch(value)):
        return True
    if name in ("left", "right"):
        other = rule.declared.get({"left": "right", "right": "left"}[name])
        return other != value and not _has_mirror(rule, mirrored)
    if name == "float":
        return value != "none" and not _has_mirror(rule, mirrored)
    if name == "box-shadow" and _SHADOW.match(value):
        return not _has_mirror(rule, mirrored)
    parts = value.split()
    return name in _FOUR and len(parts) == 4 and parts[1] != parts[3] and "rotate" not in str(rule)


def _has_mirror(rule: Rule, mirrored: set[str]) -> bool:
    own = [one.strip() for one in rule.selectors.split(",")]
    return all(any(f'[dir="rtl"] {one}' in other for other in mirrored) for one in own)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: "/".join(one.parts[-2:]))
def test_no_side_is_named_but_by_the_lines(sheet: object) -> None:
    assert faults(sheet.read_text("utf-8")) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "style",
    [
        "a { margin-left: 1rem }",
        "a { padding-right: 1rem }",
        "a { border-left: 1px solid }",
        "a { border-right-width: 1px }",
        "a { text-align: left }",
        "a { float: left }",
        "a { left: 0 }",
        "a { left: 0; right: 1rem }",
        "a { margin: 0 1rem 0 0 }",
        "a { padding: 1px 2px 3px 4px }",
        "a { margin-inline: 1rem }",
        "a { padding-block: 1rem }",
        "a { inset: 0 }",
        "a { inset-inline-start: 0 }",
        "a { inline-size: 1rem }",
        "a { float: inline-start }",
        "a { border-top-left-radius: 1px }",
        "a { box-shadow: inset 3px 0 0 red }",
        "@media print { a { margin-left: 0 } }",
    ],
)
def test_what_does_not_mirror_is_found(style: str) -> None:
    assert len(faults(style)) >= 1


@pytest.mark.parametrize(
    "style",
    [
        "a { margin-inline-start: 1rem; text-align: end; border-inline-end-width: 0 }",
        "a { margin: 0 1rem; padding: 1px 2px 3px 2px }",
        "a { left: 0; right: 0; width: 2rem }",
        'a { left: 0 } [dir="rtl"] a { right: 0; left: auto }',
        'a { box-shadow: inset 3px 0 0 red } [dir="rtl"] a { box-shadow: inset -3px 0 0 red }',
        "a { box-shadow: 0 6px 16px red; box-shadow: inset 0 -4px 0 red }",
    ],
)
def test_what_mirrors_passes(style: str) -> None:
    assert faults(style) == []
