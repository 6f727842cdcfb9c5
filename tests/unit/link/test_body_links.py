"""Where the links of a body lead; what would break them is told, at the link."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from opengov_ssg.model.leaving import notice_path
from tests.conftest import record
from tests.making import HERE, linked

PDF = b"%PDF-1.7\n"
ATTACHMENTS = [{"id": "fj1", "title": "附件", "file": "附件 1.pdf"}]
OTHER: dict[str, str | bytes] = {
    f"{HERE}/b.md": record(
        "## 总则", slug="wj-2", title="乙", attachments=ATTACHMENTS, aliases=["old/b.html"]
    ),
    f"{HERE}/b/附件 1.pdf": PDF,
}


def leads(
    tmp_path: Path, address: str, other: dict[str, str | bytes] | None = None
) -> str | tuple[str, str]:
    """Where a link to ``address`` leads, or the problem: its name and severity."""
    files: dict[str, str | bytes] = {f"{HERE}/a.md": record(f"## 一\n\n[链接](<{address}>)")}
    made = linked(tmp_path, files | (OTHER if other is None else other))
    if made.problems:
        (found,) = made.problems
        assert (found.path, found.line, found.column) == (f"{HERE}/a.md", 13, 7)
        return found.name, found.severity
    return made.catalog.by_id()["catalog/bgs/wj-2026-0001"].targets[0]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("b.md", "catalog/bgs/wj-2.html"),
        ("./b.md#s1", "catalog/bgs/wj-2.html#s1"),
        ("../2026/b.md", "catalog/bgs/wj-2.html"),
        ("/catalog/bgs/wj-2.html", "catalog/bgs/wj-2.html"),
        ("/catalog/bgs/wj-2.html#s1", "catalog/bgs/wj-2.html#s1"),
        ("/old/b.html#s1", "catalog/bgs/wj-2.html#s1"),
        ("b/附件 1.pdf", "catalog/bgs/wj-2/fj1.pdf"),
        ("b/附件%201.pdf", "catalog/bgs/wj-2/fj1.pdf"),
        ("/catalog/bgs/wj-2/fj1.pdf", "catalog/bgs/wj-2/fj1.pdf"),
        ("/catalog/index.html", "catalog/index.html"),
        ("#s1", "#s1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:12345", "tel:12345"),
        ("http://www.gov.cn/a.htm?b=c&d", "http://www.gov.cn/a.htm?b=c&d"),
        ("https://test.example/a", "https://test.example/a"),
        ("https://sub.test.example/a", "https://sub.test.example/a"),
        ("https://example.com/a", notice_path("https://example.com/a")),
        ("https://notgov.cn/", notice_path("https://notgov.cn/")),
        ("https://gov.cn.example.com/", notice_path("https://gov.cn.example.com/")),
        ("http://www.gov.cn@example.com/", notice_path("http://www.gov.cn@example.com/")),
    ],
)
def test_good_links(tmp_path: Path, address: str, target: str) -> None:
    assert leads(tmp_path, address) == target


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("c.md", "dead-link"),
        ("b.md#s9", "dead-anchor"),
        ("/catalog/bgs/wj-2.html#s9", "dead-anchor"),
        ("b/附件 9.pdf", "dead-link"),
        ("../../../../site.yaml", "leads-outside"),
        ("../../../../../etc/passwd", "leads-outside"),
        ("//example.com/a", "link-scheme"),
    ],
)
def test_broken_links_fail(tmp_path: Path, address: str, name: str) -> None:
    assert leads(tmp_path, address) == (name, "error")


GONE = {"at": "2026-02-01", "kind": "notice", "reason": "有误"}


@pytest.mark.parametrize(
    "address", ["b.md", "b.md#s1", "b/附件 1.pdf", "/catalog/bgs/wj-2/fj1.pdf"]
)
@pytest.mark.parametrize(
    "fields", [{"status": "draft"}, {"published": "2027-01-01"}, {"public_until": "2026-02-01"}]
)
def test_what_is_not_public_is_told_but_fails_nothing(
    tmp_path: Path, address: str, fields: dict[str, str]
) -> None:
    text = record(
        "## 总则", **{"slug": "wj-2", "title": "乙", "attachments": ATTACHMENTS, **fields}
    )
    assert leads(tmp_path, address, OTHER | {f"{HERE}/b.md": text}) == (
        "relation-not-public",
        "warning",
    )


def test_a_withdrawn_record_is_led_to_its_notice_without_anchor(tmp_path: Path) -> None:
    text = record("## 总则", slug="wj-2", title="乙", withdrawn=GONE, attachments=ATTACHMENTS)
    other = OTHER | {f"{HERE}/b.md": text}
    assert leads(tmp_path, "b.md#s1", other) == "catalog/bgs/wj-2.html"
    assert leads(tmp_path, "b/附件 1.pdf", other) == ("relation-not-public", "warning")


def test_own_files_in_a_folder_as_a_mac_writes_it(tmp_path: Path) -> None:
    folder = unicodedata.normalize("NFD", f"{HERE}/résumé")
    files: dict[str, str | bytes] = {
        f"{folder}.md": record("[附件](résumé/附件%201.pdf)", attachments=ATTACHMENTS),
        f"{folder}/附件 1.pdf": PDF,
    }
    made = linked(tmp_path, files)
    assert made.problems == []
    assert made.catalog.items[0].targets == ("catalog/bgs/wj-2026-0001/fj1.pdf",)
