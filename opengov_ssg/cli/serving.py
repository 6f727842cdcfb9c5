"""``ssg serve``."""

from __future__ import annotations

import signal

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.instants import as_of as instant
from opengov_ssg.cli.progress import quiet
from opengov_ssg.cli.showing import line
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands.serving.session import Session
from opengov_ssg.runs import Report


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("serve", help=texts("help.serve"))
    @click.option("--port", type=click.IntRange(0, 65535), default=8000, help=texts("help.port"))
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @click.option("--poll", is_flag=True, help=texts("help.poll"))
    @click.pass_obj
    def command(context: Context, port: int, as_of: str | None, poll: bool) -> None:
        options = context.options(as_of)

        def built(report: Report) -> str:
            context.complain(report.problems)
            errors, warnings = context.counts(report)
            key = "serve.built" if report.published else "serve.kept"
            if not (context.project / ".opengov/serve/index.html").exists():
                key = "serve.none"
            sentence = texts(key, pages=report.pages, errors=errors, warnings=warnings)
            click.echo(sentence)
            return sentence

        try:
            session = Session(
                options,
                port,
                poll,
                lambda: instant(as_of),
                lambda one: line(one, texts),
                built,
                quiet(texts),
            )
        except OSError as error:
            context.fail("serve.no_port", port=port, detail=error.strerror or error)
        way = texts("serve.polling" if session.watcher.polling else "serve.events")
        context.say("serve.ready", address=session.address, way=way)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            session.run()
        except KeyboardInterrupt:
            context.say("serve.stopped")

    return [command]
