"""Index files that are missing, damaged, late or of another release: told, never "no results"."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asking import answer, ask
from tests.browser.indexing import searchable

WORK = "政务公开"


@pytest.fixture
def broken(site: Path, tmp_path: Path) -> Path:
    """A copy of the searchable site to break."""
    return shutil.copytree(site, tmp_path / "broken")


def _index_files(root: Path) -> list[Path]:
    return sorted((root / "search").rglob("*.js"))


def _remove(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def _other_version(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"ogIndex(1,", b"ogIndex(2,"))


def _other_name(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'ogIndex(1,"', b'ogIndex(1,"x', 1))


HARM = [_remove, _empty, _cut, _other_version, _other_name]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("which", ["entry", "all but the entry", "blocks"])
def test_damage_is_told(
    broken: Path, new_page: Callable[..., Page], harm: Callable[[Path], None], which: str
) -> None:
    page = new_page(quiet=False)
    for file in _index_files(broken):
        entry = file.name == "index.js"
        block = file.parent.parent.name.startswith("b")
        if {"entry": entry, "blocks": block}.get(which, not entry):
            harm(file)
    found = ask(page, f"{broken.as_uri()}/", WORK)
    assert (found.state, found.hits) == ("error", [])
    said = page.locator("#search-status").inner_text()
    assert "未能读取" in said
    assert "没有找到" not in said
    assert page.locator("#search-browse").is_visible()


def test_it_works_again_once_the_files_are_back(
    broken: Path, site: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(quiet=False)
    shutil.move(broken / "search", broken / "away")
    assert ask(page, f"{broken.as_uri()}/", WORK).state == "error"
    shutil.move(broken / "away", broken / "search")
    page.locator("#search-notices a").click()
    assert answer(page) == ask(page, f"{site.as_uri()}/", WORK)


def test_a_new_release_under_an_open_page(
    sample: Path, tmp_path: Path, site: Path, new_page: Callable[..., Page]
) -> None:
    """The files that the page's entry names are gone; the entry is loaded again, once."""
    page = new_page(quiet=False)
    root = searchable(sample, tmp_path / "released")
    ask(page, f"{root.as_uri()}/", WORK)
    shutil.rmtree(root / "search")
    searchable(sample, root, segments=2)
    page.fill("#search-q", "水务局的职责")
    page.press("#search-q", "Enter")
    page.wait_for_url("**%E6%B0%B4*")
    found = answer(page)
    assert found.state == "done"
    assert set(found.urls) & set(ask(page, f"{site.as_uri()}/", "水务局的职责").urls)


def test_a_late_answer_to_an_old_question_is_dropped(
    served: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    held: list[Route] = []
    page.goto(f"{served}search.html")
    page.route("**/search/b*/**", lambda route: held.append(route))
    page.fill("#search-q", WORK)
    page.press("#search-q", "Enter")
    while not held:
        page.wait_for_timeout(50)
    page.fill("#search-q", "zzzzqqqq")
    page.press("#search-q", "Enter")
    expect(page.locator("#search-results")).to_have_attribute("data-state", "done")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert answer(page).total == "0"
    assert page.locator("[data-url]").count() == 0
