"""``build --hold-back``: what has to be known of the last release, and what is fatal as ever."""

from __future__ import annotations

import shutil

import pytest

from opengov_ssg import pipeline
from opengov_ssg.commands.rollback import rollback
from tests.conftest import SITE
from tests.incremental.held_sites import HERE, OLD, A, B, C, HeldSite, broken, document, id_of
from tests.inside import Inside
from tests.trees import tree


def fatal(site: HeldSite, *names: str) -> None:
    """Nothing is published, for these reasons."""
    before = tree(site.output)
    report = site.build(hold_back=True)
    assert not report.published
    told = {one.name for one in report.problems if one.severity == "error"}
    assert set(names) <= told
    assert tree(site.output) == before


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


def test_addresses_of_a_translation_are_not_lost(
    site: HeldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of a record that is left out for its translation."""
    english = A.replace(".md", ".en.md")
    site.write({english: "---\ntitle: Notice\n---\n\nText.\n"})
    record_all(site, capsys)
    site.write({english: "---\ntitle: Notice\n---\n\n[Dead](nowhere.md)\n"})
    assert site.hold(clean=True) == {"a": ""}
    site.write({english: "---\ntitle: Notice\n---\n\nBetter.\n", B: None})
    fatal(site, "address-lost")


def test_a_renamed_file_that_is_broken_has_no_last_version(
    site: HeldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing tells whose address it had, unless it can be read: until it has its
    former name again."""
    record_all(site, capsys)
    renamed = f"{HERE}/renamed.md"
    site.write({A: None, renamed: broken(OLD[A])})
    fatal(site, "address-lost")
    site.write({renamed: document(A, "[没有](nowhere.md)")})
    assert site.hold() == {"renamed": ""}
    site.mend({A: OLD[A], renamed: None})
    site.write({A: broken(OLD[A])})
    assert site.hold() == {"a": id_of(A)}


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
