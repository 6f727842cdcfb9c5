"""What is taken over from the last release: linked when untouched, copied when only its times are
new, left when it holds something else; never written through."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from opengov_ssg import digests
from opengov_ssg.model.releases import KeptFile
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.write.staging import Release, put
from opengov_ssg.write.taking import drop, take

PATH = "catalog/a.html"


@pytest.fixture
def kept(tmp_path: Path) -> KeptFile:
    """A published file as the store remembers it, and an empty folder for the next release."""
    (tmp_path / "new").mkdir()
    file = tmp_path / "build" / PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(b"old page")
    return KeptFile("basis", digests.of_bytes(b"old page"), 8, Stamp.of(file.stat()))


def taken(tmp_path: Path, kept: KeptFile) -> list[str]:
    """Take it over once."""
    return list(take(tmp_path / "build", tmp_path / "new", [(PATH, kept)]))


def test_an_untouched_file_is_linked(tmp_path: Path, kept: KeptFile) -> None:
    assert taken(tmp_path, kept) == [PATH]
    assert (tmp_path / "build" / PATH).samefile(tmp_path / "new" / PATH)


def test_taking_twice_is_taking_once(tmp_path: Path, kept: KeptFile) -> None:
    """A worker was lost before it could tell, and another one does its work again."""
    taken(tmp_path, kept)
    before = (tmp_path / "build" / PATH).stat().st_mtime_ns
    assert taken(tmp_path, kept) == [PATH]
    assert (tmp_path / "build" / PATH).samefile(tmp_path / "new" / PATH)
    assert (tmp_path / "build" / PATH).stat().st_mtime_ns == before


def test_a_file_with_other_times_is_copied(tmp_path: Path, kept: KeptFile) -> None:
    os.utime(tmp_path / "build" / PATH, ns=(1, 1))
    assert taken(tmp_path, kept) == [PATH]
    assert not (tmp_path / "build" / PATH).samefile(tmp_path / "new" / PATH)
    assert (tmp_path / "new" / PATH).read_bytes() == b"old page"


def test_a_file_with_other_bytes_is_left(tmp_path: Path, kept: KeptFile) -> None:
    file = tmp_path / "build" / PATH
    file.write_bytes(b"new page")
    os.utime(file, ns=(kept.stamp.modified, kept.stamp.modified))
    assert taken(tmp_path, kept) == []
    assert not (tmp_path / "new" / PATH).exists()


@pytest.mark.parametrize("what", ["gone", "link", "folder", "longer"])
def test_what_is_no_such_file_is_left(tmp_path: Path, kept: KeptFile, what: str) -> None:
    file = tmp_path / "build" / PATH
    file.unlink()
    if what == "link":
        (tmp_path / "other").write_bytes(b"old page")
        file.symlink_to(tmp_path / "other")
    elif what == "folder":
        file.mkdir()
    elif what == "longer":
        file.write_bytes(b"old page.")
    assert taken(tmp_path, kept) == []


def test_without_links_it_is_copied(
    tmp_path: Path, kept: KeptFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*names: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert taken(tmp_path, kept) == [PATH]
    assert (tmp_path / "new" / PATH).read_bytes() == b"old page"
    assert not (tmp_path / "build" / PATH).samefile(tmp_path / "new" / PATH)


def test_nothing_is_written_through_a_link(tmp_path: Path, kept: KeptFile) -> None:
    """A page made anew in the place of the one that was taken leaves the published one alone."""
    taken(tmp_path, kept)
    put(tmp_path / "new", PATH, b"another page")
    assert (tmp_path / "build" / PATH).read_bytes() == b"old page"
    assert (tmp_path / "new" / PATH).read_bytes() == b"another page"


def test_the_same_bytes_stay_the_same_file(tmp_path: Path, kept: KeptFile) -> None:
    """Its times stay, so that a copying program need not send it."""
    taken(tmp_path, kept)
    put(tmp_path / "new", PATH, b"old page")
    assert (tmp_path / "build" / PATH).samefile(tmp_path / "new" / PATH)


def test_a_file_makes_way_for_a_folder_and_a_folder_for_a_file(tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    put(new, "a", b"file")
    put(new, "a/b.html", b"page")
    assert (new / "a/b.html").read_bytes() == b"page"
    put(new, "a", b"file")
    assert (new / "a").read_bytes() == b"file"


def test_what_is_dropped_leaves_no_empty_folder(tmp_path: Path, kept: KeptFile) -> None:
    taken(tmp_path, kept)
    put(tmp_path / "new", "index.html", b"home")
    drop(tmp_path / "new", [PATH])
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["index.html"]
    assert (tmp_path / "build" / PATH).read_bytes() == b"old page"


def test_a_dropped_release_is_not_begun_again(tmp_path: Path, kept: KeptFile) -> None:
    """A worker that has not heard that its build is over puts nothing anywhere."""
    (tmp_path / "new").rmdir()
    with pytest.raises(FileNotFoundError):
        put(tmp_path / "new", "catalog/b.html", b"page")
    with pytest.raises(FileNotFoundError):
        put(tmp_path / "new", "index.html", b"home")
    with pytest.raises(FileNotFoundError):
        taken(tmp_path, kept)
    assert not (tmp_path / "new").exists()


def test_every_release_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """So that such a worker does not write into the next one either."""
    with Release(tmp_path / "build") as first:
        put(first.staging, "index.html", b"home")
    with Release(tmp_path / "build") as second:
        with pytest.raises(FileNotFoundError):
            put(first.staging, "catalog/a.html", b"late")
        assert not any(second.staging.iterdir())
    assert [one.name for one in tmp_path.iterdir()] == [".build.opengov-lock"]
