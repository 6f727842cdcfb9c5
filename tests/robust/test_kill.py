"""``kill -9`` at any moment of a build: the old site or the new one, whole; no worker is left."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ALL, Project, record
from tests.robust import featured
from tests.robust.processes import kill_group, living, started, wait_until
from tests.trees import differing, is_whole, leftovers, tree

MOMENTS = 20 if ALL else 8
JOBS = ("--jobs", "2", "--executor", "process")
AS_OF = ("--as-of", featured.AS_OF)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with enough records that most of a build is reading and rendering."""
    project = Project(tmp_path_factory.mktemp("killed") / "site")
    for path, text in featured.files().items():
        project.write(path, text)
    for number in range(1, 301):
        path = f"content/jyj/documents/2024/{number}.md"
        words = {"slug": f"wj-2024-{number:04}", "title": f"公告第{number}号", "agency": "jyj"}
        review = [{"step": "secrecy", "result": "pass"}]
        project.write(path, record("正文。\n\n" * 20, **words, review=review))
    return project


def _change(project: Project, number: int) -> None:
    """Make the next release another one: a page changes, one comes and one goes."""
    folder = project.root / "content/pages"
    for old in folder.glob("round-*.md"):
        old.unlink()
    slug = f"round-{number}"
    review = [{"step": "secrecy", "result": "pass"}]
    page = record(f"第{number}次。", kind="page", title=slug, slug=slug, signed=None, review=review)
    project.write(f"content/pages/{slug}.md", page)


def _finish(project: Project, seconds: float = 60) -> float:
    """One build that is left alone; how long it took."""
    begin = time.monotonic()
    with started("-C", project.root, "build", *AS_OF, *JOBS) as process:
        assert process.wait(seconds) == 0
    return time.monotonic() - begin


def test_random_moments(project: Project, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    output, staging = project.root / "build", project.root / ".build.opengov-new"
    _change(project, 0)
    _finish(project)
    _change(project, 1)
    begin = time.monotonic()
    with started("-C", project.root, "build", *AS_OF, *JOBS) as process:
        wait_until(staging.exists, 30, "staging")
        before = time.monotonic() - begin
        assert process.wait(60) == 0
    working = time.monotonic() - begin - before
    old, published, cut_off = tree(output), 0, 0
    for number in range(2, MOMENTS + 2):
        _change(project, number)
        # Python's own start is a third of it and touches nothing: most moments come after
        moment = (number - 2 + chance.random()) / MOMENTS * working * 1.05
        with started("-C", project.root, "build", *AS_OF, *JOBS) as process:
            if number % 5 == 0:
                time.sleep(chance.random() * before)
            else:
                wait_until(lambda: staging.exists() or process.poll() is not None, 30)
                time.sleep(moment)
            cut_off += process.poll() is None
            kill_group(process)
            process.wait(10)
            wait_until(lambda: not living(process.pid), 3, "no process is left")
        found = tree(output)
        assert is_whole(found), f"{moment:.3f} s"
        if found != old:
            assert f"round-{number}.html" in found, "neither the old release nor the new one"
            published += 1
        old = found
    assert cut_off >= MOMENTS // 3
    assert published < MOMENTS

    _finish(project)
    assert not leftovers(project.root)
    assert sorted(one.name for one in (project.root / ".opengov").iterdir()) == [
        "locks",
        "store",
    ]
    clean = tmp_path / "clean"
    ran = project.ssg("build", *AS_OF, "--executor", "serial", "--output", clean)
    assert ran.code == 0, ran.err
    assert not differing(tree(output), tree(clean))


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_workers_end_with_their_process(project: Project, name: str) -> None:
    """A kill of the one process that is seen: its workers go too, and the lock with them."""
    _finish(project)
    _change(project, 80 + len(name))  # a build of which nothing has changed needs no workers
    with started("-C", project.root, "build", *AS_OF, *JOBS) as process:
        wait_until(lambda: len(living(process.pid)) == 3, 30, "two workers")
        os.kill(process.pid, signal.Signals[name])
        process.wait(10)
        wait_until(lambda: not living(process.pid), 5, "orphans")
    assert is_whole(tree(project.root / "build"))
    _finish(project)


def test_interrupt(project: Project, tmp_path: Path) -> None:
    """Ctrl+C reaches all processes of a terminal: one sentence, no traces of workers, exit 1."""
    command, codes = ("-C", project.root, "build", "--clean", *AS_OF, *JOBS), []
    for number, moment in enumerate((0.05, 0.1, 0.2), 90):
        before = tree(project.root / "build")
        _change(project, number)
        with (tmp_path / "log").open("ab") as log, started(*command, log=log) as process:
            wait_until(lambda: len(living(process.pid)) == 3, 30, "two workers")
            time.sleep(moment)  # a worker just born has not learnt yet to leave it to its parent
            os.killpg(process.pid, signal.SIGINT)
            codes.append(process.wait(10))
            wait_until(lambda: not living(process.pid), 3, "no process is left")
        assert not (project.root / ".build.opengov-new").exists()
        assert (tree(project.root / "build") == before) is (codes[-1] == 1)
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
    assert 1 in codes and set(codes) <= {0, 1}


def test_first_build(project: Project) -> None:
    """With no old site there is none until the new one is whole."""
    copy = Project(project.root.parent / "first")
    shutil.copytree(project.root, copy.root, ignore=shutil.ignore_patterns("build", ".*"))
    for moment in (0.02, 0.1, 0.2):
        with started("-C", copy.root, "build", *AS_OF, *JOBS) as process:
            wait_until((copy.root / ".build.opengov-new").exists, 30, "staging")
            time.sleep(moment)
            kill_group(process)
        assert not (copy.root / "build").exists() or is_whole(tree(copy.root / "build"))
    _finish(copy)
    assert is_whole(tree(copy.root / "build"))
