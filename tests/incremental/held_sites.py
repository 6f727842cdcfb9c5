"""A small site that is built with ``hold_back``, and what such a build is held to: a build from
nothing of the content that it says it published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from opengov_ssg.cli.instants import as_of as instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options, Report
from tests.conftest import AS_OF, SITE, record
from tests.trees import differing, is_whole, tree

HERE = "content/bgs/documents/2026"
A, B, C = (f"{HERE}/{name}.md" for name in "abc")
NUMBERS = {A: 1, B: 2, C: 3}


def document(path: str, body: str = "正文。", /, **fields: object) -> str:
    """A public document of its own number."""
    number = NUMBERS[path]
    given = {
        "title": f"关于第{number}件事的通知",
        "slug": f"wj-2026-{number:04}",
        "doc_no": f"测府办〔2026〕{number}号",
    }
    return record(body, **{**given, **fields})


OLD = {A: document(A, "甲。"), B: document(B, "乙。")}
"""What was published before anything broke."""


def id_of(path: str) -> str:
    """The id of a document."""
    return f"catalog/bgs/wj-2026-{NUMBERS[path]:04}"


def broken(text: str) -> str:
    """The same with a header that is no YAML."""
    return text.replace("---\n", '---\nkeywords: ["不完\n', 1)


@dataclass
class HeldSite:
    """A project in its folder; the output beside it."""

    folder: Path
    now: datetime = field(default_factory=lambda: instant(AS_OF))

    @property
    def project(self) -> Path:
        """The project."""
        return self.folder / "site"

    @property
    def output(self) -> Path:
        """What is built."""
        return self.folder / "build"

    def begin(self, files: Mapping[str, str | bytes]) -> None:
        """Write the files of the first release, and build it."""
        self.write({"site.yaml": SITE, **files})
        report = self.build()
        assert report.published, report.problems
        assert not report.held

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of the project; None deletes one."""
        for path, text in files.items():
            file = self.project / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(self, **options: Any) -> Report:
        """Build from what was built before."""
        return build(Options(self.project, self.now, self.output, executor="serial", **options))

    def hold(self, **options: Any) -> dict[str, str]:
        """Build with ``hold_back``: the paths held, and the ids of those whose last version
        stands."""
        report = self.build(hold_back=True, **options)
        assert report.published, report.problems
        files = tree(self.output)
        assert is_whole(files)
        told = json.loads(files["manifest.json"])
        assert told.get("held", []) == [one.id for one in report.held if one.id]
        return {one.path.rpartition("/")[2].removesuffix(".md"): one.id for one in report.held}

    def stands_for(self, files: Mapping[str, str | bytes | None]) -> None:
        """Compare the release with a clean build in which the files held were these."""
        other = HeldSite(self.folder / "copy", self.now)
        shutil.rmtree(other.folder, ignore_errors=True)
        ignore = shutil.ignore_patterns(".opengov")
        shutil.copytree(self.project, other.project, ignore=ignore)
        other.write(files)
        report = other.build()
        assert report.published, report.problems
        found, wanted = tree(self.output), tree(other.output)
        assert differing(found, wanted) in ([], ["manifest.json"])
        listed = [json.loads(one["manifest.json"])["files"] for one in (found, wanted)]
        assert listed[0] == listed[1]

    def mend(self, files: Mapping[str, str | bytes | None]) -> None:
        """Mend the content: the next build has forgotten what was held."""
        self.write(files)
        report = self.build()
        assert report.published and not report.held, report.problems
        self.stands_for({})
        assert "held" not in json.loads((self.output / "manifest.json").read_bytes())
