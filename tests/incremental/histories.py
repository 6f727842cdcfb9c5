"""Random histories of a site: what editors, webmasters and time do to it, one edit after the other.

An edit is a name and two numbers, from which everything else follows: a history that fails
is printed as it is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from opengov_ssg.cli.instants import as_of as instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options, Report
from tests.incremental.beginning import AGENCIES, LANGUAGES, SITE, START, STYLE, TOPICS, WORDS


@dataclass
class History:
    """A site in its folder, the output beside it, and the instant of its next build."""

    folder: Path
    now: datetime = field(default_factory=lambda: instant(START))
    site: dict[str, Any] = field(default_factory=lambda: json.loads(json.dumps(SITE)))
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    order: int = 0
    number: int = 0

    @classmethod
    def published(cls, folder: Path) -> History:
        """A site that was built."""
        made = cls(folder)
        made.begin()
        assert made.build().published
        return made

    @property
    def project(self) -> Path:
        """The project."""
        return self.folder / "site"

    @property
    def output(self) -> Path:
        """What is built, each time from the last."""
        return self.folder / "build"

    def begin(self) -> None:
        """A small site: documents, one with an attachment; an interpretation; an issue; a
        special."""
        self._write("site.yaml", json.dumps(self.site, ensure_ascii=False, indent=1))
        for number in range(4):
            self.add_document(number, number * 7)
        self._write("content/bgs/documents/2026/a0/table.csv", "甲,乙\n1,2\n")
        self.change("a0", attachments=[{"id": "table", "title": "表", "file": "table.csv"}])
        self.add_interpretation(0, 1)
        self.add_consultation(1, 3)
        self.reorder_issue(0, 0)
        self.add_special(0, 0)

    def apply(self, name: str, first: int, second: int) -> None:
        """One edit."""
        EDITS[name](self, first, second)

    def build(self, **options: Any) -> Report:
        """Build from what was built before."""
        return build(Options(self.project, self.now, self.output, executor="serial", **options))

    def clean(self) -> tuple[Report, Path]:
        """Build a copy of the project from nothing."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.project, copy / "site", ignore=shutil.ignore_patterns(".opengov"))
        output = copy / "build"
        return build(Options(copy / "site", self.now, output, executor="serial")), output

    # Edits

    def add_document(self, first: int, second: int) -> None:
        name = f"a{self.number}"
        self.number += 1
        agency = AGENCIES[second % 3]
        self.records[name] = {
            "kind": "document",
            "title": f"关于第{self.number}件事的通知",
            "agency": "bgs" if self.number < 3 else agency,
            "disclosure": "主动公开",
            "slug": f"wj-2026-{self.number:04d}",
            "doc_no": f"测府办〔2026〕{self.number}号",
            "topics": [TOPICS[first % 3]],
            "signed": f"2025-1{second % 3}-0{1 + first % 9}",
            "published": f"2026-0{1 + second % 6}-{10 + first % 19}",
        }
        self.bodies[name] = WORDS[first % len(WORDS)] + "\n\n" + WORDS[second % 6]
        self._save(name)

    def add_interpretation(self, first: int, second: int) -> None:
        name = f"a{self.number}"
        self.number += 1
        document = self._chosen(first, "document")
        self.records[name] = {
            "kind": "interpretation",
            "title": f"解读之{self.number}",
            "agency": "bgs",
            "disclosure": "主动公开",
            "slug": f"jd-2026-{self.number:04d}",
            "signed": "2025-12-20",
            "published": f"2026-0{5 + second % 3}-11",
            "interprets": [f"{document}.md"] if document else [],
        }
        self.bodies[name] = WORDS[second % 6]
        self._save(name)

    def add_consultation(self, first: int, second: int) -> None:
        name = f"a{self.number}"
        self.number += 1
        self.records[name] = {
            "kind": "consultation",
            "title": f"征求意见之{self.number}",
            "agency": "jyj",
            "disclosure": "主动公开",
            "slug": f"zj-2026-{self.number:04d}",
            "published": "2026-06-01",
            "opens": f"2026-06-{10 + first % 10}",
            "closes": f"2026-07-{20 + second % 10}",
            "channels": [{"label": "电子邮箱", "value": "test@test.example"}],
        }
        self.bodies[name] = WORDS[second % 6]
        self._save(name)

    def add_special(self, first: int, second: int) -> None:
        header = {
            "kind": "special",
            "title": f"专题{first % 5}",
            "agency": "bgs",
            "disclosure": "主动公开",
            "slug": "zt",
            "published": "2026-05-01",
            "sections": [{"title": "文件", "select": {"topics": [TOPICS[second % 3]]}}],
        }
        self._record("content/specials/zt/index.md", header, "专题说明。")

    def change_body(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            self.bodies[name] = WORDS[second % 6] + f"\n\n第{second}稿。"
            self._save(name)

    def change_same_size(self, first: int, second: int) -> None:
        """An edit that leaves size and time of the file as they were."""
        if name := self._chosen(first):
            file = self.project / self._path(name)
            before = file.stat()
            letters = "甲乙丙丁戊己庚辛"
            self.bodies[name] = "定稿：" + letters[second % 8]
            self._save(name)
            self.bodies[name] = "定稿：" + letters[(second + 1) % 8]
            self._save(name)
            if file.stat().st_size == before.st_size:
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def change_title(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            self.change(name, title=f"关于第{second % 50}次修改题目的通知")

    def change_agency(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            self.change(name, agency=AGENCIES[second % 3])

    def change_topic(self, first: int, second: int) -> None:
        if name := self._chosen(first, "document"):
            self.change(name, topics=[TOPICS[second % 3]])

    def change_validity(self, first: int, second: int) -> None:
        if name := self._chosen(first, "document"):
            self.change(name, valid_to=f"2026-{6 + second % 4:02d}-{1 + second % 28:02d}")

    def change_release(self, first: int, second: int) -> None:
        """To another day, perhaps one that is to come."""
        if name := self._chosen(first):
            self.change(name, published=f"2026-0{4 + second % 4}-{1 + first % 27:02d}")

    def repeal(self, first: int, second: int) -> None:
        one, other = self._chosen(first, "document"), self._chosen(second, "document")
        if one and other and one > other:
            self.change(one, repeals=[f"{other}.md"])

    def withdraw(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            kind = ("notice", "silent")[second % 2]
            told: dict[str, Any] = {
                "at": f"2026-06-{10 + second % 15}",
                "kind": kind,
                "reason": "更正",
            }
            review = [{"step": "withdrawal", "result": "pass"}] if kind == "silent" else []
            self.change(name, withdrawn=told, review=review)

    def draft(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            self.change(name, status=("draft", "published")[second % 2])

    def translate(self, first: int, second: int) -> None:
        """A translation is added or changed, or goes; sometimes it has a file of its own."""
        if not (name := self._chosen(first)):
            return
        path = self._path(name).removesuffix(".md")
        language = LANGUAGES[second % 3]
        file = self.project / f"{path}.{language}.md"
        if second % 4 == 3:
            file.unlink(missing_ok=True)
            return
        header: dict[str, Any] = {"title": f"Title {second}", "translator": f"T{first % 3}"}
        if second % 5 == 1:
            self._write(f"{path}.{language}/notes.csv", f"a,b\n{first},{second}\n")
            header["attachments"] = [{"id": "notes", "title": "Notes", "file": "notes.csv"}]
        self._record(f"{path}.{language}.md", header, f"Text {first}, [{name}]({name}.md).")

    def delete(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            for file in self._files(name):
                file.unlink()
            self.records.pop(name)
            self.bodies.pop(name)

    def rename(self, first: int, second: int) -> None:
        if (name := self._chosen(first)) and f"{name}x" not in self.records:
            for file in self._files(name):
                file.rename(file.with_name(file.name.replace(f"{name}.", f"{name}x.", 1)))
            self.records[f"{name}x"] = self.records.pop(name)
            self.bodies[f"{name}x"] = self.bodies.pop(name)
            self._save(f"{name}x")

    def attach(self, first: int, second: int) -> None:
        self._write("content/bgs/documents/2026/a0/table.csv", f"甲,乙\n{first},{second}\n")

    def stray(self, first: int, second: int) -> None:
        """A file beside a record that no record names."""
        self._write(f"content/bgs/documents/2026/a0/{first % 3}.csv", "甲\n")

    def break_file(self, first: int, second: int) -> None:
        """A header that cannot be read, or that can again."""
        self._write(
            "content/bgs/documents/2026/broken.md", "---\ntitle: [\n---\n" if second % 2 else ""
        )
        if not second % 2:
            (self.project / "content/bgs/documents/2026/broken.md").unlink()

    def reorder_issue(self, first: int, second: int) -> None:
        """The contents of an issue in another order; items whose record is gone have no link."""
        names = sorted(name for name, one in self.records.items() if one["kind"] == "document")
        turn = first % len(names) if names else 0
        items = [
            {"ref": f"../../../bgs/documents/2026/{name}.md"}
            for name in names[turn:] + names[:turn]
        ]
        items.append({"title": f"本刊讯{second % 4}"})
        header = {
            "kind": "gazette-issue",
            "series": "csgb",
            "year": 2026,
            "number": "1",
            "date": "2026-05-30",
            "published": "2026-05-31",
            "sections": [{"title": "文件", "items": items}],
        }
        self._write(
            "content/gazette/csgb/2026/1.yaml", json.dumps(header, ensure_ascii=False, indent=1)
        )

    def change_site(self, first: int, second: int) -> None:
        change = second % 5
        if change == 0:
            self.site["identity"]["name"] = f"测试网站{first % 7}"
        elif change == 1:
            self.site["lists"] = {"page_size": 5 + first % 4, "whole": 5 + first % 3}
        elif change == 2:
            self.site["agencies"][1]["name"] = f"测试市教育局{'和体育局' * (first % 2)}"
        elif change == 3:
            self.site["search"] = {"segments": sorted({f"2026-0{1 + first % 5}-15", "2026-03-01"})}
        else:
            self.site["columns"][0]["name"] = f"政策文件{first % 3}"
        self._write("site.yaml", json.dumps(self.site, ensure_ascii=False, indent=1))

    def change_theme(self, first: int, second: int) -> None:
        """The project's own theme wins file by file: a style, or a template."""
        if second % 2:
            source = (
                "{% extends 'templates/base.html' %}{% block main %}<p>"
                + str(first)
                + "</p>{% endblock %}"
            )
            self._write("themes/default/templates/404.html", source)
        else:
            self._write(
                "themes/default/components/validity/style.css",
                STYLE.replace("123456", f"{first:06d}"),
            )

    def move_time(self, first: int, second: int) -> None:
        """Most often forward; a clock may also go backwards."""
        days = (1, 3, 9, 30, -1, -40)[second % 6]
        self.now += timedelta(days=days, hours=first % 24)

    def touch(self, first: int, second: int) -> None:
        if name := self._chosen(first):
            os.utime(self.project / self._path(name))

    def tamper(self, first: int, second: int) -> None:
        """Somebody changes or removes a file of the published site."""
        files = sorted(file for file in self.output.rglob("*.html")) if self.output.exists() else []
        if files:
            file = files[first % len(files)]
            if second % 3 == 0:
                file.unlink()
            elif second % 3 == 1:
                file.write_text("tampered", "utf-8")
            else:  # the same size, the same time
                before = file.stat()
                data = bytearray(file.read_bytes())
                data[len(data) // 2] ^= 1
                file.write_bytes(data)
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    # Means

    def change(self, name: str, **fields: Any) -> None:
        """Set fields of a record."""
        self.records[name] |= fields
        self._save(name)

    def _chosen(self, number: int, kind: str = "") -> str:
        names = sorted(one for one, it in self.records.items() if kind in ("", it["kind"]))
        return names[number % len(names)] if names else ""

    def _path(self, name: str) -> str:
        return f"content/bgs/documents/2026/{name}.md"

    def _files(self, name: str) -> list[Path]:
        """The record's file and its translations."""
        folder = (self.project / self._path(name)).parent
        return sorted(one for one in folder.glob(f"{name}.*") if one.is_file())

    def _save(self, name: str) -> None:
        self._record(self._path(name), self.records[name], self.bodies[name])

    def _record(self, path: str, header: dict[str, Any], body: str) -> None:
        lines = [f"{key}: {json.dumps(one, ensure_ascii=False)}" for key, one in header.items()]
        self._write(path, "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n")

    def _write(self, path: str, text: str) -> None:
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


EDITS: dict[str, Callable[[History, int, int], None]] = {
    "add": History.add_document,
    "interpret": History.add_interpretation,
    "consult": History.add_consultation,
    "special": History.add_special,
    "body": History.change_body,
    "same size": History.change_same_size,
    "title": History.change_title,
    "agency": History.change_agency,
    "topic": History.change_topic,
    "validity": History.change_validity,
    "release": History.change_release,
    "repeal": History.repeal,
    "withdraw": History.withdraw,
    "translate": History.translate,
    "draft": History.draft,
    "delete": History.delete,
    "rename": History.rename,
    "attach": History.attach,
    "stray": History.stray,
    "break": History.break_file,
    "issue": History.reorder_issue,
    "site": History.change_site,
    "theme": History.change_theme,
    "time": History.move_time,
    "touch": History.touch,
    "tamper": History.tamper,
}
