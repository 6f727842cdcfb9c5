"""Nothing of what is not public is in any byte of the output (DESIGN 1.2)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from opengov_ssg import digests
from opengov_ssg.link import linking
from opengov_ssg.model.leaving import notice_path
from opengov_ssg.model.records import AnyRecord
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.pipeline import build
from opengov_ssg.runs import Options, Report
from tests.conftest import AS_OF, Project, record
from tests.site import hidden
from tests.site.hidden import ASCII, FOLDER, HAN, MARKS, PASSED, REASON
from tests.site.traces import traces
from tests.site.tree import Tree, text

MakeSite = Callable[[Mapping[str, str | bytes]], Project]
RELEASED = "2026-12-02"


def _build(project: Project, as_of: str | datetime, name: str = "build") -> tuple[Tree, Report]:
    """Build in this process; fails the test with the problems when nothing is published."""
    instant = as_of if isinstance(as_of, datetime) else parse_instant(as_of, end_of_day=True)
    output = project.root / name
    report = build(Options(project.root, instant, output=output, executor="serial"))
    assert report.published, [one for one in report.problems if one.severity == "error"]
    return Tree(output), report


def _seen(tree: Tree) -> list[tuple[str, str, str]]:
    return list(traces(tree.bytes(), MARKS))


@pytest.fixture
def whole(make_site: MakeSite) -> Project:
    """Public records, hidden ones of every kind, and public ones that refer to these."""
    files = hidden.public() | hidden.documents() | hidden.others() | hidden.referring()
    return make_site(files)


def test_the_marks_are_there_to_be_found(whole: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were all of them public, the same search would find every text and every file."""

    def careless(record: AnyRecord, site: object, as_of: datetime) -> str:
        return "public" if record.published else "hidden"

    monkeypatch.setattr(linking, "publicity", careless)
    tree, _ = _build(whole, AS_OF)
    found = {path for path, _, _ in _seen(tree)}
    assert {"data/catalog.json", "feeds/site.xml", "sitemap.xml", "index.html"} <= found
    assert any(path.startswith("out/") for path in found)
    shown = (
        "标题 概述 主题词 来源 编者注 发文机关 附注 主送机关 公开范围 公开时限 服务对象 会签单位"
    )
    body = "附件 未收录 正文 小标题 替代文字 链接 表头 单元格 所引的标题"
    for kind in hidden.KINDS.keys() - {"undated"}:
        name = "wj-withdrawn" if kind == "notice" else f"{ASCII}-{kind}"
        page = (tree.root / f"catalog/bgs/{name}.html").read_text("utf-8")
        held = kind not in hidden.WITHOUT_BODY
        for field in shown.split() + (body.split() if held else []):
            assert hidden.mark(kind, field) in page, (kind, field)
        assert (f"catalog/bgs/{name}/{ASCII}-fj1.txt" in found) == held
        assert (f"en/catalog/bgs/{name}/{ASCII}-fj1.txt" in found) == held
        if held:
            page = (tree.root / f"en/catalog/bgs/{name}.html").read_text("utf-8")
            for field in hidden.TRANSLATED:
                assert hidden.mark(kind, field) in page, (kind, field)


def test_no_trace_of_what_is_hidden(whole: Project) -> None:
    tree, _ = _build(whole, AS_OF)
    assert _seen(tree) == []
    reasons = {path for path, _, _ in traces(tree.bytes(), [REASON])}
    assert reasons == {"catalog/bgs/wj-withdrawn.html", "catalog/bgs/wj-cited-withdrawn.html"}


def test_no_trace_through_the_command_line_either(whole: Project) -> None:
    """With the process pool, as the webmaster builds it."""
    output = whole.root / "build"
    ran = whole.ssg("build", "--as-of", AS_OF, "--output", output, "--jobs", "2")
    assert ran.code == 0, ran.err
    assert _seen(Tree(output)) == []


def test_no_copy_of_a_hidden_file(whole: Project) -> None:
    """Whatever its name: neither the bytes nor their digests, nor a notice before leaving."""
    tree, _ = _build(whole, AS_OF)
    sources = [
        one
        for one in (whole.root / "content").rglob("*")
        if one.is_file() and one.suffix != ".md" and HAN in str(one)
    ]
    assert len(sources) > 30
    names = [digests.short(digests.of_file(one)[0]) for one in sources]
    names += [Path(notice_path(f"https://{ASCII}.example/body")).stem]
    names += [Path(notice_path(f"https://{ASCII}.example/{kind}")).stem for kind in hidden.KINDS]
    names += [
        Path(notice_path(f"https://{ASCII}.example/source/{kind}")).stem for kind in hidden.KINDS
    ]
    assert list(traces(tree.bytes(), names)) == []
    assert [one for one in tree.files if one.startswith("out/")] == [
        notice_path("https://elsewhere.example/")
    ]


def test_hidden_records_change_no_byte(make_site: MakeSite) -> None:
    """The site is the one that it would be if they had never been written."""
    project = make_site(hidden.public())
    without, _ = _build(project, AS_OF, "without")
    kinds = [kind for kind in hidden.KINDS if kind != "notice"]
    for path, data in (hidden.documents(*kinds) | hidden.others(*kinds)).items():
        project.write(path, data)
    with_them, _ = _build(project, AS_OF, "with")
    assert with_them.bytes() == without.bytes()


def test_references_to_hidden_records_are_plain_text(whole: Project) -> None:
    tree, report = _build(whole, AS_OF)
    for number, kind in enumerate(hidden.KINDS, 1):
        if kind == "notice":
            continue
        path = f"catalog/bgs/wj-citing-{number}.html"
        page = tree.pages[path]
        [article] = page.xpath("//article")
        assert article.xpath(".//a") == [], path
        assert article.xpath(".//img") == [], path
        assert "见全文。" in text(article), path
        assert page.xpath("//*[@id='relations']") == []
        [cited] = page.xpath("//ul[contains(@class, 'citations')]/li")
        assert cited.xpath(".//a") == [] and f"测办函〔2026〕{number}号" in text(cited)
        page = tree.pages[f"interpretations/jd-citing-{number}.html"]
        assert page.xpath("//*[@id='interprets']") == []
    assert report.resolved == 0
    assert "relation-not-public" in {one.name for one in report.problems}


def test_references_to_a_withdrawn_record_lead_to_its_notice(whole: Project) -> None:
    tree, _ = _build(whole, AS_OF)
    number = list(hidden.KINDS).index("notice") + 1
    page = tree.pages[f"catalog/bgs/wj-citing-{number}.html"]
    links = page.xpath("//*[@id='relations']/..//a/@href")
    assert links and {one.rpartition("/")[2] for one in links} == {"wj-cited-withdrawn.html"}
    notice = tree.pages["catalog/bgs/wj-cited-withdrawn.html"]
    shown = text(notice.xpath("//main")[0])
    assert REASON in shown and "2026-05-01 00:00" in shown
    assert f"测办函〔2026〕{number}号" in shown
    assert "关于被引事项" not in (tree.root / "catalog/bgs/wj-cited-withdrawn.html").read_text()
    assert notice.xpath("//meta[@name='robots']/@content") == ["noindex"]
    # And no replacement is named while it is not public.
    assert tree.pages["catalog/bgs/wj-replaced.html"].xpath("//main//a") == []


def test_withdrawn_records_are_on_no_list(whole: Project) -> None:
    tree, _ = _build(whole, AS_OF)
    for path, data in tree.bytes().items():
        if b"wj-withdrawn" in data:
            # What was the address of its translation leads to the notice, too.
            pages = [f"{one}catalog/bgs/wj-withdrawn.html" for one in ("", "en/")]
            assert path in (*pages, "manifest.json"), path


def test_what_was_public_is_gone_from_the_same_output(whole: Project) -> None:
    tree, _ = _build(whole, "2026-03-01")
    shown = {path for path, _, _ in _seen(tree)}
    kinds = ("expired", "silent")
    for kind in kinds:
        assert f"catalog/bgs/{ASCII}-{kind}.html" in shown
        assert f"en/catalog/bgs/{ASCII}-{kind}.html" in shown
        assert f"catalog/bgs/{ASCII}-{kind}/{ASCII}-fj1.txt" in tree.files
    assert "catalog/bgs/wj-withdrawn.html" in shown
    after, _ = _build(whole, AS_OF)
    assert after.root == tree.root
    assert _seen(after) == []


# When its time comes


@pytest.fixture
def embargo(make_site: MakeSite) -> Project:
    """A record to be released on 1 December at nine, among public ones."""
    topics = ["综合政务\\政务公开"]
    fields = {"review": [PASSED], "column": "zcwj", "topics": topics, "genre": "通知"}
    return make_site(
        {
            "site.yaml": hidden.CONFIG,
            f"{FOLDER}/a.md": record(
                "甲。", title="甲通知", slug="wj-a", doc_no="测办发〔2026〕1号", **fields
            ),
            f"{FOLDER}/b.md": record(
                "根据测办发〔2026〕1号和《甲通知》，见[乙](./b/x.txt)。",
                title="乙通知",
                slug="wj-b",
                doc_no="测办发〔2026〕2号",
                published="2026-12-01T09:00",
                repeals=["./a.md"],
                attachments=[{"id": "fj1", "title": "附件", "file": "x.txt"}],
                **fields,
            ),
            f"{FOLDER}/b/x.txt": "附件\n",
            f"{FOLDER}/c.md": record(
                "根据测办发〔2026〕2号，见[乙](./b.md)。", title="丙通知", slug="wj-c", **fields
            ),
            "content/bgs/interpretations/2026/b.md": record(
                "解读。",
                kind="interpretation",
                title="乙解读",
                slug="jd-b",
                published="2026-12-01T09:00",
                interprets=["../../documents/2026/b.md"],
                review=[PASSED],
            ),
        }
    )


def test_released_it_is_everywhere(embargo: Project) -> None:
    before, _ = _build(embargo, "2026-12-01T08:59", "before")
    assert [path for path, data in before.bytes().items() if b"wj-b" in data] == []
    tree, _ = _build(embargo, "2026-12-01T09:00", "after")
    url = "catalog/bgs/wj-b.html"
    linked = {path for path in tree.pages if url in _links(tree, path, "//main")}
    expected = """
        index.html catalog/index.html catalog/by-agency/bgs/index.html catalog/by-topic/02/index.html
        catalog/by-genre/08/index.html catalog/by-year/2026/index.html
        catalog/by-validity/in-force/index.html columns/zcwj/index.html agencies/bgs/index.html
        catalog/bgs/wj-a.html catalog/bgs/wj-c.html interpretations/jd-b.html"""
    assert set(expected.split()) <= linked
    files = tree.bytes()
    for path in ("data/catalog.json", "data/catalog.csv", "sitemap.xml", "manifest.json"):
        assert url.encode() in files[path], path
    for path in ("feeds/site", "feeds/agency-bgs", "feeds/column-zcwj"):
        assert url.encode() in files[f"{path}.xml"] and url.encode() in files[f"{path}.json"]
    assert files["catalog/bgs/wj-b/fj1.txt"] == "附件\n".encode()
    a, c, jd = "catalog/bgs/wj-a.html", "catalog/bgs/wj-c.html", "interpretations/jd-b.html"
    assert _links(tree, a, "//*[@id='cited-by']/..") == [url]
    assert _links(tree, a, "//*[@id='relations']/..") == [url]
    assert _links(tree, a, "//*[contains(@class, 'validity-banner')]") == [url]
    assert _links(tree, c, "//article") == [url, url]
    assert url in _links(tree, c, "//*[contains(@class, 'neighbours')]")
    assert _links(tree, url, "//*[@id='interpretations']/..") == [jd]
    assert list(traces(files, MARKS)) == []  # the reviewer's name


def _links(tree: Tree, path: str, within: str) -> list[str]:
    """Where the links in a part of a page lead."""
    found = tree.pages[path].xpath(f"({within})//a/@href")
    return [tree.target(path, one) for one in found if "://" not in one]


def test_next_change_is_told_to_the_instant(embargo: Project) -> None:
    """Over two years: each instant told changes the tree, and nothing changes between."""
    extra = {
        "effective": {"effective": "2026-03-01"},
        "valid": {"effective": "2026-01-10", "valid_to": "2026-04-30"},
        "until": {"public_until": "2026-07-01T12:00"},
        "both": {"valid_to": "2026-12-15", "validity": "废止"},
        "unseen": {"effective": "2026-08-08", "status": "draft"},
        "late": {"repeals": ["./effective.md"], "effective": "2026-09-01"},
        "gone": {"withdrawn": {"at": "2026-10-01", "kind": "notice", "reason": "有误"}},
        "late-gone": {
            "published": "2027-02-01",
            "withdrawn": {"at": "2027-01-01", "kind": "notice", "reason": "有误"},
        },
        "signed-later": {
            "origin": "imported",
            "signed": "2026-11-11",
            "published": "2026-02-02",
            "amends": ["./until.md", "./a.md"],
        },
    }
    for name, fields in extra.items():
        given = {"title": f"{name}通知", "slug": f"wj-{name}", "review": [PASSED]} | fields
        embargo.write(f"{FOLDER}/{name}.md", record("正文。", **given))
    told: list[str] = []
    instant = parse_instant("2025-12-01")
    tree, report = _build(embargo, instant)
    while change := report.next_change_at:
        before = tree.bytes()
        just_before, same = _build(embargo, change - timedelta(microseconds=1))
        assert just_before.bytes() == before, f"changed before {change}"
        assert same.next_change_at == change
        tree, report = _build(embargo, change)
        assert tree.bytes() != before, f"nothing changed at {change}"
        told.append(change.isoformat()[:16])
    assert told == [
        "2026-01-06T00:00",
        "2026-01-10T00:00",  # `valid` begins …
        "2026-02-02T00:00",
        "2026-03-01T00:00",
        "2026-05-01T00:00",  # … and ends
        "2026-07-01T12:00",
        "2026-09-01T00:00",  # `late` takes effect and repeals
        "2026-10-01T00:00",
        "2026-11-11T00:00",  # `signed-later` amends
        "2026-12-01T09:00",
    ]
    final, _ = _build(embargo, parse_instant("2099-01-01"))
    assert final.bytes() == tree.bytes()


def test_next_change_in_the_report_of_a_build(embargo: Project) -> None:
    ran = embargo.ssg("build", "--as-of", AS_OF, "--format", "json", "--executor", "serial")
    assert json.loads(ran.out)["next_change_at"] == "2026-12-01T09:00:00+08:00"


@pytest.mark.parametrize("as_of", ["2025-01-01", "2026-05-31", "2026-06-02", "2027-01-01"])
def test_time_alone_fails_no_build(whole: Project, as_of: str) -> None:
    _build(whole, as_of)
