"""What a relation may call another record by, and what it leads to."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.conftest import record
from tests.making import HERE, codes, linked

TARGET = record(
    slug="wj-1", index_no="SHILIBGS7/2026-00001", doc_no="测政办发〔2026〕1号", title="甲的通知"
)
ID = "catalog/bgs/wj-1"


def repeals(tmp_path: Path, reference: str, number: str = "测政办发〔2026〕1号") -> tuple[str, ...]:
    """The ids that ``reference`` in ``repeals`` of a neighbour leads to."""
    files = {
        f"{HERE}/甲 1.md": TARGET.replace("测政办发〔2026〕1号", number),
        f"{HERE}/b.md": record(slug="wj-2", title="乙", repeals=[reference]),
    }
    made = linked(tmp_path, files)
    found: dict[str, tuple[str, ...]] = dict(made.catalog.by_id()["catalog/bgs/wj-2"].relations)
    return found.get("repeals", tuple(codes(made.problems)))


@pytest.mark.parametrize(
    "reference",
    [
        "SHILIBGS7/2026-00001",
        "ＳＨＩＬＩＢＧＳ７/2026-00001",
        "测政办发〔2026〕1号",
        "测政办发[2026]1号",
        "测政办发(2026)01号",
        "測政辦發【2026】第1號",
        "测政办发〔２０２６〕１号",
        "文号：测政办发〔2026〕1号",
        "甲 1.md",
        "./甲 1.md",
        "甲%201.md",
        "../2026/甲 1.md",
        "../../../bgs/documents/2026/甲 1.md",
        "catalog/bgs/wj-1",
        "catalog/bgs/wj-1.html",
        "/catalog/bgs/wj-1.html",
    ],
)
def test_a_record_goes_by_many_names(tmp_path: Path, reference: str) -> None:
    assert repeals(tmp_path, reference) == (ID,)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("disk", ["NFC", "NFD"])
def test_composed_or_not(tmp_path: Path, form: str, disk: str) -> None:
    """A Mac writes decomposed names; the text that names them is composed, or the other way."""
    name = unicodedata.normalize(disk, "résumé")  # type: ignore[arg-type]
    reference = unicodedata.normalize(form, "./résumé.md")  # type: ignore[arg-type]
    files = {f"{HERE}/{name}.md": TARGET, f"{HERE}/b.md": record(slug="wj-2", forwards=[reference])}
    made = linked(tmp_path, files)
    assert made.problems == []
    assert made.catalog.by_id()[ID].relations == (("forwarded_by", ("catalog/bgs/wj-2",)),)


@pytest.mark.parametrize(
    "reference",
    ["测政办发〔2026〕9号", "甲.md", "../甲 1.md", "甲的通知", "catalog/bgs/wj-9", "1号"],
)
def test_what_leads_nowhere_is_told(tmp_path: Path, reference: str) -> None:
    assert repeals(tmp_path, reference) == ("dangling-reference",)


def test_the_place_of_what_leads_nowhere(tmp_path: Path) -> None:
    made = linked(tmp_path, {f"{HERE}/a.md": record(repeals=["甲.md", "乙.md"])})
    assert [(one.line, one.column) for one in made.problems] == [(9, 11), (9, 19)]


ORDERS = ("国令第707号", "国务院令第707号", "中华人民共和国国务院令第707号")


@pytest.mark.parametrize("borne", ORDERS)
@pytest.mark.parametrize(
    "cited", [*ORDERS, "国务院令（第707号）", "国务院第707号令", "国务院第七百零七号令"]
)
def test_orders_of_the_state_council_are_one_whatever_they_are_called(
    tmp_path: Path, borne: str, cited: str
) -> None:
    assert repeals(tmp_path, cited, borne) == (ID,)


@pytest.mark.parametrize(
    ("borne", "cited", "same"),
    [
        ("交通运输部令2024年第1号", "中华人民共和国交通运输部令2024年第1号", True),
        ("中华人民共和国海关总署公告2020年第1号", "海关总署公告2020年第1号", True),
        ("国务院令第707号", "国务院令第708号", False),
        ("交通运输部令2024年第1号", "国务院令2024年第1号", False),
        ("国发〔2016〕8号", "国办发〔2016〕8号", False),
        ("中华人民共和国令第1号", "国令第1号", False),
    ],
)
def test_other_orders(tmp_path: Path, borne: str, cited: str, same: bool) -> None:
    assert repeals(tmp_path, cited, borne) == ((ID,) if same else ("dangling-reference",))


def test_a_number_that_two_bear_names_neither(tmp_path: Path) -> None:
    files = {
        f"{HERE}/a.md": TARGET,
        f"{HERE}/b.md": TARGET.replace("wj-1", "wj-2").replace("00001", "00002"),
        f"{HERE}/c.md": record(slug="wj-3", amends=["测政办发〔2026〕1号", "b.md"]),
    }
    made = linked(tmp_path, files)
    (found,) = made.problems
    assert (found.name, found.path, found.line) == ("ambiguous-reference", f"{HERE}/c.md", 9)
    assert dict(found.args)["others"] == "catalog/bgs/wj-1、catalog/bgs/wj-2"
    assert dict(made.catalog.by_id()["catalog/bgs/wj-3"].relations) == {
        "amends": ("catalog/bgs/wj-2",)
    }


class TestRelations:
    def test_both_ends_know(self, tmp_path: Path) -> None:
        files = {
            f"{HERE}/a.md": TARGET,
            f"{HERE}/b.md": record(slug="wj-2", forwards=["a.md"], amends=["a.md"]),
            "content/bgs/interpretations/2026/c.md": record(
                kind="interpretation", slug="jd-1", interprets=["测政办发〔2026〕1号"]
            ),
        }
        items = linked(tmp_path, files).catalog.by_id()
        assert items[ID].relations == (
            ("amended_by", ("catalog/bgs/wj-2",)),
            ("forwarded_by", ("catalog/bgs/wj-2",)),
            ("interpretations", ("interpretations/jd-1",)),
        )
        assert items[ID].interpretations == ("interpretations/jd-1",)
        assert items["interpretations/jd-1"].interprets == (ID,)

    def test_named_twice_it_is_one(self, tmp_path: Path) -> None:
        files = {
            f"{HERE}/a.md": TARGET,
            f"{HERE}/b.md": record(slug="wj-2", repeals=["a.md", "测政办发〔2026〕1号"]),
        }
        items = linked(tmp_path, files).catalog.by_id()
        assert items["catalog/bgs/wj-2"].relations == (("repeals", (ID,)),)
        assert items[ID].relations == (("repealed_by", ("catalog/bgs/wj-2",)),)

    def test_to_one_that_is_not_public_nothing_is_shown(self, tmp_path: Path) -> None:
        files = {
            f"{HERE}/a.md": TARGET.replace('slug: "wj-1"', 'slug: "wj-1"\nstatus: draft'),
            f"{HERE}/b.md": record(slug="wj-2", repeals=["a.md"]),
        }
        made = linked(tmp_path, files)
        assert [(one.name, one.severity) for one in made.problems] == [
            ("relation-not-public", "warning")
        ]
        assert made.catalog.items[0].relations == ()

    def test_to_a_withdrawn_one_its_notice_is_linked(self, tmp_path: Path) -> None:
        gone = {"at": "2026-02-01", "kind": "notice", "reason": "有误"}
        files = {
            f"{HERE}/a.md": record(slug="wj-1", withdrawn=gone),
            f"{HERE}/b.md": record(slug="wj-2", repeals=["a.md"]),
        }
        made = linked(tmp_path, files)
        assert made.problems == []
        assert dict(made.catalog.items[0].relations) == {"repeals": (ID,)}

    @pytest.mark.parametrize("length", [1, 2, 3])
    def test_no_document_repeals_itself_however_long_the_way(
        self, tmp_path: Path, length: int
    ) -> None:
        files = {
            f"{HERE}/{n}.md": record(slug=f"wj-{n}", repeals=[f"{(n + 1) % length}.md"])
            for n in range(length)
        }
        assert codes(linked(tmp_path, files).problems) == ["relation-cycle"]
