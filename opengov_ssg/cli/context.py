"""What all commands share: the project's folder, the language, how things are told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from opengov_ssg.cli.instants import as_of
from opengov_ssg.cli.showing import line
from opengov_ssg.cli.texts import Texts
from opengov_ssg.errors import Problem
from opengov_ssg.pipeline import check, default_jobs
from opengov_ssg.runs import Content, Options, Report

_DAMAGED = frozenset(("ledger-line", "ledger-number-twice"))


class Context:
    """The object that click hands to each command."""

    def __init__(self, directory: str, texts: Texts) -> None:
        self.project = Path(directory)
        self.texts = texts

    def say(self, key: str, **words: object) -> None:
        """Print a sentence."""
        click.echo(self.texts(key, **words))

    def complain(self, problems: list[Problem]) -> None:
        """Print problems on the error stream."""
        for one in problems:
            click.echo(line(one, self.texts), err=True)

    def fail(self, key: str, **words: object) -> NoReturn:
        """Print a sentence on the error stream and exit with 2: wrong usage."""
        click.echo(self.texts(key, **words), err=True)
        sys.exit(2)

    def options(self, asked: str | None) -> Options:
        """The options of a run on this project. Exits with 2 when ``--as-of`` is no instant."""
        try:
            instant = as_of(asked)
        except ValueError:
            self.fail("usage.as_of", value=asked or "")
        return Options(self.project, instant, jobs=default_jobs())

    def content(self, asked: str | None = None, base_url: str | None = None) -> Content:
        """The content read and linked, whatever else is wrong with it. Exits with 1 if it cannot,
        and when the ledger is damaged: written again, it would lose the lines that are no lines."""
        options = replace(self.options(asked), base_url=base_url)
        report, content = check(options)
        damaged = [one for one in report.problems if one.name in _DAMAGED]
        if content is None or damaged:
            self.complain(damaged or report.problems)
            sys.exit(1)
        return content

    def counts(self, report: Report) -> tuple[int, int]:
        """How many errors and warnings."""
        severities = [one.severity for one in report.problems]
        return severities.count("error"), severities.count("warning")
