"""Documents named in running text: which record is meant, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from opengov_ssg.model.catalog import Citation
from tests.conftest import record
from tests.making import HERE, linked

SOURCE = {"name": "测试网", "url": "https://www.test.gov.cn/a.html"}
LONG = "测试市人民政府关于加强政务公开工作的意见"


def cites(
    tmp_path: Path, body: str, **held: Mapping[str, object]
) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """The targets of the body's citations and what it cites; ``held`` are other records."""
    files = {
        f"{HERE}/0.md": record(body, slug="citing", title="本通知", doc_no="本政发〔2026〕9号")
    }
    files |= {
        f"{HERE}/{slug}.md": record(**{"slug": slug, "title": slug, **fields})
        for slug, fields in held.items()
    }
    made = linked(tmp_path, files)
    item = made.catalog.by_id()["catalog/bgs/citing"]
    return item.targets, item.cites


def held(slug: str) -> str:
    return f"catalog/bgs/{slug}"


class TestNumbers:
    def test_of_several_readings_the_likeliest_that_is_held(self, tmp_path: Path) -> None:
        body = "现按照测政办发〔2026〕1号办理"
        targets, found = cites(
            tmp_path, body, a={"doc_no": "测政办发〔2026〕1号"}, b={"doc_no": "政办发〔2026〕1号"}
        )
        assert targets == (f"{held('a')}.html",)
        assert found == (Citation("测政办发〔2026〕1号", held("a")),)

    def test_another_office_s_number_is_not_that_of_a_shorter_code(self, tmp_path: Path) -> None:
        """One character more before the code is a district's name, not a word of the sentence."""
        targets, found = cites(
            tmp_path, "（招政办发〔2014〕12号）", a={"doc_no": "政办发〔2014〕12号"}
        )
        assert targets == ("",)
        assert found == (Citation("招政办发〔2014〕12号", ""),)

    def test_else_the_longest_that_is_held(self, tmp_path: Path) -> None:
        """Where the code begins is a guess; the site's own numbers decide."""
        body = "请对照人社规〔2026〕1号"
        number = "照人社规〔2026〕1号"
        targets, _ = cites(tmp_path, body, a={"doc_no": number}, b={"doc_no": "社规〔2026〕1号"})
        assert targets == (f"{held('a')}.html",)

    @pytest.mark.parametrize(
        "order", ["国令第707号", "国务院令第707号", "中华人民共和国国务院令第707号"]
    )
    @pytest.mark.parametrize(
        "named", ["国令第707号", "国务院令第707号", "中华人民共和国国务院令第707号"]
    )
    def test_orders(self, tmp_path: Path, order: str, named: str) -> None:
        targets, _ = cites(tmp_path, f"根据《条例》（{named}）制定", a={"doc_no": order})
        assert targets == (f"{held('a')}.html",)

    def test_one_that_is_not_held_is_told_without_a_link(self, tmp_path: Path) -> None:
        targets, found = cites(tmp_path, "见国办发〔2016〕80号")
        assert targets == ("",)
        assert found == (Citation("国办发〔2016〕80号", ""),)

    def test_one_that_is_not_public_is_as_good_as_not_held(self, tmp_path: Path) -> None:
        fields = {"doc_no": "国办发〔2016〕80号", "signed": "2016-11-10", "status": "draft"}
        targets, _ = cites(tmp_path, "见国办发〔2016〕80号", a=fields)
        assert targets == ("",)

    def test_of_two_copies_the_agencys_own(self, tmp_path: Path) -> None:
        number = {"doc_no": "测政发〔2026〕1号"}
        targets, _ = cites(
            tmp_path,
            "见测政发〔2026〕1号",
            a={**number, "origin": "repost", "source": SOURCE},
            b=number,
        )
        assert targets == (f"{held('b')}.html",)


class TestTitles:
    def test_a_title_between_its_marks_is_linked(self, tmp_path: Path) -> None:
        targets, found = cites(tmp_path, f"按照《{LONG}》", a={"title": LONG})
        assert targets == (f"{held('a')}.html",)
        assert found == (Citation(LONG, held("a")),)

    def test_inner_marks_do_not_matter(self, tmp_path: Path) -> None:
        targets, _ = cites(
            tmp_path,
            "见《关于印发〈政务公开办法〉的通知》",
            a={"title": "关于印发《政务公开办法》的通知"},
        )
        assert targets == (f"{held('a')}.html",)

    def test_one_that_two_records_bear_names_neither(self, tmp_path: Path) -> None:
        targets, found = cites(tmp_path, f"按照《{LONG}》", a={"title": LONG}, b={"title": LONG})
        assert targets == ("",)
        assert found == ()

    def test_one_that_is_not_held_is_no_citation(self, tmp_path: Path) -> None:
        """A book has a title too."""
        assert cites(tmp_path, f"按照《{LONG}》") == (("",), ())

    def test_title_and_number_of_one_document_are_one_citation(self, tmp_path: Path) -> None:
        fields = {"title": LONG, "doc_no": "测政发〔2026〕1号"}
        targets, found = cites(tmp_path, f"按照《{LONG}》（测政发〔2026〕1号）", a=fields)
        assert targets == (f"{held('a')}.html",) * 2
        assert [one.id for one in found] == [held("a")]


class TestCounting:
    def test_a_document_does_not_cite_itself(self, tmp_path: Path) -> None:
        targets, found = cites(tmp_path, "《本通知》即本政发〔2026〕9号自公布之日起施行")
        assert (targets[-1], found) == ("", ())

    def test_not_even_when_a_copy_bears_its_number(self, tmp_path: Path) -> None:
        number = {"doc_no": "本政发〔2026〕9号", "title": "本通知"}
        targets, found = cites(tmp_path, "本政发〔2026〕9号", a=number)
        assert (targets, found) == (("",), ())

    def test_the_cited_ones_know_by_whom(self, tmp_path: Path) -> None:
        body = "见测政发〔2026〕1号、测政发〔2026〕1号"
        files = {f"{HERE}/{n}.md": record(body, slug=f"wj-{n}", title=f"{n}") for n in "cba"}
        files[f"{HERE}/x.md"] = record(slug="wj-x", doc_no="测政发〔2026〕1号")
        catalog = linked(tmp_path, files).catalog
        item = catalog.by_id()["catalog/bgs/wj-x"]
        assert item.cited_by == tuple(held(f"wj-{n}") for n in "abc")
        assert (catalog.resolved, catalog.unresolved) == (3, 0)

    def test_resolved_and_unresolved_are_counted(self, tmp_path: Path) -> None:
        body = "见测政发〔2026〕1号和国发〔2016〕8号、国发〔2016〕8号"
        files = {
            f"{HERE}/a.md": record(body, slug="wj-1"),
            f"{HERE}/b.md": record(slug="wj-2", title="乙", doc_no="测政发〔2026〕1号"),
        }
        catalog = linked(tmp_path, files).catalog
        assert (catalog.resolved, catalog.unresolved) == (1, 1)
