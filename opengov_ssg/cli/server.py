"""``ssg server-config``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands import server_config
from opengov_ssg.commands.new import NotPossible
from opengov_ssg.commands.server_config import Made, Wanted
from opengov_ssg.errors import ProblemError
from opengov_ssg.runs import Content


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("server-config", help=texts("help.server_config"))
    @click.argument("server", type=click.Choice(["nginx", "apache", "iis"]))
    @click.option("--output", type=click.Path(dir_okay=False), help=texts("help.server_output"))
    @click.option("--build", metavar="DIR", help=texts("help.server_build"))
    @click.option("--precompress", metavar="DIR", help=texts("help.server_precompress"))
    @click.option("--site-at", metavar="PATH", default="", help=texts("help.server_site_at"))
    @click.option("--copies-at", metavar="PATH", default="", help=texts("help.server_copies_at"))
    @click.option(
        "--part",
        type=click.Choice(["all", "http", "server"]),
        default="all",
        help=texts("help.server_part"),
    )
    @click.option("--base-url", metavar="URL", help=texts("help.base_url"))
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @click.pass_obj
    def command(context: Context, /, output: str | None, **given: Any) -> None:
        made = _made(context, given)
        if output:
            try:
                server_config.write(Path(output), made.text)
            except OSError as error:
                detail = error.strerror or error
                context.fail("server_config.unwritable", file=output, detail=detail)
        else:
            click.echo(made.text, nl=False)
        _tell(texts, made, given["precompress"])

    return [command]


def _made(context: Context, given: dict[str, Any]) -> Made:
    project = context.project
    wanted = Wanted(
        server=given["server"],
        project=project,
        site=Path(given["build"]) if given["build"] else project / "build",
        copies=Path(given["precompress"]) if given["precompress"] else None,
        site_at=given["site_at"],
        copies_at=given["copies_at"],
        part=given["part"],
    )
    try:
        content = _content(context, given["base_url"], given["as_of"])
        return server_config.make(
            wanted, content, lambda key: context.texts(f"server_config.comment.{key}")
        )
    except NotPossible as error:
        context.fail(error.key, **error.words)
    except ProblemError as error:
        context.complain(list(error.problems))
        sys.exit(2)


def _content(context: Context, base_url: str | None, as_of: str | None) -> Content:
    """The content, at the address that was asked for."""
    if base_url and not base_url.startswith(("http://", "https://")):
        context.fail("usage.base_url", value=base_url)
    return context.content(as_of, base_url)


def _tell(texts: Texts, made: Made, folder: str | None) -> None:
    if made.copies:
        words = {
            "count": made.copies.count,
            "before": made.copies.before >> 10,
            "after": made.copies.after >> 10,
            "folder": folder,
        }
        click.echo(texts("server_config.copied", **words), err=True)
    if not made.redirected:
        click.echo(texts("server_config.pages_redirect"), err=True)
