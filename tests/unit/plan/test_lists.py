"""How lists are cut: each record once, pages that are full stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.site import Lists
from opengov_ssg.model.views import ListView
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.plan.lists import Listing, cut, oldest_first
from tests.making import document, item, words

WORDS = words()
SIZES = Lists(page_size=5, whole=8)
RECORD = document()
START = date(2023, 11, 1)


def made(days: list[int]) -> tuple[Item, ...]:
    """Records published so many days after the start, oldest first."""
    items = []
    for number, day in enumerate(days):
        published = parse_instant((START + timedelta(days=day)).isoformat())
        record = replace(RECORD, published=published, title=f"第{number}件")
        entry = Entry(f"{number}.md", record, None, (), ())
        items.append(Item(entry, f"catalog/{number:04d}"))
    return oldest_first(items)


def pages(items: tuple[Item, ...]) -> dict[str, ListView]:
    listing = Listing("columns/zcwj", "政策文件", "说明", items)
    found = list(cut(listing, SIZES, WORDS))
    assert len({path for path, _ in found}) == len(found)
    return dict(found)


days = st.lists(st.integers(0, 900), max_size=60)


@given(days)
def test_each_record_is_listed_once(given_days: list[int]) -> None:
    items = made(given_days)
    found = pages(items)
    first = found.pop("columns/zcwj/index.html")
    listed = [row.url for page in found.values() for row in page.rows] or [
        row.url for row in first.rows
    ]
    assert sorted(listed) == sorted(one.url for one in items)
    newest = [one.url for one in reversed(items)]
    assert [row.url for row in first.rows] == newest[: 5 if found else None]


@given(days)
def test_a_year_is_cut_from_its_oldest_record_into_full_pages(given_days: list[int]) -> None:
    found = pages(made(given_days))
    found.pop("columns/zcwj/index.html")
    by_year: dict[str, list[ListView]] = {}
    for path, page in found.items():
        assert path == f"columns/zcwj/{page.year}-{page.number}.html"
        assert all(row.published.startswith(page.year) for row in page.rows)
        by_year.setdefault(page.year, []).append(page)
    for cut_year in by_year.values():
        assert [page.number for page in cut_year] == list(range(1, len(cut_year) + 1))
        assert all(len(page.rows) == 5 for page in cut_year[:-1])
        assert 1 <= len(cut_year[-1].rows) <= 5


@given(days)
def test_only_the_first_page_tells_totals(given_days: list[int]) -> None:
    found = pages(made(given_days))
    first = found.pop("columns/zcwj/index.html")
    assert first.total == len(given_days)
    assert sum(year.count for year in first.years) == (len(given_days) if found else 0)
    assert all(year.url in found for year in first.years)
    assert all(page.total is None and not page.years for page in found.values())


@given(days)
def test_pages_form_a_chain_from_the_newest_to_the_oldest(given_days: list[int]) -> None:
    found = pages(made(given_days))
    first = found.pop("columns/zcwj/index.html")
    if not found:
        assert (first.newer, first.older) == (None, None)
        return
    chain = sorted(found, key=lambda path: (found[path].year, found[path].number))
    for older, newer in pairwise(chain):
        after, before = found[older].newer, found[newer].older
        assert after is not None and after.url == newer
        assert before is not None and before.url == older
    assert found[chain[0]].older is None
    assert found[chain[-1]].newer is None


@given(st.lists(st.integers(0, 900), min_size=9, max_size=60), st.integers(0, 400))
def test_the_newest_record_touches_three_pages_at_most(given_days: list[int], later: int) -> None:
    """Of a list that is cut already; a short one is cut when it outgrows one page."""
    before = pages(made(sorted(given_days)))
    after = pages(made([*sorted(given_days), max(given_days) + later]))
    touched = [path for path in after if before.get(path) != after[path]]
    assert before.keys() <= after.keys(), "no page goes"
    assert len(touched) <= 3


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (8, 1), (9, 3), (10, 3), (11, 4)])
def test_short_lists_are_one_page(count: int, expected: int) -> None:
    assert len(pages(made([0] * count))) == expected


def test_equal_dates_are_ordered_by_id() -> None:
    items = [item(slug=slug) for slug in ("wj-b", "wj-c", "wj-a")]
    assert [one.id[-4:] for one in oldest_first(items)] == ["wj-a", "wj-b", "wj-c"]
