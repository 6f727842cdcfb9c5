"""When a preview builds again, and that no defect of the program ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from opengov_ssg.commands.serving import session as module
from opengov_ssg.commands.serving.session import Session
from opengov_ssg.runs import Options, Report
from tests.conftest import Project, record
from tests.making import instant

Make = Callable[[Mapping[str, str | bytes]], Project]
START = instant("2026-11-22T09:00")
PATH = "content/bgs/documents/2026/a.md"


class Played:
    """A preview whose clock runs a minute at each look for changes; ``changes`` are the looks that
    find one. It ends after ``looks``."""

    def __init__(self, project: Project, looks: int, changes: tuple[int, ...] = ()) -> None:
        self.now, self.looks, self.changes = START, looks, changes
        self.reports: list[tuple[datetime, Report]] = []
        options = Options(project.root, START)
        told = self.built
        self.session = Session(options, 0, True, lambda: self.now, lambda one: one.code, told)
        self.session.watcher.wait = self.wait  # type: ignore[method-assign]

    def built(self, report: Report) -> str:
        self.reports.append((self.now, report))
        return ""

    def wait(self, seconds: float) -> bool:
        look = round((self.now - START) / timedelta(minutes=1))
        if look == self.looks:
            raise KeyboardInterrupt
        self.now += timedelta(minutes=1)
        return look in self.changes

    def run(self) -> list[tuple[datetime, Report]]:
        """Every build of it, and when it was."""
        with pytest.raises(KeyboardInterrupt):
            self.session.run()
        return self.reports


def test_an_embargo_opens(make_site: Make) -> None:
    """No file changes; yet at its instant the record is there, and nothing is built in vain."""
    project = make_site({PATH: record(published="2026-11-22T09:05")})
    first, second = Played(project, 9).run()
    assert (first[0], first[1].documents) == (START, 0)
    assert (second[0], second[1].documents) == (START + timedelta(minutes=5), 1)
    assert (project.root / ".opengov/serve/catalog/bgs/wj-2026-0001.html").exists()


def test_a_fixed_instant(make_site: Make) -> None:
    """With --as-of time stands still: nothing comes due."""
    played = Played(make_site({PATH: record(published="2026-11-22T09:05")}), 9)
    played.session.now = lambda: START
    assert len(played.run()) == 1


def test_a_defect(make_site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in the page, and the next change is built."""
    project, real = make_site({PATH: record()}), module.build
    calls: list[object] = []

    def failing(*given: Any) -> Report:
        calls.append(given)
        if len(calls) == 2:
            raise ZeroDivisionError("a defect")
        return real(*given)

    monkeypatch.setattr(module, "build", failing)
    played = Played(project, 3, (0, 1))
    reports = [report for _, report in played.run()]
    assert [one.published for one in reports] == [True, False, True]
    assert [one.code for one in reports[1].problems] == ["OG901"]
    assert "ZeroDivisionError" in dict(reports[1].problems[0].args)["detail"]
    assert played.session.state.shown.version == 2
