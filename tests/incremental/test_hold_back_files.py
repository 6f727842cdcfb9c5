"""``build --hold-back``: what is published beside a record is held with it, its files
and its translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental.held_sites import HERE, OLD, A, B, C, HeldSite, broken, document, id_of

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


# Translations


def english(body: str) -> str:
    """A translation."""
    return f"---\ntitle: Notice\n---\n\n{body}\n"


A_EN, C_EN = (path.replace(".md", ".en.md") for path in (A, C))
TRANSLATED = {**OLD, A_EN: english("See [the other](b.md).")}
"""A document whose last version has a translation, which leads to the other."""


@pytest.fixture
def translated(tmp_path: Path) -> HeldSite:
    """One of two documents has a translation."""
    made = HeldSite(tmp_path)
    made.begin(TRANSLATED)
    return made


@pytest.mark.parametrize(
    "text",
    [
        english("[Dead](nowhere.md)"),
        english("[Dead](/nowhere/index.html)"),
        english("[Dead](b.md#nowhere)"),
        english("Text.").replace("title", "titel"),
    ],
    ids=["link", "end", "anchor", "header"],
)
def test_an_error_in_a_translation(translated: HeldSite, text: str) -> None:
    """Whichever stage finds it: the record is held, and its last version stands in both
    languages."""
    translated.write({A: document(A, "新甲。"), A_EN: text, B: document(B, "新乙。")})
    report = translated.build()
    assert {one.path for one in report.problems if one.severity == "error"} == {A_EN}
    for _ in range(2):
        assert translated.hold() == {"a": id_of(A)}
        translated.stands_for({A: OLD[A], A_EN: TRANSLATED[A_EN]})
    translated.mend({A_EN: english("Better.")})


def test_an_error_in_a_new_translation(site: HeldSite) -> None:
    """The original stays as it was, without one; a new original is left out with its own."""
    site.write({A_EN: english("[Dead](nowhere.md)"), C: document(C)})
    site.write({C_EN: english("[Dead](nowhere.md)")})
    assert site.hold() == {"a": id_of(A), "c": ""}
    site.stands_for({A_EN: None, C: None, C_EN: None})


@pytest.mark.parametrize("now", [None, TRANSLATED[A_EN]], ids=["deleted", "there"])
def test_the_last_translation_refers_to_one_that_is_left_out(
    translated: HeldSite, now: str | None
) -> None:
    """The last version cannot stay either, though the file as it is now says
    nothing of a translation."""
    draft = broken(OLD[B]).replace("slug", "status: draft\nslug")
    translated.write({A: broken(OLD[A]), A_EN: now, B: draft})
    assert translated.hold() == {"a": "", "b": ""}
    translated.stands_for({A: None, B: None, **({A_EN: None} if now else {})})
