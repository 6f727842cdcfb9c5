"""Every executor builds the same bytes; with Dask workers come, are killed and are left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from opengov_ssg import __file__ as package
from tests.conftest import ROOT, Project, record
from tests.robust import featured
from tests.robust.clusters import Cluster, cluster
from tests.robust.processes import living, started, wait_until
from tests.trees import differing, is_whole, tree

AS_OF = ("--as-of", featured.AS_OF)
RECORDS = 250
OWN = """\
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

def thread(jobs):
    return ThreadPoolExecutor(1)

def threads(jobs):
    return ThreadPoolExecutor(jobs)

def processes(jobs):
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))

def none(jobs):
    return [jobs]

def broken(jobs):
    raise LookupError("no cluster today")
"""
IMPATIENT = """\
from opengov_ssg.run import cluster
cluster._PATIENCE = 2
from opengov_ssg.cli.main import main
main()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site whose build takes long enough to be caught in the middle."""
    project = Project(tmp_path_factory.mktemp("spread") / "site")
    for path, text in featured.files().items():
        project.write(path, text)
    review = [{"step": "secrecy", "result": "pass"}]
    for number in range(1, RECORDS + 1):
        body = (
            f"第{number}号正文，见测府办发〔2026〕1号。\n\n"
            + "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n" * 12
        )
        words = {"slug": f"wj-2024-{number:04}", "title": f"公告第{number}号", "agency": "jyj"}
        path = f"content/jyj/documents/2024/{number}.md"
        project.write(path, record(body, **words, review=review))
    project.write("own/own_executors.py", OWN)
    return project


@pytest.fixture(scope="module")
def serial(project: Project) -> dict[str, bytes]:
    """The tree that every other build is compared with."""
    return tree(project.build("--clean", as_of=featured.AS_OF))


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Cluster]:
    """Two workers for tests that leave them alone."""
    with cluster(tmp_path / "cluster", 2) as made:
        yield made


@pytest.fixture
def output(project: Project, serial: dict[str, bytes]) -> Iterator[Path]:
    """A place for a build, with nothing there."""
    folder = project.root / "other"
    yield folder
    assert not staged(project)
    for one in (folder, folder.with_name(".other.opengov-old")):
        shutil.rmtree(one, ignore_errors=True)


def staged(project: Project) -> list[Path]:
    """What is left of releases in the making, by a worker that did not stop in time too."""
    return list(project.root.glob(".*.opengov-new"))


def command(project: Project, output: Path, executor: str) -> tuple[str | Path, ...]:
    """The arguments of a build that takes nothing over."""
    given = ("--clean", "--jobs", "2", "--executor", executor, "--output", output)
    return ("--lang", "en", "-C", project.root, "build", *AS_OF, *given)


def reading(project: Project, packs: int) -> bool:
    """Whether so many workers have kept bodies of the build under way."""
    found = list((project.root / ".opengov/store").glob("*.pack"))
    return sum(one.stat().st_size > 0 for one in found) >= packs


def rendering(output: Path) -> bool:
    """Whether pages are being written."""
    pages = output.parent.glob(f".{output.name}.opengov-new/*/catalog/**/*.html")
    return sum(1 for _ in pages) > 30


@pytest.mark.parametrize(
    "name",
    [
        "serial",
        "process",
        "process:spawn",
        "own_executors:thread",
        "own_executors:threads",
        "own_executors:processes",
    ],
)
def test_the_same_bytes(
    project: Project, serial: dict[str, bytes], output: Path, tmp_path: Path, name: str
) -> None:
    paths, given = str(project.root / "own"), command(project, output, name)
    with (
        (tmp_path / "log").open("wb") as log,
        started(*given, log=log, PYTHONPATH=paths) as process,
    ):
        assert process.wait(120) == 0, (tmp_path / "log").read_text("utf-8")
        wait_until(lambda: not living(process.pid), 5, "no process is left")
    assert not differing(serial, tree(output))
    assert not list((project.root / ".opengov/store").glob("*.run"))


def test_dask(project: Project, serial: dict[str, bytes], output: Path, shared: Cluster) -> None:
    """From nothing, and once more with a change, from a folder that the workers are not in."""
    page = project.root / "content/pages/guide.md"
    before = page.read_bytes()
    ran = project.ssg(*command(project, output, shared.name)[4:])
    assert ran.code == 0, ran.err
    assert not differing(serial, tree(output))
    assert reading(project, 2), "both have worked"
    try:
        page.write_bytes(before.replace("见目录".encode(), "见总目录".encode()))
        given = (*AS_OF, "--executor", shared.name, "--output", "other")
        here = [sys.executable, "-m", "opengov_ssg", "build", *given]
        done = subprocess.run(here, cwd=project.root, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        changed = differing(serial, tree(output))
        assert "disclosure/guide.html" in changed
        anew = project.root / "anew"
        ran = project.ssg("build", *AS_OF, "--clean", "--executor", "serial", "--output", anew)
        assert ran.code == 0, ran.err
        assert not differing(tree(anew), tree(output))
    finally:
        page.write_bytes(before)
        shutil.rmtree(project.root / "anew", ignore_errors=True)


def test_two_builds_at_once(
    project: Project, serial: dict[str, bytes], output: Path, shared: Cluster
) -> None:
    """The same workers work for both in turn, and mix nothing up."""
    with (
        started(*command(project, output, shared.name)) as one,
        started(*command(project, project.root / "build", shared.name)) as other,
    ):
        assert one.wait(180) == 0
        assert other.wait(180) == 0
    assert not differing(serial, tree(output))
    assert not differing(serial, tree(project.root / "build"))


@pytest.mark.parametrize("moment", ["read", "render"])
def test_a_worker_is_killed(
    project: Project, serial: dict[str, bytes], output: Path, tmp_path: Path, moment: str
) -> None:
    """Of two workers one is killed while it works; the other does it all."""
    with (
        cluster(tmp_path / "cluster", 2) as own,
        (tmp_path / "log").open("wb") as log,
        started(*command(project, output, own.name), log=log) as process,
    ):
        wait_until(
            lambda: reading(project, 2) if moment == "read" else rendering(output), 60, moment
        )
        own.kill(1)
        assert process.poll() is None, "the build was still under way"
        assert process.wait(120) == 0, (tmp_path / "log").read_text("utf-8")
    assert not differing(serial, tree(output))
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


def test_a_worker_comes_late(
    project: Project, serial: dict[str, bytes], output: Path, tmp_path: Path
) -> None:
    """The only worker is killed, and another one takes over: it has not seen the build before."""
    with (
        cluster(tmp_path / "cluster", 1) as own,
        started(*command(project, output, own.name)) as process,
    ):
        wait_until(lambda: rendering(output), 60, "rendering")
        own.kill(0)
        own.add()
        assert process.wait(120) == 0
    assert not differing(serial, tree(output))


@pytest.mark.parametrize("lost", ["workers", "scheduler"])
def test_all_is_lost(project: Project, serial: dict[str, bytes], tmp_path: Path, lost: str) -> None:
    """Nobody is left to do the work: a problem with advice, the old site, nothing half done."""
    output = project.root / "build"
    given = map(str, command(project, output, ""))
    with cluster(tmp_path / "cluster", 2) as own, (tmp_path / "log").open("w+b") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", IMPATIENT, *(one or own.name for one in given)],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until(lambda: rendering(output), 60, "rendering")
            if lost == "workers":
                own.kill(0)
                own.kill(1)
            else:
                os.kill(own.scheduler.pid, signal.SIGKILL)
            assert process.wait(60) == 1
        finally:
            process.kill()
            process.wait(10)
    told = (tmp_path / "log").read_text("utf-8")
    assert "error OG901" in told and "lost its workers" in told
    assert "Traceback" not in told
    assert not differing(serial, tree(output))
    assert not staged(project)


def test_interrupt(
    project: Project, serial: dict[str, bytes], tmp_path: Path, shared: Cluster
) -> None:
    """Ctrl+C ends the build, not the workers; these have stopped writing when it is over, and build
    again."""
    output = project.root / "build"
    with (
        (tmp_path / "log").open("wb") as log,
        started(*command(project, output, shared.name), "--clean", log=log) as process,
    ):
        wait_until(lambda: rendering(output), 60, "rendering")
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 1
        wait_until(lambda: not living(process.pid), 3, "no process is left")
        assert not staged(project)
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
    assert not differing(serial, tree(output))
    assert [one.poll() for one in shared.workers] == [None, None]
    with started(*command(project, output, shared.name)) as process:
        assert process.wait(120) == 0
    assert not differing(serial, tree(output))


def test_errors_in_the_content(project: Project, serial: dict[str, bytes], shared: Cluster) -> None:
    wrong = project.write("content/bgs/documents/2026/wrong.md", record(slug="x-1", title=None))
    try:
        output = project.root / "build"
        ran = project.ssg("build", *AS_OF, "--executor", shared.name)
        assert ran.code == 1 and "OG123" in ran.err
        assert is_whole(tree(output)) and not staged(project)
    finally:
        wrong.unlink()


def test_a_worker_of_another_version(
    project: Project, serial: dict[str, bytes], output: Path, tmp_path: Path
) -> None:
    """It is refused, by name: its pages would not be the same."""
    shutil.copytree(Path(package).parent, tmp_path / "opengov_ssg")
    with (tmp_path / "opengov_ssg/digests.py").open("a") as file:
        file.write("# of another version\n")
    with cluster(tmp_path / "cluster", 0) as own:
        own.add(PYTHONPATH=str(tmp_path))
        ran = project.ssg(*command(project, output, own.name)[4:], SSG_LANG="en")
    assert ran.code == 2, ran.err
    assert "other versions" in ran.err and str(own.workers[0].pid) in ran.err
    assert not output.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dask:tcp://127.0.0.1:9", "No Dask scheduler answers at “tcp://127.0.0.1:9”"),
        ("dask:nowhere", "No Dask scheduler answers at “nowhere”"),
        ("threads", "There is no executor called “threads”"),
        ("no_such_module:f", "No module named 'no_such_module'"),
        ("own_executors:f", "has no attribute 'f'"),
        ("own_executors:OWN", "has no attribute 'OWN'"),
        ("own_executors:none", "gives no concurrent.futures.Executor but list"),
        ("own_executors:multiprocessing", "gives no concurrent.futures.Executor but module"),
        ("own_executors:broken", "no cluster today"),
    ],
)
def test_wrong_usage(project: Project, output: Path, name: str, told: str) -> None:
    given = command(project, output, name)[4:]
    ran = project.ssg(*given, SSG_LANG="en", PYTHONPATH=str(project.root / "own"))
    assert ran.code == 2, ran.err
    assert told in ran.err and "Traceback" not in ran.err
    assert not output.exists()


def test_a_scheduler_without_workers(project: Project, output: Path, tmp_path: Path) -> None:
    with cluster(tmp_path / "cluster", 0) as own:
        ran = project.ssg(*command(project, output, own.name)[4:], SSG_LANG="en")
    assert ran.code == 2 and "has no worker" in ran.err, ran.err


def test_dask_is_not_installed(project: Project, output: Path) -> None:
    program = "import sys; sys.modules['distributed'] = None\nfrom opengov_ssg.cli.main import main\nmain()"
    given = map(str, command(project, output, "dask:127.0.0.1:8786"))
    done = subprocess.run(
        [sys.executable, "-c", program, *given], capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert "pip install opengov-ssg[distributed]" in done.stderr.decode()
