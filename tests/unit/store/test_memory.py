"""A process that builds again and again, such as the preview, reads from its own memory what it has
read before; what the table says of it now still decides."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg import pipeline
from opengov_ssg.cli.instants import as_of
from opengov_ssg.runs import Options
from opengov_ssg.store.store import Reading
from tests.conftest import AS_OF, SITE, Project, record

PATHS = [f"content/bgs/documents/2026/{name}.md" for name in "abc"]


def project_of(root: Path) -> Project:
    """A site of three documents."""
    project = Project(root / "site")
    project.write("site.yaml", SITE)
    for number, path in enumerate(PATHS):
        project.write(path, record(f"正文{number}。", slug=f"wj-2026-000{number + 1}"))
    return project


def test_what_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    project, memory = project_of(tmp_path), dict[str, Reading]()
    output = tmp_path / "build"
    options = Options(project.root, as_of(AS_OF), output, executor="serial", memory=memory)
    pipeline.build(options)
    pipeline.build(options)
    first = {one.entry.path: one for one in memory.values() if one.entry}
    assert sorted(first) == PATHS
    project.write(PATHS[1], record("另一正文。", slug="wj-2026-0002"))
    assert pipeline.build(options).parsed == 1
    assert pipeline.build(options).parsed == 0
    second = {one.entry.path: one for one in memory.values() if one.entry}
    assert [second[path] is first[path] for path in PATHS] == [True, False, True]
    assert "另一正文" in (output / "catalog/bgs/wj-2026-0002.html").read_text("utf-8")


def test_a_store_begun_anew_is_not_answered_from_memory(tmp_path: Path) -> None:
    """The bodies that memory speaks of are gone with it."""
    project, memory = project_of(tmp_path), dict[str, Reading]()
    options = Options(project.root, as_of(AS_OF), tmp_path / "a", executor="serial", memory=memory)
    pipeline.build(options)
    pipeline.build(options)
    assert len(memory) == 3
    pipeline.build(
        Options(project.root, as_of(AS_OF), tmp_path / "b", executor="serial", clean=True)
    )
    report = pipeline.build(options)
    assert report.published and not [one for one in report.problems if one.severity == "error"]
    for folder in ("a", "b"):
        assert "正文0" in (tmp_path / folder / "catalog/bgs/wj-2026-0001.html").read_text("utf-8")
