"""Each broken site is told of exactly: every problem, at its place, with its hint, and no other."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from opengov_ssg import pipeline
from opengov_ssg.cli.instants import as_of
from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import CODES, Problem
from opengov_ssg.model.themes import ThemeSnapshot
from tests.invalid.sites import Case, cases, shown, told

CASES = cases()
TEXTS = {language: Texts(language) for language in ("zh-CN", "en")}
PLACEHOLDER = re.compile(r"\{(\w+)\}")

ELSEWHERE = {
    "OG501": "which folder is the output is asked of the command line",
    "OG502": "what lies in the output folder is no content",
    "OG503": "a mount point is the machine's",
    "OG504": "the disk is full or closed",
    "OG505": "another build is running",
    "OG901": "a defect of the program, or a file that the system does not hand out",
}
"""Codes that a site's content, configuration, theme and ledger cannot cause, and why."""


@pytest.fixture(autouse=True)
def _templates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile the shipped templates once, not for each site."""
    monkeypatch.setattr(pipeline, "check_templates", _checked)


_real_check = pipeline.check_templates
_known: dict[str, list[Problem]] = {}


def _checked(theme: ThemeSnapshot) -> list[Problem]:
    key = theme.digest()
    if key not in _known:
        _known[key] = _real_check(theme)
    return list(_known[key])


def check(case: Case, root: Path) -> list[Problem]:
    """The problems of a case, in the order they are shown."""
    case.write(root)
    options = pipeline.Options(root, as_of(case.as_of), executor="serial")
    return pipeline.check(options)[0].problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    found = check(case, tmp_path)
    listing = "\n".join(told(one, TEXTS[case.lang]) for one in found)
    assert [shown(one) for one in found] == [place for place, _ in case.expect], listing
    for problem, (_, pieces) in zip(found, case.expect, strict=True):
        for piece in pieces:
            assert piece in told(problem, TEXTS[case.lang]), listing
    for problem in found:
        _sentences_are_whole(problem)


def _sentences_are_whole(problem: Problem) -> None:
    """No placeholder of a message is empty, and something is said to do."""
    given = {key for key, value in problem.args if value}
    for texts in TEXTS.values():
        wanted = set(PLACEHOLDER.findall(texts._problem(problem)["message"]))
        assert wanted <= given, (problem.name, wanted - given)
        assert texts.hint(problem)


def test_every_code_has_a_case() -> None:
    told_of = Counter(place.split()[-1] for case in CASES for place, _ in case.expect)
    codes = {code.id for code in CODES.values()}
    assert codes == told_of.keys() | ELSEWHERE.keys()
    assert not told_of.keys() & ELSEWHERE.keys()


def test_case_files_are_named_by_a_code() -> None:
    names = {f"{code.id}-{name}" for name, code in CODES.items()} | {"none"}
    for case in CASES:
        stem = case.name.partition(":")[0]
        assert stem in names
        if stem != "none":
            assert any(place.split()[-1] == case.code for place, _ in case.expect), case.name
