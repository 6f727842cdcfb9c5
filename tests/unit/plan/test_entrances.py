"""Ways in: lists with the feed of what they hold, agencies with all they disclosed, rows
that tell what counts."""

from __future__ import annotations

from pathlib import Path

from opengov_ssg.model.views import AgencyView, BrowseView, HomeView, ListView, RecordView, Row
from tests.conftest import SITE, record
from tests.making import HERE, pages, site
from tests.unit.plan.test_platform import GUIDE_FILE

CONFIG = SITE.replace(
    "nav:",
    "  - {code: dt, name: 政务动态, description: 动态, kinds: [news]}\nnav:",
).replace(
    "  - {code: jyj, name: 测试市教育局}\n",
    """\
  - code: jyj
    name: 测试市教育局
    leaders: [{name: 周某, duty: 局长}]
    spokesperson: {name: 吴某, duty: 副局长, since: 2025-09-01}
""",
)
SOURCE = {"name": "新华社", "url": "https://www.gov.cn/a"}


def news(slug: str, **fields: object) -> dict[str, str]:
    given = {"kind": "news", "title": "动态", "signed": None, **fields}
    return {f"content/{given.get('agency', 'bgs')}/news/{slug}.md": record(slug=slug, **given)}


def feeds(root: Path, files: dict[str, str], path: str, config: str = CONFIG) -> list[str]:
    return [one.url for one in pages(root, files, of=site(config))[path].feeds]


def agency(root: Path, files: dict[str, str], code: str) -> AgencyView:
    view = pages(root, files, of=site(CONFIG))[f"agencies/{code}/index.html"].view
    assert isinstance(view, AgencyView)
    return view


def rows(root: Path, files: dict[str, str], path: str) -> tuple[Row, ...]:
    view = pages(root, files, of=site(CONFIG))[path].view
    assert isinstance(view, ListView)
    return view.rows


class TestFeedsOfLists:
    def test_a_kind_that_one_column_gathers_has_its_feed(self, tmp_path: Path) -> None:
        found = feeds(tmp_path, news("dt-1"), "news/index.html")
        assert found == ["feeds/column-dt.xml", "feeds/column-dt.json"]

    def test_a_kind_of_no_column_has_that_of_the_site(self, tmp_path: Path) -> None:
        found = feeds(tmp_path, news("dt-1"), "news/index.html", SITE)
        assert found == ["feeds/site.xml", "feeds/site.json"]

    def test_records_of_another_column_make_no_feed(self, tmp_path: Path) -> None:
        found = feeds(tmp_path, news("dt-1", column="zcwj"), "news/index.html")
        assert found == ["feeds/site.xml", "feeds/site.json"]


class TestAgencies:
    def test_all_kinds_count_and_are_listed(self, tmp_path: Path) -> None:
        view = agency(tmp_path, news("dt-1", agency="jyj"), "jyj")
        assert (view.total, [row.kind for row in view.rows]) == (1, ["news"])
        assert view.all_documents is None

    def test_they_have_a_feed(self, tmp_path: Path) -> None:
        files = news("dt-1", agency="jyj")
        found = feeds(tmp_path, files, "agencies/jyj/index.html")
        assert found[0] == "feeds/agency-jyj.xml"
        assert feeds(tmp_path, files, "agencies/bgs/index.html")[0] == "feeds/site.xml"

    def test_the_index_counts_them(self, tmp_path: Path) -> None:
        files = {**news("dt-1", agency="jyj"), f"{HERE}/a.md": record()}
        view = pages(tmp_path, files, of=site(CONFIG))["agencies/index.html"].view
        assert isinstance(view, BrowseView)
        assert [one.count for one in view.browses[0].entries] == [1, 1]

    def test_a_spokesperson_is_no_leader(self, tmp_path: Path) -> None:
        view = agency(tmp_path, {}, "jyj")
        assert view.leaders == (("周某", "局长"),)
        assert view.spokesperson == (
            ("姓名", "吴某"),
            ("职务", "副局长"),
            ("任职日期", "2025-09-01"),
        )

    def test_the_platform_is_linked_where_it_stands(self, tmp_path: Path) -> None:
        there = agency(tmp_path, GUIDE_FILE, "bgs").platform
        assert there is not None and there.url == "disclosure/bgs/index.html"
        assert agency(tmp_path, GUIDE_FILE, "jyj").platform is None


class TestReposts:
    FILES = news("dt-1", origin="repost", source=SOURCE)

    def test_the_line_to_cite_names_who_made_it(self, tmp_path: Path) -> None:
        page = pages(tmp_path, self.FILES, of=site(CONFIG))["news/dt-1.html"]
        assert isinstance(page.view, RecordView) and page.article is not None
        assert page.view.cite_as.startswith("新华社：《动态》")
        assert page.article.author == "新华社"

    def test_lists_mark_them(self, tmp_path: Path) -> None:
        files = {**self.FILES, **news("dt-2")}
        found = {row.url: row.repost for row in rows(tmp_path, files, "news/index.html")}
        assert found == {"news/dt-1.html": True, "news/dt-2.html": False}


class TestNotes:
    def test_a_meeting_tells_its_day(self, tmp_path: Path) -> None:
        text = record(
            kind="meeting", slug="ch-1", signed=None, held="2026-01-02", matters=[{"title": "一"}]
        )
        (row,) = rows(tmp_path, {"content/bgs/meetings/a.md": text}, "meetings/index.html")
        assert row.days == "2026-01-02"

    def test_the_day_of_the_release_is_not_told_twice(self, tmp_path: Path) -> None:
        text = record(
            kind="meeting", slug="ch-1", signed=None, held="2026-01-06", matters=[{"title": "一"}]
        )
        (row,) = rows(tmp_path, {"content/bgs/meetings/a.md": text}, "meetings/index.html")
        assert (row.published, row.days) == ("2026-01-06", "")

    def test_a_response_tells_grade_and_outcome(self, tmp_path: Path) -> None:
        text = record(
            kind="response", slug="hy-1", signed=None, level="较大", result_type="解决困难"
        )
        (row,) = rows(tmp_path, {"content/bgs/responses/a.md": text}, "responses/index.html")
        assert row.note == "较大、解决困难"


def test_letters_are_no_interviews(tmp_path: Path) -> None:
    """留言选登 about a document stand apart from what was said in person."""
    interview = {"kind": "interview", "signed": None, "about": ["catalog/bgs/wj-2026-0001"]}
    files = {
        f"{HERE}/a.md": record(),
        "content/bgs/interviews/a.md": record(slug="ft-1", form="留言选登", **interview),
        "content/bgs/interviews/b.md": record(
            slug="ft-2", form="访谈", held="2026-01-05T10:00", **interview
        ),
    }
    view = pages(tmp_path, files)["catalog/bgs/wj-2026-0001.html"].view
    assert isinstance(view, RecordView)
    groups = {group.key: [link.url for link in group.links] for group in view.relations}
    assert groups == {"interviews": ["interviews/ft-2.html"], "letters": ["interviews/ft-1.html"]}


def test_the_first_page_leads_to_all_exchange_with_the_public(tmp_path: Path) -> None:
    text = record(kind="response", slug="hy-1", signed=None)
    found = pages(tmp_path, {"content/bgs/responses/a.md": text}, of=site(CONFIG))
    view = found["index.html"].view
    assert isinstance(view, HomeView)
    assert [link.url for link in view.exchange] == [
        "press-conferences/index.html",
        "press-conferences/spokespersons.html",
        "responses/index.html",
    ]
