"""``ssg check`` and ``ssg build``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.options import form as form_option
from opengov_ssg.cli.progress import bar
from opengov_ssg.cli.showing import build_json, check_json, sarif
from opengov_ssg.cli.texts import Texts
from opengov_ssg.commands.rollback import rollback
from opengov_ssg.errors import Problem, ProblemError
from opengov_ssg.pipeline import Unusable, build, check, default_jobs, demand
from opengov_ssg.runs import Report


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""
    return [_check(texts), _build(texts), _rollback(texts)]


def _check(texts: Texts) -> click.Command:
    @click.command("check", help=texts("help.check"))
    @click.argument("paths", nargs=-1, metavar="[PATH]...")
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @form_option(texts, "sarif")
    @click.option("--strict", is_flag=True, help=texts("help.strict"))
    @click.pass_obj
    def command(
        context: Context, paths: tuple[str, ...], as_of: str | None, form: str, strict: bool
    ) -> None:
        wanted = [_named(context, path) for path in paths]
        report, _ = check(context.options(as_of))
        report.problems = _under(report.problems, wanted)
        if form == "json":
            click.echo(check_json(report.problems, texts))
        elif form == "sarif":
            click.echo(sarif(report.problems, texts))
        else:
            context.complain(report.problems)
            errors, warnings = context.counts(report)
            words = {"documents": report.parsed, "errors": errors, "warnings": warnings}
            context.say("check.done", **words)
        sys.exit(1 if report.failed(strict) else 0)

    return command


def _named(context: Context, path: str) -> str:
    """The path in the project of a file or folder named from here, else from the project's folder;
    ``.`` for the project itself. Exits with 2 when there is none."""
    root = context.project.resolve()
    for base in (Path(), root):
        full = _in_place(base / path)
        if os.path.lexists(full) and full.is_relative_to(root):
            return full.relative_to(root).as_posix()
    return context.fail("usage.path", value=path)


def _in_place(path: Path) -> Path:
    """The absolute path of ``path`` itself, not of what it leads to if it is a link."""
    return path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name


def _under(problems: list[Problem], wanted: list[str]) -> list[Problem]:
    """Only the problems of the files or folders named; all when none or the project is."""
    if not wanted or "." in wanted:
        return problems
    return [
        one
        for one in problems
        if any(one.path == path or one.path.startswith(f"{path}/") for path in wanted)
    ]


def _build(texts: Texts) -> click.Command:
    @click.command("build", help=texts("help.build"))
    @click.option("--output", metavar="DIR", default=None, help=texts("help.output"))
    @click.option("--as-of", metavar="DATE", help=texts("help.as_of"))
    @click.option("--base-url", metavar="URL", help=texts("help.base_url"))
    @click.option("--jobs", type=click.IntRange(1, 256), help=texts("help.jobs"))
    @click.option("--executor", default="process", metavar="NAME", help=texts("help.executor"))
    @click.option("--clean", is_flag=True, help=texts("help.clean"))
    @click.option("--strict", is_flag=True, help=texts("help.strict"))
    @click.option("--hold-back", is_flag=True, help=texts("help.hold_back"))
    @form_option(texts)
    @click.pass_obj
    def command(
        context: Context,
        output: str | None,
        as_of: str | None,
        base_url: str | None,
        jobs: int | None,
        executor: str,
        clean: bool,
        strict: bool,
        hold_back: bool,
        form: str,
    ) -> None:
        if base_url and not base_url.startswith(("http://", "https://")):
            context.fail("usage.base_url", value=base_url)
        options = replace(
            context.options(as_of),
            output=Path(output) if output else context.project / "build",
            base_url=base_url,
            jobs=jobs or default_jobs(),
            executor=executor,
            strict=strict,
            clean=clean,
            hold_back=hold_back,
        )
        try:
            demand(executor)
            with bar(texts, form == "text") as progress:
                report = build(options, progress)
        except Unusable as error:
            context.fail(f"usage.executor_{error.reason}", **error.words)
        except ProblemError as error:
            _refused(context, list(error.problems), form)
        _told(context, report, form, options.output, strict)

    return command


def _refused(context: Context, problems: list[Problem], form: str) -> None:
    """An output folder that may not be written to: exit 2, nothing was touched."""
    if form == "json":
        click.echo(build_json(Report(problems=problems), context.texts))
    else:
        context.complain(problems)
    sys.exit(2)


def _told(context: Context, report: Report, form: str, output: Path | None, strict: bool) -> None:
    if form == "json":
        click.echo(build_json(report, context.texts))
    else:
        context.complain(report.problems)
        for sentence in _held(context, report) if report.published else ():
            click.echo(sentence, err=True)
        click.echo(_summary(context, report, output))
    if not report.published:
        sys.exit(1)
    sys.exit(3 if report.held else 0)


def _held(context: Context, report: Report) -> list[str]:
    """A line for each record that was held back, and what stands in its place."""
    lines = [
        context.texts("build.held" if one.id else "build.left_out", path=one.path, id=one.id)
        for one in report.held
    ]
    return [*lines, context.texts("build.forgotten")] if report.forgotten else lines


def _rollback(texts: Texts) -> click.Command:
    @click.command("rollback", help=texts("help.rollback"))
    @click.option("--output", metavar="DIR", default=None, help=texts("help.output"))
    @click.pass_obj
    def command(context: Context, output: str | None) -> None:
        folder = Path(output) if output else context.project / "build"
        try:
            done = rollback(folder, context.project)
        except ProblemError as error:
            _refused(context, list(error.problems), "text")
        if not done:
            context.fail("rollback.none", output=folder)
        context.say("rollback.done", output=folder)

    return command


def _summary(context: Context, report: Report, output: Path | None) -> str:
    errors, warnings = context.counts(report)
    words = {
        "documents": report.documents,
        "pages": report.pages,
        "removed": report.removed,
        "resolved": report.resolved,
        "unresolved": report.unresolved,
        "errors": errors,
        "warnings": warnings,
        "seconds": f"{sum(report.seconds.values()):.1f}",
        "output": output,
    }
    key = "build.done" if report.published else "build.failed"
    return context.texts(key, **words)
