"""The records as a site of the generator under test: site.yaml, content, ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench import lists
from bench.front_matter import lines, quoted
from bench.records import Record
from bench.vocabulary import (
    AGENCIES,
    BASE_URL,
    CONTACT,
    DOMAIN,
    HOST,
    ICP,
    ID_CODE,
    NAVIGATION,
    OPERATOR,
    POLICE_RECORD,
    SITE_NAME,
)

WITHDRAWN = "withdrawn: {at: 2026-01-30T09:00, kind: notice, reason: 文本有误，将重新发布}\n"
SOURCE = {"name": "国家法律法规数据库", "url": "https://flk.npc.gov.cn/"}


def site_yaml(navigation: Sequence[tuple[str, str]] = NAVIGATION) -> str:
    """The text of site.yaml: the only place that knows its keys."""
    agencies = "".join(
        f"  - code: {a.code}\n    name: {a.name}\n    short_names: [{a.short_name}]\n"
        f"    index_org: '{a.organisation}'\n    index_scheme: G1\n"
        for a in AGENCIES
    )
    nav = "".join(f"  - {{text: {text}, url: {url}}}\n" for text, url in navigation)
    return f"""\
identity:
  name: {SITE_NAME}
  domain: {DOMAIN}
  base_url: {BASE_URL}
  language: zh-CN
  id_code: '{ID_CODE}'
  icp: {ICP}
  police_record: {POLICE_RECORD}
  host: {HOST}
  operator: {OPERATOR}
  contact: {CONTACT}

nav:
{nav}
agencies:
{agencies}
lists:
  page_size: {lists.ROWS}
  whole: {lists.ONE_PAGE}
rules:
  interpretation-missing: off
search:
  segments: []
"""


def record_path(record: Record) -> str:
    """Where the record's file lies below ``content``."""
    return f"{record.agency.code}/documents/{record.year}/{record.serial:05d}.md"


def address(record: Record) -> str:
    """The address of the record's page."""
    return f"catalog/{record.index_no}.html"


def write(site: Path, records: Sequence[Record], *, ledger: bool) -> None:
    """Writes the whole site below ``site``, which must be empty or absent."""
    folders = {(site / "content" / record_path(r)).parent for r in records}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    (site / "site.yaml").write_text(site_yaml(), "utf-8", newline="\n")
    for path, text in files(records):
        (site / path).write_text(text, "utf-8", newline="\n")
    if ledger:
        (site / "ledger").mkdir()
        rows = sorted(_ledger_row(r) for r in records)
        (site / "ledger" / "addresses.tsv").write_text("".join(rows), "utf-8", newline="\n")


def files(records: Sequence[Record], withdrawn: Record | None = None) -> Iterator[tuple[str, str]]:
    """Path in the site and text of every record's file; ``withdrawn`` is withdrawn with a
    notice."""
    for record in records:
        head = "".join(front_matter(record, records))
        if record is withdrawn:
            head += WITHDRAWN
        yield f"content/{record_path(record)}", f"---\n{head}---\n\n{body(record, records)}"


def front_matter(record: Record, records: Sequence[Record]) -> Iterator[str]:
    """The lines of the record's front matter."""
    yield from lines("kind", "document")
    yield from common_fields(record)
    yield from lines("agency", record.agency.code)
    yield from lines("published", record.published.isoformat())
    yield from lines("origin", "repost" if record.repost else "own")
    if record.repost:
        yield f"source: {{name: {SOURCE['name']}, url: {quoted(SOURCE['url'])}}}\n"
    for key, position in (("repeals", record.repeals), ("amends", record.amends)):
        if position is not None:
            yield from lines(key, (records[position].index_no,))
    yield from lines("status", "published")


def common_fields(record: Record) -> Iterator[str]:
    """The fields that are the same for both generators."""
    yield from lines("title", record.title)
    yield from lines("disclosure", "主动公开")
    yield from lines("index_no", record.index_no)
    yield from lines("doc_no", record.doc_no)
    yield from lines("genre", record.genre)
    yield from lines("rule_class", "行政规范性文件" if record.genre == "意见" else "其他文件")
    yield from lines("topics", record.topics)
    yield from lines("keywords", record.keywords)
    yield from lines("issuers", record.issuers)
    yield from lines("addressees", "各区人民政府，市政府各部门")
    yield from lines("annotation", "此件公开发布")
    yield from lines("summary", record.summary)
    yield from lines("signed", record.signed.isoformat())
    if record.effective is not None:
        yield from lines("effective", record.effective.isoformat())
    if record.valid_to is not None:
        yield from lines("valid_to", record.valid_to.isoformat())


def body(record: Record, records: Sequence[Record]) -> str:
    """The Markdown text, with the sentence that cites another record."""
    cited = records[record.cites].citation() if record.cites is not None else ""
    return text_of(record, cited)


def text_of(record: Record, cited: str) -> str:
    """The paragraphs, a sentence with ``cited`` before them if it is not empty, the signature."""
    opening = [f"根据{cited}的有关规定，现将有关事项公布如下。"] if cited else []
    end = (*record.issuers, long_date(record.signed))
    closing = [f'<p class="signature">{text}</p>' for text in end]
    return "\n\n".join((*opening, *record.paragraphs, *closing)) + "\n"


def long_date(day: date) -> str:
    """``2016年11月10日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def _ledger_row(record: Record) -> str:
    place = address(record)
    identifier = place.removesuffix(".html")
    return f"{place}\tdocument\t{identifier}\t{record.published.isoformat()}\n"
