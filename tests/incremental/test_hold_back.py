"""``build --hold-back``: the site without the records that have errors of their own; the
last published version of each stays. What stands then is what a clean build of just that
content would give."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.cli.instants import as_of as instant
from tests.conftest import ALL, record
from tests.incremental.held_sites import HERE, OLD, A, B, C, HeldSite, broken, document, id_of
from tests.inside import Inside

# What is held


def test_without_errors_nothing_is_held(site: HeldSite) -> None:
    site.write({A: document(A, "新甲。")})
    assert site.hold() == {}
    site.stands_for({})


@pytest.mark.parametrize(
    "text",
    [
        broken(document(A, "新甲。")),
        document(A, "新甲。", agency="无此机关"),
        document(A, "新甲。", title=None),
        document(A, "新甲。").replace("---\n\n", "\n", 1),
        document(A, "[没有](nowhere.md)"),
        document(A, "新甲。", repeals=["测府办〔2026〕99号"]),
        b"\xff\xfe\x00\xd8",
    ],
    ids=["yaml", "agency", "title", "not-closed", "dead-link", "dangling", "bytes"],
)
def test_the_last_version_stays(site: HeldSite, text: str | bytes) -> None:
    site.write({A: text, B: document(B, "新乙。"), C: document(C, "新的。")})
    assert site.hold() == {"a": id_of(A)}
    site.stands_for({A: OLD[A]})
    assert "新乙" in (site.output / f"{id_of(B)}.html").read_text("utf-8")
    site.mend({A: document(A, "改好了。")})


def test_again_and_again(site: HeldSite) -> None:
    """What was held is known the next time, and the time after the store has aged."""
    for number in range(5):
        site.write({A: broken(document(A, f"第{number}稿。")), B: document(B, f"第{number}稿。")})
        assert site.hold() == {"a": id_of(A)}
        site.stands_for({A: OLD[A]})
    site.mend({A: document(A, "改好了。")})


def test_a_new_one_is_left_out(site: HeldSite) -> None:
    site.write({C: broken(document(C))})
    assert site.hold() == {"c": ""}
    site.stands_for({C: None})
    site.mend({C: document(C)})


def test_one_that_was_never_published_is_no_last_version(site: HeldSite) -> None:
    """Under embargo when it could still be read: its hour comes, but what would be published
    then?"""
    later = document(C, published="2026-11-23T09:00")
    site.write({C: later})
    assert site.build().published
    site.write({C: broken(later)})
    site.now = instant("2026-11-24")
    assert site.hold() == {"c": ""}
    site.stands_for({C: None})


def test_what_refers_to_one_that_is_left_out(site: HeldSite) -> None:
    """By its path, by its number, in its text: itself left out, or as it was before it did."""
    site.write(
        {
            C: broken(document(C)),
            A: document(A, "新甲。", repeals=["c.md"]),
            B: document(B, "见[此](c.md)。"),
        }
    )
    assert site.hold() == {"a": id_of(A), "b": id_of(B), "c": ""}
    site.stands_for({C: None, **OLD})
    site.write({A: document(A, "新甲。", repeals=["测府办〔2026〕3号"]), B: OLD[B]})
    assert site.hold() == {"a": id_of(A), "c": ""}
    site.stands_for({C: None, **OLD})


def test_a_last_version_that_refers_to_one_that_is_left_out(tmp_path: Path) -> None:
    """It cannot stay either."""
    site = HeldSite(tmp_path)
    site.begin({**OLD, C: document(C, repeals=["b.md"], amends=["a.md"])})
    site.write({B: broken(document(B)).replace("slug", "status: draft\nslug")})
    assert site.hold() == {"b": "", "c": ""}
    site.stands_for({B: None, C: None})


def test_what_cites_in_its_text_is_not_held(site: HeldSite) -> None:
    """A 文号 in running text needs no record."""
    site.write({C: broken(document(C)), A: document(A, "见测府办〔2026〕3号。")})
    assert site.hold() == {"c": ""}
    site.stands_for({C: None})


def test_a_file_whose_name_cannot_be_used(site: HeldSite) -> None:
    bad = f"{HERE}/con.md"
    site.write({bad: document(C)})
    assert site.hold() == {"con": ""}
    site.stands_for({bad: None})


# The public decision


def test_until_when_it_was_public(tmp_path: Path) -> None:
    """The last version passes the decision again: its time is over."""
    site = HeldSite(tmp_path)
    limited = document(A, public_until="2026-11-23T00:00")
    site.begin({**OLD, A: limited})
    site.write({A: broken(limited), B: document(B, "新乙。")})
    assert site.hold() == {"a": id_of(A)}
    site.now = instant("2026-11-24")
    assert site.hold() == {"a": ""}
    assert not (site.output / f"{id_of(A)}.html").exists()
    site.stands_for({A: limited})


def test_a_withdrawal_that_has_come(tmp_path: Path) -> None:
    """Announced in the last version, for a day that has come: the notice stands, the text does
    not."""
    site = HeldSite(tmp_path)
    ending = document(A, "甲。", withdrawn={"at": "2026-11-23", "kind": "notice", "reason": "更正"})
    site.begin({**OLD, A: ending})
    assert "甲。" in (site.output / f"{id_of(A)}.html").read_text("utf-8")
    site.write({A: ending.replace("slug", "slog")})
    site.now = instant("2026-11-24")
    # the broken file speaks of withdrawal itself: nothing of it stays
    assert site.hold() == {"a": ""}
    site.stands_for({A: None})


@pytest.mark.parametrize(
    "words",
    [
        "撤回: {时间: 2026-11-01, 方式: silent}",
        "withdrawn:",
        "  撤回记录：",
        '"withdrawn": {at: 2026-11-01}',
        "status: draft",
        "状态: 草稿",
        "公开属性: 依申请公开",
        "disclosure: none",
        "公开期限至: 2026-11-01",
        "审查: [{环节: secrecy, 结果: 不通过}]",
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "gb18030"][: 1 + ALL])
def test_the_broken_header_takes_it_back(tmp_path: Path, words: str, coding: str) -> None:
    site = HeldSite(tmp_path)
    site.begin(OLD)
    site.write({A: broken(OLD[A].replace("slug:", f"{words}\nslug:")).encode(coding)})
    assert site.hold() == {"a": ""}
    site.stands_for({A: None})


@pytest.mark.parametrize("key", ["result", "结果", "征集结果"])
def test_the_result_of_a_consultation_takes_nothing_back(tmp_path: Path, key: str) -> None:
    """It is none of a review."""
    path = "content/bgs/consultations/2026/a.md"
    given = {
        "kind": "consultation",
        "signed": None,
        "opens": "2026-06-01",
        "closes": "2026-07-01",
        "channels": [{"label": "电子邮箱", "value": "a@test.example"}],
        "review": [{"step": "secrecy", "result": "pass"}],
        key: {"published": "2026-07-20T09:00", "received": 3, "adopted": 1},
    }
    site = HeldSite(tmp_path)
    site.begin({path: record(**given)})
    site.write({path: broken(record("新的。", **given))})
    (held,) = site.build(hold_back=True).held
    assert held.path == path and held.id
    site.stands_for({path: record(**given)})


def test_what_a_readable_header_says_counts(site: HeldSite) -> None:
    """A draft, and a later hour, with an error that only other records show."""
    for fields in ({"status": "draft"}, {"published": "2027-01-01"}, {"disclosure": "依申请公开"}):
        site.write({A: document(A, "新甲。", repeals=["nowhere.md"], **fields)})
        assert site.hold() == {"a": ""}
        site.stands_for({A: None})
        site.mend(OLD)


# The command


def test_exit_status_and_words(site: HeldSite, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({A: broken(document(A)), C: broken(document(C))})
    ssg = Inside(site.project, capsys)
    given = ("--executor", "serial", "--as-of", "2026-11-22", "--output", site.output)
    assert ssg.ssg("build", *given).code == 1
    ran = ssg.ssg("--lang", "en", "build", *given, "--hold-back")
    assert ran.code == 3
    assert f"Held back: {A} — its last published version stays at {id_of(A)}.html." in ran.err
    assert f"Held back: {C} — nothing of it is published." in ran.err
    assert "OG111" in ran.err and "Published" in ran.out
    ran = ssg.ssg("build", *given, "--hold-back", "--format", "json")
    assert ran.code == 3
    assert ran.json["held"] == [{"path": A, "id": id_of(A)}, {"path": C, "id": None}]
    assert {one["path"] for one in ran.json["problems"] if one["severity"] == "error"} == {A, C}
    ran = ssg.ssg("build", *given, "--hold-back", "--clean")
    assert ran.code == 3
    site.write({A: document(A), C: None})
    ran = ssg.ssg("build", *given, "--hold-back", "--format", "json")
    assert (ran.code, ran.json["held"]) == (0, [])
