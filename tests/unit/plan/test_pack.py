"""What an offline pack says of itself, and what it says as the site does though it holds
no more than a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opengov_ssg.link.restricting import restrict
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.views import PageView
from opengov_ssg.plan.pack import held, name, pack_view
from opengov_ssg.plan.planning import Plan
from opengov_ssg.plan.words import Words
from tests.conftest import SITE, record
from tests.making import linked, site, theme

CONFIG = (
    SITE
    + "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs, label: 期}\n"
    + "press:\n  - {agencies: [bgs], every: month}\n"
)
MONTHS = (1, 3, 4, 8)


def conference(month: int) -> str:
    """A conference that the agency held in a month of 2026."""
    return record(
        kind="press-conference",
        title=f"{month}月发布会",
        slug=f"fb-{month}",
        held=f"2026-{month:02}-10T09:00",
        speakers=[{"name": "某人", "role": "主任"}],
    )


FILES: dict[str, str | bytes] = {
    f"content/bgs/press-conferences/2026/{month}.md": conference(month) for month in MONTHS
}


def _pages(root: Path, choice: Choice, *ids: str) -> dict[str, Any]:
    """The views of the pages of a part."""
    made = restrict(linked(root, FILES, of=site(CONFIG)).catalog, ids, choice)
    plan = Plan(made, theme().of_part())
    return {one.path: one.view for one in plan.outputs() if isinstance(one, PageView)}


def test_an_agency_is_not_said_to_have_missed_what_is_not_in_the_pack(tmp_path: Path) -> None:
    pages = _pages(tmp_path, Choice(years=(2026,)), "press-conferences/fb-3")
    view = pages["press-conferences/index.html"]
    (row,) = view.year.rows
    assert [cell.held for cell in row.quarters] == [2, 1, 1, 0]
    assert row.missed == ("2月", "5月", "6月", "7月")
    ((month, rows),) = pages["press-conferences/calendar-2026.html"].months
    assert (month, [one.url for one in rows]) == ("3月", ["press-conferences/fb-3.html"])


@pytest.mark.parametrize(
    ("choice", "said", "short"),
    [
        (Choice(years=(2024, 2025)), "2024、2025年", "2024 2025"),
        (Choice(topics=("02-01",)), "主题“综合政务\\政务公开”", "综合政务\\政务公开"),
        (Choice(agencies=("jyj",)), "测试市教育局发布", "测试市教育局"),
        (
            Choice(issues=(("gb", 2026, "1-2"),), years=(2026,)),
            "《测试公报》2026年第1—2期及其刊登，且为2026年",
            "《测试公报》2026年第1—2期 2026",
        ),
    ],
)
def test_the_choice_in_words(choice: Choice, said: str, short: str) -> None:
    words = Words(site(CONFIG), theme())
    assert (held(choice, words), name(choice, words)) == (said, short)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "离线包：只收录2026年的信息，共 1 条；各目录和检索只包括这些信息。依据网站截至 2026-01-06 发布的信息制作。"),
        ("en", "Offline pack: it holds only records of the year 2026, 1 in all; lists and search cover these alone. Made from what the site had published up to 2026-01-06."),
    ],
)  # fmt: skip
def test_what_a_pack_says(tmp_path: Path, language: str, text: str) -> None:
    config = site(CONFIG.replace("  domain:", f"  language: {language}\n  domain:"))
    whole = linked(tmp_path, FILES, of=config).catalog
    made = restrict(whole, ["press-conferences/fb-1"], Choice(years=(2026,)))
    assert pack_view(made, Words(config, theme(language))) == (text, "https://www.test.example/")
    assert pack_view(whole, Words(config, theme(language))) is None
