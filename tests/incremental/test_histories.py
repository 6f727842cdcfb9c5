"""Whatever is done to a site, one edit after the other: a build from what was built before gives
the bytes of a build from nothing, and says the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opengov_ssg import workers
from opengov_ssg.model.outputs import Output
from opengov_ssg.model.views import PageView, RecordView
from opengov_ssg.render import basis as digesting
from opengov_ssg.render.outputs import files
from opengov_ssg.render.pages import Renderer
from opengov_ssg.runs import Report
from tests.conftest import ALL, HISTORIES
from tests.incremental.histories import EDITS, History
from tests.trees import differing, tree

SHARES = 10 if ALL else 1
"""Several processes can live through the random histories."""

Edit = tuple[str, int, int]
edits = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 59), st.integers(0, 59))


def compare(history: History, report: Report) -> None:
    """Hold a build to a clean one: published or not, the bytes, the problems."""
    clean, output = history.clean()
    assert report.problems == clean.problems
    assert report.published == clean.published
    if report.published:
        assert differing(tree(history.output), tree(output)) == []
        assert (report.documents, report.pages) == (clean.documents, clean.pages)
        assert report.next_change_at == clean.next_change_at


@contextmanager
def rendering() -> Iterator[list[str]]:
    """The paths of the outputs that are rendered meanwhile."""
    rendered: list[str] = []

    def noted(output: Output, renderer: Renderer) -> list[tuple[str, bytes]]:
        rendered.append(output.path)
        return files(output, renderer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "files", noted)
        yield rendered


def live(history: list[Edit]) -> None:
    """Make a site, and build it after each edit. What nothing was done to is not read again, and no
    page is rendered that comes out as it stands; only another theme or site may bring that."""
    with TemporaryDirectory() as folder:
        site = History(Path(folder))
        site.begin()
        compare(site, site.build())
        whole = False
        for edit in history:
            site.apply(*edit)
            whole |= edit[0] in ("theme", "site")
            before = tree(site.output)
            with rendering() as rendered:
                report = site.build()
            compare(site, report)
            if report.published and not whole:
                after = tree(site.output)
                pages = [path for path in rendered if path.endswith(".html")]
                assert [path for path in pages if before.get(path) == after[path]] == [], edit
            whole &= not report.published
            if edit[0] in ("theme", "time", "touch", "tamper", "delete") or is_unread(edit):
                assert report.parsed == 0, edit
            elif edit[0] != "site":
                assert report.parsed <= 2, edit


def is_unread(edit: Edit) -> bool:
    """Whether it changes what no reading follows from: the name of the site, its lists, its
    index."""
    return edit[0] == "site" and edit[2] % 5 in (0, 1, 3)


LANGUAGES = [("translate", 0, 1), ("translate", 0, 2), ("translate", 0, 4), ("translate", 1, 0)]


@pytest.mark.parametrize(
    "history",
    [
        [(name, 3 * number + 1, 5 * number + 2) for number, name in enumerate(EDITS)],
        [("theme", 1, 1), ("theme", 2, 0), ("time", 0, 3), ("tamper", 1, 2), ("tamper", 2, 1)],
        [*LANGUAGES, ("translate", 0, 6), ("translate", 0, 3), ("withdraw", 0, 0), ("time", 0, 3)],
        [*LANGUAGES, ("rename", 0, 0), ("body", 1, 1), ("delete", 1, 0), ("site", 0, 0)],
        [("same size", 0, 1), ("same size", 0, 2), ("same size", 1, 1), ("touch", 0, 0)],
    ],
    ids=["every edit", "theme", "languages", "names", "same size"],
)
def test_an_incremental_build_is_a_clean_build(history: list[Edit]) -> None:
    live(history)


@pytest.mark.parametrize("share", range(SHARES))
@settings(
    max_examples=HISTORIES // SHARES,
    deadline=None,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)
@given(history=st.lists(edits, min_size=10, max_size=10))
def test_so_it_is_after_random_edits(share: int, history: list[Edit]) -> None:
    """Other ones in each share and each run."""
    live(history)


# A digest that leaves something out is found


def _fails(history: list[Edit]) -> bool:
    try:
        live(history)
    except AssertionError:
        return True
    return False


def test_a_digest_that_is_always_another_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything would be rendered each time, to the same bytes."""
    history = [("body", 1, 1)]
    assert not _fails(history)
    monkeypatch.setattr("opengov_ssg.rendering.basis", lambda output, shared: uuid4().hex)
    assert _fails(history)


def test_a_digest_without_the_theme_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    history = [("theme", 7, 1)]
    assert not _fails(history)
    monkeypatch.setattr("opengov_ssg.rendering.common", lambda theme, site: "same")
    assert _fails(history)


def test_a_digest_without_the_other_languages_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    history = [("translate", 0, 0)]
    assert not _fails(history)
    real = digesting.basis

    def poorer(output: Output, shared: str) -> str:
        known = isinstance(output, PageView)
        return real(output._replace(alternates=()) if known else output, shared)

    monkeypatch.setattr("opengov_ssg.rendering.basis", poorer)
    assert _fails(history)


@pytest.mark.parametrize(
    ("fields", "history"),
    [
        (("previous", "next"), [("add", 3, 15)]),
        (("interpretations", "life"), [("interpret", 0, 0)]),
        (("validity", "facts", "life"), [("validity", 0, 21), ("time", 0, 3), ("time", 0, 3)]),
    ],
)
def test_a_digest_without_a_neighbour_or_a_fact_is_found(
    monkeypatch: pytest.MonkeyPatch, fields: tuple[str, ...], history: list[Edit]
) -> None:
    """Neighbours of a record's page; a fact that follows from as-of; one of its own."""
    assert not _fails(history)
    real = digesting.basis

    def poorer(output: Output, shared: str) -> str:
        if isinstance(output, PageView) and isinstance(output.view, RecordView):
            gone: dict[str, Any] = dict.fromkeys(fields)
            output = output._replace(view=output.view._replace(**gone))
        return real(output, shared)

    monkeypatch.setattr("opengov_ssg.rendering.basis", poorer)
    assert _fails(history)
