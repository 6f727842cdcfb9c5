"""Publish a release again and again, each time failing at the next file operation.

Run as a program, single-threaded, so that it may fork:
``python -m tests.robust.crashing FOLDER KIND SWAP START COMMAND``. Every attempt is a child
process of its own; the interpreter's audit events tell of each file operation before it happens,
and the child fails there. Prints one JSON line an attempt: the operation, what ``build/`` was
afterwards, and after an idle start, and after a normal build; each time also the release before,
which is kept beside it.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from opengov_ssg.errors import ProblemError
from opengov_ssg.write import exchange, staging
from opengov_ssg.write.staging import Release
from tests.robust.faults import Faults
from tests.trees import is_whole, tree

ELDER = {"index.html": b"elder", "catalog/e.html": b"elder e"}
OLD = {"index.html": b"old", "catalog/a.html": b"old a", "catalog/x/gone.html": b"gone"}
NEW = {"index.html": b"new", "catalog/a.html": b"new a", "assets/y/added.css": b"added"}
EVENTS = frozenset(
    ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.listdir")
)
RELEASES = (("elder", ELDER), ("old", OLD), ("new", NEW))
LOCK, LAST = ".build.opengov-lock", ".build.opengov-old"
KINDS = ("oserror", "interrupt", "exit", "kill")


class Fault(Faults):
    """An error, an interrupt, an exit or a kill."""

    events = EVENTS
    failed = ""

    def fail(self, what: str) -> None:
        """Fail; a kill leaves the operation's name to the process that watches."""
        self.failed = what
        if self.kind == "kill":
            self.tell()
            os._exit(9)
        if self.kind == "interrupt":
            raise KeyboardInterrupt
        if self.kind == "exit":
            raise SystemExit(3)
        raise OSError(errno.EIO, "injected")

    def tell(self) -> None:
        """Leave the name of the failed operation to the process that watches."""
        self.armed = False
        (Path(self.root) / "failed").write_text(self.failed)


def publish(output: Path, files: dict[str, bytes]) -> None:
    """Publish a release of ``files`` at ``output``."""
    with Release(output) as release:
        release.publish([staging.put(release.staging, *file) for file in files.items()])


def prepare(root: Path, start: str) -> None:
    """The folder before an attempt: nothing, a first release, or one with the release before it and
    what a crash left of two others."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    output = root / "build"
    if start == "leftovers":
        publish(output, ELDER)
    if start != "empty":
        publish(output, OLD)
    if start == "leftovers":
        for name in (".build.opengov-new", ".build.opengov-gone"):
            (root / name / "catalog").mkdir(parents=True)
            (root / name / "catalog/half.html").write_bytes(b"half")


def attempt(
    root: Path, kind: str, swap: bool, at: int, doing: Callable[[Path], None]
) -> str | None:
    """Do it and fail at operation ``at``; its name, or None when there are fewer operations."""
    child = os.fork()
    if child == 0:
        faults = Fault(root, kind, at)
        staging.uuid4 = lambda: UUID(int=0)  # operations have the same names each time
        if not swap:
            exchange._swapped = lambda new, output: False
        faults.wrap(exchange, "_swapped")
        faults.wrap(os, "fsync")
        faults.wrap(os, "close")
        sys.addaudithook(faults.audit)
        faults.armed = True
        try:
            doing(root / "build")
        except (OSError, ProblemError, KeyboardInterrupt, SystemExit):
            pass
        finally:
            faults.tell()
            os._exit(0)
    os.waitpid(child, 0)
    failed = (root / "failed").read_text()
    (root / "failed").unlink()
    return failed or None


def state(output: Path) -> str:
    """Which release stands at ``output``: elder, old, new, absent — or broken."""
    if not output.exists():
        return "absent"
    files = tree(output)
    for name, wanted in RELEASES:
        if files.keys() == {*wanted, "manifest.json"} and is_whole(files):
            return name if all(files[path] == wanted[path] for path in wanted) else "broken"
    return "broken"


def idle(output: Path) -> None:
    """A start that publishes nothing, as of a build with errors in the content."""
    with Release(output):
        pass


def renew(output: Path) -> None:
    """A build that publishes the new release."""
    publish(output, NEW)


def back(output: Path) -> None:
    """The release before takes the place of the present one."""
    with Release(output):
        exchange.bring_back(output)


def outcome(root: Path) -> str:
    """The states of the output and of the release before it, and what lies beside that should
    not."""
    beside = sorted({one.name for one in root.iterdir()} - {"build", LOCK, LAST})
    return " ".join([state(root / "build"), state(root / LAST), *beside])


def main(folder: str, kind: str, swap: str, start: str, command: str) -> None:
    """Fail at operation 0, 1, 2 … until there is none left."""
    os.fsync = lambda fd: None  # it takes long; a power failure is not played here
    doing = back if command == "back" else renew
    root, at = Path(folder) / "root", 0
    while True:
        prepare(root, start)
        row: dict[str, object] = {}
        row["operation"] = failed = attempt(root, kind, swap == "swap", at, doing)
        row["then"] = outcome(root)
        idle(root / "build")
        row["idle"] = outcome(root)
        renew(root / "build")
        row["next"] = outcome(root)
        print(json.dumps(row))
        if failed is None:
            return
        at += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
