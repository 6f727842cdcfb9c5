"""Parts of addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.notation.slugs import is_page_slug, is_slug

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/slugs.json").read_text("utf-8"))["slugs"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:20])
def test_slug(vector: dict[str, Any]) -> None:
    assert is_slug(vector["text"]) == vector["slug"]
    assert is_page_slug(vector["text"]) == vector["page"]


def test_attachment_id() -> None:
    assert is_slug("fj1")
    assert not is_slug("附件1")
    assert not is_slug("nul")
