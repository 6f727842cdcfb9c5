"""政策解读: a record with its text, that explains one or two documents released shortly before
it."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.front_matter import lines
from bench.platform_site.files import File, common, inner, markdown
from bench.platform_site.roles import Roles
from bench.ssg_site import body

_NEAR = 60
_FORMS = {"文字": 70, "一问一答": 10, "负责人解读": 8, "专家解读": 6, "媒体解读": 6}


def files(roles: Roles, draw: random.Random, slugs: dict[int, str]) -> Iterator[File]:
    """One file an interpretation, with slugs as allotted (``jd-2019-0001``)."""
    for position in roles.of("interpretation"):
        record, slug = roles.records[position], slugs[position]
        near = roles.before(position)[-_NEAR:]
        explained = draw.sample(near, min(len(near), draw.choice((1, 1, 1, 1, 2))))
        header = _header(roles, position, slug, sorted(explained), draw)
        yield File(
            "interpretation",
            f"{record.agency.code}/interpretations/{record.year}/{slug}.md",
            markdown(header, body(record, roles.records)),
            f"interpretations/{slug}",
            record.published,
        )


def _header(
    roles: Roles, position: int, slug: str, explained: list[int], draw: random.Random
) -> Iterator[str]:
    record = roles.records[position]
    first = roles.records[explained[0]]
    title = f"《{inner(first.title)}》解读"
    yield from common("interpretation", title, record, slug, repost=record.repost)
    yield from lines("signed", record.signed.isoformat())
    yield from lines("column", "zcjd")
    yield from lines("interprets", [roles.records[i].index_no for i in explained])
    (form,) = draw.choices(list(_FORMS), weights=list(_FORMS.values()))
    yield from lines("form", form)
    yield from lines("author_org", first.issuers[0])
    if form == "专家解读":
        yield from lines("experts", ["张某（示例）"])
    yield from lines(
        "covers", draw.sample(("背景依据", "目标任务", "主要内容", "适用范围", "执行标准"), 3)
    )
