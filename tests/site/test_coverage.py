"""docs/coverage.md tells the truth: every row of the circulars is there, and every page it
names."""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tests.site.tree import Tree

ROW = re.compile(r"^\| C(\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_every_row_is_told() -> None:
    rows = ROW.findall((ROOT / "docs/coverage.md").read_text("utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 26))
    assert all(what.strip() and where.strip() for _, what, where in rows)


def test_every_page_named_is_there(tree: Tree) -> None:
    text = (ROOT / "docs/coverage.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z][\w/-]*\.(?:html|json))`", text))
    assert len(named) > 15
    missing = named - set(tree.pages) - set(tree.files) - {"catalog/register.html"}
    assert not missing
