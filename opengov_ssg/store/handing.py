"""What workers that others started are prepared with: a file in the store's folder, for one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

_ENDING = ".run"


@contextmanager
def handed_out(folder: Path, data: bytes) -> Iterator[Path]:
    """``data`` in a file of ``folder`` under a name that no run had before; it is gone afterwards.

    Raises OSError when it cannot be written.
    """
    for old in folder.glob(f"*{_ENDING}"):  # of a run that was cut off
        old.unlink(missing_ok=True)
    file = folder.absolute() / f"{uuid4().hex}{_ENDING}"
    file.write_bytes(data)
    try:
        yield file
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)
