"""Numbers that are taken: all that the ledger holds, and all that the content bears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opengov_ssg.model.ledger import Number
from opengov_ssg.model.records import Document
from opengov_ssg.notation import index_no
from opengov_ssg.runs import Content

PREFIXES = {
    "document": "wj",
    "interpretation": "jd",
    "notice": "gg",
    "news": "dt",
    "consultation": "zj",
    "press-conference": "fb",
    "response": "hy",
    "interview": "ft",
    "meeting": "ch",
    "standard-catalog": "ml",
}
"""What an allotted slug begins with: ``wj-2026-0001`` 文件, ``jd`` 解读, ``gg`` 公告, ``dt`` 动态,
``zj`` 征集, ``fb`` 发布会, ``hy`` 回应, ``ft`` 访谈, ``ch`` 常务会议, ``ml`` 目录."""

_ALLOTTED = re.compile(rf"({'|'.join(PREFIXES.values())})-(\d{{4}})-(\d{{4,}})")


def in_use(content: Content) -> Iterator[Number]:
    """The numbers of records: index numbers of the site's own organisations, allotted slugs."""
    own = {agency.index_org for agency in content.site.agencies.values() if agency.index_scheme}
    for id, entry in content.linked.known.items():
        record = entry.record
        number = record.index_no if isinstance(record, Document) else None
        parsed = index_no.parse(number) if number else None
        if parsed and parsed.org in own:
            yield Number(parsed.org, parsed.year, int(parsed.serial), id)
        if slug := _ALLOTTED.fullmatch(record.slug or ""):
            yield Number(slug[1], int(slug[2]), int(slug[3]), id)


def next_serial(content: Content, organisation: str, year: int) -> int:
    """The first serial after all that were ever given: never one that was given back."""
    borne = (
        one.serial
        for one in in_use(content)
        if (one.organisation, one.year) == (organisation, year)
    )
    return max(content.ledger.next_serial(organisation, year), max(borne, default=0) + 1)


def missing(content: Content) -> list[Number]:
    """The numbers in use that the ledger does not hold."""
    held = {(one.organisation, one.year, one.serial) for one in content.ledger.numbers}
    found = {(one.organisation, one.year, one.serial): one for one in in_use(content)}
    return [number for key, number in found.items() if key not in held]
