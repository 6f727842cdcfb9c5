"""The beginning of the running text, for descriptions and feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import record
from tests.making import read_one


def excerpt(tmp_path: Path, body: str) -> str:
    done = read_one(tmp_path, record(body), **{"图.png": b"\x89PNG\r\n\x1a\n"})
    assert done.entry is not None, done.problems
    return done.entry.body.excerpt if done.entry.body else ""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("各区人民政府：\n\n现印发给你们。", "各区人民政府：现印发给你们。"),
        ("## 一、总则\n\n第一条 为了**公开**。", "第一条 为了公开。"),
        ("按照国办发〔2016〕80号和《政务公开办法》", "按照国办发〔2016〕80号和《政务公开办法》"),
        ("见[附件](#s1)与[网站](https://www.gov.cn/)。\n\n## 附", "见附件与网站。"),
        ("![图](a/图.png)说明", "说明"),
        ("A&B <b>加粗</b> &lt;", "A&B 加粗 <"),
        ("| 甲 |\n|--|\n| 乙 |", ""),
        ('<p class="signature">国务院办公厅</p>', ""),
        ("", ""),
    ],
)
def test_running_text_without_marks(tmp_path: Path, body: str, text: str) -> None:
    assert excerpt(tmp_path, body) == text


def test_no_more_than_120_characters(tmp_path: Path) -> None:
    text = excerpt(tmp_path, "公开" * 200)
    assert len(text) == 120
    assert text.endswith("公…")


def test_a_long_first_paragraph_or_table_does_not_empty_it(tmp_path: Path) -> None:
    assert len(excerpt(tmp_path, "公开" * 5000)) == 120
    table = "<table>" + "<tr><td>甲</td></tr>" * 800 + "</table>"
    assert excerpt(tmp_path / "table", f"{table}\n\n正文。") == "正文。"
