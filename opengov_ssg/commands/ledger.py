"""The ledger under a lock: what two commands at once write into it, both find there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from opengov_ssg.errors import ProblemError
from opengov_ssg.read.ledger_file import read_ledger
from opengov_ssg.runs import WORK, Content


@contextmanager
def held(project: Path, content: Content) -> Iterator[Content]:
    """``content`` with the ledger as it is now; no other command writes it within the context.

    Waits for one that does. Raises ProblemError when the ledger has been damaged since.
    """
    locks = project / WORK / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with FileLock(locks / "ledger.lock"):
        ledger, problems = read_ledger(project)
        if problems:
            raise ProblemError(*problems)
        yield replace(content, facts=replace(content.facts, ledger=ledger))
