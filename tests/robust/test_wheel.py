"""The wheel alone, in an environment of its own outside the checkout: every command works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from opengov_ssg import __version__
from tests.conftest import ALL, ROOT, Ran
from tests.robust.serving import Preview, serving
from tests.trees import is_whole, tree


def _run(command: list[str | Path], cwd: Path, **environment: str) -> Ran:
    """Run a program with nothing of this environment's Python settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    env = {**kept, "PYTHONIOENCODING": "utf-8", "PIP_NO_INDEX": "1", **environment}
    done = subprocess.run(
        [str(one) for one in command], capture_output=True, cwd=cwd, env=env, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network; once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "wheel"
    with FileLock(shared / "wheel.lock"):
        if not list(folder.glob("*.whl")):
            pip: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "--quiet"]
            options: list[str | Path] = [
                "--no-deps",
                "--no-build-isolation",
                "--wheel-dir",
                folder,
                ROOT,
            ]
            ran = _run([*pip, *options], shared)
            assert ran.code == 0, ran.err
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def ssg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``ssg`` of a fresh environment that holds the wheel; its dependencies are borrowed."""
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    options: list[str | Path] = ["--quiet", "--no-deps", "--no-index", wheel]
    python = scripts / "python"
    ran = _run([sys.executable, "-m", "pip", "--python", python, "install", *options], folder)
    assert ran.code == 0, ran.err
    purelib = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    # a .pth file adds the folder, but not what the .pth files in it would add: not this checkout
    (Path(purelib.out.strip()) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts / "ssg"


def test_contents(wheel: Path) -> None:
    """Everything that is read at run time is in it, and nothing that is for developers."""
    assert __version__ in wheel.name and wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = ROOT / "opengov_ssg"
    wanted = {
        file.relative_to(ROOT).as_posix()
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    theme = ROOT / "themes/default"
    wanted |= {
        f"opengov_ssg/themes/default/{file.relative_to(theme).as_posix()}"
        for file in theme.rglob("*")
        if file.is_file()
    }
    for part in (
        "opengov_ssg/themes/default/theme.yaml",
        "opengov_ssg/cli/messages/zh-CN.yaml",
        "opengov_ssg/cli/messages/en.yaml",
        "opengov_ssg/commands/skeleton/zh-CN/dot-gitignore",
        "opengov_ssg/commands/skeleton/en/site.yaml",
        "opengov_ssg/commands/serving/reload.js",
        "opengov_ssg/notation/fold_table.json",
        "opengov_ssg/notation/holidays.json",
    ):
        assert part in wanted
    found = {name for name in names if ".dist-info/" not in name}
    assert found == wanted
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_runs_from_the_wheel(ssg: Path, tmp_path: Path) -> None:
    code = "import opengov_ssg, opengov_ssg.theme.folders as f; print(opengov_ssg.__file__, f.shipped())"
    ran = _run([ssg.with_name("python"), "-c", code], tmp_path)
    assert ran.code == 0, ran.err
    assert str(ROOT) not in ran.out
    assert ran.out.count(str(ssg.parent.parent)) == 2


@pytest.mark.parametrize("lang", ["zh-CN", "en"][: 1 + ALL])
def test_every_command(ssg: Path, tmp_path: Path, lang: str) -> None:
    """From an empty folder to a site, in the order in which a webmaster does it."""
    site = tmp_path / "site"
    site.mkdir()

    def run(*arguments: str | Path) -> Ran:
        ran = _run([ssg, *arguments], site, SSG_LANG=lang)
        assert ran.code == 0, (arguments, ran.err)
        return ran

    run("init")
    (tmp_path / "a.csv").write_text("a,b\n")
    run("new", "document", "--title", "关于测试的通知", "--attach", tmp_path / "a.csv")
    run("new", "page", "--title", "关于", "--slug", "about")
    (file,) = site.glob("content/bgs/documents/*/*.md")
    day = {"zh-CN": "成文日期: 2026-01-05\n发布日期: 2026-01-06\n状态: 发布", "en": ""}[lang]
    day = day or "signed: 2026-01-05\npublished: 2026-01-06\nstatus: published"
    header = [line for line in file.read_text("utf-8").splitlines() if not line.endswith(":")]
    kept = [line for line in header if not line.startswith(("状态", "status"))]
    attachments = {"zh-CN": "附件:", "en": "attachments:"}[lang]
    at = next(number for number, line in enumerate(kept) if line.startswith("  - {"))
    kept[at:at] = [day, attachments]
    file.write_text("\n".join(kept) + "\n正文。\n", "utf-8")

    assert {"problems"} == json.loads(run("check", "--format", "json").out).keys()
    run("build", "--as-of", "2026-11-22")
    files = tree(site / "build")
    assert is_whole(files)
    page = next(path for path in files if path.endswith("-0001.html"))
    assert "正文" in files[page].decode()
    assert f"{page.removesuffix('.html')}/fj1.csv" in files
    run("record", "--as-of", "2026-11-22")
    assert page in (site / "ledger/addresses.tsv").read_text("utf-8")
    run("check", "--strict", "--as-of", "2026-11-22", "content")
    schema = json.loads(run("schema").out)
    assert "document" in schema["$defs"]
    spawned = ("--jobs", "2", "--executor", "process:spawn", "--output", tmp_path / "spawned")
    run("build", "--as-of", "2026-11-22", *spawned)
    assert tree(tmp_path / "spawned") == files


def test_serve(ssg: Path, tmp_path: Path) -> None:
    ran = _run([ssg, "init", "site"], tmp_path)
    assert ran.code == 0, ran.err
    preview: Preview
    with serving(tmp_path / "site", program=[str(ssg)]) as preview:
        status, page = preview.get("index.html")
        assert status == 200 and b"/__ssg/reload.js" in page
        assert preview.get("__ssg/reload.js")[0] == 200
