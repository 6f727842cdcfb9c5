"""``ssg search``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from opengov_ssg.cli.context import Context
from opengov_ssg.cli.options import form as form_option
from opengov_ssg.cli.texts import Texts

if TYPE_CHECKING:
    from opengov_ssg.commands.searching import Answer, Shown

_COLUMNS = ("title", "doc_no", "published", "validity", "url")


def commands(texts: Texts) -> list[click.Command]:
    """The commands of this module."""

    @click.command("search", help=texts("help.search"))
    @click.argument("words", nargs=-1, required=True, metavar="QUERY")
    @click.option(
        "--limit", type=click.IntRange(1, 100_000), default=20, help=texts("help.search_limit")
    )
    @click.option("--output", metavar="DIR", default=None, help=texts("help.search_output"))
    @form_option(texts)
    @click.pass_obj
    def command(
        context: Context, words: tuple[str, ...], limit: int, output: str | None, form: str
    ) -> None:
        folder = Path(output) if output else context.project / "build"
        answer = _answer(context, folder, " ".join(words), limit)
        if answer.cut:
            click.echo(texts("search.cut"), err=True)
        if form == "json":
            click.echo(_json(answer))
        else:
            _tell(texts, answer)

    return [command]


def _answer(context: Context, folder: Path, text: str, limit: int) -> Answer:
    """What was found; exits with 2 when the index cannot answer or the query cannot be answered."""
    # Whoosh takes long to load, and no other command needs it.
    from opengov_ssg.commands.searching import QueryError, UnusableIndexError, search

    try:
        return search(folder, text, limit)
    except UnusableIndexError as error:
        context.fail(f"search.{error.reason}", folder=folder, file=error.file)
    except QueryError as error:
        context.fail(error.key, value=error.value)


def _json(answer: Answer) -> str:
    value = {
        "total": answer.total,
        "exact": answer.exact,
        "partial": answer.partial,
        "cut": answer.cut,
        "hits": [asdict(one) for one in answer.hits],
    }
    return json.dumps(value, ensure_ascii=False)


def _tell(texts: Texts, answer: Answer) -> None:
    """A table on a terminal; elsewhere a line for each hit, its columns divided by tabulators."""
    if answer.hits:
        rows = [_row(texts, one) for one in answer.hits]
        console = Console(file=sys.stdout)
        if console.is_terminal:
            console.print(_table(texts, rows))
        else:
            for row in rows:
                click.echo("\t".join(row))
    key = "none" if not answer.hits else "partial" if answer.partial else "done"
    if key == "done" and not answer.exact:
        key = "about"
    click.echo(texts(f"search.{key}", total=answer.total, shown=len(answer.hits)), err=True)


def _table(texts: Texts, rows: list[tuple[str, ...]]) -> Table:
    table = Table()
    for name in _COLUMNS:
        table.add_column(texts(f"search.column.{name}"), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # a title is no markup
    return table


def _row(texts: Texts, hit: Shown) -> tuple[str, ...]:
    words = texts.table("validity")
    values = (
        hit.title,
        hit.doc_no,
        hit.published[:10],
        words.get(hit.validity, hit.validity),
        hit.url,
    )
    return tuple(" ".join(one.split()) for one in values)
