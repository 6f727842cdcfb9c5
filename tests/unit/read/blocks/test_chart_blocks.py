"""Charts: a CSV file as spreadsheets save it, and what is wrong in it at its own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.blocks import ChartBlock
from opengov_ssg.model.charts import Chart, Series
from opengov_ssg.notation.html_text import text_of
from tests.unit.read.blocks.making import CSV, fence, read_body, told

BLOCK = fence("chart", "title: 办理情况", "data: d.csv")
WANTED = (Series("受理", ("1,024", "1300")), Series("办结", ("1000", "")))


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.replace("\n", "\r\n").encode(),
        (CSV + "\n,,\n").encode(),
        CSV.replace("1300", " 1300 ").encode(),
    ],
)
def test_data_as_spreadsheets_save_it(tmp_path: Path, data: bytes) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": data})
    assert done.body, done.problems
    chart = Chart("column", "办理情况", "", "年份", ("2024", "2025"), WANTED)
    assert done.body.blocks == (ChartBlock(chart, 0, "d.csv"),)
    assert text_of(done.body.html) == "办理情况年份受理办结 20241,0241000 20251300"


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("条形图", "bar"),
        ("柱形图", "column"),
        ("折线图", "line"),
        ("堆积图", "stacked"),
        ("line", "line"),
    ],
)
def test_kinds_and_remarks(tmp_path: Path, type_: str, kind: str) -> None:
    lines = [f"类型: {type_}", "标题: 甲", "数据: d.csv", "单位: 件", "注: 乙", "来源: 丙"]
    done = read_body(tmp_path, fence("chart", *lines))
    assert done.body, done.problems
    [block] = done.body.blocks
    assert isinstance(block, ChartBlock)
    assert (block.chart.kind, block.chart.unit) == (kind, "件")
    assert (block.chart.note, block.chart.source) == ("乙", "丙")


ROWS = "年份,受理\n" + "".join(f"{number},1\n" for number in range(201))


@pytest.mark.parametrize(
    ("data", "hint", "line", "column"),
    [
        ("", "empty", 1, 1),
        ("年份,受理\n", "empty", 1, 1),
        ("年份\n2024\n", "series", 1, 1),
        ("年份；受理\n2024；1\n", "series", 1, 1),
        ("年,1,2,3,4,5,6,7\n一,1,2,3,4,5,6,7\n", "series", 1, 1),
        ("年份,受理,\n2024,1,2\n", "heading", 1, 7),
        ("年份,受理\n2024,1\n2025,1,2\n", "ragged", 3, 1),
        ("年份,受理\n2024\n", "ragged", 2, 1),
        ("年份,受理,办结\n2024,1,约二\n", "number", 2, 8),
        ('年份,受理,办结\n"甲,\n乙","1,024",１\n', "number", 3, 12),
        ('年份,受理\n"2024,1\n', "broken", 2, 1),
        ('年份,受理\n"2024"x,1\n', "broken", 2, 1),
        (ROWS, "rows", 202, 1),
    ],
)
def test_what_is_wrong_is_told_in_the_file(
    tmp_path: Path, data: str, hint: str, line: int, column: int
) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": data})
    assert told(done) == [("d.csv", "chart-data", hint, line, column)]


def test_every_cell_is_told(tmp_path: Path) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": "年,数\n一,甲\n二,2\n三,丙\n"})
    assert [one[3:] for one in told(done)] == [(2, 3), (4, 3)]


def test_two_hundred_rows_are_drawn(tmp_path: Path) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": ROWS.rpartition("200")[0]})
    assert done.body, done.problems


def test_what_is_no_text(tmp_path: Path) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": b"\xc4\xea,\xca\xfd\n\xff\xff,1\n"})
    assert told(done) == [("d.csv", "undecodable", "", 2, 1)]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    done = read_body(tmp_path, BLOCK, **{"d.csv": b"1" * ((1 << 20) + 1)})
    assert told(done) == [("a.md", "block-malformed", "large", 13, 7)]
