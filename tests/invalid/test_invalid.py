"""Each broken site is told of exactly: every problem, at its place, with its hint, and no other."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from opengov_ssg import pipeline, preparing, runs
from opengov_ssg.cli.instants import as_of
from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import CODES, Problem
from opengov_ssg.model.records import Document
from opengov_ssg.model.themes import ThemeSnapshot
from tests.conftest import run_ssg
from tests.invalid.sites import Case, cases, shown, told

CASES = cases()
TEXTS = {language: Texts(language) for language in ("zh-CN", "en")}
PLACEHOLDER = re.compile(r"\{(\w+)\}")

ELSEWHERE = {
    "OG405": "told by ssg components: pages do not need what a component says of itself",
    "OG501": "which folder is the output is asked of the command line",
    "OG502": "what lies in the output folder is no content",
    "OG503": "a mount point is the machine's",
    "OG504": "the disk is full or closed",
    "OG505": "another build is running",
    "OG601": "a defect of the program or of the disk",
    "OG901": "a defect of the program, or a file that the system does not hand out",
}
"""Codes that a site's content, configuration, theme and ledger cannot cause, and why."""


@pytest.fixture(autouse=True)
def _templates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile the shipped templates once, not for each site."""
    monkeypatch.setattr(preparing, "check_templates", _checked)


_real_check = preparing.check_templates
_known: dict[str, list[Problem]] = {}


def _checked(theme: ThemeSnapshot) -> list[Problem]:
    key = theme.digest()
    if key not in _known:
        _known[key] = _real_check(theme)
    return list(_known[key])


def check(case: Case, root: Path) -> list[Problem]:
    """The problems of a case, in the order they are shown."""
    case.write(root)
    options = runs.Options(root, as_of(case.as_of), executor="serial")
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
    names = {f"{code.id}-{name}" for name, code in CODES.items()}
    for case in CASES:
        stem = case.name.partition(":")[0]
        assert stem in names | {"none", "several"}
        if stem in names:
            assert any(place.split()[-1] == case.code for place, _ in case.expect), case.name


def test_values_keep_their_meaning(tmp_path: Path) -> None:
    """YAML's own guesses (octal, base 60, truth, nothing) are never wanted."""
    case = next(one for one in CASES if "keeps its meaning" in one.name)
    case.write(tmp_path)
    options = runs.Options(tmp_path, as_of(case.as_of), executor="serial")
    content = pipeline.check(options)[1]
    assert content
    record = content.catalog.items[0].entry.record
    assert isinstance(record, Document)
    assert record.title == "关于印发《办法》的通知：第一号"
    assert record.slug == "000014321"
    assert record.keywords == ("no", "on", "1e3", "0x10", "12:30", "null值")
    assert record.topics == ("02-01",)
    assert record.published and record.published.isoformat() == "2026-01-06T12:30:00+08:00"
    assert record.attachments[0].not_held


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_text(tmp_path: Path, language: str) -> None:
    case = _several(tmp_path)
    ran = run_ssg("-C", tmp_path, "--lang", language, "check", "--as-of", case.as_of)
    assert ran.code == 1
    told_of = re.findall(r"^(\S+:\d+:\d+): (error|warning) (OG\d+): .+\n  hint: .+$", ran.err, re.M)
    assert [" ".join(one) for one in told_of] == [place for place, _ in case.expect]


def test_json(tmp_path: Path) -> None:
    case = _several(tmp_path)
    ran = run_ssg("-C", tmp_path, "check", "--as-of", case.as_of, "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    problems = ran.json["problems"]
    keys = ["code", "severity", "scope", "path", "line", "column", "message", "hint"]
    assert all(list(one) == keys for one in problems)
    places = ["{path}:{line}:{column} {severity} {code}".format_map(one) for one in problems]
    assert places == [place for place, _ in case.expect]
    assert {one["code"] for one in problems if one["scope"] == "site"} == {"OG214"}


def test_sarif(tmp_path: Path) -> None:
    case = _several(tmp_path)
    ran = run_ssg("-C", tmp_path, "check", "--as-of", case.as_of, "--format", "sarif")
    assert (ran.code, ran.err) == (1, "")
    [run] = ran.json["runs"]
    assert ran.json["version"] == "2.1.0"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {code.id for code in CODES.values()}
    assert {one["ruleId"] for one in run["results"]} <= rules
    places = []
    for one in run["results"]:
        where = one["locations"][0]["physicalLocation"]
        region = where["region"]
        place = f"{where['artifactLocation']['uri']}:{region['startLine']}:{region['startColumn']}"
        places.append(f"{place} {one['level']} {one['ruleId']}")
    assert places == [place for place, _ in case.expect]


def _several(root: Path) -> Case:
    case = next(one for one in CASES if one.name.startswith("several"))
    case.write(root)
    return case


def test_only_warnings(tmp_path: Path) -> None:
    """Warnings count only with --strict."""
    case = next(one for one in CASES if one.code == "OG213")
    case.write(tmp_path)
    assert run_ssg("-C", tmp_path, "check", "--as-of", case.as_of).code == 0
    assert run_ssg("-C", tmp_path, "check", "--as-of", case.as_of, "--strict").code == 1


def test_order_of_files_is_not_the_folders(tmp_path: Path) -> None:
    """Problems are told by path, line and column, whatever found them first."""
    found = [one.order() for one in check(_several(tmp_path / "other"), tmp_path)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("\n{{ view.nowhere.name }}", "themes/default/templates/record.html:2:1 error OG402"),
        ("\n\n{{ ''.__class__.__mro__ }}", "themes/default/templates/record.html:3:1 error OG402"),
        ("{% include 'nowhere.html' %}", "themes/default/templates/record.html:1:1 error OG402"),
        ("{{ range(10 ** 9)|list }}", "themes/default/templates/record.html:1:1 error OG402"),
        ("{{ asset('css/nowhere.css') }}", "themes/default/css/nowhere.css:0:0 error OG404"),
    ],
)
def test_templates_that_fail_when_rendered(template: str, place: str, tmp_path: Path) -> None:
    """What only a build can find: nothing is published, the site that is there stays."""
    case = next(one for one in CASES if "another" in one.name and one.code == "OG158")
    files = {"content/b.md": case.files["content/b.md"], "build/manifest.json": MANIFEST}
    files["themes/default/templates/record.html"] = template
    Case("", "", files, []).write(tmp_path)
    output = tmp_path / "build"
    options = runs.Options(tmp_path, as_of(case.as_of), output, executor="serial")
    report = pipeline.build(options)
    assert [shown(one) for one in report.problems] == [place]
    assert not report.published
    assert [file.name for file in output.iterdir()] == ["manifest.json"]


MANIFEST = '{"version":1,"files":{}}'
