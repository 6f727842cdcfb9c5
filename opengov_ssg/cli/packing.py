"""``ssg pack``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.options import form as form_option
from opengov_ssg.cli.progress import bar
from opengov_ssg.cli.showing import plain
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands.new import NotPossible
from opengov_ssg.errors import ProblemError
from opengov_ssg.pipeline import Unusable, default_jobs, demand
from opengov_ssg.runs import Options

if TYPE_CHECKING:
    from opengov_ssg.commands.packing.making import Made

_VERSION = 1
_NOT_USAGE = frozenset(("pack.nothing_found", "pack.damaged"))
"""Reasons that are no wrong usage: exit 1."""
_STEPS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("pack", help=texts("help.pack"))
    @click.option(
        "--year", "years", type=click.IntRange(1, 9999), multiple=True, help=texts("help.pack_year")
    )
    @click.option(
        "--topic", "topics", metavar="TOPIC", multiple=True, help=texts("help.pack_topic")
    )
    @click.option(
        "--issue",
        "issues",
        metavar="SERIES/YEAR/NUMBER",
        multiple=True,
        help=texts("help.pack_issue"),
    )
    @click.option(
        "--agency", "agencies", metavar="AGENCY", multiple=True, help=texts("help.pack_agency")
    )
    @click.option("--output", metavar="FILE.zip", help=texts("help.pack_output"))
    @click.option("--force", is_flag=True, help=texts("help.pack_force"))
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @click.option("--base-url", metavar="URL", help=texts("help.base_url"))
    @click.option("--jobs", type=click.IntRange(1, 256), help=texts("help.jobs"))
    @click.option("--executor", default="process", metavar="NAME", help=texts("help.executor"))
    @click.option("--strict", is_flag=True, help=texts("help.strict"))
    @form_option(texts)
    @click.pass_obj
    def command(context: Context, /, form: str, **given: Any) -> None:
        made = _made(context, form, given)
        click.echo(_json(made, texts)) if form == "json" else _told(context, made)
        sys.exit(0 if made.file else 1)

    return [command]


def _made(context: Context, form: str, given: dict[str, Any]) -> Made:
    """The pack; exits with 2 for what cannot be asked, with 1 where there is nothing of it."""
    from opengov_ssg.commands.packing.asking import Asked
    from opengov_ssg.commands.packing.making import make

    asked = Asked(given["years"], given["topics"], given["agencies"], given["issues"])
    output = Path(given["output"]) if given["output"] else None
    options = _options(context, given)
    try:
        demand(options.executor)
        with bar(context.texts, form == "text") as progress:
            return make(options, asked, output, given["force"], progress)
    except NotPossible as error:
        click.echo(context.texts(error.key, **error.words), err=True)
        sys.exit(1 if error.key in _NOT_USAGE else 2)
    except Unusable as error:
        context.fail(f"usage.executor_{error.reason}", **error.words)
    except ProblemError as error:
        context.complain(list(error.problems))
        sys.exit(1)


def _options(context: Context, given: dict[str, Any]) -> Options:
    base_url = given["base_url"]
    if base_url and not base_url.startswith(("http://", "https://")):
        context.fail("usage.base_url", value=base_url)
    return replace(
        context.options(given["as_of"]),
        base_url=base_url,
        jobs=given["jobs"] or default_jobs(),
        executor=given["executor"],
        strict=given["strict"],
    )


def _told(context: Context, made: Made) -> None:
    context.complain(made.report.problems)
    if made.file is None:
        errors, warnings = context.counts(made.report)
        click.echo(context.texts("pack.failed", errors=errors, warnings=warnings))
        return
    words = {
        "file": made.file,
        "records": made.records,
        "files": made.size.files,
        "packed": _size(made.size.packed),
        "unpacked": _size(made.size.unpacked),
    }
    click.echo(context.texts("pack.done", **words))


def _json(made: Made, texts: Texts) -> str:
    value = {
        "version": _VERSION,
        "file": str(made.file) if made.file else None,
        "folder": made.folder,
        "records": made.records,
        "files": made.size.files,
        "bytes": {"packed": made.size.packed, "unpacked": made.size.unpacked},
        "problems": [plain(one, texts) for one in made.report.problems],
    }
    return json.dumps(value, ensure_ascii=False)


def _size(count: int) -> str:
    """``1.2 MB``, in steps of a thousand."""
    for step, unit in _STEPS:
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} B"
