"""专题: a record with its text as introduction, sections by hand and by selection, a timeline."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.front_matter import lines, quoted, scalar
from bench.platform_site.files import File, common, mapping, markdown
from bench.platform_site.roles import Roles
from bench.records import Record
from bench.ssg_site import body
from bench.vocabulary import YEARS

CHARTS = 10
"""Every tenth special has a chart, drawn of a CSV file beside it."""

_CHART = """\

```chart
title: 历年公开文件数量（示例）
type: column
unit: 件
data: wenjian.csv
source: 示例
```
"""


def files(roles: Roles, draw: random.Random, slugs: dict[int, str]) -> Iterator[File]:
    """One file a special; a slug is its address."""
    count = len(roles.of("special"))
    for number, position in enumerate(roles.of("special")):
        record, slug = roles.records[position], slugs[position]
        header = list(_header(roles, position, slug, draw, ended=number < count // 2))
        text, beside = body(record, roles.records), ()
        if number % CHARTS == 0:
            text += _CHART
            beside = ((f"specials/{slug}/wenjian.csv", _numbers(roles)),)
        path = f"specials/{slug}/index.md"
        yield File(
            "special",
            path,
            markdown(header, text),
            f"specials/{slug}/index",
            record.published,
            beside,
        )


def _header(
    roles: Roles, position: int, slug: str, draw: random.Random, *, ended: bool
) -> Iterator[str]:
    record = roles.records[position]
    yield from common("special", f"{record.keywords[2]}专题（示例）", record, slug)
    yield from lines("opened", record.published.isoformat())
    if ended:
        yield from lines("archived", (record.published + timedelta(days=180)).isoformat())
    yield "sections:\n"
    yield from _by_hand(roles, position, draw)
    for title, most, conditions in _selections(record):
        yield f"  - title: {title}\n    select:\n      most: {most}\n"
        yield from (f"      {line}" for key in conditions for line in lines(key, conditions[key]))
    yield "timeline:\n"
    yield from _timeline(roles, position, draw)


def _by_hand(roles: Roles, position: int, draw: random.Random) -> Iterator[str]:
    documents = roles.before(position)[-400:]
    chosen = draw.sample(documents, min(len(documents), 10))
    yield "  - title: 重要文件\n    intro: 由编辑选定的文件（示例）。\n    items:\n"
    for one in sorted(chosen, reverse=True):
        note = "示例" if draw.random() < 0.3 else ""
        reference = quoted(roles.records[one].index_no)
        yield f"      - {{ref: {reference}{f', note: {note}' if note else ''}}}\n"
    yield f"      - {mapping(title='国家法律法规数据库', url='https://flk.npc.gov.cn/')}\n"


def _selections(record: Record) -> Iterator[tuple[str, int, dict[str, str | list[str]]]]:
    """By topic, by agency and time, by words: what a selection can ask for. Title, number, rest."""
    topic = record.topics[0].partition("\\")[0]
    yield "同一主题的文件", 50, {"kinds": ["document"], "topics": [topic]}
    both = ["document", "interpretation"]
    since = f"{max(record.year - 3, YEARS[0])}-01-01"
    own: dict[str, str | list[str]] = {"kinds": both, "agencies": [record.agency.code]}
    yield "本机关的文件和解读", 30, {**own, "since": since}
    yield "题目相近的文件", 20, {"keywords": [record.keywords[2], record.keywords[0]]}


def _timeline(roles: Roles, position: int, draw: random.Random) -> Iterator[str]:
    documents = roles.before(position)[-400:]
    for one in sorted(draw.sample(documents, min(len(documents), 8))):
        record = roles.records[one]
        told = f"{record.issuers[0]}印发{record.doc_no}（示例）"
        fields = {"date": record.published.isoformat(), "text": told}
        if draw.random() < 0.5:
            fields["ref"] = record.index_no
        yield "  - {" + ", ".join(f"{key}: {scalar(text)}" for key, text in fields.items()) + "}\n"


def _numbers(roles: Roles) -> str:
    years = [roles.records[i].year for i in roles.of("document")]
    return "年份,文件\n" + "".join(f"{year},{years.count(year)}\n" for year in YEARS)
