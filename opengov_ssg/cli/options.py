"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from opengov_ssg.cli.texts import Texts

_Command = TypeVar("_Command", bound=Callable[..., Any])


def form(texts: Texts, *others: str) -> Callable[[_Command], _Command]:
    """``--format``: text, JSON or one of ``others``, given to the command as ``form``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", *others]),
        default="text",
        help=texts("help.format"),
    )
