"""Small complete sites whose whole output is committed, compared byte for byte.

``tests/golden/<name>/site`` is built as it is, ``expected`` is what comes of it. When a change
of pages is meant::

    UPDATE_GOLDEN=1 pytest tests/golden

writes ``expected`` anew; its diff is then read and committed with the change. What changes with
every touch of a style sheet or with every version is blotted out: the hashes in the names of
assets, the style within 404.html, the version; of the manifest only the paths stay (the rest is
compared with the files). The files of the search index have tests of their own.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from opengov_ssg import __version__, digests
from tests.inside import Inside

HERE = Path(__file__).parent
SITES = sorted(folder.parent.name for folder in HERE.glob("*/site"))
MOST_FILES = 70

_BLOTS = (
    (re.compile(r"(assets/[\w-]+)\.[0-9a-f]{16}\."), r"\1.HASH."),
    (re.compile(r"sha256-[\w+/]+="), "sha256-STYLE="),
    (re.compile(r"<style>.*?</style>", re.DOTALL), "<style>STYLE</style>"),
    (re.compile(rf"opengov_ssg {re.escape(__version__)}"), "opengov_ssg VERSION"),
)
_APART = ("assets/", "search/")
_SHOWN = 40


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def blotted(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files to compare: no assets of the theme, and nothing that changes with them; no
    index."""
    return {path: _blot(path, data) for path, data in files.items() if not path.startswith(_APART)}


def _blot(path: str, data: bytes) -> bytes:
    if not path.endswith((".html", ".json")):
        return data
    text = data.decode()
    for pattern, blot in _BLOTS:
        text = pattern.sub(blot, text)
    if path == "manifest.json":
        names = json.loads(text)["files"]
        text = "".join(f"{one}\n" for one in sorted(names) if not one.startswith("search/"))
    return text.encode()


def difference(expected: dict[str, bytes], found: dict[str, bytes]) -> str:
    """What is different, file by file, the first lines of each; empty when nothing is."""
    told = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    told += [f"not expected: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(expected.keys() & found.keys()):
        if expected[path] != found[path]:
            told += _lines(path, expected[path], found[path])
    return "\n".join(told)


def _lines(path: str, expected: bytes, found: bytes) -> list[str]:
    try:
        old, new = expected.decode().splitlines(), found.decode().splitlines()
    except UnicodeDecodeError:
        return [f"different: {path} ({len(expected)} and {len(found)} bytes)"]
    lines = list(difflib.unified_diff(old, new, f"expected/{path}", f"found/{path}", "", "", 1, ""))
    more = [f"… {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    return [*(lines[:_SHOWN] or [f"different line ends: {path}"]), *more]


@pytest.mark.parametrize("name", SITES)
def test_the_whole_site(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HERE / name / "site", tmp_path / "site")
    project = Inside(tmp_path / "site", capsys)
    assert project.check() == [], "a golden site has nothing to complain of"
    files = tree(project.build())
    _manifest_tells(files)
    found = blotted(files)
    kept = HERE / name / "expected"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(kept, ignore_errors=True)
        for path, data in found.items():
            (kept / path).parent.mkdir(parents=True, exist_ok=True)
            (kept / path).write_bytes(data)
    assert len(found) < MOST_FILES, "a golden site is small"
    told = difference(tree(kept), found)
    assert not told, f"{told}\n\nIf this is meant: UPDATE_GOLDEN=1 pytest {HERE.name}"


def _manifest_tells(files: dict[str, bytes]) -> None:
    """The manifest names every file but itself, with its digest and size."""
    listed = json.loads(files["manifest.json"])["files"]
    assert listed == {
        path: {"sha256": digests.of_bytes(data), "bytes": len(data)}
        for path, data in files.items()
        if path != "manifest.json"
    }


class TestComparison:
    """The comparison itself: what it blots out, what it tells."""

    def test_hashes_and_versions_are_blotted_out(self) -> None:
        page = (
            f'<link href="../assets/site.{"0a" * 8}.css"><meta content="opengov_ssg {__version__}">'
        )
        found = blotted({"a.html": page.encode(), f"assets/site.{'0a' * 8}.css": b"p{}"})
        assert found == {
            "a.html": b'<link href="../assets/site.HASH.css"><meta content="opengov_ssg VERSION">'
        }

    def test_differences_are_told_file_by_file(self) -> None:
        told = difference(
            {"a.html": b"1\n2\n", "b.html": b"", "c.png": b"\xff"},
            {"a.html": b"1\n3\n", "d.html": b"", "c.png": b"\xfe\xfe"},
        )
        assert told.splitlines()[:2] == ["missing: b.html", "not expected: d.html"]
        assert "-2" in told and "+3" in told
        assert "different: c.png (1 and 2 bytes)" in told

    def test_nothing_is_told_of_equal_trees(self) -> None:
        assert difference({"a": b"1"}, {"a": b"1"}) == ""
