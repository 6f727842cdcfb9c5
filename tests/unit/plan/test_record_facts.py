"""The metadata block of a record: the lines of gov.cn in its order, and nothing that is not
said."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.parts import Parts
from tests.conftest import record
from tests.making import HERE, linked, words

FULL = {
    "index_no": "SHILIBGS7/2026-00001",
    "topics": ["综合政务/政务公开", "综合政务\\信访"],
    "issuers": ["bgs", "测试市教育局", "外市某局"],
    "doc_no": "测政办发〔2026〕1号",
    "genre": "通知",
    "rule_class": "行政规范性文件",
    "effective": "2026-02-01",
    "valid_to": "2030-01-31",
    "addressees": "各区人民政府",
    "annotation": "此件公开发布",
    "keywords": ["公开", "测试"],
    "column": "zcwj",
    "summary": "概述。",
    "published": "2026-01-06T09:00",
}


def block(tmp_path: Path, **fields: object) -> dict[str, list[tuple[str, str]]]:
    catalog = linked(tmp_path, {f"{HERE}/a.md": record(**fields)}).catalog
    (item,) = catalog.items
    lines = facts(item, Parts(catalog, Framer(words()), lambda address: True))
    return {fact.key: [(one.text, one.url) for one in fact.values] for fact in lines}


def test_the_order_is_that_of_gov_cn(tmp_path: Path) -> None:
    """索引号, 主题分类, 发文机关, 成文日期, 标题, 发文字号, 发布日期 … 主题词 (DOMAIN 5.3)."""
    keys = list(block(tmp_path, **FULL))
    assert keys[:7] == ["index_no", "topics", "issuers", "signed", "title", "doc_no", "published"]
    assert keys.index("keywords") > keys.index("published")
    assert len(set(keys)) == len(keys)


def test_terms_and_agencies_lead_to_their_lists(tmp_path: Path) -> None:
    found = block(tmp_path, **FULL)
    assert found["topics"] == [
        ("综合政务\\政务公开", "catalog/by-topic/02-01/index.html"),
        ("综合政务\\信访", "catalog/by-topic/02-07/index.html"),
    ]
    assert found["issuers"] == [
        ("测试市人民政府办公室", "agencies/bgs/index.html"),
        ("测试市教育局", "agencies/jyj/index.html"),
        ("外市某局", ""),
    ]
    assert found["genre"] == [("通知", "catalog/by-genre/08/index.html")]
    assert found["validity"] == [("现行有效", "catalog/by-validity/in-force/index.html")]
    assert found["column"] == [("政策文件", "columns/zcwj/index.html")]


def test_dates_are_printed_as_they_are_meant(tmp_path: Path) -> None:
    found = block(tmp_path, **FULL)
    assert found["signed"] == [("2026-01-05", "")]
    assert found["published"] == [("2026-01-06 09:00", "")]


def test_what_a_record_does_not_say_is_not_shown(tmp_path: Path) -> None:
    assert list(block(tmp_path)) == [
        "issuers",
        "signed",
        "title",
        "published",
        "validity",
        "agency",
    ]


def test_who_reviewed_it_is_nobodys_business(tmp_path: Path) -> None:
    review = [{"step": "secrecy", "by": "张三", "date": "2026-01-05", "result": "pass"}]
    assert "张三" not in str(block(tmp_path, review=review))
