"""What may be written to, and what happens when writing fails: exit status, advice, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg import pipeline, runs
from opengov_ssg.cli.instants import as_of
from opengov_ssg.errors import ProblemError
from opengov_ssg.write import guarding
from tests.conftest import ALL, AS_OF, ROOT, Project, Ran, record, run_ssg
from tests.inside import Inside
from tests.robust.processes import living, started, wait_until
from tests.trees import is_whole, leftovers, tree

Make = Callable[[Mapping[str, str | bytes]], Project]
SERIAL = ("--as-of", AS_OF, "--executor", "serial")
POOL = ("--as-of", AS_OF, "--jobs", "2", "--executor", "process")
PATH = "content/bgs/documents/2026/a.md"


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Project:
    """A mini site."""
    return Inside(make_site({PATH: record()}).root, capsys)


def everything(project: Project) -> dict[str, bytes]:
    """All files beside and in the project but the lock files and packs."""
    return {
        path: data
        for path, data in tree(project.root.parent).items()
        if "/.opengov/" not in path and not path.endswith(".opengov-lock")
    }


def refused(project: Project, output: str | Path, code: str, *words: str) -> None:
    """A build into ``output`` exits with 2, says why and what to do, and touches nothing."""
    before = everything(project)
    ran = project.ssg("build", *SERIAL, "--output", output)
    assert ran.code == 2, ran.err
    assert f"error {code}: " in ran.err
    assert "hint: " in ran.err
    assert all(word in ran.err for word in words), ran.err
    assert ran.out == ""
    assert everything(project) == before
    ran = project.ssg("build", *SERIAL, "--format", "json", "--output", output)
    assert ran.code == 2
    assert [one["code"] for one in ran.json["problems"]] == [code]
    assert everything(project) == before


def patched(project: Project, patch: str, *arguments: str) -> Ran:
    """``ssg`` in a process of its own in which ``patch`` was executed first; workers fork from it."""
    program = f"{patch}\nfrom opengov_ssg.cli.main import main\nmain()"
    command = [sys.executable, "-c", program, "-C", str(project.root), *arguments]
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, timeout=60
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


# Folders that are not for us


@pytest.mark.parametrize("name", ["notes.txt", "assets/logo.png", ".htaccess", "sub/deep/.keep"])
def test_foreign_file(project: Project, name: str) -> None:
    output = project.build()
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_bytes(b"not ours")
    refused(project, output, "OG502", name)
    assert (output / name).read_bytes() == b"not ours"


def test_folder_of_others(project: Project) -> None:
    """A folder that never was a release, although it holds an index.html."""
    project.write("site2/index.html", "someone's")
    refused(project, project.root / "site2", "OG502", "index.html")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version":1}', '{"version":2,"files":{"a":{}}}', "\xff"]
)
def test_manifest_of_others(project: Project, text: str) -> None:
    """A file called manifest.json does not make the rest ours."""
    project.write("out/manifest.json", text)
    project.write("out/a", "someone's")
    refused(project, project.root / "out", "OG502")


def test_link_in_the_output(project: Project, tmp_path: Path) -> None:
    """A link to a folder is a foreign entry: nothing behind it is ours to remove."""
    output = project.build()
    (tmp_path / "media").mkdir()
    (tmp_path / "media/film.mp4").write_bytes(b"film")
    (output / "media").symlink_to(tmp_path / "media")
    refused(project, output, "OG502", "media")
    assert (tmp_path / "media/film.mp4").read_bytes() == b"film"


def test_link_to_a_folder_with_foreign_files(project: Project, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/theirs.txt").write_bytes(b"theirs")
    link = project.root / "public"
    link.symlink_to(tmp_path / "real")
    refused(project, link, "OG502", "theirs.txt")
    assert link.is_symlink()


def test_link_to_an_empty_folder(project: Project, tmp_path: Path) -> None:
    """The link stays a link; what it points at is the release."""
    (tmp_path / "real").mkdir()
    link = project.root / "public"
    link.symlink_to(tmp_path / "real")
    for _ in range(2):
        assert project.ssg("build", *SERIAL, "--output", link).code == 0
        assert link.is_symlink()
        assert is_whole(tree(tmp_path / "real"))


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (".", "上级"),
        ("..", "上级"),
        ("content", "内容"),
        ("content/bgs/documents", "内容"),
        ("ledger", "登记簿"),
        ("themes/own", "主题"),
        (".git", "内容"),
        ("build/../content", "内容"),
    ],
)
def test_the_project_itself(project: Project, output: str, words: str) -> None:
    refused(project, project.root / output, "OG501", words, "--output build/site")


def test_link_to_the_content(project: Project) -> None:
    """What a link means counts, not what it is called."""
    (project.root / "public").symlink_to(project.root / "content")
    refused(project, project.root / "public", "OG501", "内容")


@pytest.mark.parametrize("output", ["/", Path.home()])
def test_root_and_home(project: Project, output: str | Path) -> None:
    refused(project, output, "OG501", "主目录")


def test_a_file(project: Project) -> None:
    project.write("public", "a file")
    refused(project, project.root / "public", "OG501", "同名的文件")


def test_below_a_file(project: Project) -> None:
    project.write("public", "a file")
    refused(project, project.root / "public/site", "OG504")


def test_mount_point(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    output = project.root / "mounted"
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == output)
    with pytest.raises(ProblemError) as caught:
        guarding.resolve(output, project.root)
    assert [one.code for one in caught.value.problems] == ["OG503"]
    assert guarding.resolve(output / "site", project.root) == output / "site"


@pytest.mark.skipif(
    not Path("/dev/shm").is_mount(), reason="needs a mount point that any Linux machine has"
)
def test_real_mount_point(project: Project) -> None:
    before = sorted(Path("/dev/shm").iterdir())
    refused(project, "/dev/shm", "OG503", "挂载点/site")
    assert sorted(Path("/dev/shm").iterdir()) == before


def test_home_unknown(project: Project) -> None:
    """A container's nameless user without HOME builds as well."""
    patch = "import os, pwd; os.environ.pop('HOME'); pwd.getpwuid = lambda uid: {}[uid]"
    ran = patched(project, patch, "build", *SERIAL)
    assert ran.code == 0, ran.err


def test_leftovers_are_cleaned(project: Project) -> None:
    output = project.build()
    project.write(PATH, record("另一正文。"))
    for name in (".build.opengov-new", ".build.opengov-gone"):
        project.write(f"{name}/catalog/half.html", "half")
    project.build()
    assert is_whole(tree(output))
    assert is_whole(tree(project.root / ".build.opengov-old"))
    assert not leftovers(project.root)


@pytest.mark.parametrize("name", [".site.old", ".site.new", "site.lock"])
def test_folders_of_others_beside(project: Project, name: str) -> None:
    """Only names that say that they are ours are cleaned; a user's folder stays."""
    kept = project.write(f"{name}/keep.txt", "mine")
    for _ in range(2):
        assert project.ssg("build", *SERIAL, "--output", project.root / "site").code == 0
    assert kept.read_text() == "mine"
    assert not leftovers(project.root)


def test_old_release_comes_back(project: Project) -> None:
    """After a crash between two renames even a build that fails brings the old site back."""
    output = project.build()
    before = tree(output)
    output.rename(project.root / ".build.opengov-old")
    project.write(".build.opengov-new/manifest.json", "the new one, had it not crashed")
    project.write(PATH, record(title=None))
    assert project.ssg("build", *SERIAL).code == 1
    assert tree(output) == before
    assert not leftovers(project.root)


def test_what_was_removed_stays_away(project: Project) -> None:
    """A site that somebody deleted does not come back by a build that fails."""
    output = project.build()
    project.write(PATH, record("另一正文。"))
    project.build()
    shutil.rmtree(output)
    project.write(PATH, record(title=None))
    assert project.ssg("build", *SERIAL).code == 1
    assert not output.exists()


# Writing fails


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


# Two at once


def test_two_builds_at_once(project: Project) -> None:
    output = project.build()
    before = tree(output)
    hold = "from opengov_ssg import pipeline\nimport sys, time\nlink = pipeline.link\n"
    hold += "pipeline.link = lambda *a: (print('here', flush=True), time.sleep(30), link(*a))[2]\n"
    program = f"{hold}from opengov_ssg.cli.main import main\nmain()"
    command = [sys.executable, "-c", program, "-C", str(project.root), "build", *SERIAL]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as first:
        try:
            assert first.stdout and first.stdout.readline() == b"here\n"
            ran = project.ssg("build", *SERIAL)
            assert ran.code == 2
            assert "error OG505" in ran.err
            assert "--lang" not in ran.err and ran.out == ""
            assert tree(output) == before
            assert project.ssg("check", "--as-of", AS_OF).code == 0
        finally:
            first.kill()
    other = project.ssg("build", *SERIAL, "--output", project.root / "other")
    assert other.code == 0, other.err
    assert is_whole(tree(project.root / "other"))
    assert project.ssg("build", *SERIAL).code == 0
    assert is_whole(tree(output))


def test_many_commands_at_once(project: Project) -> None:
    """A check, and builds into other folders, take nothing away from each other: one build waits for the
    other."""
    for number in range(2, 30):
        slug = f"wj-2026-{number:04}"
        project.write(f"{PATH.rpartition('/')[0]}/{number}.md", record(slug=slug, title=slug))
    commands: list[tuple[str | Path, ...]] = [("check", "--as-of", AS_OF)] * 2
    commands += [("build", *POOL, "--output", project.root / f"out-{one}") for one in range(2)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "opengov_ssg", "-C", project.root, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for command in commands
    ]
    for process in running:
        told, _ = process.communicate(timeout=60)
        assert process.returncode == 0, told.decode()
    assert tree(project.root / "out-0") == tree(project.root / "out-1")


# Errors and warnings in the content


def test_errors_publish_nothing(project: Project) -> None:
    output = project.build()
    before = tree(output)
    project.write(PATH, record(title=None))
    project.write(
        "content/bgs/documents/2026/b.md", record(slug="wj-2026-0002", signed="2026-13-1")
    )
    ran = project.ssg("build", *SERIAL)
    assert ran.code == 1
    assert "a.md:2:1: error OG123" in ran.err and "b.md:" in ran.err and "OG126" in ran.err
    assert "没有发布" in ran.out
    assert tree(output) == before
    assert not leftovers(project.root)


def test_errors_in_the_first_build(project: Project) -> None:
    project.write(PATH, record(title=None))
    assert project.ssg("build", *SERIAL).code == 1
    assert not (project.root / "build").exists()


def test_strict(project: Project) -> None:
    """A warning alone publishes; with --strict it does not."""
    assert project.ssg("check", "--as-of", AS_OF).code == 0
    assert project.ssg("check", "--as-of", AS_OF, "--strict").code == 1
    strict = project.ssg("build", *SERIAL, "--strict")
    assert strict.code == 1
    assert "warning OG213" in strict.err
    assert not (project.root / "build").exists()
    assert project.ssg("build", *SERIAL).code == 0


COUNTS = {"documents", "peak_rss_mb"}
KEYS = {"read", "pages", "seconds", "next_change_at", "held", "problems"} | COUNTS
PROBLEM = {"code", "severity", "scope", "path", "line", "column", "message", "hint"}
MORE = {"citations"}
"""Beyond DESIGN 5: how many cited numbers were linked."""


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("published", ["2027-03-01T09:00", "2026-01-06"])
def test_json(project: Project, lang: str, published: str) -> None:
    project.write("content/bgs/documents/2026/b.md", record(slug="x-2", published=published))
    ran = run_ssg("-C", project.root, "--lang", lang, "build", *POOL, "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 1
    told = ran.json
    assert told.keys() == KEYS | MORE
    later = published.startswith("2027")
    assert told["documents"] == 2 - later
    assert told["read"] == {"parsed": 2, "cached": 0}
    files = tree(project.root / "build")
    assert told["pages"] == {"total": len(files), "rendered": len(files), "reused": 0, "removed": 0}
    stages = {
        "configure",
        "theme",
        "survey",
        "read",
        "link",
        "render",
        "search",
        "write",
        "remember",
    }
    assert set(told["seconds"]) == stages
    assert all(isinstance(value, float) for value in told["seconds"].values())
    assert told["peak_rss_mb"] > 10
    assert told["next_change_at"] == ("2027-03-01T09:00:00+08:00" if later else None)
    assert told["problems"]
    for one in told["problems"]:
        assert one.keys() == PROBLEM


def test_json_of_a_failed_build(project: Project) -> None:
    project.write(PATH, record(title=None))
    ran = project.ssg("build", *SERIAL, "--format", "json")
    assert ran.code == 1
    assert ran.err == ""
    assert ran.json.keys() == KEYS | MORE
    (one,) = [one for one in ran.json["problems"] if one["severity"] == "error"]
    assert (one["path"], one["line"], one["column"]) == (PATH, 2, 1)
    check = project.ssg("check", "--as-of", AS_OF, "--format", "json")
    assert check.code == 1
    assert json.loads(check.out).keys() == {"problems"}
    assert one in check.json["problems"]


def test_removed_files_are_counted(project: Project) -> None:
    project.write("content/bgs/documents/2026/b.md", record(slug="x-2"))
    before = tree(project.build())
    (project.root / "content/bgs/documents/2026/b.md").unlink()
    ran = project.ssg("build", *SERIAL, "--format", "json")
    gone = before.keys() - tree(project.root / "build").keys()
    assert "catalog/bgs/x-2.html" in gone
    assert ran.json["pages"]["removed"] == len(gone)


# Workers


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
