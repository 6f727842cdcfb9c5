"""Queries with exclusions, fields and quotation marks, and the records that they are to find."""

from __future__ import annotations

from opengov_ssg.search.texts import RecordText
from tests.search.making import record

NUMBERED = "通知甲"
MARKED = "清单戊"


def _records() -> list[RecordText]:
    made = [
        record(NUMBERED, "政务公开。国务院。", doc_no="国办发〔2016〕80号"),
        record("意见乙", "政务公开。"),
        record("办法丙", "政务公开。也请提意见。", agency="测试市教育局"),
        record("比例丁", "达到50%，零下-5度，“互联网+”行动。"),
        record(MARKED, f"{'各级工作。' * 60}各级工作、附件。"),
        record("数目己", "达到5000万元，50个，5％，55度，互联网行动，（互联网）+行动。"),
        record("政务公开庚", "正文。"),
    ]
    # So many that the best of a list are not all, each better than what is asked for.
    made += [
        record(f"各级工作{'零一二三四五六七八九'[place % 10]}", "各级工作。")
        for place in range(200)
    ]
    return [
        one._replace(card=one.card._replace(id=f"catalog/bgs/wj-{place:06}"))
        for place, one in enumerate(made)
    ]


RECORDS = _records()

WHOLE: list[tuple[str, str]] = [
    ("政务公开", "甲乙丙庚"),
    ("政务公开 -国务院", "乙丙庚"),
    ("政务公开 -國務院", "乙丙庚"),
    ("政務公開 -國務院", "乙丙庚"),
    ("政务公开 -意见", "甲庚"),
    ("政务公开 -标题:意见", "甲丙庚"),
    ("政务公开 -标题: 意见", "甲丙庚"),
    ("政务公开 -正文:意见", "甲乙庚"),
    ("政务公开 -机关:教育局", "甲乙庚"),
    ("政务公开 -文号:国办发", "乙丙庚"),
    ("标题: 政务公开", "庚"),
    ("标题：　政务公开", "庚"),
    ("标题: “政务公开”", "庚"),
    ("正文: 政务公开", "甲乙丙"),
    ("机关: 教育局", "丙"),
    ("文号: 国办发", "甲"),
    ("“50%”", "丁"),
    ('"50%"', "丁"),
    ("正文:“50%”", "丁"),
    ("50%", "丁己"),
    ("“互联网+”", "丁"),
    ("互联网+", "丁己"),
    ("“-5”", "丁"),
    ("“5％”", "己"),
    ("“50”", "丁己"),
    ("“500”", ""),
    ("500", "己"),
    ("达到 -“50%”", "己"),
    ("“各级工作、”", "戊"),
    ("“各级工作、附件”", "戊"),
]
"""Queries, and the last characters of the titles of all records that hold what they ask for."""

NUMBER: list[tuple[str, bool]] = [
    ("国办发2016 80号", True),
    ("文号：国办发2016 80号", True),
    ("文号: 国办发2016 80号", True),
    ("-国办发2016 80号", False),
    ("−国办发〔2016〕80号", False),
    ("-国办发〔2016〕80号😀", False),
    ("80号 -国办发2016", False),
]
"""Queries, and whether they are the number of :data:`NUMBERED`."""
