"""Gazettes as pages: the order of print, what is left out, citations there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from opengov_ssg.link.addresses import record_id
from opengov_ssg.model.outputs import FeedView, TextFile
from opengov_ssg.model.records import GazetteIssue
from opengov_ssg.model.views import GazetteIssueView, PageView
from opengov_ssg.notation import gazette_no
from opengov_ssg.plan.planning import Plan
from tests.conftest import AS_OF, ROOT, SITE, record
from tests.making import HERE, entries, linked, site, theme

CONFIG = SITE + (
    "gazettes:\n"
    "  - {code: gb, name: 测试市人民政府公报, agency: bgs, holdings: partial, label: 期}\n"
)
FOLDER = "content/gazette/gb"
PAGE = "gazette/gb/2026/1/index.html"


def issue(number: str, sections: str = "[]", year: int = 2026, **fields: object) -> str:
    given = {"date": f"{year}-02-01", "published": f"{year}-02-01", "sections": sections, **fields}
    head = f"kind: gazette-issue\nseries: gb\nyear: {year}\nnumber: {number}\n"
    return head + "".join(f"{key}: {value}\n" for key, value in given.items())


def planned(tmp_path: Path, files: dict[str, str], as_of: str = AS_OF) -> dict[str, Any]:
    """What is planned, by path."""
    of = site(CONFIG)
    made = {f"{FOLDER}/2026/{name}.yaml": text for name, text in files.items() if "/" not in name}
    made |= {name: text for name, text in files.items() if "/" in name}
    catalog = linked(tmp_path, dict(made), as_of, of).catalog
    return {output.path: output for output in Plan(catalog, theme()).outputs()}


def contents(page: PageView) -> list[tuple[str, str, str]]:
    """Anchor, title and address of each item."""
    view = page.view
    assert isinstance(view, GazetteIssueView)
    return [
        (one.anchor, one.title, one.url or (one.out.address if one.out else ""))
        for section in view.sections
        for one in section.items
    ]


ITEMS = """
  - title: 市政府文件
    items:
      - {ref: ../../../bgs/documents/2026/a.md, page: 2-5}
      - {title: 关于外市的通知, url: "https://www.gov.cn/x.htm"}
  - items: [{title: 人事任免}]
"""


class TestContents:
    def test_held_elsewhere_and_nowhere(self, tmp_path: Path) -> None:
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": record()})
        assert contents(pages[PAGE]) == [
            ("i1-1", "测试市人民政府办公室关于测试的通知", "catalog/bgs/wj-2026-0001.html"),
            ("i1-2", "关于外市的通知", "https://www.gov.cn/x.htm"),
            ("i2-1", "人事任免", ""),
        ]

    def test_the_document_names_issue_and_page_once(self, tmp_path: Path) -> None:
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": record()})
        view = pages["catalog/bgs/wj-2026-0001.html"].view
        (fact,) = [one for one in view.facts if one.key == "printed_in"]
        cited = ("《测试市人民政府公报》2026年第1期", f"{PAGE}#i1-1", "第2—5页")
        assert [one[:3] for one in fact.values] == [cited]
        assert "printed_in" not in [group.key for group in view.relations]

    def test_what_is_not_public_is_left_out_and_keeps_the_places_of_others(
        self, tmp_path: Path
    ) -> None:
        hidden = record(published="2027-01-01")
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": hidden})
        assert [anchor for anchor, _, _ in contents(pages[PAGE])] == ["i1-2", "i2-1"]
        assert "关于测试的通知" not in pages["gazette/gb/2026/1/contents.txt"].text

    def test_a_withdrawn_document_leads_to_its_notice(self, tmp_path: Path) -> None:
        gone = {"at": "2026-03-01", "kind": "notice", "reason": "有误"}
        text = record(doc_no="测政办发〔2026〕1号", withdrawn=gone)
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": text})
        first = contents(pages[PAGE])[0]
        assert first == ("i1-1", "测政办发〔2026〕1号", "catalog/bgs/wj-2026-0001.html")
        assert pages[PAGE].view.sections[0].items[0].withdrawn

    def test_nothing_of_a_withdrawn_document_is_told_by_the_issue(self, tmp_path: Path) -> None:
        text = record(withdrawn={"at": "2026-03-01", "kind": "notice", "reason": "有误"})
        given = ITEMS.replace("page: 2-5", "title: 关于某某的通知, issuer: 某某局")
        pages = planned(tmp_path, {"1": issue("1", given), f"{HERE}/a.md": text})
        assert "某某" not in str(pages[PAGE].view)
        assert "某某" not in pages["gazette/gb/2026/1/contents.txt"].text

    def test_for_newspapers(self, tmp_path: Path) -> None:
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": record()})
        file = pages["gazette/gb/2026/1/contents.txt"]
        assert isinstance(file, TextFile)
        lines = file.text.splitlines()
        assert lines[0] == "测试市人民政府公报2026年第1期目录"
        assert "出版日期：2026年2月1日" in lines
        assert lines[lines.index("【市政府文件】") + 1].endswith("第2—5页")
        assert lines[-1].endswith(f"https://www.test.example/{PAGE}")
        feed = pages["feeds/gazette-gb"]
        assert isinstance(feed, FeedView)
        assert "关于外市的通知" in feed.entries[0].summary
        assert feed.home == "gazette/gb/index.html"


class TestSeries:
    def test_before_and_after_in_the_order_of_print(self, tmp_path: Path) -> None:
        old = f"{FOLDER}/2025/6.yaml"
        given = {name: issue(name) for name in ("1", "2-3", "10", "增刊1")}
        pages = planned(tmp_path, {**given, old: issue("6", year=2025)})
        trail = ["2025/6", "2026/1", "2026/2-3", "2026/10", "2026/zk-1"]
        urls = [f"gazette/gb/{one}/index.html" for one in trail]
        for before, one, after in zip([None, *urls], urls, [*urls[1:], None], strict=False):
            view = pages[one].view
            assert (view.previous and view.previous.url, view.next and view.next.url) == (
                before,
                after,
            )

    def test_what_lacks_is_told(self, tmp_path: Path) -> None:
        given = {name: issue(name) for name in ("2", "3", "7")}
        pages = planned(tmp_path, {**given, f"{FOLDER}/2022/1.yaml": issue("1", year=2022)})
        assert pages["gazette/gb/2026/index.html"].view.missing == "第1期、第4—6期"
        assert pages["gazette/gb/index.html"].view.missing == "2023—2025"

    def test_a_withdrawn_issue_does_not_lack(self, tmp_path: Path) -> None:
        gone = "{at: 2026-03-01, kind: notice, reason: 有误}"
        pages = planned(tmp_path, {"1": issue("1", withdrawn=gone), "2": issue("2")})
        view = pages["gazette/gb/2026/index.html"].view
        assert view.missing == ""
        assert [tuple(one)[:2] for one in view.withdrawn] == [("第1期", PAGE)]

    def test_old_years_have_only_their_own_page(self, tmp_path: Path) -> None:
        years = range(2016, 2027)
        files = {
            f"{FOLDER}/{year}/{number}.yaml": issue(str(number), year=year)
            for year in years
            for number in range(1, 13)
        }
        view = planned(tmp_path, files)["gazette/gb/index.html"].view
        shown = [one.year for one in view.years if one.issues]
        assert shown == [str(year) for year in range(2026, 2018, -1)]
        assert {one.numbers for one in view.years} == {"第1期—第12期"}

    def test_nothing_without_a_public_issue(self, tmp_path: Path) -> None:
        pages = planned(tmp_path, {"1": issue("1", published="2027-01-01")})
        assert not [path for path in pages if "gazette" in path]

    def test_every_page_may_be_linked_to(self, tmp_path: Path) -> None:
        of = site(CONFIG)
        files = {f"{FOLDER}/2026/1.yaml": issue("1", ITEMS), f"{HERE}/a.md": record()}
        plan = Plan(linked(tmp_path, dict(files), of=of).catalog, theme())
        made = {one.path for one in plan.outputs() if "gazette/" in one.path}
        assert made == {one for one in plan._addresses if one.startswith("gazette/")}

    def test_as_schema_org_says_it(self, tmp_path: Path) -> None:
        pages = planned(tmp_path, {"1": issue("1", ITEMS), f"{HERE}/a.md": record()})
        thing = json.loads(pages[PAGE].json_ld)["@graph"][0]
        assert (thing["@type"], thing["issueNumber"]) == ("PublicationIssue", "第1期")
        assert thing["isPartOf"]["@type"] == "Periodical"
        assert len(thing["hasPart"]) == 3


def test_a_series_is_named_by_its_aliases_too(tmp_path: Path) -> None:
    """In an issue's file, and where citations are resolved."""
    of = site(CONFIG.replace("label: 期}", "label: 期, aliases: [测试公报]}"))
    file = issue("1").replace("series: gb", "series: 测试公报")
    catalog = linked(tmp_path, {f"{FOLDER}/2026/1.yaml": file}, of=of).catalog
    pages = {one.path: one for one in Plan(catalog, theme()).outputs()}
    assert PAGE in pages
    resolver = pages["gazette/resolve.html"]
    assert isinstance(resolver, PageView)
    (series,) = resolver.view.series
    assert series.names == ("测试市人民政府公报", "测试公报")


def test_every_issue_of_the_sample_is_found_by_its_citation(tmp_path: Path) -> None:
    of = site((ROOT / "site.yaml").read_text("utf-8"))
    series = of.gazettes.values()
    names = {name: one.code for one in series for name in (one.name, one.full_name) if name}
    files: dict[str, str | bytes] = {
        file.relative_to(ROOT).as_posix(): file.read_bytes()
        for file in sorted(ROOT.glob("content/gazette/**/*"))
        if file.is_file()
    }
    cited = set()
    for entry in entries(tmp_path, files, of):
        issue = entry.record
        assert isinstance(issue, GazetteIssue)
        one = of.gazettes[issue.series]
        for total in (0, issue.cumulative or 0):
            text = gazette_no.cite(one.name, issue.year, issue.number, one.label, total)
            (read,) = gazette_no.parse_citation(text, names)
            assert read.number is not None and read.cumulative == total
            number = gazette_no.address(read.number)
            assert f"gazette/{read.series}/{read.year}/{number}/index" == record_id(issue)
        cited.add(text)
    assert len(cited) == len(files) - 1 > 10  # one of the files is a rendition
