"""Figures about the site: counted from what is public, reposts and imports apart from own
records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opengov_ssg.model.outputs import JsonFile
from opengov_ssg.model.views import Figure, StatisticsView
from opengov_ssg.plan.planning import Plan
from tests.conftest import record
from tests.making import HERE, linked, theme

SOURCE = {"name": "新华社", "url": "https://www.gov.cn/a"}


class Counted:
    """The statistics of some files: figures as ``{label: numbers}``, single numbers by key."""

    def __init__(self, root: Path, files: dict[str, str], as_of: str = "2026-11-22") -> None:
        outputs = list(Plan(linked(root, files, as_of).catalog, theme()).outputs())
        (page,) = [one for one in outputs if one.path == "statistics/index.html"]
        (data,) = [one for one in outputs if one.path == "data/statistics.json"]
        view = getattr(page, "view", None)
        assert isinstance(view, StatisticsView) and isinstance(data, JsonFile)
        self.data: dict[str, Any] = data.value
        self.figures: dict[str, Figure] = {
            one.id: one for group in view.groups for one in group.figures
        }
        self.numbers = {one.key: one.value for group in view.groups for one in group.numbers}

    def __getitem__(self, id: str) -> dict[str, tuple[str, ...]]:
        table = self.figures[id].table
        return {
            label: tuple(series.values[place] for series in table.series)
            for place, label in enumerate(table.labels)
        }


def document(name: str, **fields: object) -> dict[str, str]:
    given = {"title": f"关于{name}的通知", "slug": f"wj-{name}", **fields}
    return {f"{HERE}/{name}.md": record(**given)}


def test_reposts_and_imports_are_counted_apart(tmp_path: Path) -> None:
    found = Counted(
        tmp_path,
        {
            **document("a"),
            **document("b", agency="jyj"),
            **document("c", origin="repost", source=SOURCE),
            **document("d", origin="imported"),
            **document("e", status="draft"),
            "content/pages/help.md": record(kind="page", title="帮助", slug="help", signed=None),
        },
    )
    assert found.numbers["records"] == "4"
    assert [found.numbers[f"records_{one}"] for one in ("own", "repost", "imported")] == [*"211"]
    assert found["kinds"] == {"政府信息": ("2", "1", "1")}
    assert found["agencies"] == {
        "测试市人民政府办公室": ("1", "1", "1"),
        "测试市教育局": ("1", "0", "0"),
    }


def test_an_origin_has_one_colour_in_all_pictures(tmp_path: Path) -> None:
    """Also where a column between is left out: imports are never drawn as reposts are elsewhere."""
    news = {"kind": "news", "slug": "dt-1", "signed": None, "origin": "repost", "source": SOURCE}
    found = Counted(
        tmp_path,
        {
            **document("a"),
            **document("b", origin="imported"),
            "content/bgs/news/2026/n.md": record(**news),
        },
    )
    colours = {
        id: {one.name: one.colour for one in found.figures[id].table.series}
        for id in ("kinds", "agencies")
    }
    assert colours["kinds"] == {"本机关制作": 1, "转载": 2, "自公开来源录入": 3}
    assert colours["agencies"] == {"本机关制作": 1, "自公开来源录入": 3}


def test_documents_by_year_topic_class_and_validity(tmp_path: Path) -> None:
    found = Counted(
        tmp_path,
        {
            **document("a", topics=["综合政务\\政务公开", "综合政务\\信访"], rule_class="规章"),
            **document("b", topics=["综合政务", "国土资源、能源"], signed="2025-12-31"),
            **document("c", valid_to="2026-06-30"),
        },
    )
    assert list(found["years"].items()) == [("2026", ("2",)), ("2025", ("1",))]
    assert found["topics"] == {"综合政务": ("2",), "国土资源、能源": ("1",), "未标注": ("1",)}
    assert found["classes"] == {"规章": ("1",), "未标注": ("2",)}
    assert found["states"] == {"现行有效": ("2",), "失效": ("1",)}


def test_the_share_of_documents_that_are_interpreted(tmp_path: Path) -> None:
    """Of own rules and normative documents; what was imported is none of this site's duty."""
    found = Counted(
        tmp_path,
        {
            **document("a", rule_class="行政规范性文件"),
            **document("b", rule_class="规章"),
            **document("c", rule_class="规章", origin="imported"),
            **document("d", rule_class="其他文件"),
            "content/bgs/interpretations/2026/j.md": record(
                kind="interpretation",
                title="解读",
                slug="jd-1",
                interprets=["../../documents/2026/a.md"],
            ),
        },
    )
    assert (found.numbers["required"], found.numbers["interpreted"]) == ("2", "1")
    assert found.numbers["ratio"] == "50"
    assert found["coverage"] == {"规章": ("1", "0"), "行政规范性文件": ("1", "1")}
    assert found["forms"] == {"文字": ("1",)}


def test_working_days_from_signing_to_release(tmp_path: Path) -> None:
    """Signed on Monday 5 January 2026: the weekend is not counted, nor is the day of signing."""
    days = {"a": "05", "b": "06", "c": "12", "d": "16"}
    files = {
        path: text
        for name, day in days.items()
        for path, text in document(name, published=f"2026-01-{day}T09:00").items()
    }
    files |= document("e", signed="1980-01-05", origin="imported")
    found = Counted(tmp_path, files)
    assert found.numbers["timed"] == "4"
    assert found.numbers["median"] == "3"
    assert found.numbers["within"] == "100"
    assert found["bands"] == {
        "当日": ("1",),
        "1至5个工作日": ("2",),
        "6至10个工作日": ("1",),
        "11至20个工作日": ("0",),
        "超过20个工作日": ("0",),
    }


CONSULTATION = record(
    kind="consultation",
    title="关于某办法征求意见",
    slug="zj-1",
    signed=None,
    opens="2026-01-06",
    closes="2026-02-10",
    channels=[{"label": "通信地址", "value": "示例路1号"}],
    result={"published": "2026-03-01", "received": 12, "adopted": 5, "partly": 2},
)


def test_a_result_counts_from_its_release_on(tmp_path: Path) -> None:
    files = {"content/bgs/consultations/2026/c.md": CONSULTATION}
    before = Counted(tmp_path, files, "2026-02-28")
    assert before["phases"] == {"已结束，待反馈": ("1",)}
    assert (before.numbers["answered"], before.numbers["received"]) == ("0", "0")
    assert "opinions" not in before.figures
    after = Counted(tmp_path, files, "2026-03-01")
    assert after["phases"] == {"已反馈": ("1",)}
    assert after["opinions"] == {"2026": ("12", "5", "2")}
    assert after["yearly_exchange"]["2026"][:2] == ("1", "12")


def test_press_conferences_by_agency_and_quarter_once_they_were_held(tmp_path: Path) -> None:
    files = {
        f"content/bgs/press-conferences/2026/{slug}.md": record(
            kind="press-conference",
            title="新闻发布会",
            slug=slug,
            agency=agency,
            signed=None,
            held=held,
            speakers=[{"name": "张某"}],
        )
        for slug, agency, held in (
            ("fb-1", "bgs", "2026-03-31T10:00"),
            ("fb-2", "jyj", "2026-04-01T10:00"),
            ("fb-3", "bgs", "2026-05-01T10:00"),
            ("fb-4", "bgs", "2027-01-01T10:00"),
        )
    }
    found = Counted(tmp_path, files)
    assert list(found["press"].items()) == [
        ("2026年第2季度", ("2",)),
        ("2026年第1季度", ("1",)),
    ]
    assert list(found["press_agencies"]) == [
        "2026年第2季度 测试市人民政府办公室",
        "2026年第2季度 测试市教育局",
        "2026年第1季度 测试市人民政府办公室",
    ]


def test_the_yearly_report_of_the_website(tmp_path: Path) -> None:
    """国办函〔2018〕12号: own records alone, in the year of their release;
    reposts beside the total."""
    common: dict[str, object] = {"signed": None}
    found = Counted(
        tmp_path,
        {
            **document("a"),
            **document("b", published="2025-01-06", signed="2025-01-05"),
            **document("c", origin="repost", source=SOURCE),
            "content/bgs/news/2026/n.md": record(kind="news", title="动态", slug="dt-1", **common),
            "content/pages/help.md": record(kind="page", title="帮助", slug="help", **common),
            "content/specials/s/index.md": record(
                kind="special",
                title="专题",
                slug="s",
                opened="2025-02-01",
                archived="2026-03-01",
                **common,
            ),
        },
    )
    release = found.figures["yearly_release"].table
    assert [one.name for one in release.series] == [
        "总数",
        "概况类信息更新量",
        "政务动态信息更新量",
        "信息公开目录信息更新量",
        "转载（不计入总数）",
    ]
    assert found["yearly_release"] == {
        "2026": ("4", "1", "1", "1", "1"),
        "2025": ("1", "0", "0", "1", "0"),
    }
    assert found["yearly_specials"] == {"2026": ("1", "0"), "2025": ("1", "1")}


class TestPictureAndTable:
    def test_a_picture_has_at_most_twenty_bars_the_table_all(self, tmp_path: Path) -> None:
        files = {
            path: text
            for year in range(1990, 2015)
            for path, text in document(str(year), signed=f"{year}-01-05", origin="imported").items()
        }
        figure = Counted(tmp_path, files).figures["years"]
        assert figure.drawn is not None
        assert (len(figure.table.labels), len(figure.drawn.labels)) == (25, 20)
        assert figure.drawn.labels == figure.table.labels[:20]
        assert "前 20 项" in figure.table.note

    def test_the_data_file_has_the_same_numbers(self, tmp_path: Path) -> None:
        found = Counted(tmp_path, {**document("a"), **document("b", origin="imported")})
        told = {one["id"]: one for group in found.data["groups"] for one in group["figures"]}
        assert told.keys() == found.figures.keys()
        for id, figure in found.figures.items():
            assert told[id]["labels"] == list(figure.table.labels)
            assert [
                (one["name"], tuple(f"{value:,}" for value in one["values"]))
                for one in told[id]["series"]
            ] == [(one.name, one.values) for one in figure.table.series]

    def test_nothing_public_gives_no_figure(self, tmp_path: Path) -> None:
        found = Counted(tmp_path, document("a", status="draft"))
        assert not found.figures
