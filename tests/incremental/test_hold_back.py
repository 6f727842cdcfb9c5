"""``build --hold-back``: the site without the records that have errors of their own; the last published version
of each stays. What stands then is what a clean build of just that content would give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from opengov_ssg import pipeline
from opengov_ssg.cli.instants import as_of as instant
from opengov_ssg.commands.rollback import rollback
from opengov_ssg.read.raw_header import says_otherwise
from tests.conftest import ALL, SITE
from tests.incremental.held_sites import HERE, A, B, C, HeldSite, broken, document, id_of
from tests.inside import Inside
from tests.trees import tree

OLD = {A: document(A, "甲。"), B: document(B, "乙。")}


@pytest.fixture
def site(tmp_path: Path) -> HeldSite:
    """Two documents, published."""
    made = HeldSite(tmp_path)
    made.begin(OLD)
    return made


def fatal(site: HeldSite, *names: str) -> None:
    """Nothing is published, for these reasons."""
    before = tree(site.output)
    report = site.build(hold_back=True)
    assert not report.published
    told = {one.name for one in report.problems if one.severity == "error"}
    assert set(names) <= told
    assert tree(site.output) == before


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
    """Under embargo when it could still be read: its hour comes, but what would be published then?"""
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
    """Announced in the last version, for a day that has come: the notice stands, the text does not."""
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


def test_what_a_readable_header_says_counts(site: HeldSite) -> None:
    """A draft, and a later hour, with an error that only other records show."""
    for fields in ({"status": "draft"}, {"published": "2027-01-01"}, {"disclosure": "依申请公开"}):
        site.write({A: document(A, "新甲。", repeals=["nowhere.md"], **fields)})
        assert site.hold() == {"a": ""}
        site.stands_for({A: None})
        site.mend(OLD)


def test_the_text_of_a_record_takes_nothing_back() -> None:
    until = instant("2026-12-01T09:00")
    assert not says_otherwise("---\ntitle: [\nstatus: 发布\n---\n\nstatus: draft\n".encode(), None)
    assert not says_otherwise(b"---\ntitle: [\npublic_until: 2026-12-01\n---\n", until)
    assert says_otherwise(b"---\ntitle: [\npublic_until: 2026-12-02\n---\n", until)
    assert says_otherwise(b"\n\n---\nstatus: draft\ntitle: [\n---\n", None)
    assert says_otherwise("\ufeff---\n状态: 草稿\n---\n".encode(), None)


# What is known of the last release


def test_without_a_store_all_are_left_out(site: HeldSite) -> None:
    shutil.rmtree(site.project / ".opengov")
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": ""}
    site.stands_for({A: None})


def test_clean_knows_nothing(site: HeldSite) -> None:
    site.write({A: broken(document(A))})
    assert site.hold(clean=True) == {"a": ""}
    site.stands_for({A: None})


def test_after_going_back(site: HeldSite) -> None:
    """The store knows of a release that somebody took away: nothing of it comes again."""
    site.write({A: document(A, "本不该发布。")})
    assert site.build().published
    assert rollback(site.output, site.project)
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": ""}
    site.stands_for({A: None})


def test_of_another_program(site: HeldSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "engine", lambda: "another")
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": ""}
    site.stands_for({A: None})


def test_an_agency_that_is_no_more(site: HeldSite) -> None:
    """The last version names what site.yaml does not have any longer."""
    code = "education"
    site.write(
        {"site.yaml": SITE.replace("code: jyj", f"code: {code}"), B: document(B, agency=code)}
    )
    assert site.build().published
    site.write({"site.yaml": SITE, B: broken(document(B))})
    assert site.hold() == {"b": ""}
    site.stands_for({B: None})


# The ledger


def record_all(site: HeldSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Enter all addresses into the ledger."""
    ran = Inside(site.project, capsys).ssg("record", "--as-of", "2026-11-22")
    assert ran.code == 0, ran.err
    assert site.build().published


def test_addresses_of_the_held_are_not_lost(
    site: HeldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({A: OLD[A], C: document(C)})
    record_all(site, capsys)
    site.write({A: broken(document(A)), C: document(C, status="draft", repeals=["nowhere.md"])})
    assert site.hold() == {"a": id_of(A), "c": ""}


@pytest.mark.parametrize("store", [True, False])
def test_one_more_address_is_lost(
    site: HeldSite, capsys: pytest.CaptureFixture[str], store: bool
) -> None:
    """A record deleted beside one that is left out, whether or not it is known what that was."""
    record_all(site, capsys)
    site.write({A: broken(document(A)).replace("slug", "status: draft\nslug")})
    if not store:
        shutil.rmtree(site.project / ".opengov")
    assert site.hold() == {"a": ""}
    if not store:
        shutil.rmtree(site.project / ".opengov")
    site.write({B: None})
    fatal(site, "address-lost")


def test_a_new_broken_file_does_not_hide_a_deletion(
    site: HeldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    record_all(site, capsys)
    site.write({B: None, C: broken(document(C))})
    fatal(site, "address-lost")


# What stays fatal


def test_errors_of_the_site(site: HeldSite) -> None:
    site.write({A: broken(document(A)), "site.yaml": SITE.replace("identity:", "identitty:")})
    fatal(site, "unknown-key")


def test_an_address_twice(site: HeldSite) -> None:
    site.write({A: broken(document(A)), C: document(C, slug="wj-2026-0002")})
    fatal(site, "address-twice")


def test_the_last_version_and_a_new_one_at_its_address(site: HeldSite) -> None:
    """The file was copied under another name, and the one left behind is broken."""
    site.write({A: broken(document(A)), C: document(A, "另存。")})
    fatal(site, "address-twice")


def test_a_broken_ledger(site: HeldSite) -> None:
    site.write({A: broken(document(A)), "ledger/addresses.tsv": "nonsense\n"})
    fatal(site, "ledger-line")


def test_a_broken_template(site: HeldSite) -> None:
    site.write({A: broken(document(A)), "themes/default/templates/404.html": "{% if %}"})
    fatal(site, "template-error")


def test_strict(site: HeldSite) -> None:
    """Warnings of others count, those of a record that is held do not."""
    site.write({A: broken(document(A))})
    assert not site.build(hold_back=True, strict=True).published


# Files beside a record

LIST = [{"id": "table", "title": "表", "file": "table.csv"}]
TABLE = f"{HERE}/a/table.csv"
ATTACHED = {**OLD, A: document(A, attachments=LIST), TABLE: "甲,乙\n1,2\n"}
"""A document whose last version has an attachment."""


@pytest.fixture
def attached(tmp_path: Path) -> HeldSite:
    """One of two documents has an attachment."""
    made = HeldSite(tmp_path)
    made.begin(ATTACHED)
    return made


@pytest.mark.parametrize("now", [None, "另,表\n3,4\n"], ids=["missing", "another"])
def test_the_old_bytes_come_from_the_release(attached: HeldSite, now: str | None) -> None:
    """The file is in the project no longer, or not as it was."""
    attached.write({TABLE: now, A: broken(ATTACHED[A])})
    for _ in range(3):
        assert attached.hold() == {"a": id_of(A)}
        attached.stands_for({A: ATTACHED[A], TABLE: ATTACHED[TABLE]})
    attached.mend({A: ATTACHED[A], TABLE: "改,好\n"})


def test_a_missing_attachment_is_the_error(attached: HeldSite) -> None:
    attached.write({TABLE: None})
    assert attached.hold() == {"a": id_of(A)}
    attached.stands_for({TABLE: ATTACHED[TABLE]})
    attached.mend({A: OLD[A]})


def test_without_its_files_it_is_left_out(attached: HeldSite) -> None:
    """Neither in the project nor, as it was, in the release."""
    attached.write({TABLE: None})
    (attached.output / id_of(A) / "table.csv").write_text("tampered", "utf-8")
    assert attached.hold() == {"a": ""}
    attached.stands_for({A: None})


def test_what_is_wrong_in_a_file_beside_it(tmp_path: Path) -> None:
    """Captions tell their own place; it is the record that is held."""
    site = HeldSite(tmp_path)
    site.begin(OLD)
    block = "```video\nfile: v.mp4\ntitle: 录像\ntranscript: 全文。\ncaptions: v.vtt\n```"
    site.write({A: document(A, block), f"{HERE}/a/v.mp4": b"v", f"{HERE}/a/v.vtt": "no captions"})
    paths = {one.path for one in site.build().problems if one.severity == "error"}
    assert f"{HERE}/a/v.vtt" in paths
    assert site.hold() == {"a": id_of(A)}
    site.stands_for(OLD)


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
