"""The store is only for speed: whatever happens to it, the site is that of a clean build; so is
what a clock, a file system or a neighbour does to a build."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opengov_ssg import pipeline, workers
from opengov_ssg.errors import ProblemError
from opengov_ssg.pipeline import check
from opengov_ssg.read import reader
from opengov_ssg.read.contents import is_settled
from opengov_ssg.runs import Options
from opengov_ssg.store.engine import engine
from opengov_ssg.store.store import Store
from tests.conftest import ALL
from tests.incremental.histories import History
from tests.incremental.holding import store_held
from tests.trees import differing, is_whole, leftovers, tree

PLACES = 60 if ALL else 4
"""Bytes flipped in the store: few in every run, more in ``make test-all``."""


@pytest.fixture
def site(tmp_path: Path) -> History:
    """A site that was built."""
    return History.published(tmp_path)


def is_clean(site: History) -> None:
    """A build gives what one from nothing gives; the release before it is whole beside."""
    report = site.build()
    clean, output = site.clean()
    assert report.published, report.problems
    assert report.problems == clean.problems
    assert differing(tree(site.output), tree(output)) == []
    before = site.output.with_name(".build.opengov-old")
    assert not before.exists() or is_whole(tree(before))
    assert leftovers(site.folder) == []


def files(site: History, ending: str) -> list[Path]:
    """The files of the store with an ending."""
    return sorted((site.project / ".opengov/store").glob(f"*{ending}"))


# The store


def test_deleted(site: History) -> None:
    for one in [*files(site, ""), site.project / ".opengov"]:
        if one.is_file():
            one.unlink()
            site.apply("body", 1, 2)
            is_clean(site)


@pytest.mark.parametrize("name", ["engine", "VERSION"])
def test_of_another_program(site: History, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name == "engine":
        monkeypatch.setattr(pipeline, "engine", lambda: "another")
    else:
        monkeypatch.setattr("opengov_ssg.store.store.VERSION", "another")
    report = site.build()
    assert (report.cached, report.reused) == (0, 0)
    is_clean(site)


@pytest.mark.parametrize("ending", [".sqlite", ".pack"])
@pytest.mark.parametrize("left", [0, 0.3, 0.9])
def test_truncated(site: History, ending: str, left: float) -> None:
    site.apply("title", 0, 1)
    site.apply("draft", 1, 0)
    for one in files(site, ending):
        os.truncate(one, int(one.stat().st_size * left))
    is_clean(site)


@settings(
    max_examples=PLACES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.sampled_from([".sqlite", ".sqlite", ".pack"]), st.floats(0, 0.999), st.integers(1, 255))
def test_a_byte_is_another(
    tmp_path_factory: pytest.TempPathFactory, ending: str, place: float, mask: int
) -> None:
    """A clean site at once, or a clear problem and then a clean site: never another one."""
    site = History.published(tmp_path_factory.mktemp("flipped"))
    before = tree(site.output)
    site.apply("agency", 0, 2)
    site.apply("draft", 2, 0)
    for file in files(site, ending):
        data = bytearray(file.read_bytes())
        data[int(len(data) * place)] ^= mask
        file.write_bytes(data)
    if not site.build().published:
        assert tree(site.output) == before
    is_clean(site)


def test_damage_that_is_found_late(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the site is published, a store that cannot be written changes nothing of that."""
    site.apply("body", 0, 1)

    def damaged(store: Store, *used: Any) -> None:
        store._base.execute("select nothing from nowhere")

    monkeypatch.setattr(Store, "age_results", damaged)
    report = site.build()
    assert report.published and not [one for one in report.problems if one.severity == "error"]
    assert not files(site, ".sqlite")
    monkeypatch.undo()
    is_clean(site)


# Clocks


@pytest.mark.parametrize("moved", [-400, 400])
def test_files_of_another_time(site: History, moved: int) -> None:
    """Days that an unpacked archive, or a clock that was wrong, gives to files."""
    for number in range(3):
        site.apply("body", number, number)
        for file in (site.project / "content").rglob("*.md"):
            status = file.stat()
            os.utime(file, (status.st_atime, status.st_mtime + moved * 86400))
        is_clean(site)


def test_an_earlier_instant(site: History) -> None:
    for days in (3, 3, 5, 4):
        site.apply("time", 0, days)
        is_clean(site)


def test_a_file_that_may_have_changed_unseen(site: History) -> None:
    """Right after it was written, or with a time to come, its stamp says nothing."""
    known = Store(site.project / ".opengov/store", engine())
    with known as store:
        for one in store.files().values():
            assert not is_settled(one.stamp, one.stamp.modified)
            assert not is_settled(one.stamp, one.seen - 10**12)


# Others


def test_a_file_that_changes_while_it_is_read(
    site: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read then is published, and read again the next time."""
    path = "content/bgs/documents/2026/a1.md"
    read = reader.read

    def changing(project: Path, found: Any, *more: Any) -> Any:
        result = read(project, found, *more)
        if found.path == path:
            text = (project / path).read_text("utf-8")
            (project / path).write_text(text.replace("第一稿", "第二稿"), "utf-8")
        return result

    site.bodies["a1"] = "第一稿。"
    site._save("a1")
    monkeypatch.setattr(workers, "read", changing)
    assert site.build().published
    assert "第一稿" in (site.output / "catalog/bgs/wj-2026-0002.html").read_text("utf-8")
    monkeypatch.undo()
    is_clean(site)
    assert "第二稿" in (site.output / "catalog/bgs/wj-2026-0002.html").read_text("utf-8")


def test_a_check_while_another_run_holds_the_store(site: History) -> None:
    options = Options(site.project, site.now, executor="serial")
    site.apply("body", 0, 3)
    with store_held(site.project):
        report, content = check(options)
        assert content is not None and report.cached == 0
        assert sorted(one.name for one in (site.project / ".opengov").iterdir()) == [
            "locks",
            "store",
        ]
    is_clean(site)


def test_one_project_into_two_folders(site: History) -> None:
    """In turn: what is remembered of one release is not taken for the other."""
    other = site.folder / "other"
    for number in range(3):
        site.apply("title", number, number)
        options = Options(site.project, site.now, other, executor="serial")
        assert pipeline.build(options).published
        is_clean(site)
        assert differing(tree(other), tree(site.output)) == []


# File systems


def refusing(call: Callable[..., Any], code: int, part: str) -> Callable[..., Any]:
    """``call``, refused for paths that have ``part`` in them."""

    def refuse(*given: Any, **named: Any) -> Any:
        if any(part in str(one) for one in given):
            raise OSError(code, os.strerror(code), str(given[-1]))
        return call(*given, **named)

    return refuse


@pytest.mark.parametrize("code", [errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP])
def test_without_links_files_are_copied(
    site: History, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", refusing(os.link, code, ""))
    site.apply("body", 0, 3)
    report = site.build()
    assert report.published and report.reused > report.rendered
    assert all(one.stat().st_nlink == 1 for one in site.output.rglob("*.html"))
    is_clean(site)


@pytest.mark.parametrize("part", [".html", ".csv", "manifest.json", "search/"])
def test_no_room(site: History, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """For what is made anew, and for what is copied from the last release."""
    before = tree(site.output)
    site.apply("attach", 3, 4)
    site.apply("title", 0, 8)
    new = Path.open

    def full(file: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if mode == "xb" and part in str(file):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
        return new(file, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    try:
        report = site.build()
        problems = report.problems
        assert not report.published
    except ProblemError as error:
        problems = list(error.problems)
    assert {one.code for one in problems if one.severity == "error"} == {"OG504"}
    assert tree(site.output) == before
    monkeypatch.undo()
    is_clean(site)


def test_no_room_for_what_is_taken_over(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(site.output)
    site.apply("title", 0, 8)
    monkeypatch.setattr(os, "link", refusing(os.link, errno.EMLINK, ""))
    monkeypatch.setattr(
        Path, "write_bytes", refusing(Path.write_bytes, errno.ENOSPC, "opengov-new")
    )
    report = site.build()
    assert not report.published
    assert {one.code for one in report.problems if one.severity == "error"} == {"OG504"}
    assert tree(site.output) == before
    monkeypatch.undo()
    is_clean(site)


# What was published


def test_a_published_file_that_somebody_edited(site: History) -> None:
    """The same size and the same time: it is made anew, not carried over."""
    page = site.output / "catalog/bgs/wj-2026-0001.html"
    status, data = page.stat(), page.read_bytes()
    with page.open("r+b") as file:
        file.write(data.replace(b"<", b"[", 1))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    site.build()
    assert page.read_bytes() == data


def test_nothing_is_written_through_a_link(site: History) -> None:
    """What the release before holds is what it held, whatever the next build makes
    of the same places."""
    edits = (
        "body",
        "title",
        "attach",
        "theme",
        "site",
        "draft",
        "add",
        "time",
        "issue",
        "special",
    )
    before = tree(site.output)
    for number, name in enumerate(edits, 1):
        site.apply(name, number, number + 2)
        report = site.build()
        errors = [one for one in report.problems if one.severity == "error"]
        assert report.published, (name, errors)
        after = tree(site.output)
        if after != before:
            assert tree(site.output.with_name(".build.opengov-old")) == before
        assert is_whole(after)
        before = after
    is_clean(site)
