"""Where a record lies: its slug, else its number as it stands; former addresses lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.link.addresses import record_id
from tests.conftest import record
from tests.making import HERE, codes, document, linked

G1, G2 = "000014349/2016-00100", "11441700007280420Y/2021-00050"
G3, G4 = "6107280000/2024-001005", "01527918X-2020-153077"


@pytest.mark.parametrize("number", [G1, G2, "11341702486344515H/202110-00013", G3, G4])
def test_a_number_is_the_address_as_it_stands(number: str) -> None:
    made = document(index_no=number, slug=None)  # type: ignore[arg-type]
    assert record_id(made) == f"catalog/{number}"


def test_a_slug_decides_even_beside_a_number() -> None:
    """A record that began with a slug keeps its address when a number comes."""
    assert record_id(document(index_no=G1, slug="wj-2016-0001")) == "catalog/bgs/wj-2016-0001"


def test_a_malformed_number_is_printed_but_the_slug_is_the_address(tmp_path: Path) -> None:
    text = record(index_no="0142768-8/2022-00185", origin="imported")
    made = linked(tmp_path, {f"{HERE}/a.md": text})
    (item,) = made.catalog.items
    assert item.id == "catalog/bgs/wj-2026-0001"
    assert item.entry.record.index_no == "0142768-8/2022-00185"  # type: ignore[union-attr]


def test_interpretations_and_pages_lie_by_their_slug(tmp_path: Path) -> None:
    files = {
        "content/bgs/interpretations/2026/a.md": record(kind="interpretation", slug="jd-2026-0001"),
        "content/pages/b.md": record(kind="page", slug="disclosure/guide"),
    }
    ids = [item.id for item in linked(tmp_path, files).catalog.items]
    assert ids == ["disclosure/guide", "interpretations/jd-2026-0001"]


@pytest.mark.parametrize(
    "slug",
    [
        *("index", "search", "404", "sitemap", "catalog", "catalog/x", "agencies/bgs", "feeds/a"),
        *("assets/a", "out/a", "data/catalog", "interpretations/jd-2026-0001", "gazette", "en/a"),
        *("disclosure/index", "disclosure/bgs/index", "disclosure/bgs/rules"),
        *("disclosure/bgs/content/rules/regulation/index", "disclosure/bgs/reports/2025"),
    ],
)
def test_pages_stay_out_of_what_the_program_writes(tmp_path: Path, slug: str) -> None:
    made = linked(tmp_path, {"content/pages/a.md": record(kind="page", slug=slug)})
    assert [(one.name, one.hint, one.line) for one in made.problems] == [
        ("address-form", "reserved", 6)
    ]


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("news", "index"),
        ("interpretation", "2026-1"),
        ("press-conference", "calendar-2026"),
        ("press-conference", "spokespersons"),
    ],
)
def test_no_record_lies_where_a_list_comes_to_be(tmp_path: Path, kind: str, slug: str) -> None:
    """Such a list is there once there are records enough, which may be on the day of a release."""
    more = {"held": "2026-01-08", "speakers": [{"name": "张某"}]} if "press" in kind else {}
    made = linked(tmp_path, {f"{HERE}/a.md": record(kind=kind, slug=slug, **more)})
    assert [(one.name, one.hint) for one in made.problems] == [("address-form", "reserved")]


def test_two_records_at_one_address_are_told(tmp_path: Path) -> None:
    made = linked(tmp_path, {f"{HERE}/a.md": record(), f"{HERE}/b.md": record()})
    (found,) = made.problems
    assert (found.name, found.path, found.line) == ("address-twice", f"{HERE}/b.md", 6)
    assert dict(found.args)["other"] == f"{HERE}/a.md"


class TestFormerAddresses:
    def test_an_alias_leads_to_the_present_address(self, tmp_path: Path) -> None:
        text = record(aliases=["art/2016/11/10/art_1.html", "catalog/bgs/old.html"])
        made = linked(tmp_path, {f"{HERE}/a.md": text})
        assert made.catalog.redirects == (
            ("art/2016/11/10/art_1.html", "catalog/bgs/wj-2026-0001.html"),
            ("catalog/bgs/old.html", "catalog/bgs/wj-2026-0001.html"),
        )

    def test_one_of_a_record_that_is_not_public_leads_nowhere(self, tmp_path: Path) -> None:
        text = record(aliases=["old.html"], status="draft")
        assert linked(tmp_path, {f"{HERE}/a.md": text}).catalog.redirects == ()

    def test_one_of_a_withdrawn_record_leads_to_its_notice(self, tmp_path: Path) -> None:
        gone = {"at": "2026-02-01", "kind": "notice", "reason": "有误"}
        made = linked(tmp_path, {f"{HERE}/a.md": record(aliases=["old.html"], withdrawn=gone)})
        assert made.catalog.redirects == (("old.html", "catalog/bgs/wj-2026-0001.html"),)

    @pytest.mark.parametrize(
        "alias",
        [
            *("/a.html", "a//b.html", "../a.html", "a/./b.html", "a.jsp", "a", "http://x/a.html"),
            *(
                "a\\b.html",
                "a?id=1.html",
                "a#b.html",
                "a%20b.html",
                "a b.html",
                "a\tb.html",
                "a*.html",
            ),
        ],
    )
    def test_what_is_no_address_is_told(self, tmp_path: Path, alias: str) -> None:
        made = linked(tmp_path, {f"{HERE}/a.md": record(aliases=[alias])})
        assert [(one.name, one.hint) for one in made.problems] == [("address-form", "alias")]

    @pytest.mark.parametrize("status", ["draft", "published"])
    def test_an_alias_is_nobody_elses(self, tmp_path: Path, status: str) -> None:
        """Public or not: an alias that is taken would fail on the day the other one is released."""
        files = {
            f"{HERE}/a.md": record(),
            f"{HERE}/b.md": record(
                slug="wj-2", status=status, aliases=["catalog/bgs/wj-2026-0001.html"]
            ),
            f"{HERE}/c.md": record(slug="wj-3", aliases=["old.html"]),
            f"{HERE}/d.md": record(slug="wj-4", status=status, aliases=["old.html"]),
        }
        made = linked(tmp_path, files)
        assert codes(made.problems) == ["address-twice", "address-twice"]
        assert [one.path for one in made.problems] == [f"{HERE}/b.md", f"{HERE}/d.md"]


@pytest.mark.parametrize(
    "alias", ["news/index.html", "catalog/by-year/2030/index.html", "gazette/gb/2030/index.html"]
)
def test_no_former_address_is_that_of_a_list(tmp_path: Path, alias: str) -> None:
    """Though there be no such list yet: the day it comes to be, two files would lie there."""
    made = linked(tmp_path, {f"{HERE}/a.md": record(aliases=[alias])})
    assert [one.name for one in made.problems] == ["address-twice"]
    assert not made.catalog.redirects
