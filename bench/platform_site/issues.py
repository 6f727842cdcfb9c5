"""政府公报: a whole series over years. An issue is its contents alone: no text, as in real ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date

from bench.front_matter import lines, quoted, scalar
from bench.platform_site.files import File
from bench.platform_site.roles import ISSUES_A_YEAR, Roles, issue_dates

SERIES = "slgb"
SERIES_NAME = "示例市人民政府公报"
ITEMS = 15
_SECTIONS = ("市政府文件", "市政府办公室文件", "部门文件")


def files(roles: Roles, draw: random.Random) -> Iterator[File]:
    """One file an issue. It prints the newest documents that no issue before it has printed."""
    printed = set[int]()
    dates = issue_dates(len(roles.of("gazette-issue")))
    for cumulative, (year, number, day) in enumerate(dates, 1):
        ready = [i for i in roles.of("document") if roles.records[i].published < day]
        items = [i for i in ready if i not in printed][-ITEMS:]
        printed.update(items)
        yield File(
            "gazette-issue",
            f"gazette/{SERIES}/{year}/{number}.yaml",
            "".join(_lines(roles, items, (year, number, day), cumulative, draw)),
            f"gazette/{SERIES}/{year}/{number}/index",
            day,
        )


def _lines(
    roles: Roles,
    items: Sequence[int],
    place: tuple[int, int, date],
    cumulative: int,
    draw: random.Random,
) -> Iterator[str]:
    year, number, day = place
    yield from lines("kind", "gazette-issue")
    yield from lines("series", SERIES)
    yield f"year: {year}\nnumber: '{number}'\ncumulative: {cumulative}\n"
    yield from lines("date", day.isoformat())
    yield from lines("published", day.isoformat())
    yield from lines("status", "published")
    yield "sections:\n"
    page, size = 3, -(-len(items) // len(_SECTIONS)) or 1
    for start, title in zip(range(0, len(items), size), _SECTIONS, strict=False):
        yield f"  - title: {title}\n    items:\n"
        for one in items[start : start + size]:
            end = page + draw.randrange(1, 6)
            reference = quoted(roles.records[one].index_no)
            yield f"      - {{ref: {reference}, page: {scalar(f'{page}-{end}')}}}\n"
            page = end + 1
    # Some titles of an issue are of texts that the site does not hold.
    yield "  - title: 大事记\n    items:\n"
    yield f"      - {{title: {year}年第{number}期大事记（示例）, page: '{page}'}}\n"


def series_yaml() -> str:
    """The series in site.yaml."""
    return f"""\
gazettes:
  - code: {SERIES}
    name: {SERIES_NAME}
    agency: zfb
    holdings: complete
    label: 期
    frequency: 每年{ISSUES_A_YEAR}期（示例）
    about: 虚构的公报，收录各机关的文件。
"""
