"""What happens when the system refuses to write: told once, with advice; the old site stays."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg import pipeline, runs
from opengov_ssg.cli.instants import as_of
from opengov_ssg.errors import ProblemError
from tests.conftest import ALL, AS_OF, Project, record
from tests.robust.failing import PATH, POOL, SERIAL, patched
from tests.trees import is_whole, leftovers, tree


@pytest.mark.parametrize("arguments", [POOL, SERIAL][: 1 + ALL], ids=["pool", "serial"][: 1 + ALL])
@pytest.mark.parametrize(
    "name", ["catalog/bgs/wj-2026-0001.html", "manifest.json", "assets/site.", "/fj"]
)
def test_disk_full(project: Project, name: str, arguments: tuple[str, ...]) -> None:
    """A page, the manifest, a theme file or attachments for which there is no room: told once."""
    attached = [{"id": f"fj{n}", "title": f"数据{n}", "file": f"{n}.csv"} for n in range(1, 5)]
    project.write(PATH, record(attachments=attached))
    for one in attached:
        project.write(PATH.replace(".md", f"/{one['file']}"), f"{one['id']},b\n")
    output = project.build()
    before = tree(output)
    project.write(PATH, record("另一正文。", attachments=attached))
    patch = f"""
import errno, io, os
from pathlib import Path
opened = Path.open

class Full(io.FileIO):
    def write(self, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.name))

def full(path, mode="r", *rest, **more):
    inside = {name!r} in str(path).partition(".build.opengov-new/")[2]
    return Full(path, mode) if mode == "xb" and inside else opened(path, mode, *rest, **more)

Path.open = full
"""
    ran = patched(project, patch, "build", *arguments, "--clean", "--format", "json")
    assert ran.code == 1, ran.err
    problems = [one for one in ran.json["problems"] if one["severity"] == "error"]
    assert [one["code"] for one in problems] == ["OG504"]
    assert "No space left on device" in problems[0]["message"]
    assert "磁盘空间" in problems[0]["hint"]
    assert "Traceback" not in ran.err
    assert tree(output) == before
    assert not leftovers(project.root)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
def test_real_limit(project: Project) -> None:
    """The system itself refuses: no file may be larger than that, an attachment or the store."""
    output = project.build()
    before = tree(output)
    attached = [{"id": "fj1", "title": "数据", "file": "a.csv"}]
    project.write(PATH, record(attachments=attached))
    project.write(PATH.replace(".md", "/a.csv"), "a,b\n" * 500_000)
    for limit, told in (1_500_000, "error OG504"), (2000, ".opengov/store: error OG901"):
        patch = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
        ran = patched(project, patch, "build", *POOL, "--clean")
        assert ran.code == 1, ran.err
        assert told in ran.err
        assert limit == 2000 or "File too large" in ran.err
    assert "Traceback" not in ran.err
    assert tree(output) == before
    assert not leftovers(project.root)


@pytest.mark.parametrize(
    "call", ["exchange.exchange", "exchange.sync", "exchange._swapped", "staging.refuse_foreign"]
)
def test_exchange_fails(project: Project, call: str) -> None:
    """Exit 1 means that nothing was published, exit 0 that the new site stands there."""
    output = project.build()
    before = tree(output)
    project.write(PATH, record("另一正文。"))
    module, _, name = call.partition(".")
    patch = f"""
from opengov_ssg.write import {module}
real, calls = {call}, []

def failing(*given):
    calls.append(given)
    if len(calls) > {int(call == "staging.refuse_foreign")}:
        raise OSError(5, "Input/output error", str(given[0]))
    return real(*given)

{module}.{name} = failing
"""
    ran = patched(project, patch, "build", *SERIAL)
    after = tree(output)
    assert is_whole(after)
    assert (ran.code == 0) is (after != before)
    assert (ran.code == 1) is ("error OG504" in ran.err)
    assert "Traceback" not in ran.err


def test_foreign_file_comes_while_building(project: Project) -> None:
    output = project.build()
    project.write(PATH, record("另一正文。"))
    patch = f"""
from pathlib import Path
from opengov_ssg.write import staging
put = staging.put

def late(folder, path, data):
    if path == "manifest.json":
        Path({str(output / "late.txt")!r}).write_text("someone's")
    return put(folder, path, data)

staging.put = late
"""
    before = tree(output)
    ran = patched(project, patch, "build", *SERIAL)
    assert ran.code == 1
    assert "OG502" in ran.err and "late.txt" in ran.err
    assert tree(output) == before | {"late.txt": b"someone's"}


def test_read_only_parent(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the refusal is played."""
    wanted = tmp_path / "www/site"
    mkdir = Path.mkdir

    def refusing(path: Path, *arguments: Any, **named: Any) -> None:
        if path in (wanted, wanted.parent, wanted.with_name(".site.opengov-new")):
            raise PermissionError(13, "Permission denied", str(path))
        mkdir(path, *arguments, **named)

    monkeypatch.setattr(Path, "mkdir", refusing)
    options = runs.Options(
        project.root, as_of(AS_OF), output=tmp_path / "www/site", executor="serial"
    )
    with pytest.raises(ProblemError) as caught:
        pipeline.build(options)
    assert [one.code for one in caught.value.problems] == ["OG504"]
    monkeypatch.undo()
    assert pipeline.build(options).published


def test_unreadable_file_is_named(project: Project) -> None:
    """A folder of the content that may not be listed: a problem with its path, no traceback."""
    project.build()
    patch = """
import os
scan = os.scandir

def scandir(path="."):
    if str(path).endswith("documents/2026"):
        raise PermissionError(13, "Permission denied", str(path))
    return scan(path)

os.scandir = scandir
"""
    for command in ("check", "build"):
        ran = patched(project, patch, command)
        assert ran.code == 1
        assert "content/bgs/documents/2026: error OG901" in ran.err
        assert "Traceback" not in ran.err
