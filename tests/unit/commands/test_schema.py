"""``ssg schema``: JSON Schema that accepts what the program accepts, and completes in Chinese."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from opengov_ssg.commands import schema as command
from opengov_ssg.config.loading import load
from opengov_ssg.model.records import KIND_NAMES, KINDS
from opengov_ssg.model.report_rows import LINES3, LINES4
from tests.conftest import ROOT, SITE, Project, record
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
Schema = dict[str, Any]
TRANSLATIONS = sorted(ROOT.glob("content/**/*.en.md"))
SAMPLES = sorted({*ROOT.glob("content/**/*.md")} - {*TRANSLATIONS})
NAMES = [*KINDS, "translation", "front-matter", "site"]


class _Strings(yaml.SafeLoader):
    """YAML with scalars as strings, as the program reads them; empty ones are no value."""


_Strings.yaml_implicit_resolvers = {}


def header(text: str) -> Any:
    """A file's header without the keys that have no value."""
    loaded = yaml.load(text.split("---\n")[1], _Strings)
    return {key: value for key, value in loaded.items() if value != ""}


def errors(schema: Schema, value: object) -> list[str]:
    """What a validator finds, with the place."""
    found = Draft202012Validator(schema).iter_errors(value)
    return [f"{one.json_path}: {one.message}" for one in found]


@pytest.fixture(scope="module")
def sample_schema() -> Schema:
    """The schema of the sample site's front matter."""
    return command.schema("front-matter", load(ROOT)[0])


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A mini site that adds a term to a vocabulary."""
    more = "vocabularies:\n  genres:\n    - {code: lifa, name: 立法计划, aliases: [立法规划]}\n"
    return Inside(make_site({"site.yaml": SITE + more}).root, capsys)


@pytest.mark.parametrize("name", NAMES)
def test_valid(project: Inside, name: str) -> None:
    ran = project.ssg("schema", name)
    assert ran.code == 0 and ran.err == ""
    assert ran.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(ran.json)
    assert "x-terms" not in ran.out and '"names"' not in ran.out
    refs = {one["$ref"] for one in _dicts(ran.json) if "$ref" in one}
    for ref in refs:
        assert ref.removeprefix("#/$defs/") in ran.json["$defs"], ref


def _dicts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for one in part for found in _dicts(one)]
    if isinstance(part, dict):
        return [part, *(found for one in part.values() for found in _dicts(one))]
    return []


def test_front_matter_is_the_default(project: Inside) -> None:
    assert project.ssg("schema").json == project.ssg("schema", "front-matter").json


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_accepts_the_sample(sample_schema: Schema, file: Path) -> None:
    assert errors(sample_schema, header(file.read_text("utf-8"))) == []


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: str(file.stem))
def test_accepts_the_translations(file: Path) -> None:
    schema = command.schema("translation", load(ROOT)[0])
    assert errors(schema, header(file.read_text("utf-8"))) == []


def test_sample_is_there() -> None:
    assert len(SAMPLES) > 50


def test_accepts_the_sample_site() -> None:
    site = yaml.load((ROOT / "site.yaml").read_text("utf-8"), _Strings)
    assert errors(command.schema("site", None), site) == []


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_accepts_what_the_program_writes(project: Inside, lang: str) -> None:
    """What ``init`` and ``new`` make, in either language."""
    made = Inside(project.root.parent / lang, project.capsys)
    assert made.ssg("--lang", lang, "init").code == 0
    assert made.ssg("--lang", lang, "new", "document", "--title", "x").code == 0
    assert made.ssg("--lang", lang, "new", "interpretation", "--title", "x").code == 0
    schema = made.ssg("schema").json
    for file in made.root.glob("content/**/*.md"):
        assert errors(schema, header(file.read_text("utf-8"))) == [], file
    site = yaml.load((made.root / "site.yaml").read_text("utf-8"), _Strings)
    assert errors(made.ssg("schema", "site").json, site) == []


CHINESE = {
    "类型": "政府信息",
    "标题": "关于测试的通知",
    "发布机构": "测试市教育局",
    "公开属性": "主动公开",
    "成文日期": "2026年1月5日",
    "体裁": "通知",
    "主题分类": ["综合政务\\政务公开"],
    "附件": [{"编号": "fj1", "标题": "数据", "文件": "a.csv"}],
    "审查": [{"环节": "secrecy", "结果": "通过"}],
}


@pytest.mark.parametrize("name", ["front-matter", "document"])
def test_chinese_keys(project: Inside, name: str) -> None:
    schema = project.ssg("schema", name).json
    assert errors(schema, CHINESE) == []
    properties = schema["$defs"]["document"] if name == "front-matter" else schema
    offered = properties["properties"]
    assert {"标题", "发文字号", "成文日期", "附件", "title", "doc_no"} <= offered.keys()
    assert offered["文号"]["description"] == offered["doc_no"]["description"]
    assert offered["文号"]["title"] == "文号"


SEVEN, FIVE = ["0"] * 7, ["0"] * 5
COUNTED = {"制发": "0", "废止": "0", "现行有效": "0"}
OFFENCES = {"行政许可": "0", "行政处罚": "0", "行政强制": "0", "行政事业性收费": "0"}
DEMANDED: dict[str, dict[str, object]] = {
    "consultation": {
        "开始日期": "2026-01-01",
        "截止日期": "2026-01-31",
        "渠道": [{"方式": "电子邮箱", "内容": "a@b.example"}],
    },
    "press-conference": {"时间": "2026-01-05T10:00", "发布人": [{"姓名": "张某"}]},
    "meeting": {"会议日期": "2026-01-05", "议题": [{"议题": "测试"}]},
    "gazette-issue": {"刊名": "gb", "年份": "2026", "期号": "1", "出版日期": "2026-01-05"},
    "annual-report": {
        "年度": "2025",
        "统计表": {
            "表二": {"规章": COUNTED, "行政规范性文件": COUNTED, **OFFENCES},
            "表三": {line.key: SEVEN for line in LINES3},
            "表四": {line.key: FIVE for line in LINES4},
        },
    },
}
"""What a kind demands beyond what every record has; an issue is titled by its series."""


@pytest.mark.parametrize("name", KINDS)
def test_required_under_any_name(project: Inside, name: str) -> None:
    schema = project.ssg("schema", name).json
    complete = {**CHINESE, "类型": KIND_NAMES[name], **DEMANDED.get(name, {})}
    for key in ("文号", "体裁", "主题分类"):
        complete.pop(key, None)
    assert errors(schema, complete) == []
    given = () if name == "gazette-issue" else ("标题", "发布机构", "公开属性")
    for key in ("类型", *given, *DEMANDED.get(name, {})):
        rest = {other: value for other, value in complete.items() if other != key}
        assert errors(schema, rest), key


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"标题 ": "x"},
        {"附件": [{"标题": "x", "文件名": "a"}]},
        {"类型": "公文"},
        {"公开属性": "公开"},
        {"体裁": "告示"},
        {"发布机构": "wsj"},
        {"栏目": "none"},
        {"地址名": "Not A Slug"},
        {"审查": [{"环节": "secrecy", "结果": "好"}]},
        {"标题": ["a"]},
    ],
    ids=str,
)
def test_refuses(project: Inside, change: dict[str, object]) -> None:
    """What the program refuses, an editor marks while it is typed."""
    schema = project.ssg("schema").json
    assert errors(schema, CHINESE | change)


def test_refuses_another_kind(project: Inside) -> None:
    """A page has no 文号; an interpretation has no genre; something without a kind is nothing."""
    schema = project.ssg("schema").json
    assert errors(schema, {**CHINESE, "类型": "页面"})
    assert errors(schema, {**CHINESE, "类型": "政策解读"})
    assert errors(schema, {key: CHINESE[key] for key in CHINESE if key != "类型"})


def test_terms_of_the_site(project: Inside) -> None:
    """Its own terms, agencies and columns are offered, beside the shipped terms."""
    schema = project.ssg("schema").json
    genres = schema["$defs"]["genres"]["enum"]
    assert {"立法计划", "立法规划", "lifa", "通知", "令"} <= {*genres, "令"}
    document = schema["$defs"]["document"]["properties"]
    assert {"bgs", "测试市教育局"} <= set(document["发布机构"]["enum"])
    assert document["栏目"]["enum"] == ["zcwj"]
    assert "立法计划" not in command.schema("document", None)["$defs"]["genres"]["enum"]


def test_without_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside a project the shipped terms hold, and any agency may be named."""
    outside = Inside(tmp_path, capsys)
    ran = outside.ssg("schema", "document")
    assert ran.code == 0
    assert errors(ran.json, {**CHINESE, "发布机构": "某机关"}) == []


def test_broken_site(project: Inside) -> None:
    project.write("site.yaml", "identity: [\n")
    ran = project.ssg("schema")
    assert ran.code == 1 and "site.yaml:" in ran.err and ran.out == ""


def test_output(project: Inside, tmp_path: Path) -> None:
    """To a file, the same text."""
    file = tmp_path / "schema.json"
    ran = project.ssg("schema", "site", "--output", file)
    assert ran.code == 0 and ran.out == ""
    assert file.read_text("utf-8") == project.ssg("schema", "site").out
    assert "\\u" not in file.read_text("utf-8").replace("\\uff", "")


@pytest.mark.parametrize("number", range(2))
def test_schema_and_program_agree(project: Inside, number: int) -> None:
    """A record that passes the one passes the other."""
    text = (record(), record(genre="告示"))[number]
    project.write("content/bgs/documents/2026/a.md", text)
    refused = any(one["severity"] == "error" for one in project.check())
    assert bool(errors(project.ssg("schema").json, header(text))) is refused is bool(number)
    assert json.loads(project.ssg("schema").out)
