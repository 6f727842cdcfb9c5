"""A build is a function of its input: same input, same bytes (DESIGN 1.3)."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import ALL, ROOT, Project, run_ssg
from tests.robust import featured
from tests.trees import differing, is_whole, tree

INSTANTS = {
    "featured": (featured.AS_OF, "2026-11-19T20:31"),
    "sample": ("2026-11-25T04:47", "2026-11-27T20:31"),
}
"""Of each site, two instants at which the same is public and stands alike."""

PLAIN = {"TZ": "Asia/Shanghai", "LC_ALL": "C.utf8", "PYTHONHASHSEED": "0"}
"""The environment that the site all others are compared with is built in."""


@dataclass(frozen=True)
class Variant:
    """A way to build that must make no difference."""

    name: str
    arguments: tuple[str, ...] = ("--executor", "serial")
    environment: dict[str, str] = field(default_factory=dict)


def _variant(name: str, arguments: str = "--executor serial", **environment: str) -> Variant:
    return Variant(name, tuple(arguments.split()), PLAIN | environment)


VARIANTS = [
    _variant("jobs-1", "--jobs 1"),
    _variant("jobs-2", "--jobs 2"),
    _variant("fork", "--jobs 2 --executor process:fork", PYTHONHASHSEED="1"),
    _variant("spawn", "--jobs 2 --executor process:spawn", PYTHONHASHSEED="random"),
    _variant("one-spawned", "--jobs 1 --executor process:spawn"),
    _variant("los-angeles", TZ="America/Los_Angeles"),
    _variant("locale-c", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    _variant("hash-seed-1", PYTHONHASHSEED="1"),
    _variant("hash-seed-random", PYTHONHASHSEED="random"),
    _variant("english-messages", SSG_LANG="en"),
    _variant("optimised", PYTHONOPTIMIZE="2"),
    _variant("later-instant"),
]
SITES = ("featured", "sample")
ON_THE_SAMPLE = frozenset(("jobs-2", "spawn", "locale-c", "later-instant"))
"""Variants that the sample is built in, too, in every run."""
PAIRS = [
    pytest.param(site, variant, id=f"{site}-{variant.name}")
    for site in SITES
    for variant in VARIANTS
    if ALL or site == "featured" or variant.name in ON_THE_SAMPLE
]


@dataclass(frozen=True)
class Site:
    """A project and the tree that it builds to."""

    name: str
    project: Path
    wanted: dict[str, bytes]


def build(
    name: str, project: Path, output: Path, variant: Variant, cwd: Path | None = None
) -> dict[str, bytes]:
    """Build in a process of its own; the tree."""
    as_of = INSTANTS[name][variant.name == "later-instant"]
    arguments = ["-C", project, "build", "--output", output, "--as-of", as_of]
    ran = run_ssg(*arguments, *variant.arguments, cwd=cwd, **variant.environment)
    assert ran.code == 0, ran.err
    return tree(Path(cwd or ".") / output)


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A mini site of all features, and a copy of the sample site."""
    root = tmp_path_factory.mktemp("determinism") / "project"
    if request.param == "featured":
        for path, text in featured.files().items():
            Project(root).write(path, text)
    else:
        for name in ("content", "ledger"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "site.yaml", root)
    wanted = build(request.param, root, root.parent / "wanted", _variant("plain"))
    assert is_whole(wanted)
    return Site(request.param, root, wanted)


@pytest.mark.parametrize(("site", "variant"), PAIRS, indirect=["site"])
def test_same_bytes(site: Site, tmp_path: Path, variant: Variant) -> None:
    assert not differing(build(site.name, site.project, tmp_path / "build", variant), site.wanted)


def test_another_working_directory(site: Site, tmp_path: Path) -> None:
    """Paths given relative to where the command is run."""
    project = Path(os.path.relpath(site.project, tmp_path))
    found = build(site.name, project, Path("here/build"), _variant("relative"), cwd=tmp_path)
    assert not differing(found, site.wanted)


def test_inside_the_project(site: Site, tmp_path: Path) -> None:
    """Neither -C nor --output: the usual way."""
    copy = tmp_path / "copy"
    shutil.copytree(site.project, copy, ignore=shutil.ignore_patterns(".opengov"))
    ran = run_ssg("build", "--as-of", INSTANTS[site.name][0], "--jobs", "2", cwd=copy)
    assert ran.code == 0, ran.err
    assert not differing(tree(copy / "build"), site.wanted)


def test_another_place_and_other_times(site: Site, tmp_path: Path) -> None:
    """The project elsewhere, every file touched, written in another order, with other rights."""
    copy = tmp_path / "名字 with blanks" / "project"
    files = sorted(file for file in site.project.rglob("*") if file.is_file())
    for number, file in enumerate(reversed(files)):
        target = copy / file.relative_to(site.project)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        target.chmod(0o600 if number % 2 else 0o755)
        os.utime(target, (1e9 + number, 1e9 - number))
    assert not differing(build(site.name, copy, tmp_path / "build", _variant("copy")), site.wanted)


def test_over_another_release(site: Site, tmp_path: Path) -> None:
    """What was built before makes no difference: an older instant, another base URL, and twice."""
    output = tmp_path / "build"
    before = _variant("x", "--executor serial --as-of 2026-01-20 --base-url https://a.example/b/")
    assert differing(build(site.name, site.project, output, before), site.wanted)
    for _ in range(2):
        assert not differing(build(site.name, site.project, output, _variant("over")), site.wanted)


def test_no_trace_of_the_machine(site: Site) -> None:
    """Paths, names of the computer and its user, process numbers: none of it is content."""
    traces = [site.project, site.project.parent, ROOT, Path.home(), Path(os.sys.prefix)]  # type: ignore[attr-defined]
    words = [str(one).encode() for one in traces if len(str(one)) > 1]
    words += [b".opengov/", b".opengov-", b".pack", b"/tmp/", b"site-packages"]
    if len(socket.gethostname()) > 3:
        words.append(socket.gethostname().encode())
    if len(getpass.getuser()) > 4:
        words.append(getpass.getuser().encode())
    for path, data in site.wanted.items():
        found = [word for word in words if word in data]
        assert not found, path


def test_no_trace_of_the_instant(site: Site) -> None:
    """As-of decides what is public and is printed nowhere, in no form."""
    instant = INSTANTS[site.name][0]
    day, hour = instant.split("T")
    year, month, date = day.split("-")
    forms = [
        day,
        f"{year}{month}{date}",
        f"{year}/{month}/{date}",
        f"{year}年{int(month)}月{int(date)}日",
        f"{int(date)} Nov {year}",
        f"Nov {int(date)}, {year}",
        f"{hour}:00",
    ]
    since_1970 = int(datetime.fromisoformat(f"{instant}+00:00").timestamp())
    forms += [str(since_1970), str(since_1970 - 8 * 3600)]  # as UTC and as +08:00
    for path, data in site.wanted.items():
        found = [form for form in forms if form.encode() in data]
        assert not found, path


def test_no_time_of_the_build(site: Site) -> None:
    """No file tells when it was made: no comment, generator note or date of today."""
    today = re.compile(rb"(generated|built|created) (on|at) \d|\d\d:\d\d:\d\d\.\d+")
    for path, data in site.wanted.items():
        if path.endswith((".html", ".xml", ".json", ".jsonld", ".css", ".js", ".txt")):
            assert not today.search(data), path
