"""What a build says and with which status it ends, with errors and warnings in the content."""

from __future__ import annotations

import json

import pytest

from tests.conftest import AS_OF, Project, record, run_ssg
from tests.robust.failing import PATH, POOL, SERIAL
from tests.trees import leftovers, tree


def test_errors_publish_nothing(project: Project) -> None:
    output = project.build()
    before = tree(output)
    project.write(PATH, record(title=None))
    project.write(
        "content/bgs/documents/2026/b.md", record(slug="wj-2026-0002", signed="2026-13-1")
    )
    ran = project.ssg("build", *SERIAL)
    assert ran.code == 1
    assert "a.md:2:1: error OG123" in ran.err and "b.md:" in ran.err and "OG126" in ran.err
    assert "没有发布" in ran.out
    assert tree(output) == before
    assert not leftovers(project.root)


def test_errors_in_the_first_build(project: Project) -> None:
    project.write(PATH, record(title=None))
    assert project.ssg("build", *SERIAL).code == 1
    assert not (project.root / "build").exists()


def test_strict(project: Project) -> None:
    """A warning alone publishes; with --strict it does not."""
    assert project.ssg("check", "--as-of", AS_OF).code == 0
    assert project.ssg("check", "--as-of", AS_OF, "--strict").code == 1
    strict = project.ssg("build", *SERIAL, "--strict")
    assert strict.code == 1
    assert "warning OG213" in strict.err
    assert not (project.root / "build").exists()
    assert project.ssg("build", *SERIAL).code == 0


COUNTS = {"documents", "peak_rss_mb"}
KEYS = {"read", "pages", "seconds", "next_change_at", "held", "problems"} | COUNTS
PROBLEM = {"code", "severity", "scope", "path", "line", "column", "message", "hint"}
MORE = {"citations"}
"""Beyond DESIGN 5: how many cited numbers were linked."""


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("published", ["2027-03-01T09:00", "2026-01-06"])
def test_json(project: Project, lang: str, published: str) -> None:
    project.write("content/bgs/documents/2026/b.md", record(slug="x-2", published=published))
    ran = run_ssg("-C", project.root, "--lang", lang, "build", *POOL, "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 1
    told = ran.json
    assert told.keys() == KEYS | MORE
    later = published.startswith("2027")
    assert told["documents"] == 2 - later
    assert told["read"] == {"parsed": 2, "cached": 0}
    files = tree(project.root / "build")
    assert told["pages"] == {"total": len(files), "rendered": len(files), "reused": 0, "removed": 0}
    stages = {
        "configure",
        "theme",
        "survey",
        "read",
        "link",
        "render",
        "search",
        "write",
        "remember",
        "clear",
    }
    assert set(told["seconds"]) == stages
    assert all(isinstance(value, float) for value in told["seconds"].values())
    assert told["peak_rss_mb"] > 10
    assert told["next_change_at"] == ("2027-03-01T09:00:00+08:00" if later else None)
    assert told["problems"]
    for one in told["problems"]:
        assert one.keys() == PROBLEM


def test_json_of_a_failed_build(project: Project) -> None:
    project.write(PATH, record(title=None))
    ran = project.ssg("build", *SERIAL, "--format", "json")
    assert ran.code == 1
    assert ran.err == ""
    assert ran.json.keys() == KEYS | MORE
    (one,) = [one for one in ran.json["problems"] if one["severity"] == "error"]
    assert (one["path"], one["line"], one["column"]) == (PATH, 2, 1)
    check = project.ssg("check", "--as-of", AS_OF, "--format", "json")
    assert check.code == 1
    assert json.loads(check.out).keys() == {"problems"}
    assert one in check.json["problems"]


def test_removed_files_are_counted(project: Project) -> None:
    project.write("content/bgs/documents/2026/b.md", record(slug="x-2"))
    before = tree(project.build())
    (project.root / "content/bgs/documents/2026/b.md").unlink()
    ran = project.ssg("build", *SERIAL, "--format", "json")
    gone = before.keys() - tree(project.root / "build").keys()
    assert "catalog/bgs/x-2.html" in gone
    assert ran.json["pages"]["removed"] == len(gone)
