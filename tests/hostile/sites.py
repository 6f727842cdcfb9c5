"""Sites whose every text is a payload, and their harmless twins."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from opengov_ssg.model.records import KINDS
from opengov_ssg.model.site import SiteConfig
from tests.hostile.filling import SKIP, Steps, filled
from tests.hostile.payloads import groups, of_class, readable

CHAPTERS = "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况 五、存在的主要问题及改进情况 六、其他需要报告的事项"
PAGES = ("guide", "request", "unit")
RECORDS = (
    *(kind for kind in KINDS if kind != "page"),
    *(f"page {name}" for name in PAGES),
    "document withdrawn",
)
BASE_NO = "测政发〔2026〕1号"

HEADER = {
    "kind": "document",
    "agency": "bgs",
    "disclosure": "主动公开",
    "signed": "2026-01-05",
    "published": "2026-01-06",
}

Spell = Callable[[str], str]


class Texts:
    """Gives each field of each record a group of payloads, and a mark after it by
    which it is known."""

    def __init__(self, spell: Spell) -> None:
        self.spell = spell
        self.given: dict[str, str] = {}

    def of(self, record: int, turn: int) -> Callable[[Steps], str]:
        """The texts of a record; its fields begin with another group at each ``turn``."""
        count = 0

        def text(steps: Steps) -> str:
            nonlocal count
            count += 1
            mark = f"K{record}F{count}R"
            group = groups()[(turn + 5 * count) % len(groups())]
            self.given[mark] = f"{group} {mark}"
            return self.spell(self.given[mark])

        return text


# What is no free text: references, codes, files; and what decides whether a record
# is public at all.
_COMMON: dict[Steps, Any] = {
    ("agency",): "bgs",
    ("disclosure",): "主动公开",
    ("published",): "2026-01-06",
    ("signed",): "2026-01-05",
    ("status",): SKIP,
    ("column",): "zcwj",
    ("aliases",): SKIP,
    ("withdrawn",): SKIP,
    ("attachments", "file"): SKIP,
    ("attachments", "not_held"): "true",
    ("review", "result"): "pass",
    ("ref",): SKIP,
    ("interprets",): [BASE_NO],
    ("about",): [BASE_NO],
    ("based_on",): [BASE_NO],
    ("results_in",): SKIP,
    ("documents",): [BASE_NO],
    ("repeals",): SKIP,
    ("amends",): SKIP,
    ("supersedes",): SKIP,
    ("forwards",): SKIP,
    ("select",): SKIP,
    ("draft",): SKIP,
    ("explanation",): SKIP,
    ("opens",): "2026-01-10",
    ("closes",): "2026-03-10",
    ("result", "published"): "2026-03-20",
    ("held",): "2026-01-05",
    ("request", "form"): SKIP,
    ("rows", "column"): SKIP,
    ("table",): SKIP,
}


def records(texts: Texts) -> Iterator[tuple[str, str]]:
    """Path and text of a record of each kind for each group of payloads, so that each group comes
    to each field once."""
    number = 0
    for kind in RECORDS:
        for turn in range(len(groups())):
            number += 1
            name, _, part = kind.partition(" ")
            own = _own(name, part, turn, number)
            given = _COMMON | {("kind",): name} | own
            header = filled(KINDS[name], texts.of(number, turn), given)
            body = "正文。"
            if name == "annual-report":
                body = "\n\n".join(f"## {one}\n\n正文。" for one in CHAPTERS.split())
            yield f"content/bgs/{name}/{number}.md", file(header, body)


def _own(kind: str, part: str, turn: int, number: int) -> dict[Steps, Any]:
    """What only a kind has."""
    if kind == "gazette-issue":
        return {("slug",): SKIP, ("series",): "gb", ("year",): 1950 + turn, ("number",): "1"}
    if kind == "annual-report":
        agency = f"jg{turn}" if turn else "bgs"
        return {("slug",): f"r{number}", ("year",): 2025, ("agency",): agency}
    if kind == "page":
        others = {(one,): SKIP for one in PAGES if one != part}
        agency = f"jg{turn}" if turn else "bgs"
        return {("slug",): f"pages/r{number}", ("agency",): agency, **others}
    if kind == "document":  # numbers that keep no rule are kept as they came
        return {("slug",): f"r{number}", ("origin",): "imported", **_withdrawal(part)}
    return {("slug",): f"r{number}"}


def _withdrawal(part: str) -> dict[Steps, Any]:
    if not part:
        return {}
    return {
        ("withdrawn",): None,
        ("withdrawn", "at"): "2026-02-01",
        ("withdrawn", "kind"): "notice",
        ("withdrawn", "replacement"): SKIP,
    }


def formulas() -> Iterator[tuple[str, str]]:
    """A document of each title that a spreadsheet would take for a formula."""
    for number, title in enumerate(of_class("spreadsheets")):
        header = HEADER | {"title": readable(title), "slug": f"formula-{number}"}
        yield f"content/bgs/document/formula-{number}.md", file(header, "正文。")


def base() -> tuple[str, str]:
    """The document that others refer to."""
    header = HEADER | {"title": "测试办法", "slug": "base", "doc_no": BASE_NO}
    return "content/bgs/document/base.md", file(header, "正文。")


def site_yaml(texts: Texts, language: str = "zh-CN") -> str:
    """site.yaml with texts in every field: agencies, columns, gazettes for each group of
    payloads."""
    count = len(groups())
    given: dict[Steps, Any] = {
        **{(name,): SKIP for name in ("vocabularies", "required", "rules", "lists", "limits")},
        **{(name,): SKIP for name in ("review", "links", "press", "calendar", "theme", "search")},
        **{(name,): SKIP for name in ("succeeded_by", "lead_agency", "platform", "former_codes")},
        ("identity", "domain"): "www.test.example",
        ("identity", "base_url"): "https://www.test.example/",
        ("identity", "language"): language,
        ("identity", "id_code"): "1234567890",
        ("nav", "url"): "catalog/index.html",
        ("agencies", "index_org"): SKIP,
        ("gazettes", "agency"): "bgs",
        ("gazettes", "covers"): SKIP,
        ("columns", "kinds"): SKIP,
        ("agencies", "code"): "bgs",
        ("columns", "code"): "zcwj",
        ("gazettes", "code"): "gb",
    }
    whole = filled(SiteConfig, texts.of(900_000, 0), given)
    for turn in range(1, count):
        own = given | {
            ("agencies", "code"): f"jg{turn}",
            ("columns", "code"): f"lm{turn}",
            ("gazettes", "code"): f"gb{turn}",
        }
        more = filled(SiteConfig, texts.of(900_000 + turn, turn), own)
        for name in ("agencies", "columns", "gazettes", "nav"):
            whole[name] += more[name]
    whole["nav"] = whole["nav"][:8]
    term = texts.of(990_000, 3)
    whole["vocabularies"] = {"topics": [{"code": "99", "name": term(("terms", "name"))}]}
    whole["rules"] = {"addresses-recorded": "off", "column-unreached": "off"}
    return json.dumps(whole)


def file(header: Mapping[str, Any], body: str) -> str:
    """A content file; JSON is YAML, and says every character in so many signs."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in header.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def write(root: Path, files: Iterator[tuple[str, str]]) -> None:
    """Write the files of a site."""
    for path, text in files:
        to = root / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, "utf-8")


def fields_site(root: Path, spell: Spell) -> dict[str, str]:
    """Write a site whose fields are all texts; what stands in them, by its mark."""
    texts = Texts(spell)
    write(root, iter([("site.yaml", site_yaml(texts)), base()]))
    write(root, records(texts))
    write(root, formulas())
    return texts.given
