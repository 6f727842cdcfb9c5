"""A mini site on which ``ssg`` is run without a process of its own, whose start
takes half a second."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from opengov_ssg.cli.main import main
from tests.conftest import Project, Ran


@dataclass(frozen=True)
class Inside(Project):
    """A project; ``capsys`` is told what its commands print."""

    capsys: pytest.CaptureFixture[str]

    def ssg(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run ``ssg -C`` on it; for builds with --executor serial."""
        assert not environment
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["-C", str(self.root), *map(str, arguments)])
        told = self.capsys.readouterr()
        return Ran(int(ended.value.code or 0), told.out, told.err)
