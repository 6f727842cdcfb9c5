"""``ssg``: the entry point. The language is found first, for every help text is in it too."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from opengov_ssg import __version__
from opengov_ssg.cli import (
    authoring,
    building,
    comparing,
    components,
    packing,
    searching,
    server,
    serving,
)
from opengov_ssg.cli.click_words import speak
from opengov_ssg.cli.context import Context
from opengov_ssg.cli.texts import LANGUAGES, Texts, language_of


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``ssg`` and exit: 0 done, 1 problems of severity error, 2 wrong usage or unsafe
    output."""
    if arguments is None:
        _name_files_in_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    texts = Texts(language_of(_asked(given)))
    _speak_utf8()
    speak(texts)
    group(texts).main(args=given, prog_name="ssg")


def _asked(arguments: list[str]) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[position + 1 : position + 2]), None)
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _name_files_in_utf8() -> None:
    """Start again in Python's UTF-8 mode where the locale has another encoding (GB18030, ASCII):
    the names of content files are UTF-8 on every machine, or a site would differ with its
    locale."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, sys.orig_argv)


def _speak_utf8() -> None:
    """Print Chinese on any terminal: what it cannot show is replaced, never an exception."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def group(texts: Texts) -> click.Group:
    """The command tree with its help in one language."""

    @click.group(help=texts("help.ssg"), context_settings={"help_option_names": ["-h", "--help"]})
    @click.option(
        "-C",
        "directory",
        type=click.Path(file_okay=False),
        default=".",
        metavar="DIR",
        help=texts("help.directory"),
    )
    @click.option("--lang", type=click.Choice(LANGUAGES), help=texts("help.lang"))
    @click.version_option(__version__, prog_name="ssg", help=texts("help.version"))
    @click.pass_context
    def ssg(context: click.Context, directory: str, lang: str | None) -> None:
        context.obj = Context(directory, texts)

    modules = (authoring, building, comparing, components, packing, searching, server, serving)
    for module in modules:
        for command in module.commands(texts):
            ssg.add_command(command)
    return ssg
