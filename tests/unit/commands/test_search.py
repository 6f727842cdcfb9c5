"""``ssg search`` over a site that was really built: what is found, and in which order."""

from __future__ import annotations

import pytest

from opengov_ssg.commands.searching import search
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search as browse
from tests.conftest import Project
from tests.unit.commands.searched import NAMES


def found(built: Project, query: str) -> set[str]:
    """The records that a query finds, by the names above."""
    answer = search(built.root / "build", query, 100)
    assert answer.total == len(answer.hits)
    return {NAMES[one.url] for one in answer.hits} if not answer.partial else set()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("政务公开", "ac"),
        ("政务 公开", "ace"),
        ("政务 AND 公开", "ace"),
        ("政务公开 OR 供水", "abc"),
        ("条例 NOT 政务", "b"),
        ("公开 -条例", "e"),
        ("公开 －条例", "e"),
        ("NOT 公开", "bd"),
        ("-公开", "bd"),
        ("NOT NOT 供水", "bc"),
        ("供水 OR NOT 公开", "bcd"),
        ("政务 (新媒体 OR 办法)", "ae"),
        ("政务（新媒体 OR 办法）", "ae"),
        ("-(供水 OR 解读)", "ad"),
        ("供水 OR (政务 AND (新媒体 OR 办法", "abce"),
        ("政務公開 AND 條例", "ac"),
        ("政务 AND", "ace"),
        ("OR 供水", "bc"),
    ],
)
def test_booleans(built: Project, query: str, names: str) -> None:
    """All terms of a list are required; a record's whole text counts, whatever
    passage it stands in."""
    assert found(built, query) == set(names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('"政务公开"', "ac"),
        ("“推进政务公开，制定” OR x", "a"),
        ("「政务公开 制定」 OR x", ""),
        ('"与 covax 的" AND 说明', "d"),
        ('title:"政务公开"', "a"),
        ('"法?典" OR 供水', "bc"),
        ("201", "d"),
        ("“201”", ""),
        ("“201” OR 供水", "bc"),
        ("“2016 年起，”", "d"),
        ("“2016 年起；”", ""),
        ("正文:“2016 年起；” OR 供水", "bc"),
        ("供水 -“宣传安排。”", "c"),
        ("供水 -“宣传安排、”", "bc"),
    ],
)
def test_phrases(built: Project, query: str, names: str) -> None:
    """An exact string, blanks and marks and all; no wildcards in it."""
    assert found(built, query) == set(names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("title:政务公开", "a"),
        ("标题：政务公开", "a"),
        ("TITLE:政务公开", "a"),
        ("正文:政务公开", "ac"),
        ("body:教育系统", ""),
        ("number:测府办发〔2020〕1号", "a"),
        ("文号:测府办发[2020]1号", "a"),
        ("文号:测府办发2020-1", "a"),
        ("索引号:测府办发2020-2", ""),
        ("agency:教育局", "cde"),
        ("机关:jyj", "cd"),
        ("topic:政务公开", "a"),
        ("主题:综合政务", "a"),
        ("kind:interpretation", "e"),
        ("种类:政策解读", "e"),
        ("genre:通知", "ac"),
        ("体裁:通*", "abc"),
        ("genre:* NOT genre:通告", "ac"),
        ("year:2020", "ae"),
        ("年份:20?0", "ae"),
        ("validity:repealed", "b"),
        ("有效性:废止", "b"),
        ("title:(政务 OR 供水) -validity:废止", "a"),
        ("时间:公开", ""),
        ("标题: 政务公开", "a"),
        ("主题:　政务公开", "a"),
        ("机关: jyj", "cd"),
        ("公开 -标题: 政务", "ce"),
        ("“标题: 政务”", ""),
        ("文号：测府办发2020 1号", "a"),
        ("文号: 测府办发 2020 1号", "a"),
        ("文号：测府办发2020 2号", ""),
        ("文号:测府办发* 标题:政务", "a"),
    ],
)
def test_fields(built: Project, query: str, names: str) -> None:
    """Fields in both languages; a name that is none is text."""
    assert found(built, query) == set(names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("published:[2020-01-01 to 2021-12-31]", "abe"),
        ("发布:[2020-05-01 至 2020-06]", "ae"),
        ("发布：[2020年5月2日 TO 2022]", "bce"),
        ("发布: [2020-05-01 至 2020-06]", "ae"),
        ("published:[2020-05-01 to 2021-12-31}", "ae"),
        ("published:{2020-05-01 to 2021-12-31]", "be"),
        ("published:[2022 to]", "cd"),
        ("published:[to 2020-05-01]", "a"),
        ("published:[ to ]", "abcde"),
        ("published:[2023 to 2020]", ""),
        ("published:2020-05", "a"),
        ("signed:[2022-01-01 to 2022-12-31]", "cd"),
        ("成文:2020-04", "a"),
        ("year:[2021 to 2022]", "bc"),
        ("year:{2021 to 2023}", "c"),
        ("公开 published:[2020 to 2020]", "ae"),
    ],
)
def test_ranges(built: Project, query: str, names: str) -> None:
    """Both ends count, a month or year as a whole; braces leave them out."""
    assert found(built, query) == set(names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("政?公开", "ac"),
        ("政务*", "ace"),
        ("政务*公开", "ace"),
        ("政务*条例", ""),
        ("*公开", "ace"),
        ("cov*", "d"),
        ("co?id", "d"),
        ("COVA*", "d"),
        ("ovid* OR x", ""),
        ("20?6", "d"),
        ("20*62", ""),
        ("title:供*通告", "b"),
        ("body:教育*", ""),
        ("文号:测府*1号", "a"),
        ("政务公开?", "ac"),
    ],
)
def test_wildcards(built: Project, query: str, names: str) -> None:
    """Within a run of letters, and a word whole where none stands at its end."""
    assert found(built, query) == set(names)


@pytest.mark.parametrize("query", ["政务公开", "政务 公开", "供水", "公开条例", "标题:政务", "正文:政务 公开", "机关:教育局 公开", "办公室", "2016", "co"])  # fmt: skip
def test_same_set_as_the_reader(built: Project, query: str) -> None:
    """What the browser finds with ``all`` is what Whoosh finds."""
    hits = browse(Index.open(built.root / "build"), query, all=True).hits
    assert found(built, f"({query}) OR __proto__") == {NAMES[f"{one.id}.html"] for one in hits}


def test_plain_is_ranked_as_in_the_browser(built: Project) -> None:
    for query in ("政务公开", "测府办发2020年1号", "供水宣传", "公开", "测试市政务公开办法"):
        answer = search(built.root / "build", query, 20)
        page = browse(Index.open(built.root / "build"), query).hits
        assert [one.url for one in answer.hits[: len(page)]] == [f"{one.id}.html" for one in page]
        assert answer.exact and not answer.partial


def test_better_and_in_force_first(built: Project) -> None:
    """The title counts for several; at equal score the repealed stand last, the newer first."""
    hits = search(built.root / "build", "政务公开 AND 政务", 9).hits
    assert [NAMES[one.url] for one in hits] == ["a", "c"] and hits[0].score > hits[1].score
    hits = search(built.root / "build", "published:[2020 to]", 9).hits
    assert [NAMES[one.url] for one in hits] == ["d", "c", "e", "a", "b"]


def test_many_hits_are_not_all_verified(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound the number is that of candidates, and said to be."""
    monkeypatch.setattr("opengov_ssg.commands.searching.VERIFIED_MOST", 1)
    answer = search(built.root / "build", "公开", 2)
    assert not answer.exact and len(answer.hits) == 2 and answer.total == 3
