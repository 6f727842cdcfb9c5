"""Writes the platform: site.yaml with series and columns, content of all kinds, ledger."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import ssg_site
from bench.front_matter import lines
from bench.platform_site import consultations, interpretations, issues, specials
from bench.platform_site.files import File, markdown
from bench.platform_site.roles import Roles, assign
from bench.records import SEED, Record
from bench.vocabulary import NAVIGATION

_NAVIGATION = (
    *NAVIGATION,
    ("政策解读", "interpretations/index.html"),
    ("政府公报", "gazette/index.html"),
    ("征求意见", "consultations/index.html"),
    ("专题", "specials/index.html"),
)
_COLUMNS = """\
columns:
  - code: gfxwj
    name: 规范性文件
    description: 行政机关依法制定的规范性文件
    keywords: [规范性文件]
    statutory: rules
  - code: zcjd
    name: 政策解读
    description: 对文件的背景、主要内容和执行要求的解读
    keywords: [政策解读]
    kinds: [interpretation]
  - code: zqyj
    name: 征求意见
    description: 决策草案公开征求意见及结果反馈
    keywords: [征求意见]
    kinds: [consultation]
    lead_agency: zfb
"""
_PREFIXES = {"interpretation": "jd", "consultation": "zj", "special": "zt"}


def site_yaml() -> str:
    """That of the catalog, with more ways in, columns and the gazette."""
    return f"{ssg_site.site_yaml(_NAVIGATION)}\n{_COLUMNS}\n{issues.series_yaml()}"


def files(records: Sequence[Record]) -> Iterator[File]:
    """All content files: as many as there are records."""
    roles = assign(records)
    draw = random.Random(SEED)
    yield from _documents(roles)
    for kind, make in (
        ("interpretation", interpretations.files),
        ("consultation", consultations.files),
        ("special", specials.files),
    ):
        yield from make(roles, draw, _slugs(roles, kind))
    yield from issues.files(roles, draw)


def _documents(roles: Roles) -> Iterator[File]:
    for position in roles.of("document"):
        record = roles.records[position]
        header = list(ssg_site.front_matter(record, roles.records))
        if record.genre == "意见":
            header += lines("column", "gfxwj")
        yield File(
            "document",
            ssg_site.record_path(record),
            markdown(header, ssg_site.body(record, roles.records)),
            ssg_site.address(record).removesuffix(".html"),
            record.published,
        )


def _slugs(roles: Roles, kind: str) -> dict[int, str]:
    """``jd-2019-0001``: counted within each year."""
    serials: Counter[int] = Counter()
    found = {}
    for position in roles.of(kind):
        year = roles.records[position].year
        serials[year] += 1
        found[position] = f"{_PREFIXES[kind]}-{year}-{serials[year]:04d}"
    return found


def write(site: Path, records: Sequence[Record], *, ledger: bool) -> None:
    """Writes the whole site below ``site``, which must be empty or absent."""
    rows = []
    for file in files(records):
        for path, text in ((file.path, file.text), *file.beside):
            place = site / "content" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8", newline="\n")
        rows.append(f"{file.id}.html\t{file.kind}\t{file.id}\t{file.published.isoformat()}\n")
    (site / "site.yaml").write_text(site_yaml(), "utf-8", newline="\n")
    if ledger:
        (site / "ledger").mkdir()
        (site / "ledger" / "addresses.tsv").write_text("".join(sorted(rows)), "utf-8", newline="\n")
