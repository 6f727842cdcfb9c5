"""The specials of the sample: what they gather, and every way back."""

from __future__ import annotations

import pytest

from tests.site.tree import Tree, text

RULES = "specials/zwgk-zhidu/index.html"
SERVICE = "specials/chayue-fuwu/index.html"
CIRCULARS = {
    "catalog/bj-bgt/wj-2026-0001.html",
    "catalog/cx-bgs/wj-2026-0005.html",
    "catalog/gd-bgt/wj-2026-0003.html",
    "catalog/gwybgt/wj-2026-0004.html",
    "catalog/gz-bgt/wj-2026-0002.html",
    "catalog/zy-bgs/wj-2026-0006.html",
}


def _targets(tree: Tree, path: str, within: str) -> list[str]:
    return [tree.target(path, one) for one in tree.pages[path].xpath(f"{within}//a/@href")]


def test_the_circulars_are_gathered_by_hand(tree: Tree) -> None:
    chosen = _targets(tree, RULES, "//ol[@class='og-gathered']")
    assert set(chosen) == CIRCULARS
    assert len(chosen) == len(CIRCULARS)


def test_what_it_selects_besides_is_nothing_twice(tree: Tree) -> None:
    selected = _targets(tree, RULES, "//ul[contains(@class, 'og-record-list')]")
    assert selected and not set(selected) & CIRCULARS


@pytest.mark.parametrize("special", [RULES, SERVICE])
def test_what_is_gathered_names_the_special(special: str, tree: Tree) -> None:
    gathered = _targets(tree, special, "//ol[@class='og-gathered']")
    gathered += _targets(tree, special, "//ul[contains(@class, 'og-record-list')]")
    for path in (one for one in gathered if one in tree.records):
        assert special in _targets(tree, path, "//section[@aria-labelledby='relations']"), path


def test_the_timeline_is_a_list_in_order(tree: Tree) -> None:
    days = tree.pages[RULES].xpath("//ol[@class='og-timeline']/li/time/@datetime")
    assert len(days) == 6 and days == sorted(days)


def test_every_recording_and_picture_has_its_words(tree: Tree) -> None:
    (article,) = tree.pages[SERVICE].xpath("//article")
    for tag in ("video", "audio", "img"):
        (one,) = article.xpath(f".//figure//{tag}")
        (figure,) = one.xpath("ancestor::figure[1]")
        assert len(text(figure.xpath(".//*[@class='block-text']")[0]).strip()) > 20, tag
        assert (tree.target(SERVICE, one.get("src"))) in tree.files, tag


def test_what_is_archived_stays_and_says_so(tree: Tree) -> None:
    head = text(tree.pages[SERVICE].xpath("//main//aside")[0])
    assert "已归档" in head and "2026-09-30" in head
    sections = tree.pages["specials/index.html"].xpath("//main//section")
    assert [one.get("aria-labelledby") for one in sections] == ["ongoing", "archived"]
    assert SERVICE in _targets(
        tree, "specials/index.html", "//section[@aria-labelledby='archived']"
    )
