"""A preview: server, watcher and builder together, until it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from opengov_ssg.commands.serving.server import LOOPBACK, make
from opengov_ssg.commands.serving.state import State
from opengov_ssg.commands.serving.watching import Watcher
from opengov_ssg.errors import Problem, ProblemError, problem
from opengov_ssg.pipeline import build
from opengov_ssg.runs import WORK, Options, Progress, Report

Describe = Callable[[Problem], str]
Built = Callable[[Report], str]
"""Told each build; returns the line that heads the problems in the page."""


class Session:
    """``now`` gives the as-of instant of each build: an embargo opens while the preview runs."""

    def __init__(
        self,
        options: Options,
        port: int,
        poll: bool,
        now: Callable[[], datetime],
        describe: Describe,
        built: Built,
        progress: Progress | None = None,
    ) -> None:
        folder: Path = options.project / WORK / "serve"
        # The server's threads are no company for a fork, and a preview is mostly small.
        self.options = replace(options, output=folder, executor="serial", memory={})
        self.now = now
        self.describe = describe
        self.built = built
        self.progress = progress
        self.state = State()
        self._next: datetime | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.server = make(folder, self.state, port)
        self.watcher = Watcher(options.project, poll)

    @property
    def address(self) -> str:
        """Where the preview is."""
        return f"http://{LOOPBACK}:{self.server.server_port}/"

    def run(self) -> None:
        """Build, serve, and rebuild on every change of the project, and at the instant when what is
        public changes by itself; ends only by KeyboardInterrupt."""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            self._build()
            while True:
                if self.watcher.wait(0.5) or self._due():
                    self._build()
        finally:
            self.watcher.stop()
            self.server.shutdown()
            self.server.server_close()

    def _due(self) -> bool:
        return self._next is not None and self.now() >= self._next

    def _build(self) -> None:
        as_of = self.now()
        try:
            report = build(replace(self.options, as_of=as_of), self.progress)
        except ProblemError as error:
            report = Report(problems=list(error.problems))
        except Exception as error:  # a defect of the program: told, and tried again at a change
            report = Report(problems=[problem("internal", detail=repr(error))])
        after = report.next_change_at
        self._next = after if after and after > as_of else None
        title = self.built(report)
        worst_first = sorted(report.problems, key=lambda one: one.severity != "error")
        lines = tuple(self.describe(one) for one in worst_first)
        self.state.tell(title, lines, report.published)
