"""A part of a catalog: which records it holds, where links lead, and what stays as
it is on the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.link.choosing import choose
from opengov_ssg.link.restricting import restrict
from opengov_ssg.model.catalog import Catalog, Item, Part
from opengov_ssg.model.packs import Choice
from tests.conftest import SITE, record
from tests.making import HERE, issue, linked, site

BASE = "https://www.test.example/"
GAZETTE = SITE + "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs, label: 期}\n"
ISSUE = issue(
    "[{ref: 测政办发〔2026〕1号}, {title: 外地的规定, url: 'https://elsewhere.example/a'}]",
    2025,
    9,
    "2026-01-30",
)
PAGE = {"kind": "page", "signed": None}
GUIDE = {
    "classification": "按机构分类",
    "arrangement": "按时间编排",
    "ways": "网站",
    "office": {
        "name": "办公室",
        "address": "测试路1号",
        "hours": "工作日",
        "phone": "1",
        "fax": "1",
        "internet": "a@b.example",
    },
}
BODY = """\
见[乙](b.md)、[乙的第一节](b.md#s1)、[附件](b/a.txt)、[目录](/catalog/index.html)、[帮助](/help.html)、
[说明](d.md)、《关于乙的通知》和测政办发〔2025〕2号。

![图](b/t.png)
"""
FILES: dict[str, str | bytes] = {
    f"{HERE}/a.md": record(BODY, slug="a", doc_no="测政办发〔2026〕1号", topics=["02-01"], title="甲"),
    f"{HERE}/b.md": record(
        "## 一\n\n![图](b/t.png)",
        slug="b",
        title="关于乙的通知",
        signed="2025-03-01",
        doc_no="测政办发〔2025〕2号",
        attachments=[{"id": "fj", "title": "附件", "file": "a.txt"}],
        aliases=["old/b.html"],
        topics=["03"],
    ),
    f"{HERE}/b/a.txt": "附件",
    f"{HERE}/b/t.png": b"\x89PNG\r\n\x1a\n",
    f"{HERE}/c.md": record(
        slug="c", title="丙", agency="jyj", repeals=["./a.md"], effective="2026-02-01"
    ),
    f"{HERE}/d.md": record(
        slug="d", title="丁", withdrawn={"at": "2026-05-01", "kind": "notice", "reason": "有误"}
    ),
    f"{HERE}/draft.md": record(slug="draft", title="稿", status="draft", topics=["02-01"]),
    "content/bgs/interpretations/2026/j.md": record(
        kind="interpretation",
        slug="j",
        title="解读",
        interprets=["../../documents/2026/a.md"],
        signed="2026-03-01",
        published="2026-11-20T23:30",
    ),
    "content/gazette/gb/2025/9.yaml": ISSUE,
    "content/pages/help.md": record(**PAGE, slug="help", title="帮助"),
    "content/pages/about.md": record(**PAGE, slug="about", title="关于"),
    "content/pages/guide.md": record(**PAGE, slug="disclosure/bgs/guide", title="指南", guide=GUIDE),
}  # fmt: skip
A, B, C, J = "catalog/bgs/a", "catalog/bgs/b", "catalog/jyj/c", "interpretations/j"
ISSUE_ID, HELP, GUIDE_ID = "gazette/gb/2025/9/index", "help", "disclosure/bgs/guide"


@pytest.fixture
def whole(tmp_path: Path) -> Catalog:
    """The catalog of all of them."""
    made = linked(tmp_path, FILES, of=site(GAZETTE))
    assert not [one for one in made.problems if one.severity == "error"]
    return made.catalog


def part(whole: Catalog, choice: Choice) -> Catalog:
    """The part that is chosen."""
    return restrict(whole, choose(whole, choice), choice)


def known(catalog: Catalog) -> Part:
    """What the part knows of the rest."""
    assert catalog.part is not None
    return catalog.part


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(years=(2025,)), {B, ISSUE_ID}),
        (Choice(years=(2026,)), {A, C, J, HELP}),
        (Choice(years=(2025, 2026)), {A, B, C, J, ISSUE_ID, HELP}),
        (Choice(topics=("02",)), {A, J, HELP}),
        (Choice(topics=("02-01", "03")), {A, B, J, HELP}),
        (Choice(topics=("02-02",)), set()),
        (Choice(agencies=("jyj",)), {C}),
        (Choice(agencies=("bgs",)), {A, B, J, ISSUE_ID, HELP, GUIDE_ID}),
        (Choice(agencies=("bgs",), years=(2025,)), {B, ISSUE_ID, GUIDE_ID}),
        (Choice(issues=(("gb", 2025, "9"),)), {A, ISSUE_ID, HELP}),
        (Choice(issues=(("gb", 2025, "8"),)), set()),
        (Choice(issues=(("gb", 2025, "9"),), topics=("02",)), {A, HELP}),
        (Choice(agencies=("jyj",), topics=("02",)), set()),
        (Choice(), set()),
    ],
)
def test_what_is_chosen(whole: Catalog, choice: Choice, ids: set[str]) -> None:
    """Different fields all hold, of one field any value; pages only where they are needed."""
    assert choose(whole, choice) == ids


def test_links_lead_into_the_part_or_to_the_site(whole: Catalog) -> None:
    made = part(whole, Choice(topics=("02",)))
    assert made.by_id()[A].targets == (
        f"{BASE}{B}.html",
        f"{BASE}{B}.html#s1",
        f"{BASE}{B}/fj.txt",
        "catalog/index.html",
        "help.html",
        f"{BASE}catalog/bgs/d.html",
        f"{BASE}{B}.html",
        f"{BASE}{B}.html",
        whole.by_id()[A].targets[8],
    )


def test_without_an_address_they_lead_nowhere(tmp_path: Path) -> None:
    without = GAZETTE.replace("  base_url: https://www.test.example/\n", "")
    whole = linked(tmp_path, FILES, of=site(without)).catalog
    made = part(whole, Choice(topics=("02",)))
    picture = whole.by_id()[A].targets[8]
    here = ("catalog/index.html", "help.html")
    assert made.by_id()[A].targets == ("", "", "", *here, "", "", "", picture)
    assert {one.url for one in known(made).beyond} == {""}
    assert known(made).base == ""


def test_a_picture_of_another_record_is_taken_along(whole: Catalog) -> None:
    made = known(part(whole, Choice(topics=("02",))))
    ((address, file),) = made.pictures
    assert address == whole.by_id()[A].targets[8]
    assert file.path == f"{HERE}/b/t.png"
    assert known(part(whole, Choice(topics=("02", "03")))).pictures == ()


def test_what_follows_from_all_records_stays(whole: Catalog) -> None:
    """It is repealed, though what repeals it is not in the part."""
    item = part(whole, Choice(topics=("02",))).by_id()[A]
    assert item.standing == whole.by_id()[A].standing
    assert item.standing and (item.standing.key, item.standing.because) == ("repealed", (C,))
    assert item.related("printed_in") == (ISSUE_ID,)
    assert [one.id for one in item.cites] == [B]


def test_what_is_beyond_is_known_with_its_address_on_the_site(whole: Catalog) -> None:
    made = part(whole, Choice(topics=("02",)))
    assert made.known().keys() == whole.by_id().keys()
    assert made.known()[C].url == f"{BASE}{C}.html"
    assert made.known()[A].url == f"{A}.html"
    assert made.known_notices()["catalog/bgs/d"].url == f"{BASE}catalog/bgs/d.html"
    assert made.notices == () and made.register == ()
    assert all(isinstance(one, Item) for one in made.items)


def test_former_addresses_of_what_is_held_stay(whole: Catalog) -> None:
    assert whole.redirects == (("old/b.html", f"{B}.html"),)
    assert part(whole, Choice(topics=("03",))).redirects == whole.redirects
    assert part(whole, Choice(topics=("02",))).redirects == ()


def test_what_a_part_says_of_itself(whole: Catalog) -> None:
    choice = Choice(topics=("02",))
    made = known(part(whole, choice))
    assert (made.choice, made.records, made.newest, made.base) == (choice, 2, "2026-11-20", BASE)


def test_nothing_is_made_for_servers(tmp_path: Path) -> None:
    whole = linked(tmp_path, FILES, of=site(f"{GAZETTE}server: iis\n")).catalog
    made = part(whole, Choice(years=(2025,))).site
    assert (made.identity.mode, made.config.server) == ("column", None)
    assert (whole.site.identity.mode, whole.site.config.server) == ("portal", "iis")
