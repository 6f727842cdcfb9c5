"""``ssg rollback``: the release before the present one takes its place again."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.errors import ProblemError
from opengov_ssg.write import exchange, guarding
from opengov_ssg.write.staging import Release, failed


def rollback(output: Path, project: Path) -> bool:
    """Exchange the release at ``output`` for the one before it; a second time brings
    the newer one back.

    False when there is none; then nothing is made, not even a lock. Raises ProblemError for an
    unsafe output folder, one that holds foreign files, one that is being built (OG501–OG505).
    """
    folder = guarding.resolve(output, project)
    # a crash may have left the release before under either of the other names,
    # which Release repairs
    if not any(one.exists() for one in exchange.names(folder)):
        return False
    with Release(folder):
        try:
            return exchange.bring_back(folder)
        except OSError as error:
            raise ProblemError(failed(error, folder)) from error
