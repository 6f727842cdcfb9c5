"""Workers that die or raise: the file or page is named, nothing is published, no process is
left."""

from __future__ import annotations

import pytest

from tests.conftest import Project, record
from tests.robust.failing import PATH, POOL, SERIAL, patched
from tests.robust.processes import living, started, wait_until
from tests.trees import leftovers, tree


@pytest.mark.parametrize("job", ["read_batch", "render_batch", "copy_batch"])
def test_a_worker_dies(project: Project, job: str) -> None:
    """Killed for lack of memory, say: a problem with advice, the old site, no orphans."""
    attached = [{"id": "fj1", "title": "数据", "file": "a.csv"}]
    project.write(PATH, record(attachments=attached))
    project.write(PATH.replace(".md", "/a.csv"), "a,b\n")
    output = project.build()
    before = tree(output)
    patch = f"""
import os, signal
from opengov_ssg import workers

def {job}(batch):
    os.kill(os.getpid(), signal.SIGKILL)

{job}.__module__ = "opengov_ssg.workers"
workers.{job} = {job}
"""
    ran = patched(project, patch, "build", *POOL, "--clean")
    assert ran.code == 1, ran.err
    assert "error OG901" in ran.err and "--jobs 1" in ran.err
    assert "Traceback" not in ran.err
    assert tree(output) == before
    assert not leftovers(project.root)
    assert project.ssg("build", *SERIAL).code == 0


@pytest.mark.parametrize("arguments", [SERIAL, POOL], ids=["serial", "pool"])
def test_an_exception_names_the_file(project: Project, arguments: tuple[str, ...]) -> None:
    """A defect of the program must not hide whose file shows it, nor stop the other files."""
    project.write("content/bgs/documents/2026/b.md", record(slug="x-2", title=None))
    patch = f"""
from opengov_ssg import workers
read = workers.read

def failing(project, found, *more):
    if found.path == {PATH!r}:
        raise ZeroDivisionError("a defect")
    return read(project, found, *more)

workers.read = failing
"""
    ran = patched(project, patch, "build", *arguments, "--format", "json")
    assert ran.code == 1, ran.err
    errors = [one for one in ran.json["problems"] if one["severity"] == "error"]
    found = {(one["path"], one["code"]) for one in errors}
    assert found == {(PATH, "OG901"), ("content/bgs/documents/2026/b.md", "OG123")}
    assert "ZeroDivisionError('a defect')" in ran.out


@pytest.mark.parametrize("arguments", [SERIAL, POOL], ids=["serial", "pool"])
def test_an_exception_names_the_page(project: Project, arguments: tuple[str, ...]) -> None:
    patch = """
from opengov_ssg import workers
files = workers.files

def failing(output, *more):
    if output.path == "catalog/bgs/wj-2026-0001.html":
        raise ZeroDivisionError("a defect")
    return files(output, *more)

workers.files = failing
"""
    ran = patched(project, patch, "build", *arguments)
    assert ran.code == 1
    assert ran.err.count("OG901") == 1
    assert "catalog/bgs/wj-2026-0001.html" in ran.err and "Traceback" not in ran.err
    assert not (project.root / "build").exists()


def test_no_process_is_left(project: Project) -> None:
    with started("-C", project.root, "build", *POOL) as process:
        assert process.wait(60) == 0
        wait_until(lambda: not living(process.pid), 2, "workers end with the build")
