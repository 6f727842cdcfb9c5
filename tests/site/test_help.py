"""The sample's help names what readers can use, by the words that stand on the pages."""

from __future__ import annotations

import pytest
import yaml

from tests.conftest import ROOT
from tests.site.tree import Tree, text

WORDS = yaml.safe_load((ROOT / "themes/default/i18n/zh-CN.yaml").read_text("utf-8"))
MODES = [WORDS["modes"][name] for name in ("large", "contrast", "pointer", "still")]


@pytest.mark.parametrize("page", ["help.html", "accessibility.html"])
def test_every_mode_is_named(tree: Tree, page: str) -> None:
    shown = tree.pages[page].xpath("//button[@data-mode]")
    assert [text(one) for one in shown] == MODES
    (article,) = tree.pages[page].xpath("//article")
    assert [one for one in MODES if one not in text(article)] == []


def test_the_ways_to_find_and_to_hear_a_text(tree: Tree) -> None:
    (article,) = tree.pages["help.html"].xpath("//article")
    links = {tree.target("help.html", one) for one in article.xpath(".//a/@href")}
    assert links >= {"search.html", "catalog/index.html", "gazette/resolve.html"}
    words = (WORDS["list"]["filter"], WORDS["reading"]["start"], WORDS["life"]["heading"])
    assert [one for one in words if one not in text(article)] == []
    assert "Ctrl" not in text(article)
