"""What of the program itself results follow from: its own code and the versions of its
libraries."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from opengov_ssg import digests

LIBRARIES = (
    "Jinja2",
    "MarkupSafe",
    "markdown-it-py",
    "mdurl",
    "msgspec",
    "nh3",
    "numpy",
    "pydantic",
    "pydantic_core",
    "pygal",
    "PyYAML",
    "webvtt-py",
    "zxing-cpp",
)
"""Those whose output reaches the bytes of a site."""
_PACKAGE = Path(__file__).parent.parent
_CODE = frozenset((".py", ".yaml", ".json", ".tsv", ".txt", ".bin", ".npz"))


@cache
def engine() -> str:
    """The digest of the program as it was when first asked: whatever is stored under another one is
    of no use to it, whatever is installed while it runs."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    versions.append(f"Python {platform.python_version()}")
    return digests.of_parts([*(one.encode() for one in versions), *_own()])


def _own() -> Iterator[bytes]:
    """The package's own files, but for its themes, which are known by their contents."""
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in _CODE and "themes" not in file.relative_to(_PACKAGE).parts:
            yield file.relative_to(_PACKAGE).as_posix().encode()
            yield file.read_bytes()
