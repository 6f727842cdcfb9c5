"""What a header that cannot be read still says: whether the last version of a record may stay."""

from __future__ import annotations

import pytest

from opengov_ssg.cli.instants import as_of as instant
from opengov_ssg.read.raw_header import says_otherwise


def test_the_text_of_a_record_takes_nothing_back() -> None:
    until = instant("2026-12-01T09:00")
    assert not says_otherwise("---\ntitle: [\nstatus: 发布\n---\n\nstatus: draft\n".encode(), None)
    assert not says_otherwise(b"---\ntitle: [\npublic_until: 2026-12-01\n---\n", until)
    assert says_otherwise(b"---\ntitle: [\npublic_until: 2026-12-02\n---\n", until)
    assert says_otherwise(b"\n\n---\nstatus: draft\ntitle: [\n---\n", None)
    assert says_otherwise("\ufeff---\n状态: 草稿\n---\n".encode(), None)


HEADER = "---\ntitle: [\n{}\nsummary: 摘要\n---\n"
STEPS = (
    "review:\n  - step: secrecy\n    KEY: VALUE",
    "审查:\n- 环节: secrecy\n  KEY：VALUE",
    "审查记录:\n- KEY: VALUE  # 保密办\n  环节: secrecy",
    "review: [{step: secrecy, KEY: VALUE}]",
    "审查: [{KEY: VALUE, 环节: secrecy}]",
    '"review": [{"step": "secrecy", "KEY": "VALUE"}]',
    "审查: [{“环节”: “secrecy”, “KEY”： “VALUE”}]",
)
"""A step of a review as it may be written; some in ways that make a header unreadable."""
KEYS = ("result", "结果", "结论")


def of(text: str) -> bytes:
    """A header that cannot be read, with these lines in it."""
    return HEADER.replace("{}", text).encode()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("step", STEPS)
def test_a_review(step: str, key: str) -> None:
    """Only one that was passed lets the last version stay; an empty or unknown result is none."""
    step = step.replace("KEY", key)
    for value in ("pass", "通过"):
        assert not says_otherwise(of(step.replace("VALUE", value)), None)
    for value in ("fail", "不通过", "未通过", "passed", ""):
        assert says_otherwise(of(step.replace("VALUE", value)), None)


@pytest.mark.parametrize("value", ["fail", "不通过", "“不通过”", "'fail'"])
@pytest.mark.parametrize("key", KEYS)
def test_a_review_that_lost_its_place(key: str, value: str) -> None:
    assert says_otherwise(of(f"review:\n- step: secrecy\n{key}: {value}"), None)


@pytest.mark.parametrize(
    "text",
    [
        "result: {published: 2026-05-01T09:00, received: 3, adopted: 1}",
        "结果: {发布日期: 2026-05-01, 收到: 3, 采纳: 1}",
        "结果：\n  发布日期: 2026-05-01\n  收到: 3\n  采纳: 1",
        "结果:  # 五月底\n  收到: 3\n  说明: 不通过",
        "result: {\n  received: 3}",
        "结果: 收到意见三条",
        "征集结果:\n  收到: 3\n  采纳: 1",
        "征集结果: {收到: 3, 采纳: 1}",
        '"result": {"received": 3, "adopted": 1}',
        '{"kind": "consultation",\n  "result": {"received": 3}}',
        "审查:\n- {环节: secrecy, 结果: 通过}\n结果:\n  收到: 3",
        "结果类型: 采纳建议",
    ],
)
def test_the_result_of_a_consultation(text: str) -> None:
    """It is none of a review, and takes nothing back; beside it a review still does."""
    assert not says_otherwise(of(text), None)
    assert says_otherwise(of(f"{text}\n审查: [{{环节: secrecy, 结果: 不通过}}]"), None)
    assert says_otherwise(of(f"{text}\n状态: 草稿"), None)
