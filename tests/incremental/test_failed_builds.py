"""A build that fails costs the next one nothing: what it had linked on its way is linked
again, not copied."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.write.staging import Release
from tests.incremental.histories import History
from tests.trees import differing, leftovers, tree

PAGE = "themes/default/templates/404.html"


@pytest.fixture
def site(tmp_path: Path) -> History:
    """A site that was published."""
    return History.published(tmp_path)


def fails(site: History, code: str) -> None:
    """Build; nothing is published, for this reason."""
    before = tree(site.output)
    report = site.build()
    assert not report.published
    assert code in {one.code for one in report.problems}
    assert tree(site.output) == before
    assert leftovers(site.folder) == []


def inodes(site: History) -> dict[str, tuple[int, bytes]]:
    """Every page, as a file and as bytes."""
    return {str(one): (one.stat().st_ino, one.read_bytes()) for one in site.output.rglob("*.html")}


def costs_nothing(site: History, before: dict[str, tuple[int, bytes]]) -> None:
    """Every page that is what it was is the very same file."""
    assert site.build().published
    after = inodes(site)
    same = [path for path, page in after.items() if page[1] == before.get(path, (0, b""))[1]]
    assert len(same) > 20
    assert [path for path in same if after[path] != before[path]] == []
    _, clean = site.clean()
    assert differing(tree(site.output), tree(clean)) == []


def test_content(site: History) -> None:
    before = inodes(site)
    site.apply("break", 0, 1)
    fails(site, "OG111")
    site.apply("break", 0, 0)
    costs_nothing(site, before)


def test_a_template(site: History) -> None:
    """Every page is made anew and then one cannot be."""
    before, page = inodes(site), site.project / PAGE
    page.parent.mkdir(parents=True)
    page.write_text("{{ view.nothing.at_all }}", "utf-8")
    fails(site, "OG402")
    page.unlink()
    costs_nothing(site, before)


def test_a_full_disk(site: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the very last: all is made but the manifest."""

    def refuse(self: Release, *given: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = inodes(site)
    site.apply("title", 0, 5)
    with monkeypatch.context() as patch:
        patch.setattr(Release, "publish", refuse)
        fails(site, "OG504")
    costs_nothing(site, before)


def test_what_was_touched_meanwhile_is_copied(site: History) -> None:
    """Only the linking is forgiven, not a hand on the published file."""
    home = site.output / "index.html"
    os.utime(home, ns=(1, 1))
    site.apply("break", 0, 1)
    fails(site, "OG111")
    site.apply("break", 0, 0)
    site.apply("body", 0, 1)
    assert site.build().published
    assert home.stat().st_nlink == 1
    assert (site.output / "404.html").stat().st_nlink == 2
