"""Pages whose fields the law names: none of them may be left out (条例 Art. 12, 29 ff.)."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.errors import Problem
from tests.conftest import ROOT
from tests.making import codes, read_files

GUIDE = (ROOT / "content/pages/disclosure/sl-jyj-guide.md").read_text("utf-8")
REQUEST = (ROOT / "content/pages/disclosure/sl-bgs-request.md").read_text("utf-8")
GUIDE_FIELDS = ["classification", "arrangement", "ways"]
OFFICE_FIELDS = ["name", "address", "hours", "phone", "fax", "internet"]
REQUEST_FIELDS = ["channels", "fee", "time_limit", "remedies", "assistance"]


def problems(root: Path, text: str) -> list[Problem]:
    """What reading the page finds; the agency is one of the mini site."""
    for code in ("sl-jyj", "sl-bgs"):
        text = text.replace(f"agency: {code}", "agency: bgs")
    form = b"PK\x03\x04"
    files: dict[str, str | bytes] = {"content/pages/page.md": text}
    files["content/pages/page/shenqingbiao.docx"] = form
    found = read_files(root, files)[0].problems
    return [one for one in found if one.name != "attachment-not-listed"]


def without(text: str, field: str, indent: int) -> str:
    """The page without a field, and what stands below it."""
    kept: list[str] = []
    leaving = False
    for line in text.splitlines(keepends=True):
        depth = len(line) - len(line.lstrip())
        if leaving and depth > indent:
            continue
        leaving = depth == indent and line.strip().startswith(f"{field}:")
        if not leaving:
            kept.append(line)
    return "".join(kept)


@pytest.mark.parametrize("text", [GUIDE, REQUEST], ids=["guide", "request"])
def test_the_sample_is_right(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize("field", GUIDE_FIELDS)
def test_a_guide_has_all_of_article_12(tmp_path: Path, field: str) -> None:
    (found,) = problems(tmp_path, without(GUIDE, field, 2))
    assert found.name == "missing-field"
    assert dict(found.args)["field"].startswith(f"guide.{field}（")


@pytest.mark.parametrize("field", OFFICE_FIELDS)
def test_so_does_the_office(tmp_path: Path, field: str) -> None:
    (found,) = problems(tmp_path, without(GUIDE, field, 4))
    assert found.name == "missing-field"
    assert dict(found.args)["field"].startswith(f"guide.office.{field}（")


@pytest.mark.parametrize("field", REQUEST_FIELDS)
def test_a_request_page_says_all_that_an_applicant_needs(tmp_path: Path, field: str) -> None:
    assert codes(problems(tmp_path, without(REQUEST, field, 2))) == ["missing-field"]


def test_the_form_is_an_attachment(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, REQUEST.replace("form: fj1", "form: fj2"))
    assert (found.name, dict(found.args)) == (
        "attachment-unlisted",
        {"value": "fj2", "near": "fj1"},
    )
