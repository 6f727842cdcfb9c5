"""How a command fills a folder of its own: only one that is new, empty, or holds
what it once wrote."""

from __future__ import annotations

import json
from pathlib import Path

from opengov_ssg import digests
from opengov_ssg.errors import ProblemError, problem
from opengov_ssg.write.guarding import MANIFEST, refuse_foreign, resolve


def write(output: Path, project: Path, files: dict[str, bytes]) -> None:
    """Make ``files`` (path → bytes) the content of the folder ``output``, with a manifest of them.

    Raises ProblemError (OG501–OG504) where the folder is unsafe, holds a file that no manifest
    names, or cannot be written to.
    """
    folder = resolve(output, project)
    refuse_foreign(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stale = [one for one in folder.rglob("*") if one.is_file()]
        # The manifest comes first and goes last: whatever is interrupted, the files
        # are known as ours.
        known = {one.relative_to(folder).as_posix(): b"" for one in stale}
        (folder / MANIFEST).write_bytes(_manifest(known | files))
        for one in stale:
            if one.relative_to(folder).as_posix() not in {*files, MANIFEST}:
                one.unlink()
        for path, data in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (folder / MANIFEST).write_bytes(_manifest(files))
    except OSError as error:
        address, detail = error.filename or output, error.strerror or error
        raise ProblemError(problem("output-failed", address=address, detail=detail)) from error


def _manifest(files: dict[str, bytes]) -> bytes:
    rows = {
        path: {"sha256": digests.of_bytes(data), "bytes": len(data)}
        for path, data in sorted(files.items())
        if path != MANIFEST
    }
    return json.dumps({"version": 1, "files": rows}, indent=1).encode() + b"\n"
