"""``ssg init``, ``ssg new``, ``ssg record`` and ``ssg schema``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands import init as init_command
from opengov_ssg.commands import new as new_command
from opengov_ssg.commands import record as record_command
from opengov_ssg.commands import schema as schema_command
from opengov_ssg.commands import segments as segments_command
from opengov_ssg.commands.new import NotPossible, Wanted
from opengov_ssg.commands.translating import translate
from opengov_ssg.errors import ProblemError
from opengov_ssg.runs import Content


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""
    return [_init(texts), _new(texts), _record(texts), _schema(texts)]


def _init(texts: Texts) -> click.Command:
    @click.command("init", help=texts("help.init"))
    @click.argument("folder", default="", metavar="[DIR]")
    @click.option("--name", default=texts("init.name"), help=texts("help.init_name"))
    @click.option("--domain", default="www.example.gov.cn", help=texts("help.init_domain"))
    @click.option("--agency", default=texts("init.agency"), help=texts("help.init_agency"))
    @click.option("--code", default="bgs", help=texts("help.init_code"))
    @click.pass_obj
    def command(
        context: Context, folder: str, name: str, domain: str, agency: str, code: str
    ) -> None:
        target = Path(folder) if folder else context.project
        today = context.options(None).as_of.date().isoformat()
        words = {"name": name, "domain": domain, "agency": agency, "code": code, "today": today}
        try:
            written = init_command.init(target, texts.language, words)
        except NotPossible as error:
            context.fail(error.key, **error.words)
        for path in written:
            click.echo(f"  {target / path}")
        context.say("init.done", folder=target)

    return command


_TRANSLATION = "translation"


def _new(texts: Texts) -> click.Command:
    @click.command("new", help=texts("help.new"))
    @click.argument("kind", type=click.Choice((*new_command.OFFERED, _TRANSLATION)))
    @click.option("--title", default="", help=texts("help.new_title"))
    @click.option("--agency", help=texts("help.new_agency"))
    @click.option("--date", "day", metavar="DATE", help=texts("help.new_date"))
    @click.option("--slug", default="", help=texts("help.new_slug"))
    @click.option("--series", default="", help=texts("help.new_series"))
    @click.option("--number", default="", help=texts("help.new_number"))
    @click.option("--of", default="", metavar="FILE", help=texts("help.new_of"))
    @click.option("--language", default="", metavar="TAG", help=texts("help.new_language"))
    @click.option(
        "--attach",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=texts("help.new_attach"),
    )
    @click.pass_obj
    def command(
        context: Context,
        kind: str,
        title: str,
        agency: str | None,
        day: str | None,
        slug: str,
        series: str,
        number: str,
        of: str,
        language: str,
        attach: tuple[Path, ...],
    ) -> None:
        content = context.content()
        chosen = agency or next(iter(content.site.agencies))
        when: date = context.options(day).as_of.date()
        chinese = texts.language == "zh-CN"
        wanted = Wanted(kind, chosen, title, when, slug, series, number, attach, chinese)
        given = (context.project, content)
        try:
            if kind == _TRANSLATION:
                made = translate(*given, of, language, title, chinese=chinese)
            else:
                made = new_command.new(*given, wanted)
        except NotPossible as error:
            context.fail(error.key, **error.words)
        except ProblemError as error:
            _stopped(context, error)
        done = "new.translated" if kind == _TRANSLATION else "new.done"
        context.say(done, path=made.path, number=made.number)

    return command


def _record(texts: Texts) -> click.Command:
    @click.command("record", help=texts("help.record"))
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @click.option("--segments", is_flag=True, help=texts("help.record_segments"))
    @click.pass_obj
    def command(context: Context, as_of: str | None, segments: bool) -> None:
        content = context.content(as_of)
        instant = context.options(as_of).as_of
        try:
            done = record_command.record(context.project, content, instant)
        except ProblemError as error:
            _stopped(context, error)
        words = {"added": done.added, "silenced": done.silenced, "numbers": done.numbers}
        context.say("record.done", **words)
        if segments:
            _segments(context, content)

    return command


def _segments(context: Context, content: Content) -> None:
    try:
        found = segments_command.segment(context.project, content)
    except NotPossible as error:
        context.fail(error.key, **error.words)
    if found.after == found.before:
        context.say("record.segments_kept", count=len(found.after) + 1)
    else:
        context.say("record.segments_made", date=found.after[-1], count=len(found.after) + 1)


def _stopped(context: Context, error: ProblemError) -> NoReturn:
    context.complain(list(error.problems))
    sys.exit(1)


def _schema(texts: Texts) -> click.Command:
    @click.command("schema", help=texts("help.schema"))
    @click.argument("name", type=click.Choice(list(schema_command.NAMES)), default="front-matter")
    @click.option("--output", type=click.Path(dir_okay=False), help=texts("help.schema_output"))
    @click.pass_obj
    def command(context: Context, name: str, output: str | None) -> None:
        try:
            site = schema_command.site_of(context.project)
        except ProblemError as error:
            _stopped(context, error)
        made = schema_command.schema(name, site)
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        if output:
            Path(output).write_bytes(text.encode())
        else:
            click.echo(text, nl=False)

    return command
