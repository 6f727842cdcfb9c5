"""A special's page: what an editor chose, what it selected of itself, its timeline, its phase."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.views import SpecialsView, SpecialView
from tests.conftest import record
from tests.making import HERE, pages

SPECIAL = "content/specials/gk/index.md"
PAGE = "specials/gk/index.html"


def special(**fields: object) -> str:
    given = {"kind": "special", "title": "政务公开专题", "slug": "gk", "signed": None, **fields}
    return record("汇集各件。", **given)


def document(name: str, **fields: object) -> dict[str, str]:
    given = {"title": f"关于{name}的通知", "slug": f"wj-{name}", **fields}
    return {f"{HERE}/{name}.md": record(**given)}


def view(root: Path, files: dict[str, str], as_of: str = "2026-11-22") -> SpecialView:
    found = pages(root, files, as_of)[PAGE].view
    assert isinstance(found, SpecialView)
    return found


REF = "../../bgs/documents/2026"
AWAY = "https://www.gov.cn/a"


class TestWhatWasChosen:
    def test_a_record_is_named_with_its_number_agency_and_date(self, tmp_path: Path) -> None:
        chosen = [{"title": "文件", "items": [{"ref": f"{REF}/a.md", "note": "先读这一件"}]}]
        files = {SPECIAL: special(sections=chosen), **document("a", doc_no="测政办发〔2026〕1号")}
        (section,) = view(tmp_path, files).sections
        (entry,) = section.entries
        assert (entry.text, entry.url) == ("关于a的通知", "catalog/bgs/wj-a.html")
        assert (entry.number, entry.agency) == ("测政办发〔2026〕1号", "测试市人民政府办公室")
        assert (entry.date, entry.note) == ("2026-01-05", "先读这一件")

    def test_what_is_not_held_leads_out_or_nowhere(self, tmp_path: Path) -> None:
        items = [
            {"title": "别处的文件", "url": "https://news.example/a"},
            {"title": "政府网的文件", "url": "https://www.gov.cn/a"},
            {"title": "未见全文的文件"},
        ]
        sections = [{"title": "文件", "items": items}]
        (section,) = view(tmp_path, {SPECIAL: special(sections=sections)}).sections
        away, trusted, nowhere = section.entries
        assert away.out is not None and away.out.url.startswith("out/")
        assert trusted.out is not None and trusted.out.address == "https://www.gov.cn/a"
        assert nowhere.out is None and not nowhere.url

    def test_what_is_not_public_is_nowhere_not_even_in_the_editors_words(
        self, tmp_path: Path
    ) -> None:
        items = [{"ref": f"{REF}/a.md", "title": "将要公布的文件"}]
        sections = [{"title": "文件", "items": items}]
        files = {SPECIAL: special(sections=sections), **document("a", published="2026-12-01")}
        assert view(tmp_path, files).sections == ()
        assert view(tmp_path, files, "2026-12-01").sections[0].entries[0].text == "将要公布的文件"

    def test_what_was_withdrawn_leads_to_its_notice(self, tmp_path: Path) -> None:
        sections = [{"title": "文件", "items": [{"ref": f"{REF}/a.md", "title": "原来的标题"}]}]
        gone = {"at": "2026-05-01", "kind": "notice", "reason": "内容有误"}
        files = {SPECIAL: special(sections=sections), **document("a", withdrawn=gone)}
        (entry,) = view(tmp_path, files).sections[0].entries
        assert (entry.text, entry.url) == ("文件撤回说明", "catalog/bgs/wj-a.html")


class TestWhatItSelects:
    def test_after_what_was_chosen_the_newest_first(self, tmp_path: Path) -> None:
        section = {
            "title": "文件",
            "items": [{"ref": f"{REF}/a.md"}],
            "select": {"topics": ["综合政务\\政务公开"], "agencies": ["测试市人民政府办公室"]},
        }
        topic = {"topics": ["综合政务\\政务公开"]}
        files = {
            SPECIAL: special(sections=[section]),
            **document("a", **topic),
            **document("b", published="2026-02-01", **topic),
            **document("c", published="2026-03-01", **topic),
            **document("d", published="2026-03-02"),
            **document("e", agency="jyj", **topic),
        }
        (found,) = view(tmp_path, files).sections
        assert [one.text for one in found.entries] == ["关于a的通知"]
        assert [row.title for row in found.rows] == ["关于c的通知", "关于b的通知"]
        assert found.conditions == (
            "主题分类为综合政务\\政务公开",
            "发布机构为测试市人民政府办公室",
        )

    def test_kinds_by_their_chinese_names_and_a_period(self, tmp_path: Path) -> None:
        wanted = {"kinds": ["政府信息"], "since": "2026-02-01", "until": "2026-02-28"}
        files = {
            SPECIAL: special(sections=[{"title": "二月", "select": wanted}]),
            **document("a", published="2026-01-31"),
            **document("b", published="2026-02-28T23:00"),
            "content/bgs/news/2026/n.md": record(
                kind="news", title="动态", slug="dt-1", signed=None, published="2026-02-02"
            ),
        }
        (found,) = view(tmp_path, files).sections
        assert [row.title for row in found.rows] == ["关于b的通知"]
        assert found.conditions == ("类型为政府信息", "发布于2026-02-01 至 2026-02-28")


def test_the_timeline_is_in_order_of_time(tmp_path: Path) -> None:
    events = [
        {"date": "2026-03-01", "text": "印发", "ref": f"{REF}/a.md"},
        {"date": "2026-01-01", "text": "起草", "url": "https://www.gov.cn/a"},
        {"date": "2026-03-01", "text": "公布"},
    ]
    found = view(tmp_path, {SPECIAL: special(timeline=events), **document("a")}).timeline
    assert [(one.date, one.text) for one in found] == [
        ("2026-01-01", "起草"),
        ("2026-03-01", "印发"),
        ("2026-03-01", "公布"),
    ]
    assert found[0].out is not None and found[0].link is None
    assert found[1].link is not None and found[1].link.url == "catalog/bgs/wj-a.html"
    assert found[2].link is None and found[2].out is None


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"published": "2026-12-01"}])
def test_an_entry_of_the_timeline_stays_without_what_is_not_public(
    tmp_path: Path, hidden: dict[str, str]
) -> None:
    events = [{"date": "2026-03-01", "text": "印发通知", "ref": f"{REF}/a.md", "url": AWAY}]
    files = {SPECIAL: special(timeline=events), **document("a", title="暂不公开的标题", **hidden)}
    (entry,) = view(tmp_path, files).timeline
    assert (entry.text, entry.link, entry.out) == ("印发通知", None, None)
    shown = repr(pages(tmp_path, files, "2026-11-22")[PAGE])
    assert "暂不公开的标题" not in shown and "wj-a" not in shown


class TestPhase:
    @pytest.mark.parametrize(
        ("as_of", "phase"), [("2026-06-29", "ongoing"), ("2026-06-30", "archived")]
    )
    def test_it_is_archived_from_its_day_on(self, as_of: str, phase: str, tmp_path: Path) -> None:
        found = view(tmp_path, {SPECIAL: special(archived="2026-06-30")}, as_of)
        assert (found.phase, found.opened, found.archived) == (phase, "2026-01-06", "2026-06-30")

    def test_the_index_names_what_is_going_on_first(self, tmp_path: Path) -> None:
        files = {
            f"content/specials/{slug}/index.md": special(slug=slug, opened=opened, archived=ended)
            for slug, opened, ended in (
                ("a", "2026-01-01", None),
                ("b", "2026-03-01", None),
                ("c", "2025-01-01", "2025-06-01"),
                ("d", "2025-01-01", "2025-12-01"),
            )
        }
        index = pages(tmp_path, files)["specials/index.html"].view
        assert isinstance(index, SpecialsView)
        assert [one.url.split("/")[1] for one in index.ongoing] == ["b", "a"]
        assert [one.url.split("/")[1] for one in index.archived] == ["d", "c"]

    def test_without_a_special_there_is_no_index(self, tmp_path: Path) -> None:
        assert "specials/index.html" not in pages(tmp_path, document("a"))
