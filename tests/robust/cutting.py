"""Build a site again and again, each time cut off at the next file operation.

Run as a program, single-threaded, so that it may fork:
``python -m tests.robust.cutting FOLDER KIND SWAP STEP FIRST``. Every attempt is a child process of
its own that fails at its operation FIRST, FIRST + STEP, and so on. Prints one JSON line an attempt:
the operation, how the build ended, what stood afterwards, and what a normal build made of it, as
names of releases: ``old``, ``new``, ``absent``, or ``broken``.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from opengov_ssg.errors import ProblemError
from opengov_ssg.model.releases import KeptFile
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.runs import WORK
from opengov_ssg.store.engine import engine
from opengov_ssg.store.opening import opened
from opengov_ssg.store.store import Store
from opengov_ssg.write import exchange
from tests.incremental.histories import History
from tests.robust.faults import Faults
from tests.trees import tree

ENGINE = engine()
KINDS = ("kill", "interrupt", "enospc")
EVENTS = frozenset(
    ("open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGE = (("body", 1, 3), ("add", 3, 15), ("draft", 2, 0), ("attach", 5, 6), ("title", 0, 7))
"""What the new release is to bring: pages change, come and go; an attachment and
the search index too."""


class Cut(Faults):
    """A kill, an interrupt or a full disk."""

    events = EVENTS

    def counts(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Reading a file changes nothing."""
        return event != "open" or bool((arguments[2] or 0) & _WRITING)

    def fail(self, what: str) -> None:
        """Fail, with a word for the process that watches."""
        self.tell(what)
        if self.kind == "kill":
            os._exit(9)
        if self.kind == "interrupt":
            raise KeyboardInterrupt
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.root)

    def tell(self, what: str) -> None:
        """Leave a word for the process that watches."""
        armed, self.armed = self.armed, False
        with (Path(self.root) / "told").open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")
        self.armed = armed


def prepare(folder: Path, saved: Path) -> History:
    """The site as it was saved: a release, the one before it, and a change that is to be
    published."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(saved, folder, copy_function=shutil.copy2)
    site = History(folder)
    with opened(site.project / WORK, ENGINE) as store:
        last = store.standing(str(site.output))
        assert last
        store.keep_standing(str(site.output), last._replace(files=stamped(site.output, last.files)))
        store.commit()
    return site


def stamped(output: Path, files: dict[str, KeptFile]) -> dict[str, KeptFile]:
    """The files as they stand now: those of a copy are others, and would be copied
    instead of linked."""
    return {
        path: kept._replace(stamp=Stamp.of((output / path).lstat())) for path, kept in files.items()
    }


def attempt(site: History, kind: str, swap: bool, at: int) -> list[str]:
    """Build and fail at operation ``at``; it, and how the build ended. Nothing but how
    when there are fewer."""
    child = os.fork()
    if child == 0:
        cut = Cut(site.folder, kind, at)
        if not swap:
            exchange._swapped = lambda new, output: False
        cut.wrap(exchange, "_swapped")
        cut.wrap(Store, "commit")
        sys.addaudithook(cut.audit)
        cut.armed = True
        try:
            report = site.build()
            cut.armed = False
            errors = [one.code for one in report.problems if one.severity == "error"]
            cut.tell(" ".join(["published" if report.published else "refused", *errors]))
        except ProblemError as error:
            cut.armed = False
            cut.tell(f"refused {error.problems[0].code}")
        except KeyboardInterrupt:
            cut.armed = False
            cut.tell("interrupted")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    told = site.folder / "told"
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    return lines


def main(folder: str, kind: str, swap: str, step: str, first: str) -> None:
    """Fail at every ``step``-th operation until there is none left."""
    os.fsync = lambda fd: None
    root, saved = Path(folder) / "site", Path(folder) / "saved"
    site = History(root)
    site.begin()
    elder = site.build()
    site.apply("body", 3, 2)
    old = site.build()
    assert elder.published and old.published
    releases = {"old": tree(site.output)}
    for edit in CHANGE:
        site.apply(*edit)
    _, clean = site.clean()
    releases["new"] = tree(clean)
    shutil.rmtree(site.folder / "copy")
    shutil.copytree(root, saved, copy_function=shutil.copy2)

    def name(output: Path) -> str:
        if not output.exists():
            return "absent"
        found = tree(output)
        return next((one for one, files in releases.items() if files == found), "broken")

    at = int(first)
    while True:
        site = prepare(root, saved)
        lines = attempt(site, kind, swap == "swap", at)
        cut = not lines or lines[0].split()[0] not in ("published", "refused")
        row: dict[str, Any] = {"operation": lines[0] if cut and lines else None}
        row["ended"] = lines[-1] if len(lines) > cut else "killed"
        row["then"] = name(site.output)
        report = site.build()
        row["next"] = name(site.output) if report.published else "refused"
        row["linked"] = sum(file.stat().st_nlink > 1 for file in site.output.rglob("*.html"))
        row["last"] = sorted(one.name for one in root.iterdir())
        print(json.dumps(row, ensure_ascii=False))
        if not cut:
            return
        at += int(step)


if __name__ == "__main__":
    main(*sys.argv[1:])
