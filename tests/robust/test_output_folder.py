"""What may be written to, and what becomes of folders beside: exit status, advice, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from opengov_ssg.errors import ProblemError
from opengov_ssg.write import guarding
from tests.conftest import AS_OF, ROOT, Project, record
from tests.robust.failing import PATH, POOL, SERIAL, patched
from tests.trees import is_whole, leftovers, tree


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
    """A check, and builds into other folders, take nothing away from each other: one build
    waits for the other."""
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
