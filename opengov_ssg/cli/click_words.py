"""click's own sentences in the language that was asked for.

click looks its words up by gettext, whose catalogues are compiled files for one locale of the
system; here the same look-up goes to ``messages/``, so that help and usage errors speak the
language of ``--lang`` on any machine.
"""

from __future__ import annotations

from types import ModuleType

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from opengov_ssg.cli.texts import Texts

_MODULES: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.types,
)


def speak(texts: Texts) -> None:
    """Have click use the words of ``texts``; what these lack stays English."""
    words = texts.table("click")

    def one(sentence: str) -> str:
        return words.get(sentence, sentence)

    def many(single: str, plural: str, count: int) -> str:
        return one(single if count == 1 else plural)

    for module in _MODULES:
        for name, function in (("_", one), ("ngettext", many)):
            if hasattr(module, name):
                setattr(module, name, function)
