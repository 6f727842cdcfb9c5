"""The passing of time alone fails no build: what would fail it later fails it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import SITE, Project, record

MakeSite = Callable[[Mapping[str, str]], Project]
FOLDER = "content/bgs/documents/2026"
BEFORE, AFTER = "2026-11-22", "2027-06-01"
LATER = "2027-01-01"


def _codes(project: Project, as_of: str) -> set[tuple[str, str, str]]:
    """The errors: code, file and line are what an editor is told."""
    return {
        (one["code"], one["path"], str(one["line"]))
        for one in project.check(as_of)
        if one["severity"] == "error"
    }


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a": record("[x](./none.md)", published=LATER)}, "OG154"),
        ({"a": record("[x](./b.md#s9)"), "b": record(slug="b", published=LATER)}, "OG158"),
        (
            {
                "a": record(repeals=["./b.md"]),
                "b": record(slug="b", published=LATER, repeals=["./a.md"]),
            },
            "OG209",
        ),
        (
            {
                "a": record(
                    withdrawn={
                        "at": LATER,
                        "kind": "notice",
                        "reason": "有误",
                        "replacement": "./none.md",
                    }
                )
            },
            "OG201",
        ),
    ],
    ids=["link of an embargoed record", "anchor in one", "cycle with one", "replacement to come"],
)
def test_an_error_to_come_is_told_today(
    make_site: MakeSite, files: dict[str, str], code: str
) -> None:
    project = make_site({f"{FOLDER}/{name}.md": text for name, text in files.items()})
    today = _codes(project, BEFORE)
    assert {one[0] for one in today} == {code}
    assert _codes(project, AFTER) == today


PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    "body",
    [
        "见[通知](./b.md)。",
        "见[一节](./b.md#s1)。",
        "见[附件](./b/x.txt)。",
        "见![图](./b/x.png)。",
        "见[通知](/catalog/bgs/b.html)。",
        "见[一节](/catalog/bgs/b.html#s1)。",
        "见[附件](/catalog/bgs/b/fj1.txt)。",
    ],
)
def test_a_link_outlives_its_target_as_plain_text(make_site: MakeSite, body: str) -> None:
    """The target's time of being public is over; nothing in the citing file has changed."""
    project = make_site(
        {
            f"{FOLDER}/a.md": record(body),
            f"{FOLDER}/b.md": record(
                "## 一节\n\n正文。",
                slug="b",
                public_until=LATER,
                attachments=[
                    {"id": "fj1", "title": "附件1", "file": "x.txt"},
                    {"id": "fj2", "title": "附件2", "file": "x.png"},
                ],
            ),
            f"{FOLDER}/b/x.txt": "附件\n",
        }
    )
    project.write(f"{FOLDER}/b/x.png", PICTURE)
    page = project.build(as_of=BEFORE) / "catalog/bgs/wj-2026-0001.html"
    assert "catalog/bgs/b" in _article(page.read_text("utf-8"))
    page = project.build(as_of=AFTER) / "catalog/bgs/wj-2026-0001.html"
    article = _article(page.read_text("utf-8"))
    assert "见" in article
    assert not [one for one in ("href", "src", "bgs/b") if one in article]


def _article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>")]


def test_navigation_to_a_page_that_is_gone(make_site: MakeSite) -> None:
    """Wrong from the start it is an error; over time it is a warning."""
    config = SITE + "  - {text: 说明, url: about.html}\n"
    project = make_site({"site.yaml": config, f"{FOLDER}/a.md": record()})
    ran = project.ssg("build", "--as-of", BEFORE, "--executor", "serial")
    assert ran.code == 1 and "OG154" in ran.err
    page = record(kind="page", slug="about", signed=None, public_until=LATER)
    project.write("content/pages/about.md", page)
    project.build(as_of=BEFORE)
    ran = project.ssg("build", "--as-of", AFTER, "--executor", "serial")
    assert ran.code == 0 and "OG154" in ran.err
