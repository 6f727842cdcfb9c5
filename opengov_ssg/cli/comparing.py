"""``ssg diff``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.texts import Texts

if TYPE_CHECKING:
    from opengov_ssg.commands.diff import Difference
    from opengov_ssg.commands.diff_manifest import Side
    from opengov_ssg.commands.diff_records import Changed, Records, Told

_VERSION = 1
_SIGNS = {"added": "+", "changed": "~", "removed": "-"}
_COUNTED = frozenset(("assets", "search"))
"""Groups whose files are named by their content: their names say nothing, so text counts them
only."""
_SHOWN = ("title", "validity")
"""Fields whose former and present value are told."""


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("diff", help=texts("help.diff"))
    @click.argument("old", metavar="OLD")
    @click.argument("new", metavar="NEW")
    @click.option("--verify", is_flag=True, help=texts("help.diff_verify"))
    @click.option("--files-from", "folder", metavar="DIR", help=texts("help.diff_files_from"))
    @click.option("--null", is_flag=True, help=texts("help.diff_null"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help=texts("help.format"),
    )
    @click.pass_obj
    def command(
        context: Context,
        old: str,
        new: str,
        verify: bool,
        folder: str | None,
        null: bool,
        form: str,
    ) -> None:
        if null and folder is None:
            context.fail("diff.null_alone")
        found = _found(context, old, new, verify, folder, null)
        if form == "json":
            click.echo(_json(found, folder))
            return
        for line in (*_verified(texts, found), *_files(texts, found), *_records(texts, found)):
            click.echo(line)
        for line in _summary(texts, found, folder):
            click.echo(line)

    return [command]


def _found(
    context: Context, old: str, new: str, verify: bool, folder: str | None, null: bool
) -> Difference:
    """The difference, its lists written; exits with 2 where the releases cannot be compared."""
    from opengov_ssg.commands.diff import DiffError, diff, write_lists

    try:
        found = diff(old, new, verify)
        if folder is not None:
            write_lists(found, Path(folder), null)
    except DiffError as error:
        context.fail(f"diff.{error.key}", **error.words)
    return found


def _json(found: Difference, folder: str | None) -> str:
    from opengov_ssg.commands.diff import LISTS, group

    def listed(paths: tuple[str, ...], side: Side) -> list[dict[str, Any]]:
        return [
            {"path": path, "bytes": side.files[path].bytes, "group": group(path)} for path in paths
        ]

    value = {
        "version": _VERSION,
        "files": {
            "added": listed(found.added, found.new),
            "changed": listed(found.changed, found.new),
            "removed": listed(found.removed, found.old),
        },
        "bytes": found.bytes,
        "groups": {name: asdict(one) for name, one in found.groups.items()},
        "records": asdict(found.records) if found.records else None,
        "verified": {
            name: asdict(side.deviations) if side.deviations else None
            for name, side in (("old", found.old), ("new", found.new))
        },
        "lists": None
        if folder is None
        else [
            {"file": str(Path(folder) / name), "paths": len(paths)}
            for name, paths in zip(LISTS, found.lists, strict=True)
        ],
    }
    return json.dumps(value, ensure_ascii=False)


def _verified(texts: Texts, found: Difference) -> Iterator[str]:
    """A line for each file of a folder that is not as its manifest says, and one for a
    folder that is whole."""
    for side in (found.old, found.new):
        if not side.deviations:
            continue
        for key, paths in asdict(side.deviations).items():
            yield from (texts(f"diff.verify_{key}", folder=side.given, file=one) for one in paths)
        if side.deviations.whole:
            yield texts("diff.verify_whole", folder=side.given)


def _files(texts: Texts, found: Difference) -> Iterator[str]:
    """A line for each file, by path; the parts of assets and index are only counted."""
    from opengov_ssg.commands.diff import group

    rows = [
        (path, sign)
        for kind, sign in _SIGNS.items()
        for path in getattr(found, kind)
        if group(path) not in _COUNTED
    ]
    yield from (f"{sign} {path}" for path, sign in sorted(rows))


def _records(texts: Texts, found: Difference) -> Iterator[str]:
    """A line for each record; those whose page alone changed are counted in one."""
    from opengov_ssg.commands.diff_records import AROUND

    if found.records is None:
        yield texts("diff.no_records")
        return
    told = found.records
    yield from (_line(texts, "published", one) for one in told.published)
    around = [one for one in told.changed if one.of == (AROUND,)]
    for one in told.changed:
        if one.of != (AROUND,):
            yield _line(texts, "changed", one, parts=_parts(texts, one))
    yield from (_line(texts, f"withdrawn_{one.way}", one) for one in told.withdrawn)
    for moved in told.moved:
        key = "moved_changed" if moved.of else "moved"
        yield _line(texts, key, moved, old_url=moved.old_url, parts=_parts(texts, moved))
    if around:
        yield texts("diff.around", count=len(around))


def _line(texts: Texts, key: str, one: Told, **words: str) -> str:
    return texts(f"diff.{key}", title=_plain(one.title), url=_plain(one.url), **words)


def _parts(texts: Texts, one: Changed) -> str:
    """What of a record changed, in words; of title and validity from what to what."""
    names, validity = texts.table("diff_parts"), texts.table("validity")
    said = []
    for part in one.of:
        name = names.get(part, part)
        if part in _SHOWN and part in one.after:
            values = (str(row.get(part) or "") for row in (one.before, one.after))
            old, new = (_plain(validity.get(value, value)) for value in values)
            name = texts("diff.from_to", part=name, old=old, new=new)
        said.append(name)
    return texts("diff.comma").join(said)


def _plain(text: str) -> str:
    """On one line, and nothing that a terminal would take for a command."""
    return "".join(one if one.isprintable() else " " for one in text)


def _summary(texts: Texts, found: Difference, folder: str | None) -> Iterator[str]:
    names = texts.table("diff_groups")
    for name, one in found.groups.items():
        yield texts("diff.group", name=names[name], **asdict(one))
    counts = {key: len(getattr(found, key)) for key in _SIGNS}
    key = "done" if any(counts.values()) else "nothing"
    yield texts(f"diff.{key}", **counts, bytes=found.bytes)
    if found.records and any(counts.values()):
        yield texts("diff.records", **_counted(found.records))
    if folder is not None:
        yield texts("diff.lists", folder=folder)


def _counted(told: Records) -> dict[str, int]:
    from opengov_ssg.commands.diff_records import AROUND

    return {
        "published": len(told.published),
        "changed": sum(one.of != (AROUND,) for one in told.changed),
        "withdrawn": sum(one.way == "notice" for one in told.withdrawn),
        "gone": sum(one.way == "gone" for one in told.withdrawn),
        "moved": len(told.moved),
    }
