"""A progress bar on a terminal; silence anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from opengov_ssg.cli.texts import Texts
from opengov_ssg.runs import Progress as Told


@contextmanager
def bar(texts: Texts, wanted: bool) -> Iterator[Told | None]:
    """What to tell progress to; None where no bar is shown."""
    console = Console(stderr=True)
    if not wanted or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        tasks: dict[str, object] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(texts(f"stage.{stage}"), total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield told
