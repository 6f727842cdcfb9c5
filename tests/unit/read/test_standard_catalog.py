"""Tables of standard catalogs as spreadsheets export them: titles, joined cells, ticked boxes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.model.records import CatalogRow, StandardCatalog
from opengov_ssg.read.reader import Read
from tests.making import codes, read_files

FOLDER = "content/bgs/standard-catalogs/2026"
HEADER = """---
kind: standard-catalog
title: 主动公开基本目录
agency: bgs
disclosure: 主动公开
slug: ceshi
published: 2026-01-02
table: 目录.csv
---
"""
CHINESE = ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
ENGLISH = ["area", "item", "content", "basis", "time_limit", "body", "channels"]
ROW = ["政策", "文件", "文件、解读", "条例", "20个工作日", "测试市教育局", "政府网站、政府公报"]


def table(*rows: list[str]) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def read(root: Path, data: str | bytes) -> Read:
    """A catalog with ``data`` as its table."""
    files: dict[str, Any] = {f"{FOLDER}/a.md": HEADER, f"{FOLDER}/a/目录.csv": data}
    return read_files(root, files)[0]


def rows(root: Path, data: str | bytes) -> tuple[CatalogRow, ...]:
    """The rows of a table without faults."""
    found = read(root, data)
    assert found.entry is not None, found.problems
    assert isinstance(found.entry.record, StandardCatalog)
    return found.entry.record.rows


@pytest.mark.parametrize("heads", [CHINESE, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_headings_in_both_languages_in_every_encoding(
    tmp_path: Path, heads: list[str], encoding: str
) -> None:
    (row,) = rows(tmp_path, table(heads, ROW).encode(encoding))
    assert (row.area, row.body, row.mode, row.audience) == (
        "政策",
        "测试市教育局",
        "主动",
        "全社会",
    )
    assert row.channels == ("政府网站", "政府公报")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("公开内容(要素)", "content"),
        ("公开内容（要素）", "content"),
        ("公开\n渠道和载体", "channels"),
        ("公开渠道和载体（“■”表示必选项）", "channels"),
    ],
)
def test_headings_as_they_are_printed(tmp_path: Path, heading: str, field: str) -> None:
    heads = [heading if name == field else name for name in ENGLISH]
    assert rows(tmp_path, table(heads, ROW))


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    title = ["测试市主动公开基本目录", *[""] * 6]
    assert len(rows(tmp_path, table(title, title, CHINESE, ROW))) == 1


def test_an_area_stands_for_the_rows_below_it(tmp_path: Path) -> None:
    below, other = ["", *ROW[1:]], ["招生", *ROW[1:]]
    found = rows(tmp_path, table(CHINESE, ROW, below, other, below))
    assert [row.area for row in found] == ["政策", "政策", "招生", "招生"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("■政府网站 □政府公报 ■两微一端", ("政府网站", "两微一端")),
        (
            "■ 政府网站\n■ 社区/企事业单位/村公示栏（电子屏）\n□ 其他",
            ("政府网站", "社区/企事业单位/村公示栏（电子屏）"),
        ),
        ("☑政府网站、☐其他", ("政府网站",)),
        ("√政府网站；√其他", ("政府网站", "其他")),
        ("政府网站；政府公报", ("政府网站", "政府公报")),
    ],
)
def test_carriers_are_ticked_or_listed(
    tmp_path: Path, cell: str, expected: tuple[str, ...]
) -> None:
    (row,) = rows(tmp_path, table(CHINESE, [*ROW[:-1], cell]))
    assert row.channels == expected


def test_other_options_are_ticked_too(tmp_path: Path) -> None:
    heads = [*CHINESE, "公开对象", "公开方式", "公开层级", "五公开", "主题分类", "栏目", "主题词"]
    cells = ["□全社会 ■特定群体（申请人）", "□主动 ■依申请", "■县级 ■乡级", "服务、结果"]
    more = ["科技、教育\\教育；综合政务\\政务公开", "政策文件", "招生；入学"]
    (row,) = rows(tmp_path, table(heads, [*ROW, *cells, *more]))
    assert (row.audience, row.mode, row.level) == ("特定群体（申请人）", "依申请", "县级、乡级")
    assert len(row.five_open) == 2
    assert len(row.topics) == 2
    assert (row.column, row.keywords) == ("zcwj", ("招生", "入学"))


def test_the_place_of_each_row_is_known(tmp_path: Path) -> None:
    long = [*ROW[:2], "文件\n解读", *ROW[3:]]
    entry = read(tmp_path, table(CHINESE, long, ROW)).entry
    assert entry is not None
    assert [entry.place(f"rows.{index}") for index in range(2)] == [(2, 1), (4, 1)]
    assert [file.name for file in entry.files] == ["目录.csv"]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    files = {f"{FOLDER}/a.md": HEADER}
    assert codes(read_files(tmp_path, files)[0].problems) == ["attachment-missing"]


def test_rows_of_the_header_bear_their_columns_code(tmp_path: Path) -> None:
    row = dict(zip(ENGLISH, ROW, strict=True)) | {"column": "政策文件"}
    fields = ", ".join(f"{key}: {value}" for key, value in row.items())
    text = HEADER.replace("table: 目录.csv", f"rows:\n  - {{{fields}}}")
    entry = read_files(tmp_path, {f"{FOLDER}/a.md": text})[0].entry
    assert entry is not None
    assert isinstance(entry.record, StandardCatalog)
    assert entry.record.rows[0].column == "zcwj"


@pytest.mark.parametrize(("count", "more"), [(20, ""), (21, "1"), (300, "280")])
def test_of_many_faults_the_first_are_told_and_how_many_follow(
    tmp_path: Path, count: int, more: str
) -> None:
    done = read(tmp_path, table(CHINESE, *[ROW[:-1]] * count))
    lines = [one.line for one in done.problems]
    assert lines == list(range(2, 2 + min(count, 21)))
    assert [one.hint for one in done.problems[:20]] == ["ragged"] * 20
    rest = [(one.hint, dict(one.args)) for one in done.problems[20:]]
    assert rest == ([("more", {"count": more})] if more else [])
    assert done.entry is None
