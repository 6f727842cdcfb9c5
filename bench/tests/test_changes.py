"""Changes are made to both sites alike and taken back whole; what a deploy moves is counted
right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench import change_report, deploys, patches, pieces, records, segments
from bench.changes import (
    ADDED,
    BODY,
    NAMES,
    NOTHING,
    OLD_BODY,
    OLD_TITLE,
    THEME,
    TITLE,
    WITHDRAWN,
    changes,
    places,
)
from bench.commands import Run, Ssg, timed
from bench.deploys import Deploy, Moved
from bench.report import COLD, HUGO, Report
from bench.sites import generate
from bench.tests.test_generator import FIXTURE, digest
from bench.vocabulary import AS_OF
from opengov_ssg.commands import segments as command
from opengov_ssg.search import scripts
from opengov_ssg.search.reading import Index

COUNT = 60
PARTS = ("ssg", "hugo")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    generate(folder, COUNT, FIXTURE, uncut=False, ledger=True)
    return folder


@pytest.fixture(scope="module")
def work(made: Path) -> patches.Work:
    return patches.prepare(made, COUNT, FIXTURE)


def touched(work: patches.Work, name: str) -> dict[str, list[str]]:
    """Paths that a change touches, in each site."""
    (own,) = [one for one in work.patches if one.name == name]
    return {part: [path for path in own.paths if path.startswith(f"{part}/")] for part in PARTS}


def test_every_change_is_taken_back_whole(made: Path, work: patches.Work) -> None:
    before = {part: digest(made / part) for part in PARTS}
    assert tuple(one.name for one in work.patches) == NAMES
    for patch in work.patches:
        patch.make()
        for part in PARTS:
            same = digest(made / part) == before[part]
            assert same == (patch.name == NOTHING), (patch.name, part)
        patch.undo()
        assert {part: digest(made / part) for part in PARTS} == before, patch.name


@pytest.mark.parametrize("name", [BODY, TITLE, OLD_BODY, OLD_TITLE, ADDED, WITHDRAWN])
def test_a_change_is_one_file_of_ours_and_the_same_record_of_hugo(
    work: patches.Work, name: str
) -> None:
    found = touched(work, name)
    (own,) = found["ssg"]
    assert own.replace("ssg/", "hugo/", 1) in found["hugo"]
    # Lists and rows change in Hugo's data with everything but a body.
    assert ("hugo/data/rows.json" in found["hugo"]) == (name not in (BODY, OLD_BODY))


def test_the_theme_is_one_file_of_each(work: patches.Work) -> None:
    found = touched(work, THEME)
    assert [len(found[part]) for part in PARTS] == [1, 1]


def test_a_change_left_by_an_interrupted_run_is_put_right(
    made: Path, work: patches.Work, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    for part in PARTS:
        shutil.copytree(made / part, site / part)
    before = {part: digest(site / part) for part in PARTS}
    for patch in patches.prepare(site, COUNT, FIXTURE).patches:
        patch.make()
    patches.prepare(site, COUNT, FIXTURE)
    assert {part: digest(site / part) for part in PARTS} == before


def test_what_is_changed_no_other_record_names() -> None:
    every = records.make(pieces.take(pieces.read_laws(FIXTURE), 400, uncut=False, seed=1))
    bounds = (every[300].published,)
    chosen = places(every, bounds)
    named = {target for one in every for target in (one.repeals, one.amends, one.cites)}
    assert not named & set(chosen)
    newest, before, old = (every[place].published for place in chosen)
    assert old < bounds[0] <= before <= newest


def test_a_withdrawn_record_leaves_all_relations_where_they_were() -> None:
    every = records.make(pieces.take(pieces.read_laws(FIXTURE), 400, uncut=False, seed=1))
    new = pieces.take(pieces.read_laws(FIXTURE), 1, uncut=False, seed=2)[0]
    (change,) = [one for one in changes(every, (), new) if one.name == WITHDRAWN]
    left = change.without_withdrawn()
    assert len(left) == len(every) - 1
    titles = {one.index_no: one for one in every}
    for one in left:
        before = titles[one.index_no]
        for key in ("repeals", "amends", "cites"):
            old, now = getattr(before, key), getattr(one, key)
            assert (old is None) == (now is None)
            assert old is None or every[old].index_no == left[now].index_no


def test_segments_are_those_of_a_site_that_grew(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_MOST_BYTES", 8_000)
    cuts = []
    for name in ("a", "b"):
        shutil.copytree(made / "ssg", tmp_path / name)
        cuts.append(segments.cut(tmp_path / name))
        assert patches.bounds(tmp_path / name) == cuts[-1]
        assert not (tmp_path / name / ".opengov").exists()
    assert cuts[0] == cuts[1] and cuts[0] == tuple(sorted(cuts[0]))
    assert len(cuts[0]) > 1 and cuts[0][-1].isoformat() <= AS_OF


@pytest.fixture(scope="module")
def deploy(made: Path, work: patches.Work) -> tuple[Path, Deploy]:
    """The release without and with the record added today."""
    ssg = Ssg(made, 1, "serial")
    manifest = made / "changes" / "manifest.json"
    timed(ssg.command(), ssg.env)
    deploys.keep_manifest(ssg.output, manifest)
    before = deploys.contents(ssg.output)
    (added,) = [one for one in work.patches if one.name == ADDED]
    added.make()
    try:
        timed(ssg.command(), ssg.env)
    finally:
        added.undo()
    found = deploys.own(manifest, ssg.output, work.old)
    # The same by looking at every file.
    other = deploys.other(before, deploys.contents(ssg.output))
    assert (found.most, found.apart) == (other.most, other.apart)
    return ssg.output, found


def test_files_that_name_every_record_are_counted_apart(deploy: tuple[Path, Deploy]) -> None:
    _, found = deploy
    assert found.apart.added == 0 and found.apart.changed >= 4
    assert found.most.added >= 1 and found.most.bytes > 0
    total = sum(one.bytes for one in found.groups.values())
    assert total == found.most.bytes + found.apart.bytes
    assert deploys.is_apart("data/catalog.csv") and not deploys.is_apart("sitemap.html")


def test_a_segment_is_all_of_the_index_but_what_is_shared(deploy: tuple[Path, Deploy]) -> None:
    output, found = deploy
    index = Index.open(output)
    shared = {scripts.ENTRY, scripts.path(index._facets), scripts.path(index._folding)}
    every = sum(path.stat().st_size for path in (output / "search").rglob("*.js"))
    assert found.segment == every - sum((output / path).stat().st_size for path in shared)


def test_a_forgotten_build_is_cold(made: Path, deploy: tuple[Path, Deploy]) -> None:
    ssg = Ssg(made, 1)
    assert ssg.output.exists()
    ssg.forget()
    left = {path.name for path in made.iterdir()} - {".out-ssg.opengov-lock", ".aside"}
    assert left == {"ssg", "hugo", "changes"} and not (ssg.source / ".opengov").exists()


@pytest.mark.parametrize(("seconds", "word"), [(1.5, "held"), (1.6, "MISSED")])
def test_a_bar_is_told_as_held_or_missed(seconds: float, word: str) -> None:
    report = Report(10_000, 2, {}, loads=[0.0], segments={"count": 1, "newest": 1, "old": 1})
    for change in ("cold", *NAMES):
        report.add(f"ssg {change}", Run(seconds, 1.0, ""))
        report.add(HUGO if change == "cold" else f"hugo {change}", Run(1.0, 1.0, ""))
    report.peak_pss[COLD] = 2_000_000_000
    moved = Moved(1, 60, 0, 999_999)
    report.deploys[f"ssg {ADDED}"] = Deploy(moved, moved, {})
    told = list(change_report.lines(report))
    (cold,) = [line for line in told if line.startswith("| cold ")]
    assert f"≤ 1.5: {word}" in cold
    (peak,) = [line for line in told if line.startswith(f"| {COLD} ")]
    assert "≤ 1000: MISSED" in peak
    (added,) = [line for line in told if line.startswith(f"| {ADDED}, ssg ")]
    assert "| 61 | ≤ 60: MISSED | 1,000 | ≤ 1000: held |" in added
