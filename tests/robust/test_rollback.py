"""``ssg rollback``: the release before comes back, whoever is reading, and the next
build is a clean one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from filelock import FileLock

from opengov_ssg.write import exchange
from tests.incremental.histories import History
from tests.inside import Inside
from tests.trees import differing, is_whole, leftovers, tree
from tools.serving import Plain, served


@pytest.fixture
def site(tmp_path: Path) -> History:
    """A site of which two releases were published."""
    made = History.published(tmp_path)
    made.apply("title", 0, 5)
    made.apply("draft", 2, 0)
    assert made.build().published
    return made


@pytest.fixture
def ssg(site: History, capsys: pytest.CaptureFixture[str]) -> Inside:
    """The command on it."""
    return Inside(site.project, capsys)


def go_back(ssg: Inside, site: History) -> None:
    ran = ssg.ssg("rollback", "--output", site.output)
    assert ran.code == 0, ran.err


def is_clean(site: History) -> None:
    report = site.build()
    _, output = site.clean()
    assert report.published
    assert differing(tree(site.output), tree(output)) == []
    assert is_whole(tree(exchange.names(site.output).old))
    assert leftovers(site.folder) == []


@pytest.mark.parametrize("swap", [True, False])
def test_back_and_forth(
    site: History, ssg: Inside, monkeypatch: pytest.MonkeyPatch, swap: bool
) -> None:
    if not swap:
        monkeypatch.setattr(exchange, "_swapped", lambda new, output: False)
    old = exchange.names(site.output).old
    newer, elder = tree(site.output), tree(old)
    assert newer != elder
    for present, other in ((elder, newer), (newer, elder), (elder, newer)):
        go_back(ssg, site)
        assert (tree(site.output), tree(old)) == (present, other)
        assert leftovers(site.folder) == []
    is_clean(site)
    site.apply("body", 0, 1)
    is_clean(site)


def test_a_build_that_changes_nothing(site: History, ssg: Inside) -> None:
    """Another day, a file that was only touched: what comes back is still the other release."""
    old = exchange.names(site.output).old
    newer, elder = tree(site.output), tree(old)
    site.apply("touch", 0, 0)
    assert site.build().published
    site.now += timedelta(minutes=1)
    assert site.build().published
    assert (tree(site.output), tree(old)) == (newer, elder)
    go_back(ssg, site)
    assert (tree(site.output), tree(old)) == (elder, newer)


def test_none_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = History(tmp_path)
    site.begin()
    ssg = Inside(site.project, capsys)
    assert ssg.ssg("rollback", "--output", site.output).code == 2
    assert not site.output.exists()
    assert site.build().published
    before = tree(site.output)
    ran = ssg.ssg("rollback", "--output", site.output)
    assert ran.code == 2 and ran.err and not ran.out
    assert tree(site.output) == before
    assert leftovers(site.folder) == []


@pytest.mark.parametrize("where", ["nowhere/at/all", "theirs", "published"])
def test_none_there_and_nothing_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    """A mistyped folder, one of somebody else, and one of a single release: not
    even a lock beside it."""
    site = History(tmp_path)
    site.begin()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/own.txt").write_text("theirs", "utf-8")
    assert site.build().published
    site.output.rename(tmp_path / "published")
    before = sorted(tmp_path.rglob("*"))
    ran = Inside(site.project, capsys).ssg("rollback", "--output", tmp_path / where)
    assert ran.code == 2 and ran.err and not ran.out
    assert sorted(tmp_path.rglob("*")) == before


def test_no_project_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``-C`` of a folder that does not exist."""
    ran = Inside(tmp_path / "nowhere", capsys).ssg("rollback")
    assert ran.code == 2 and "build" in ran.err and not ran.out
    assert list(tmp_path.iterdir()) == []


def test_what_was_removed(site: History, ssg: Inside) -> None:
    """With no site at all the release before is still there."""
    old = exchange.names(site.output).old
    elder = tree(old)
    site.output.rename(site.folder / "elsewhere")
    go_back(ssg, site)
    assert tree(site.output) == elder and not old.exists()
    assert ssg.ssg("rollback", "--output", site.output).code == 2


def test_refused(site: History, ssg: Inside) -> None:
    """A foreign file, and a build under way."""
    (site.output / "theirs.txt").write_text("theirs", "utf-8")
    before = tree(site.folder / "build")
    ran = ssg.ssg("rollback", "--output", site.output)
    assert ran.code == 2 and "OG502" in ran.err
    assert tree(site.output) == before
    (site.output / "theirs.txt").unlink()
    with FileLock(exchange.lock_name(site.output)):
        ran = ssg.ssg("rollback", "--output", site.output)
        assert ran.code == 2 and "OG505" in ran.err
    assert ssg.ssg("rollback", "--output", site.project / "content").code == 2


@pytest.fixture
def address(site: History) -> Iterator[str]:
    """A web server of the output folder."""
    with served(partial(Plain, directory=str(site.output))) as address:
        yield address


def test_while_files_are_read(site: History, ssg: Inside, address: str) -> None:
    """Open files stay what they were; the next request gets the release that stands now."""
    names = ("index.html", "catalog/index.html", "manifest.json")
    for _ in range(2):
        present, other = tree(site.output), tree(exchange.names(site.output).old)
        opened = [(site.output / name).open("rb") for name in names]
        served = {name: urlopen(address + name).read() for name in names}
        assert served == {name: present[name] for name in names}
        go_back(ssg, site)
        for name, file in zip(names, opened, strict=True):
            with file:
                assert file.read() == present[name]
        assert {name: urlopen(address + name).read() for name in names} == {
            name: other[name] for name in names
        }
    is_clean(site)
