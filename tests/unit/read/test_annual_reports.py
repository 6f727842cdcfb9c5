"""Annual reports as files: any cell of tables 3 and 4 that is changed is told at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from opengov_ssg.errors import Problem
from opengov_ssg.model.report_rows import LINES3, LINES4
from opengov_ssg.read.checking.disclosure import CHAPTERS
from tests.conftest import ROOT
from tests.making import codes, read_files

SAMPLE = (ROOT / "content/sl-bgs/annual-reports/2025/niandu-baogao.md").read_text("utf-8")
REPORT = SAMPLE.replace("agency: sl-bgs", "agency: bgs")
PATH = "content/bgs/annual-reports/2025/report.md"


def problems(root: Path, text: str) -> list[Problem]:
    """What reading the report alone finds."""
    return list(read_files(root, {PATH: text})[0].problems)


def changed(text: str, key: str, at: int) -> tuple[str, int]:
    """The report with one more in a cell of the row ``key``, and the line of that row."""
    lines = text.splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
    cells = re.findall(r"[0-9]+", lines[number].partition("[")[2])
    cells[at] = str(int(cells[at]) + 1)
    lines[number] = f"    {key}: [{', '.join(cells)}]\n"
    return "".join(lines), number + 1


def cells() -> Iterator[tuple[str, int]]:
    """Every cell of table 3, then of table 4."""
    yield from ((line.key, at) for line in LINES3 for at in range(7))
    yield from ((line.key, at) for line in LINES4 for at in range(5))


def test_the_sample_is_right(tmp_path: Path) -> None:
    assert problems(tmp_path, REPORT) == []


def test_any_cell_changed_is_told_at_its_row(tmp_path: Path) -> None:
    for key, at in cells():
        text, line = changed(REPORT, key, at)
        found = problems(tmp_path, text)
        assert set(codes(found)) == {"report-sum"}, (key, at)
        assert {one.path for one in found} == {PATH}
        assert line in {one.line for one in found}, (key, at, found)


def test_a_cell_is_told_with_what_it_should_be(tmp_path: Path) -> None:
    text, line = changed(REPORT, "denied.6", 0)
    (found,) = problems(tmp_path, text)
    assert (found.line, found.column, found.hint) == (line, 16, "cell")
    assert dict(found.args) == {
        "table": "三",
        "label": "（三）不予公开 6.属于四类过程性信息／自然人",
        "stated": "2",
        "computed": "1",
    }


class TestChapters:
    @pytest.mark.parametrize("chapter", [name for name, _ in CHAPTERS])
    def test_each_is_missed(self, tmp_path: Path, chapter: str) -> None:
        text = REPORT.replace(f"## {chapter}\n", "")
        (found,) = problems(tmp_path, text)
        assert (found.name, found.hint) == ("report-chapter", "")
        assert dict(found.args) == {"names": chapter}

    def test_other_words_for_a_chapter_will_do(self, tmp_path: Path) -> None:
        text = REPORT.replace("## 五、存在的主要问题及改进情况", "## 五、主要问题和改进措施")
        text = text.replace("## 四、政府信息公开行政复议、行政诉讼情况", "## 四 行政复议与行政诉讼")
        assert problems(tmp_path, text) == []

    def test_a_seventh_is_told_at_its_heading(self, tmp_path: Path) -> None:
        (found,) = problems(tmp_path, f"{REPORT}\n## 七、附则\n\n无。\n")
        assert (found.name, found.hint) == ("report-chapter", "other")
        assert REPORT.count("\n") + 2 == found.line
