"""A progress bar on a terminal; anywhere else silence, but for a build that waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from opengov_ssg.cli.texts import Texts
from opengov_ssg.runs import Progress as Told


def quiet(texts: Texts, console: Console | None = None) -> Told:
    """What to tell progress to where no bar is shown: that a build waits is said
    on the error stream."""
    shown = console or Console(stderr=True)

    def told(stage: str, done: int, total: int) -> None:
        if stage == "wait":
            shown.print(texts("build.waits"), markup=False, highlight=False, soft_wrap=True)

    return told


@contextmanager
def bar(texts: Texts, wanted: bool) -> Iterator[Told]:
    """What to tell progress to."""
    console = Console(stderr=True)
    if not wanted or not console.is_terminal:
        yield quiet(texts, console)
        return
    waits = quiet(texts, console)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        tasks: dict[str, object] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage == "wait":
                waits(stage, done, total)
                return
            if stage not in tasks:
                tasks[stage] = progress.add_task(texts(f"stage.{stage}"), total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield told
