"""What tests share: mini sites written from text, the sample site built once, the ``ssg``
command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tools import browser

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"
ALL = bool(os.environ.get("OPENGOV_ALL"))
"""Whether everything is tried, as by ``make test-all``, or some of what takes long."""
HISTORIES = 300 if ALL else 1
"""Random histories of ten edits in ``tests/incremental``, beside the fixed ones."""

SITE = """\
identity:
  name: 测试网站
  domain: www.test.example
  base_url: https://www.test.example/
  host: 测试市人民政府办公室
agencies:
  - {code: bgs, name: 测试市人民政府办公室, index_org: SHILIBGS7, index_scheme: G1}
  - {code: jyj, name: 测试市教育局}
columns:
  - {code: zcwj, name: 政策文件, description: 政策文件, keywords: [政策], statutory: rules}
nav:
  - {text: 首页, url: index.html}
  - {text: 信息公开目录, url: catalog/index.html}
  - {text: 政策解读, url: interpretations/index.html}
"""


def record(body: str = "正文。", /, **fields: object) -> str:
    """A content file: a document that is public, with ``fields`` set or (None) left out."""
    header: dict[str, object] = {
        "kind": "document",
        "title": "测试市人民政府办公室关于测试的通知",
        "agency": "bgs",
        "disclosure": "主动公开",
        "slug": "wj-2026-0001",
        "signed": "2026-01-05",
        "published": "2026-01-06",
    }
    header |= fields
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in header.items()
        if value is not None
    ]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


@dataclass(frozen=True)
class Ran:
    """A finished ``ssg``: exit status and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON object."""
        return json.loads(self.out)


def run_ssg(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run ``ssg`` as a process of its own."""
    command = [sys.executable, "-m", "opengov_ssg", *map(str, arguments)]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(command, capture_output=True, cwd=cwd, env=env, check=False)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class Project:
    """A mini site in a folder of its own."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def ssg(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run ``ssg -C`` on it."""
        return run_ssg("-C", self.root, *arguments, **environment)

    def check(self, as_of: str = AS_OF) -> list[dict[str, Any]]:
        """The problems that ``ssg check`` finds."""
        ran = self.ssg("check", "--as-of", as_of, "--format", "json")
        problems: list[dict[str, Any]] = ran.json["problems"]
        return problems

    def build(self, *arguments: str, as_of: str = AS_OF) -> Path:
        """Build it serially; fails the test with the problems when nothing is published."""
        output = self.root / "build"
        given = ("--as-of", as_of, "--executor", "serial", "--output", str(output))
        ran = self.ssg("build", *given, *arguments)
        assert ran.code == 0, ran.err
        return output


LONG = ("browser", "incremental", "robust", "search", "cases", "site")
"""Folders whose files take longest: begun first, so that no worker is left alone
with one at the end."""


def pytest_report_header() -> str:
    """How much is tried of what has no end."""
    return f"random histories: {HISTORIES}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files so that all workers end at about the same time."""
    rank = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.parent.name, len(rank)))


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Project]:
    """Make a mini site of ``{path: text}``; site.yaml is SITE unless given."""

    def make(files: Mapping[str, str | bytes]) -> Project:
        project = Project(tmp_path / "site")
        for path, text in {"site.yaml": SITE, **files}.items():
            project.write(path, text)
        return project

    return make


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site of the repository, built once for all tests and workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    output = shared / "sample-site"
    with FileLock(shared / "sample-site.lock"):
        if not (output / "manifest.json").exists():
            ran = run_ssg("-C", ROOT, "build", "--as-of", AS_OF, "--output", output)
            assert ran.code == 0, ran.err
    return output


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's program; a test without one fails."""
    try:
        return browser.chromium()
    except SystemExit as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """A real Chromium, the system's own and never one that is downloaded; started once."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield opened
        opened.close()
