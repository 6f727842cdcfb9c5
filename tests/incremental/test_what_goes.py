"""What the store forgets: readings and packs of what was edited, by checks as by builds; releases
whose folder is gone. What a release that stands was made from stays."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

from opengov_ssg.pipeline import build, check
from opengov_ssg.runs import Options, Report
from tests.conftest import SITE
from tests.incremental.held_sites import OLD, A, B, HeldSite, broken, document, id_of
from tests.incremental.holding import store_held

EDITS = 6
KEPT = 3
"""How many readings a file has at most, beside that of the release: the present one, and those that
two runs did not use."""


def rows(site: HeldSite, table: str) -> list[str]:
    """The keys of a table of the store."""
    base = sqlite3.connect(site.project / ".opengov/store/store.sqlite")
    try:
        column = "output" if table == "releases" else "key"
        return sorted(row[0] for row in base.execute(f"select {column} from {table}"))
    finally:
        base.close()


def packs(site: HeldSite) -> list[Path]:
    """The packs of bodies."""
    return sorted((site.project / ".opengov/store").glob("*.pack"))


def checked(site: HeldSite) -> Report:
    """A check."""
    report, content = check(Options(site.project, site.now, executor="serial"))
    assert content is not None, report.problems
    return report


def into(site: HeldSite, output: Path) -> None:
    """A build into another folder."""
    report = build(Options(site.project, site.now, output, executor="serial"))
    assert report.published, report.problems


def test_checks_of_edits(site: HeldSite) -> None:
    """They leave no more than a few readings and packs; what the release was made
    from is among them."""
    made_from, results = set(rows(site, "readings")), rows(site, "results")
    for number in range(EDITS):
        site.write({A: document(A, f"第{number}稿。")})
        assert checked(site).parsed == 1
        assert len(rows(site, "readings")) <= len(OLD) + KEPT
        assert len(packs(site)) <= 1 + KEPT
    assert made_from < set(rows(site, "readings"))
    assert rows(site, "results") == results
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": id_of(A)}
    site.stands_for({A: OLD[A]})


def test_checks_of_a_project_that_was_never_built(tmp_path: Path) -> None:
    site = HeldSite(tmp_path)
    site.write({"site.yaml": SITE, **OLD})
    for number in range(EDITS):
        site.write({A: document(A, f"第{number}稿。")})
        checked(site)
    assert len(rows(site, "readings")) <= len(OLD) - 1 + KEPT
    assert len(packs(site)) <= 1 + KEPT


def test_builds_that_publish_nothing(site: HeldSite) -> None:
    """An error elsewhere, for as long as it takes: what is edited meanwhile does not pile up."""
    site.write({B: broken(OLD[B])})
    for number in range(EDITS):
        site.write({A: document(A, f"第{number}稿。")})
        assert not site.build().published
    assert len(rows(site, "readings")) <= len(OLD) + 1 + KEPT
    assert len(packs(site)) <= 1 + KEPT


def test_results_are_not_aged_by_checks(site: HeldSite) -> None:
    """A check makes no index: the segments are there for the next build."""
    results = rows(site, "results")
    assert results
    for _ in range(EDITS):
        checked(site)
    assert rows(site, "results") == results


def test_outputs_that_were_deleted(site: HeldSite) -> None:
    """One folder a day, the day before's deleted: one release is known, and what it was made
    from."""
    for number in range(EDITS):
        site.write({A: document(A, f"第{number}稿。")})
        dated = site.folder / f"day-{number}"
        into(site, dated)
        shutil.rmtree(site.folder / f"day-{number - 1}", ignore_errors=True)
    shutil.rmtree(site.output)
    for days in range(KEPT + 1):
        site.now += timedelta(days=days)
        into(site, dated)
    assert rows(site, "releases") == [str(dated)]
    assert len(rows(site, "readings")) == len(OLD)


def test_an_output_that_stands_is_remembered(site: HeldSite) -> None:
    """However often another is built."""
    for number in range(EDITS):
        site.write({A: document(A, f"第{number}稿。")})
        into(site, site.folder / "other")
    assert rows(site, "releases") == sorted([str(site.output), str(site.folder / "other")])
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": id_of(A)}
    site.stands_for({A: OLD[A]})


def test_an_output_that_a_crash_took_the_name_of_is_remembered(site: HeldSite) -> None:
    """Between the two renames of an exchange there is no such folder; the next
    build brings it back."""
    site.output.rename(site.output.with_name(".build.opengov-old"))
    site.output.with_name(".build.opengov-new").mkdir()
    into(site, site.folder / "other")
    assert str(site.output) in rows(site, "releases")
    site.write({A: broken(document(A))})
    assert site.hold() == {"a": id_of(A)}


def test_a_check_in_a_store_of_its_own_leaves_the_lasting_one(site: HeldSite) -> None:
    site.write({A: document(A, "新甲。")})
    before = rows(site, "readings")
    with store_held(site.project):
        assert checked(site).parsed == len(OLD)
    assert rows(site, "readings") == before
