"""Columns: one that no record can reach, one that was not brought up to date (DOMAIN 6.4, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Place
from opengov_ssg.model.site import Column, Site
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.rules.facts import Facts

SITE_FILE = "site.yaml"
_FORTNIGHT = timedelta(days=14)
_HALF_A_YEAR = 6


def column_unreached(facts: Facts) -> Iterator[Problem]:
    """A column of site.yaml that no record of the content names and that gathers no kind (OG225).

    Those that ``statutory`` sets up are the law's and stay, empty or not. Nothing is told while
    there are only plain pages, as in a new project.
    """
    site = facts.catalog.site
    records = [one.record for one in facts.entries.values() if one.record.kind != "page"]
    if not records:
        return
    named = {record.column for record in records}
    for column in site.config.columns:
        if column.code not in named and not _gathers(column, site):
            words: Words = {"code": column.code, "column": column.name}
            at, hint = _place(site, column.code), _shadowed(column)
            yield problem("column-unreached", SITE_FILE, at, hint=hint, **words)


def _place(site: Site, code: str) -> Place:
    """Where site.yaml describes the column; (0, 0) for one that ``statutory`` sets up."""
    codes = [column.code for column in site.config.columns]
    return site.place("columns", codes.index(code)) if code in codes else (0, 0)


def _gathers(column: Column, site: Site) -> bool:
    return any(site.kind_column(kind) == column.code for kind in column.kinds)


def _shadowed(column: Column) -> str:
    """An earlier column gathers the same kinds."""
    return "shadowed" if column.kinds else ""


def column_stale(facts: Facts) -> Iterator[Problem]:
    """A column with a duty of freshness whose newest record is older (OG226).

    What was imported is no update. A column in which nothing was released is not stale but empty.
    """
    site = facts.catalog.site
    newest: dict[str, date] = {}
    for item in facts.catalog.items:
        record = item.entry.record
        if record.column and record.published and record.origin != "imported":
            day = record.published.astimezone(OFFSET).date()
            newest[record.column] = max(day, newest.get(record.column, day))
    for code, column in site.columns.items():
        oldest = _oldest(column.freshness, facts.today)
        if oldest and code in newest and newest[code] < oldest:
            words: Words = {"code": code, "column": column.name, "date": newest[code]}
            at = _place(site, code)
            yield problem("column-stale", SITE_FILE, at, hint=column.freshness, **words)


def _oldest(freshness: str, today: date) -> date | None:
    """The day on which the newest record of a column must have been released at the latest."""
    if freshness == "news":
        return today - _FORTNIGHT
    return _months_before(today, _HALF_A_YEAR) if freshness == "notices" else None


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
