"""Lists of what to transfer, for ``rsync --files-from``, in an order in which no reader meets a
page that lacks anything.

rsync sorts what one list names, so the order is that of several lists, and none depends on
the order within it:

1. files that nothing leads to yet, being named by their content: assets and the parts of the search
   index;
2. attachments and other files that pages offer;
3. pages, feeds and data files at new addresses: no page that readers know leads to them yet;
4. pages that change, whose every link now leads to something;
5. feeds and data files that change;
6. the entry of the search index, by which its new parts come into use;
7. the manifest, which says that all before it has arrived;
8. pages, feeds and data files to be deleted, which nothing leads to any more;
9. what they consisted of: the other files to be deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from opengov_ssg.commands.diff_manifest import MANIFEST, DiffError, Side, first_nested
from opengov_ssg.commands.files import replace
from opengov_ssg.search import scripts

GROUPS: Final = (
    "pages",
    "attachments",
    "assets",
    "search",
    "search_entry",
    "feeds",
    "data",
    "manifest",
)
"""What files are, in the order in which they are told."""

LISTS: Final = (
    "1-assets.txt",
    "2-attachments.txt",
    "3-new.txt",
    "4-changed-pages.txt",
    "5-changed-data.txt",
    "6-search-entry.txt",
    "7-manifest.txt",
    "8-delete-pages.txt",
    "9-delete-files.txt",
)
"""The files that are written, in the order in which they are to be used."""

DELETIONS: Final = LISTS[7:]
"""Those that name what is to be deleted."""

_PAGES = (".html", ".htm", ".shtml")
_FOLDERS = {"assets": "assets", "search": "search", "feeds": "feeds", "data": "data"}
_DATA = ("robots.txt", "opensearch.xml")
_CHANGED = {
    "assets": 0,
    "search": 0,
    "attachments": 1,
    "pages": 3,
    "feeds": 4,
    "data": 4,
    "search_entry": 5,
    "manifest": 6,
}
_ADDED = {**_CHANGED, "pages": 2, "feeds": 2, "data": 2, "search_entry": 2}
_REMOVED = {**dict.fromkeys(GROUPS, 7), "assets": 8, "attachments": 8, "search": 8}


def group(path: str) -> str:
    """What a file of a site is: one of GROUPS. ``attachments`` are all files that pages offer."""
    if path == MANIFEST:
        return "manifest"
    if path == scripts.ENTRY:
        return "search_entry"
    if path.endswith(_PAGES):
        return "pages"
    folder, divided, _ = path.partition("/")
    if not divided and (path in _DATA or (path.startswith("sitemap") and path.endswith(".xml"))):
        return "data"
    return _FOLDERS.get(folder, "attachments") if divided else "attachments"


def lists(
    added: Iterable[str], changed: Iterable[str], removed: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """The paths of each of LISTS, sorted."""
    found: list[list[str]] = [[] for _ in LISTS]
    for paths, place in ((added, _ADDED), (changed, _CHANGED), (removed, _REMOVED)):
        for path in paths:
            found[place[group(path)]].append(path)
    return tuple(tuple(sorted(one)) for one in found)


def refuse_unusable(folder: Path, old: Side, new: Side) -> None:
    """Raise DiffError where lists could not be used, or writing them would spoil a release."""
    for one in (old, new):
        if one.folder and folder.resolve().is_relative_to(one.folder.resolve()):
            raise DiffError("lists_inside", folder=folder, release=one.given)
    if new.deviations and not new.deviations.whole:
        wrong = (*new.deviations.missing, *new.deviations.differing)
        raise DiffError("lists_of_damaged", folder=new.given, file=wrong[0], count=len(wrong))
    nested = first_nested(new.files, old.files) or first_nested(old.files, new.files)
    if nested:
        raise DiffError("lists_nested", file=nested)


def write(folder: Path, each: Iterable[tuple[str, ...]], null: bool) -> None:
    """Write the lists, a path a line or, with ``null``, each ended by a NUL. Raises DiffError.

    Lists of another run go first, so that one that is broken off leaves no mixture.
    """
    end = "\0" if null else "\n"
    try:
        for name in LISTS:
            (folder / name).unlink(missing_ok=True)
        for name, paths in zip(LISTS, each, strict=True):
            replace(folder / name, "".join(f"{line(path)}{end}" for path in paths))
    except OSError as error:
        detail = error.strerror or repr(error)
        raise DiffError("lists_failed", folder=folder, detail=detail) from error


def line(path: str) -> str:
    """A path as a list names it. rsync takes what begins with ``#`` or ``;`` for a comment,
    with --from0 too; and what begins with a hyphen would be an option of other programs
    that read the list."""
    return f"./{path}" if path[0] in "#;- ~" else path
