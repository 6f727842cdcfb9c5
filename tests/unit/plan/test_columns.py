"""The index of columns: all of them, by sort, with who leads them; a column's list
has the same head."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.model.views import ColumnsView, ListView
from tests.conftest import SITE, record
from tests.making import HERE, pages, site

COLUMNS = """\
columns:
  - {code: zdly, name: 教育, description: 教育领域, statutory: welfare, focus: true, lead_agency: jyj}
  - {code: gh, name: 规划, description: 规划计划, statutory: plans}
  - {code: zcwj, name: 政策文件, description: 政策文件, freshness: notices}
  - {code: dt, name: 政务动态, description: 动态, kinds: [news], freshness: news, lead_agency: bgs}
  - {code: kong, name: 空栏目, description: 尚无信息的栏目}
statutory: [rules, plans, welfare]
"""
CONFIG = SITE[: SITE.index("columns:")] + COLUMNS + SITE[SITE.index("nav:") :]
FILES = {
    f"{HERE}/a.md": record(slug="wj-a", column="zcwj", published="2026-02-01"),
    f"{HERE}/b.md": record(slug="wj-b", column="教育"),
    "content/bgs/news/2026/n.md": record(kind="news", title="动态", slug="dt-1", signed=None),
}


def index(root: Path) -> ColumnsView:
    found = pages(root, FILES, of=site(CONFIG))["columns/index.html"].view
    assert isinstance(found, ColumnsView)
    return found


def test_the_statutory_ones_stand_in_the_order_of_the_law(tmp_path: Path) -> None:
    """Those of site.yaml among those that ``statutory`` sets up; a focus area is named in both."""
    groups = {group.key: [one.name for one in group.entries] for group in index(tmp_path).groups}
    rules = "行政法规、规章和规范性文件"
    assert groups == {
        "statutory": [rules, "规划", "教育"],
        "focus": ["教育"],
        "other": ["政策文件", "政务动态", "空栏目"],
    }


def test_what_has_records_is_linked_what_has_none_is_named(tmp_path: Path) -> None:
    entries = {one.name: one for group in index(tmp_path).groups for one in group.entries}
    assert (entries["政策文件"].url, entries["政策文件"].count) == ("columns/zcwj/index.html", 1)
    assert entries["政策文件"].newest == "2026-02-01"
    assert entries["政务动态"].url == "news/index.html"
    assert (entries["空栏目"].url, entries["空栏目"].count) == ("", 0)


def test_the_organ_is_told_by_the_pages_of_agencies(tmp_path: Path) -> None:
    """机关职能 has no records: where agencies tell it, the column leads to them."""
    config = CONFIG.replace("[rules, plans,", "[rules, organ, plans,")
    told = config.replace("name: 测试市教育局}", "name: 测试市教育局, functions: 管理教育}")
    for text, url in ((config, ""), (told, "agencies/index.html")):
        view = pages(tmp_path, FILES, of=site(text))["columns/index.html"].view
        assert isinstance(view, ColumnsView)
        (organ,) = [one for one in view.groups[0].entries if one.name.startswith("机关职能")]
        assert (organ.url, organ.count) == (url, 0)


def test_a_list_tells_who_leads_it_on_its_first_page(tmp_path: Path) -> None:
    found = pages(tmp_path, FILES, of=site(CONFIG))
    for path, lead, freshness in (
        ("columns/zdly/index.html", "测试市教育局", "static"),
        ("news/index.html", "测试市人民政府办公室", "news"),
    ):
        view = found[path].view
        assert isinstance(view, ListView) and view.column is not None
        assert view.column.lead is not None and view.column.lead.text == lead
        assert view.column.freshness == freshness
    assert [step.url for step in found["columns/zdly/index.html"].trail] == [
        "index.html",
        "columns/index.html",
    ]
    other = found["catalog/by-agency/bgs/index.html"].view
    assert isinstance(other, ListView) and other.column is None


def test_a_site_without_columns_has_no_index(tmp_path: Path) -> None:
    bare = SITE[: SITE.index("columns:")] + SITE[SITE.index("nav:") :]
    files = {f"{HERE}/a.md": record()}
    assert "columns/index.html" not in pages(tmp_path, files, of=site(bare))
