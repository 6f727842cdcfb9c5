"""``ssg components``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands import components
from opengov_ssg.errors import ProblemError

_FOLDER = ".catalogue"


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("components", help=texts("help.components"))
    @click.option(
        "--output",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help=texts("help.components_output"),
    )
    @click.pass_obj
    def command(context: Context, output: Path | None) -> None:
        folder = output or context.project / _FOLDER
        try:
            count = components.write(context.project, folder)
        except ProblemError as error:
            context.complain(sorted(error.problems, key=lambda one: one.order()))
            sys.exit(2 if any(one.code.startswith("OG5") for one in error.problems) else 1)
        context.say("components.done", count=count, file=folder / "index.html")

    return [command]
