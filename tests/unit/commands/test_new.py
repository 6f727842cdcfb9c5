"""``ssg new``: a record with its number, never one that was given out before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path

import pytest

from opengov_ssg.cli.instants import as_of
from opengov_ssg.commands.ledger import held
from opengov_ssg.commands.new import Wanted
from opengov_ssg.commands.new import new as new_record
from opengov_ssg.commands.record import record as record_all
from opengov_ssg.notation import index_no
from opengov_ssg.pipeline import check
from opengov_ssg.runs import Options
from tests.conftest import AS_OF, SITE, Project, record
from tests.inside import Inside

Make = Callable[[Mapping[str, str | bytes]], Project]
DAY = ("--date", "2026-03-05")


@pytest.fixture
def project(make_site: Make, capsys: pytest.CaptureFixture[str]) -> Inside:
    """A mini site with an agency that has index numbers (bgs) and one that has none (jyj)."""
    return Inside(make_site({"content/pages/.gitkeep": ""}).root, capsys)


def new(project: Inside, *arguments: str | Path, kind: str = "document") -> str:
    """Run ``ssg new``; the path of the file made, which has no errors but may lack fields."""
    before = set(project.root.glob("content/**/*.md"))
    ran = project.ssg("new", kind, "--title", "关于测试的通知", *DAY, *arguments)
    assert ran.code == 0, ran.err
    (made,) = set(project.root.glob("content/**/*.md")) - before
    path = made.relative_to(project.root).as_posix()
    assert path in ran.out
    assert [one for one in project.check() if one["severity"] == "error"] == []
    return path


def header(project: Project, path: str) -> dict[str, str]:
    """The header's lines: key → text."""
    text = (project.root / path).read_text("utf-8")
    assert text.startswith("---\n") and text.endswith("\n---\n\n")
    lines = [line for line in text.splitlines()[1:-2] if not line.startswith(" ")]
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def numbers(project: Project) -> list[list[str]]:
    """The rows of the ledger of numbers."""
    text = (project.root / "ledger/numbers.tsv").read_text("utf-8")
    assert text.splitlines() == sorted(text.splitlines())
    return [line.split("\t") for line in text.splitlines()]


def test_index_number(project: Inside) -> None:
    """G1 (DOMAIN): organisation code / year - serial; the id in the ledger is the address."""
    path = new(project)
    assert path == "content/bgs/documents/2026/2026-00001.md"
    number = header(project, path)["索引号"]
    parsed = index_no.parse(number)
    assert parsed and (parsed.org, parsed.year, int(parsed.serial)) == ("SHILIBGS7", 2026, 1)
    assert numbers(project) == [["SHILIBGS7", "2026", "1", "catalog/SHILIBGS7/2026-00001"]]
    assert new(project) == "content/bgs/documents/2026/2026-00002.md"


def test_never_again_after_deletion(project: Inside) -> None:
    (project.root / new(project)).unlink()
    last = project.root / new(project)
    last.unlink()
    assert new(project).endswith("2026-00003.md")


def test_after_what_the_content_uses(project: Inside) -> None:
    """A number that an editor wrote by hand counts, drafts' too; another year's does not."""
    for number, year in (("SHILIBGS7/2026-00041", 2026), ("SHILIBGS7/2025-00090", 2025)):
        fields = {"slug": None, "index_no": number, "signed": f"{year}-01-05", "status": "draft"}
        project.write(f"content/bgs/documents/{year}/a.md", record(**fields))
    assert new(project).endswith("2026-00042.md")
    assert new(project, "--date", "2025-12-31").endswith("2025/2025-00091.md")


def test_after_what_the_ledger_says(project: Inside) -> None:
    rows = (
        "SHILIBGS7\t2026\t7\tcatalog/SHILIBGS7/2026-00007\nwj\t2026\t3\tcatalog/jyj/wj-2026-0003\n"
    )
    project.write("ledger/numbers.tsv", rows * 2)  # as a union merge leaves it
    assert new(project).endswith("2026-00008.md")
    assert new(project, "--agency", "jyj").endswith("wj-2026-0004.md")
    assert len(numbers(project)) == 4


def test_another_agency_of_the_same_organisation(project: Inside) -> None:
    """Two codes that share an organisation code share its series."""
    site = (project.root / "site.yaml").read_text("utf-8")
    shared = "  - {code: jyj, name: 测试市教育局, index_org: SHILIBGS7, index_scheme: G1}\n"
    old = "  - {code: jyj, name: 测试市教育局}\n"
    project.write("site.yaml", site.replace(old, shared))
    assert new(project, "--agency", "bgs").endswith("00001.md")
    assert new(project, "--agency", "jyj") == "content/jyj/documents/2026/2026-00002.md"


@pytest.mark.parametrize("agency", ["jyj", "测试市教育局"])
def test_slug(project: Inside, agency: str) -> None:
    path = new(project, "--agency", agency)
    assert path == "content/jyj/documents/2026/wj-2026-0001.md"
    assert header(project, path)["地址名"] == "wj-2026-0001"
    assert "索引号" not in header(project, path)
    assert new(project, "--agency", agency).endswith("wj-2026-0002.md")


def test_interpretation(project: Inside) -> None:
    project.write(
        "content/jyj/interpretations/2026/old.md",
        record(kind="interpretation", slug="jd-2026-0008", agency="jyj"),
    )
    path = new(project, kind="interpretation")
    assert path == "content/bgs/interpretations/2026/jd-2026-0009.md"
    assert header(project, path)["类型"] == "政策解读"
    assert ["jd", "2026", "9", "interpretations/jd-2026-0009"] in numbers(project)


def test_page(project: Inside) -> None:
    path = new(project, "--slug", "disclosure/guide", kind="page")
    assert path == "content/pages/disclosure-guide.md"
    assert header(project, path)["地址名"] == "disclosure/guide"
    assert not (project.root / "ledger/numbers.tsv").exists()
    again = project.ssg("new", "page", "--title", "x", "--slug", "disclosure/guide")
    assert again.code == 2 and path in again.err


def test_page_needs_a_slug(project: Inside) -> None:
    ran = project.ssg("new", "page", "--title", "指南")
    assert ran.code == 2 and "--slug" in ran.err
    assert not list(project.root.glob("content/**/*.md"))


@pytest.mark.parametrize("slug", ["Guide", "../out", "a//b", "指南", "/etc", "con", "a b"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_slug_of_a_page_is_an_address(project: Inside, slug: str, lang: str) -> None:
    ran = project.ssg("--lang", lang, "new", "page", "--title", "x", "--slug", slug)
    assert ran.code == 2 and slug in ran.err and "disclosure/guide" in ran.err
    assert not list(project.root.parent.glob("**/*.md"))


@pytest.mark.parametrize("kind", ["document", "interpretation"])
def test_slug_of_others_is_allotted(project: Inside, kind: str) -> None:
    ran = project.ssg("new", kind, "--title", "x", "--slug", "mine", *DAY)
    assert ran.code == 2 and "--slug" in ran.err
    assert not list(project.root.glob("content/**/*.md"))
    assert not (project.root / "ledger/numbers.tsv").exists()


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh-CN", {"类型": "政府信息", "状态": "草稿", "公开属性": "主动公开", "发布机构": "bgs"}),
        ("en", {"kind": "document", "status": "draft", "disclosure": "主动公开", "agency": "bgs"}),
    ],
)
def test_keys(project: Inside, lang: str, expected: dict[str, str]) -> None:
    """Keys in the language of the one who writes; a draft until it is filled in."""
    ran = project.ssg(
        "--lang", lang, "new", "document", "--title", "关于“甲: 乙”的 '通知' #1", *DAY
    )
    assert ran.code == 0, ran.err
    (file,) = project.root.glob("content/**/*.md")
    found = header(project, file.relative_to(project.root).as_posix())
    assert found.items() >= expected.items()
    keys = set(found)
    chinese = {key for key in keys if not key.isascii()}
    assert chinese == (keys if lang == "zh-CN" else set())
    assert [one for one in project.check() if one["severity"] == "error"] == []
    project.build()
    assert not (project.root / "build/catalog/SHILIBGS7").exists()


def test_published_once_filled_in(project: Inside) -> None:
    """The file is complete but for its dates and text: with them it is public at its number."""
    file = project.root / new(project)
    text = file.read_text("utf-8").replace("状态: 草稿", "状态: 发布")
    text = text.replace("成文日期:", "成文日期: 2026-03-05").replace(
        "发布日期:", "发布日期: 2026-03-06"
    )
    file.write_text(text + "正文。\n", "utf-8")
    assert (project.build() / "catalog/SHILIBGS7/2026-00001.html").exists()


def test_attachments(project: Inside, tmp_path: Path) -> None:
    given: list[str | Path] = []
    for name, data in (("附件1 说明 '甲'.pdf", b"%PDF-1.4 x"), ("数据.csv", b"a,b\n")):
        (tmp_path / name).write_bytes(data)
        given += ["--attach", tmp_path / name]
    path = new(project, *given)
    folder = (project.root / path).with_suffix("")
    assert sorted(one.name for one in folder.iterdir()) == ["数据.csv", "附件1 说明 '甲'.pdf"]
    text = (project.root / path).read_text("utf-8")
    assert "  - {编号: fj2, 标题: '数据', 文件: '数据.csv'}\n" in text
    assert "  - {编号: fj1, 标题: '附件1 说明 ''甲'''" in text


def test_attachments_of_one_name(project: Inside, tmp_path: Path) -> None:
    """Neither would be lost silently."""
    given: list[str | Path] = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "表.csv").write_text(folder)
        given += ["--attach", tmp_path / folder / "表.csv"]
    ran = project.ssg("new", "document", "--title", "x", *given)
    assert ran.code == 2 and "表.csv" in ran.err
    assert not list(project.root.glob("content/**/*.md"))
    assert not (project.root / "ledger/numbers.tsv").exists()


def test_file_exists(project: Inside) -> None:
    """A file of that name is never written over, and no number is lost on it."""
    project.write("content/bgs/documents/2026/2026-00001.md", record(slug="mine"))
    ran = project.ssg("new", "document", "--title", "x", *DAY)
    assert ran.code == 2 and "2026-00001.md" in ran.err
    assert 'slug: "mine"' in (project.root / "content/bgs/documents/2026/2026-00001.md").read_text()
    assert not (project.root / "ledger/numbers.tsv").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("document", "--title", "x", "--agency", "wsj"), "jyj"),
        (("document", "--title", "x", "--date", "2026-13-01"), "2026-13-01"),
        (("document", "--title", "x", "--attach", "missing.pdf"), "missing.pdf"),
        (("gazette", "--title", "x"), "interpretation"),
        (("document",), "--title"),
    ],
)
def test_wrong_usage(project: Inside, arguments: tuple[str, ...], word: str) -> None:
    ran = project.ssg("new", *arguments)
    assert ran.code == 2
    assert word in ran.err and "Traceback" not in ran.err
    assert not list(project.root.glob("content/**/*.md"))


@pytest.mark.parametrize("command", [("new", "document", "--title", "x"), ("record",)])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ledger/numbers.tsv", "SHILIBGS7\t2026\t9\tcatalog/a\n<<<<<<< HEAD\n"),
        ("ledger/numbers.tsv", "SHILIBGS7\t2026\t9\tcatalog/a\nSHILIBGS7\t2026\t9\tcatalog/b\n"),
        ("ledger/addresses.tsv", "catalog/a.html document\n"),
        ("ledger/addresses.tsv", b"\xff\xfe"),
    ],
)
def test_damaged_ledger(
    project: Inside, command: tuple[str, ...], path: str, text: str | bytes
) -> None:
    """It is not written again: lines that cannot be read would be lost, and numbers with them."""
    project.write("content/bgs/documents/2026/a.md", record())
    file = project.write(path, text)
    before = file.read_bytes()
    ran = project.ssg(*command)
    assert ran.code == 1
    assert path in ran.err
    assert file.read_bytes() == before
    assert len(list(project.root.glob("content/**/*.md"))) == 1


def test_two_at_once(project: Inside) -> None:
    """Both have read the content before either writes: neither loses its number."""
    options = Options(project.root, as_of(AS_OF))
    _, content = check(options)
    assert content
    day, agency = date(2026, 3, 5), "bgs"
    for title in ("甲", "乙"):
        new_record(project.root, content, Wanted("document", agency, title, day))
    assert [row[2] for row in numbers(project)] == ["1", "2"]
    record_all(project.root, content, options.as_of)
    assert [row[2] for row in numbers(project)] == ["1", "2"]
    assert len(list(project.root.glob("content/**/*.md"))) == 2


def test_waits_for_another(project: Inside) -> None:
    """A command that writes the ledger holds it alone."""
    _, content = check(Options(project.root, as_of(AS_OF)))
    assert content
    wanted = Wanted("document", "bgs", "x", date(2026, 3, 5))
    with ThreadPoolExecutor(1) as other, held(project.root, content):
        made = other.submit(new_record, project.root, content, wanted)
        assert not wait([made], 0.3).done
    assert made.result(10).path.endswith("2026-00001.md")


def test_new_with_errors_elsewhere(project: Inside) -> None:
    """Another's mistake does not keep an editor from starting a record."""
    project.write("content/jyj/documents/2026/bad.md", record(title=None, agency="jyj"))
    ran = project.ssg("new", "document", "--title", "x", *DAY)
    assert ran.code == 0, ran.err
    assert project.ssg("check", "--as-of", AS_OF).code == 1


ALLOTTED = {
    "notice": "notices/2026/gg-2026-0001",
    "news": "news/2026/dt-2026-0001",
    "consultation": "consultations/2026/zj-2026-0001",
    "press-conference": "press-conferences/2026/fb-2026-0001",
    "response": "responses/2026/hy-2026-0001",
    "interview": "interviews/2026/ft-2026-0001",
    "meeting": "meetings/2026/ch-2026-0001",
    "standard-catalog": "standard-catalogs/2026/ml-2026-0001",
}


@pytest.mark.parametrize("kind", ALLOTTED)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_kind_begins_without_an_error(project: Inside, kind: str, language: str) -> None:
    """What a kind demands is filled in to be overwritten; the slug comes from the ledger."""
    before = set(project.root.glob("content/**/*.md"))
    ran = project.ssg("--lang", language, "new", kind, "--title", "测试", *DAY)
    assert ran.code == 0, ran.err
    (made,) = set(project.root.glob("content/**/*.md")) - before
    assert made.relative_to(project.root / "content").as_posix() == f"bgs/{ALLOTTED[kind]}.md"
    assert [one for one in project.check() if one["severity"] == "error"] == []


def test_an_annual_report_is_of_the_year_before(project: Inside) -> None:
    """All rows of the tables with zeros, and the six chapters."""
    path = new(project, kind="annual-report")
    assert path == "content/bgs/annual-reports/2025.md"
    text = (project.root / path).read_text("utf-8")
    assert text.count("[0, 0, 0, 0, 0, 0, 0]") == 25 and text.count("\n## ") == 6


def test_a_special_is_named_by_its_editor(project: Inside) -> None:
    assert project.ssg("new", "special", "--title", "专题", *DAY).code == 2
    ran = project.ssg("new", "special", "--title", "专题", "--slug", "zhuanti", *DAY)
    assert ran.code == 0 and (project.root / "content/specials/zhuanti/index.md").is_file()
    assert [one for one in project.check() if one["severity"] == "error"] == []


def test_an_issue_is_known_by_series_and_number(make_site: Make) -> None:
    gazettes = "gazettes:\n  - {code: gb, name: 测试公报, agency: bgs}\n"
    project = make_site({"site.yaml": SITE + gazettes, "content/.gitkeep": ""})
    wanted = ("new", "gazette-issue", "--series", "测试公报", *DAY)
    assert project.ssg(*wanted).code == 2  # without a number
    ran = project.ssg(*wanted, "--number", "1—2")
    assert ran.code == 0, ran.err
    assert (project.root / "content/gazette/gb/2026/1-2.yaml").is_file()
    assert [one for one in project.check() if one["severity"] == "error"] == []
