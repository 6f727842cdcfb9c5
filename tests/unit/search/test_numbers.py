"""Numbers however they are written."""

from __future__ import annotations

import pytest

from opengov_ssg.search.numbers import number_key

SAME = {
    "国办发〔2016〕80号": [
        "国办发[2016]80号", "国办发【2016】80号", "国办发(2016)80号", "国办发2016 80号", "国办发 2016 80",
        "國辦發〔2016〕80號", "国办发〔２０１６〕８０号", "国办发〔2016〕第80号", "国办发〔2016〕080号",
        "文号：国办发〔2016〕80号", "国办发〔 2016 〕 80 号", "国办发〔二〇一六〕80号", "国办发﹝2016﹞80号",
    ],
    "国务院令第711号": [
        "中华人民共和国国务院令第711号", "国令第711号", "国务院令（第711号）", "第711号国务院令",
        "国务院令 第七百一十一号", "国务院第711号令",
    ],
    "国家税务总局公告2017年第4号": ["国家税务总局公告2017年第四号", "国家税务总局公告 2017年 第 4 号"],
    "000014349/2016-00100": ["０００014349／2016－00100", "索引号：000014349/2016-00100"],
}  # fmt: skip


@pytest.mark.parametrize("number", SAME)
def test_same(number: str) -> None:
    key = number_key(number)
    assert key
    assert {number_key(one) for one in SAME[number]} == {key}


def test_near_ones_differ() -> None:
    numbers = [
        "国办发〔2016〕80号",
        "国办发〔2016〕8号",
        "国办发〔2017〕80号",
        "国办函〔2016〕80号",
    ]
    assert len({number_key(one) for one in numbers}) == len(numbers)


@pytest.mark.parametrize(
    "text", ["", "2016", "政务公开", "第八十条", "\ud800", "__proto__", "(((", "〔〕号"]
)
def test_no_number(text: str) -> None:
    assert number_key(text) == ""
