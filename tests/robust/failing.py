"""A mini site whose builds are to fail, and how its builds are made to."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import AS_OF, ROOT, Project, Ran

SERIAL = ("--as-of", AS_OF, "--executor", "serial")
POOL = ("--as-of", AS_OF, "--jobs", "2", "--executor", "process")
PATH = "content/bgs/documents/2026/a.md"


def patched(project: Project, patch: str, *arguments: str) -> Ran:
    """``ssg`` in a process of its own in which ``patch`` was executed first; workers fork from
    it."""
    program = f"{patch}\nfrom opengov_ssg.cli.main import main\nmain()"
    command = [sys.executable, "-c", program, "-C", str(project.root), *arguments]
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, timeout=60
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
