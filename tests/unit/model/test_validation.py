"""A header in Chinese keys is the record that the English ones give; every problem at its place."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import KINDS, Attachment, Document
from opengov_ssg.notation.dates import OFFSET
from tests.making import codes, header

ENGLISH = """\
kind: document
title: 关于测试的通知
agency: bgs
disclosure: 主动公开
doc_no: 测政办发〔2026〕1号
genre: 通知
topics: ['综合政务\\政务公开']
keywords: [公开, 测试]
issuers: bgs
signed: 2026-01-05
published: 2026-01-06T09:00
effective: 2026年2月1日
validity: 现行有效
repeals: [catalog/bgs/wj-2025-0001]
source: {name: 中国政府网, url: http://www.gov.cn/}
attachments:
  - {id: fj1, title: 附件1, file: 附件1.pdf}
  - {title: 附件2, not_held: true}
review:
  - {step: secrecy, unit: 办公室, by: 张三, date: 2026-01-05, result: pass}
withdrawn: {at: 2026-03-01, kind: notice, reason: 有误, replacement: wj-2}
"""

CHINESE = """\
类型: 政府信息
标题: 关于测试的通知
发布机构: bgs
公开属性: public
发文字号: 测政办发〔2026〕1号
体裁分类: "08"
主题分类: 02-01
主题词: [公开, 测试]
发文机关: [bgs]
成文日期: 二〇二六年一月五日
发布日期: 2026-01-06 09:00
施行日期: 2026-02-01
有效性: 有效
废止文件: catalog/bgs/wj-2025-0001
来源: {名称: 中国政府网, 网址: http://www.gov.cn/}
附件:
  - {编号: fj1, 标题: 附件1, 文件: 附件1.pdf}
  - {标题: 附件2, 未收录: 是}
审查:
  - {环节: secrecy, 部门: 办公室, 审查人: 张三, 日期: 2026-01-05, 结果: pass}
撤回: {时间: 2026-03-01, 方式: notice, 原因: 有误, 替代: wj-2}
"""


def test_chinese_and_english_keys_give_equal_records() -> None:
    english, problems = header(ENGLISH)
    assert problems == []
    chinese, problems = header(CHINESE)
    assert problems == []
    assert english is not None
    assert chinese == english


def test_values_are_typed() -> None:
    made, _ = header(ENGLISH)
    assert isinstance(made, Document)
    assert made.genre == "08"
    assert made.topics == ("02-01",)
    assert made.issuers == ("bgs",)
    assert made.signed == date(2026, 1, 5)
    assert made.effective == date(2026, 2, 1)
    assert made.published == datetime(2026, 1, 6, 9, tzinfo=OFFSET)
    assert [(one.id, one.title, one.file, one.not_held) for one in made.attachments] == [
        ("fj1", "附件1", "附件1.pdf", False),
        (None, "附件2", None, True),
    ]
    assert made.review[0].passed


@pytest.mark.parametrize("kind", KINDS)
def test_every_chinese_name_means_one_field(kind: str) -> None:
    """``title`` and 标题 are one key; no Chinese name stands for two fields of a kind."""
    names = names_of(KINDS[kind])
    spellings: dict[str, str] = {}
    for field in KINDS[kind].__dataclass_fields__.values():
        extra = getattr(field.default, "json_schema_extra", None) or {}
        for spelling in extra.get("names", []):
            assert spellings.setdefault(spelling, field.name) == field.name
            assert names.keys[spelling] == field.name
    assert set(names.labels) == set(spellings.values())


def test_names_know_what_is_below() -> None:
    assert names_of(Document).below["attachments"] is Attachment
    assert names_of(Attachment).keys["未收录"] == "not_held"
    assert names_of(Document).labels["doc_no"] == "文号"


@pytest.mark.parametrize("text", ["000014321", "0755", "12:30", "no", "1e5", "1_000", "2026", "~x"])
def test_scalars_mean_what_is_typed(text: str) -> None:
    made, problems = header(f"{ENGLISH}summary: {text}\n")
    assert problems == []
    assert made is not None
    assert made.summary == text


def test_all_problems_are_told_at_once_each_at_its_place() -> None:
    text = """\
kind: document
title: 关于测试的通知
agency: bgs
disclosure: 主动
signed: 2026-02-30
genere: 通知
attachments:
  - {编号: FJ_1, 标题: 附件1, 文件: a.pdf}
  - {标题: 附件2, 未收录: 也许}
withdrawn: {at: 2026-03-01, kind: quietly}
source: 中国政府网
"""
    made, problems = header(text)
    assert made is None
    found = sorted((one.line, one.column, one.name) for one in problems)
    assert found == [
        (4, 13, "not-in-vocabulary"),
        (5, 9, "impossible-date"),
        (6, 1, "unknown-key"),
        (8, 10, "address-form"),
        (9, 20, "malformed-value"),
        (10, 35, "not-in-vocabulary"),
        (11, 9, "wrong-type"),
    ]


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    _, problems = header(ENGLISH + "发文字好: 测政办发〔2026〕1号\n")
    assert codes(problems) == ["unknown-key"]
    assert dict(problems[0].args)["near"].split("、")[0] == "发文字号"


def test_a_key_in_both_languages_is_told() -> None:
    _, problems = header(ENGLISH + "标题: 另一标题\n")
    assert [(one.name, one.line) for one in problems] == [("key-in-two-languages", 22)]


def test_an_empty_key_says_nothing() -> None:
    made, problems = header(ENGLISH + "summary:\nvalid_to: ~\n")
    assert problems == []
    assert made == header(ENGLISH)[0]
