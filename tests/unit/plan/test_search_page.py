"""The search page: the same whatever is found, with lists for readers without script."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import record
from tests.making import HERE, pages


def test_what_it_shows(tmp_path: Path) -> None:
    page = pages(tmp_path, {f"{HERE}/a.md": record()})["search.html"]
    assert page.heading == "搜索"
    assert page.indexable
    assert page.canonical.endswith("/search.html")  # whatever is asked
    view = page.view
    assert view.kinds["document"] == "政府信息"
    assert view.validities["repealed"] == "废止"
    by = {browse.by: browse.entries for browse in view.browses}
    assert [one.text for one in by["agency"]] == ["测试市人民政府办公室"]


def test_records_change_only_its_lists(tmp_path: Path) -> None:
    one = pages(tmp_path / "a", {f"{HERE}/a.md": record()})["search.html"]
    other = pages(tmp_path / "b", {f"{HERE}/a.md": record(title="另一份文件")})["search.html"]
    assert one == other
