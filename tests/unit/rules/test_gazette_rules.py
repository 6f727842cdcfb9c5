"""What a complete gazette promises: every number once, none missing, everything printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.errors import Problem
from opengov_ssg.link.linking import link
from opengov_ssg.model.ledger import Ledger
from opengov_ssg.rules import registry
from opengov_ssg.rules.facts import Facts
from opengov_ssg.rules.passing import comes_and_goes
from tests.conftest import AS_OF, SITE, record
from tests.making import HERE, entries, instant, site

GAZETTES = """\
gazettes:
  - {code: gb, name: 测试市人民政府公报, agency: bgs, holdings: complete, label: 号, covers: [bgs]}
  - {code: part, name: 测试旧刊, agency: bgs, holdings: partial, label: 期}
rules: {addresses-recorded: off, disclosed-late: off, interpretation-missing: off}
"""
CONFIG = SITE + GAZETTES


def issue(number: str, year: int = 2025, series: str = "gb", **fields: object) -> dict[str, str]:
    """An issue, public unless its fields say otherwise; dated by its number within the year."""
    first = int(number.split("-")[0].removeprefix("增刊"))
    given = {
        "kind": "gazette-issue",
        "series": series,
        "year": year,
        "number": number,
        "date": f"{year}-01-{first:02d}",
        "published": f"{year}-06-01",
        **fields,
    }
    text = "".join(f"{key}: {value}\n" for key, value in given.items() if value is not None)
    return {f"content/gazette/{series}/{year}/{number}.yaml": text}


def issues(numbers: str, year: int = 2025, series: str = "gb") -> dict[str, str]:
    """Issues with these numbers, apart by blanks."""
    return {
        path: text
        for number in numbers.split()
        for path, text in issue(number, year, series).items()
    }


def found(tmp_path: Path, files: dict[str, str], as_of: str = AS_OF) -> list[Problem]:
    """What linking and the rules find about gazettes."""
    of = site(CONFIG)
    linked = link(entries(tmp_path, dict(files), of), of, instant(as_of))
    facts = Facts(linked.catalog, linked.known, linked.lasting, Ledger(), instant(as_of).date())
    problems = [*linked.problems, *registry.check(facts)]
    return [one for one in problems if one.name.startswith("gazette-")]


def told(problems: list[Problem]) -> list[str]:
    """The names of the problems with the file each is told of."""
    return [f"{one.name} {one.path.rpartition('/')[2]}" for one in problems]


class TestGaps:
    def test_a_missing_issue_names_its_neighbours(self, tmp_path: Path) -> None:
        (gap,) = found(tmp_path, issues("1 2 3 4 5 6 8 9"))
        words = dict(gap.args)
        assert (gap.code, gap.severity, gap.path[-6:]) == ("OG221", "error", "8.yaml")
        assert (words["missing"], words["before"], words["after"]) == ("第7号", "第6号", "第8号")

    def test_nothing_is_missing(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("1 2 3")) == []

    def test_a_joint_issue_covers_its_numbers(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("1 2-4 5")) == []

    def test_a_supplement_is_outside_the_sequence(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("1 2 增刊1")) == []

    def test_several_in_a_row_are_one_gap(self, tmp_path: Path) -> None:
        (gap,) = found(tmp_path, issues("1 5"))
        assert dict(gap.args)["missing"] == "第2—4号"

    def test_a_year_begins_with_one(self, tmp_path: Path) -> None:
        (gap,) = found(tmp_path, issues("1 2", 2024) | issues("2 3", 2025))
        assert (gap.hint, dict(gap.args)["missing"]) == ("first", "第1号")

    def test_after_the_newest_issue_nothing_is_known(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("1 2 3", 2024) | issues("1", 2025)) == []

    def test_a_year_that_is_missing_whole(self, tmp_path: Path) -> None:
        (gap,) = found(tmp_path, issues("1", 2021) | issues("1", 2025))
        words = dict(gap.args)
        assert (gap.hint, words["year"]) == ("years", "2022—2024")
        assert (words["before"], words["after"]) == ("2021", "2025")

    @pytest.mark.parametrize(
        "fields",
        [
            {"published": "2027-01-01"},
            {"public_until": "2026-01-01"},
            {"withdrawn": "{at: 2026-01-01, kind: notice, reason: 有误}"},
        ],
    )
    def test_time_makes_no_gap(self, tmp_path: Path, fields: dict[str, Any]) -> None:
        assert found(tmp_path, issues("1 3") | issue("2", **fields)) == []

    def test_a_draft_is_not_held(self, tmp_path: Path) -> None:
        assert told(found(tmp_path, issues("1 3") | issue("2", status="draft"))) == [
            "gazette-gap 3.yaml"
        ]

    def test_a_partial_series_promises_nothing(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("3 7", series="part")) == []


class TestTwice:
    def test_the_same_number(self, tmp_path: Path) -> None:
        other = {"content/gazette/gb/2025/again.yaml": next(iter(issue("2").values()))}
        assert told(found(tmp_path, issues("1 2") | other)) == ["gazette-issue-twice again.yaml"]

    def test_the_same_number_at_another_address(self, tmp_path: Path) -> None:
        again = next(iter(issue("2", slug="two").values()))
        files = issues("1 2") | {"content/gazette/gb/2025/again.yaml": again}
        assert [one.name for one in found(tmp_path, files)] == ["gazette-issue-twice"]

    def test_a_joint_issue_that_overlaps(self, tmp_path: Path) -> None:
        assert told(found(tmp_path, issues("1 2-3 3"))) == ["gazette-issue-twice 3.yaml"]

    def test_a_supplement_has_numbers_of_its_own(self, tmp_path: Path) -> None:
        assert found(tmp_path, issues("1 增刊1")) == []


class TestTotals:
    def test_they_rise_by_one_across_years(self, tmp_path: Path) -> None:
        files = issue("1", cumulative=11) | issue("2", cumulative=12)
        assert found(tmp_path, files | issue("1", 2026, cumulative=13)) == []

    @pytest.mark.parametrize("last", [13, 14])
    def test_a_joint_issue_counts_once_or_as_often_as_it_covers(
        self, tmp_path: Path, last: int
    ) -> None:
        files = issue("1", cumulative=11) | issue("2-3", cumulative=12)
        assert found(tmp_path, files | issue("4", cumulative=last)) == []

    def test_a_year_whose_end_is_missing(self, tmp_path: Path) -> None:
        files = issue("1", 2024, cumulative=11) | issue("1", 2025, cumulative=24)
        (wrong,) = found(tmp_path, files)
        assert (wrong.code, wrong.hint) == ("OG222", "step")

    def test_a_supplement_may_count_too(self, tmp_path: Path) -> None:
        files = issue("1", cumulative=11) | issue("增刊1", cumulative=12)
        assert found(tmp_path, files | issue("2", cumulative=13)) == []

    def test_twice_the_same(self, tmp_path: Path) -> None:
        (wrong,) = found(tmp_path, issue("1", cumulative=11) | issue("2", cumulative=11))
        assert wrong.hint == "twice"

    def test_a_gap_is_told_once(self, tmp_path: Path) -> None:
        files = issue("1", cumulative=11) | issue("3", cumulative=13)
        assert told(found(tmp_path, files)) == ["gazette-gap 3.yaml"]

    def test_in_a_partial_series_they_rise(self, tmp_path: Path) -> None:
        files = issue("1", series="part", cumulative=11)
        assert found(tmp_path, files | issue("9", series="part", cumulative=40)) == []
        wrong = files | issue("9", series="part", cumulative=9)
        assert [one.name for one in found(tmp_path, wrong)] == ["gazette-total"]

    def test_what_was_printed_wrong_is_a_warning(self, tmp_path: Path) -> None:
        files = issue("1", cumulative=11) | issue("2", cumulative=10, origin="imported")
        assert [one.severity for one in found(tmp_path, files)] == ["warning"]


def test_dates_rise_with_numbers(tmp_path: Path) -> None:
    files = issue("1", date="2025-03-01") | issue("2", date="2025-02-01")
    assert told(found(tmp_path, files)) == ["gazette-dates 2.yaml"]
    assert found(tmp_path, issue("1") | issue("2", date="2025-01-01")) == []


class TestAllPrinted:
    """应登尽登: rules and normative documents of the agencies that the gazette covers."""

    def documents(self, **fields: object) -> dict[str, str]:
        given = {"rule_class": "行政规范性文件", "published": "2026-01-06", **fields}
        return issues("1", 2026) | {f"{HERE}/a.md": record(**given)}

    def test_a_normative_document_that_no_issue_prints(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, self.documents())
        assert (one.code, one.severity, one.path) == ("OG224", "warning", f"{HERE}/a.md")

    def test_it_is_printed(self, tmp_path: Path) -> None:
        sections = "[{items: [{ref: ../../../bgs/documents/2026/a.md}]}]"
        files = self.documents() | issue("1", 2026, sections=sections)
        assert found(tmp_path, files) == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"gazette_exempt": "依照规定不登公报"},
            {"rule_class": "其他文件"},
            {"published": "2026-09-01"},
            {"published": "2025-12-30", "signed": "2025-12-29"},
            {"agency": "jyj"},
            {"origin": "repost", "source": {"name": "某网", "url": "https://www.gov.cn/"}},
            {"validity": "废止"},
        ],
    )
    def test_what_need_not_be_printed(self, tmp_path: Path, fields: dict[str, object]) -> None:
        assert found(tmp_path, self.documents(**fields)) == []


@pytest.mark.parametrize(
    ("address", "passing"),
    [
        ("gazette/index.html", True),
        ("gazette/resolve.html", True),
        ("gazette/gb/index.html", True),
        ("gazette/gb/2026/index.html", True),
        ("gazette/gb/2026/9/contents.txt", True),
        ("feeds/gazette-gb.xml", True),
        ("gazette/gb/2026/9/index.html", False),
        ("gazette/nothing/index.html", False),
        ("gazette/gb/soon/index.html", False),
        ("feeds/gazette-nothing.xml", False),
    ],
)
def test_pages_that_come_and_go(address: str, passing: bool) -> None:
    assert comes_and_goes(address, site(CONFIG)) is passing
    assert not comes_and_goes(address, site())
