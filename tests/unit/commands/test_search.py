"""``ssg search`` over a site that was really built: what is found, how it is told, what cannot answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from opengov_ssg.commands.searching import UnusableIndexError, search
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search as browse
from tests.conftest import AS_OF, SITE, Project, record
from tests.inside import Inside

FILLING = "各单位应当按照要求做好相关工作，认真落实各项措施，确保取得实效。" * 80
RECORDS = {
    "content/bgs/documents/2020/a.md": record(
        "为推进政务公开，制定本办法。信息公开条例另有规定的，从其规定。",
        title="测试市政务公开办法",
        slug="wj-2020-0001",
        doc_no="测府办发〔2020〕1号",
        genre="通知",
        topics=["综合政务\\政务公开"],
        issuers=["测试市人民政府办公室"],
        signed="2020-04-28",
        published="2020-05-01",
    ),
    "content/bgs/documents/2021/b.md": record(
        "供水条例的宣传安排。",
        title="关于供水宣传的通告",
        slug="wj-2021-0001",
        genre="通告",
        signed="2021-12-30",
        published="2021-12-31",
        validity="废止",
    ),
    "content/jyj/documents/2022/c.md": record(
        f"政务公开工作安排如下。{FILLING}最后引用供水条例。",
        title="教育系统工作安排",
        agency="jyj",
        slug="wj-2022-0001",
        genre="通知",
        signed="2022-02-28",
        published="2022-03-01",
    ),
    "content/jyj/documents/2023/d.md": record(
        "Covid 与 covax 的说明，2016 年起，编号 120162。",
        title="防疫说明[bold]",
        agency="jyj",
        slug="wj-2023-0001",
        signed="2022-12-30",
        published="2023-01-01",
    ),
    "content/bgs/interpretations/2020/e.md": record(
        "解读政务新媒体与公开。",
        kind="interpretation",
        title="《办法》解读",
        slug="jd-2020-0001",
        signed="2020-05-31",
        published="2020-06-01",
        interprets=["../../documents/2020/a.md"],
        form="文字",
        author_org="测试市教育局",
    ),
}
URLS = {
    "a": "catalog/bgs/wj-2020-0001.html",
    "b": "catalog/bgs/wj-2021-0001.html",
    "c": "catalog/jyj/wj-2022-0001.html",
    "d": "catalog/jyj/wj-2023-0001.html",
    "e": "interpretations/jd-2020-0001.html",
}
NAMES = {url: name for name, url in URLS.items()}
ALL = set("abcde")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The mini site with its output in build/."""
    project = Project(tmp_path_factory.mktemp("search") / "site")
    for path, text in {
        "site.yaml": f"{SITE}search: {{segments: [2021-01-01]}}\n",
        **RECORDS,
    }.items():
        project.write(path, text)
    ran = project.ssg("build", "--as-of", AS_OF, "--executor", "serial")
    assert ran.code == 0, ran.err
    return project


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
    """All terms of a list are required; a record's whole text counts, whatever passage it stands in."""
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


def test_closest(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A question that no record holds is answered by what comes closest, and told as that."""
    ran = Inside(built.root, capsys).ssg("--lang", "en", "search", "供水宣传有哪些安排呢")
    assert ran.code == 0 and URLS["b"] in ran.out and "closest" in ran.err
    told = Inside(built.root, capsys).ssg("search", "--format", "json", "供水宣传有哪些安排呢").json
    assert not told["exact"] and told["total"] == len(told["hits"])


def test_better_and_in_force_first(built: Project) -> None:
    """The title counts for several; at equal score the repealed stand last, the newer first."""
    hits = search(built.root / "build", "政务公开 AND 政务", 9).hits
    assert [NAMES[one.url] for one in hits] == ["a", "c"] and hits[0].score > hits[1].score
    hits = search(built.root / "build", "published:[2020 to]", 9).hits
    assert [NAMES[one.url] for one in hits] == ["d", "c", "e", "a", "b"]


def test_json(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One object and nothing else on standard output."""
    site = Inside(built.root, capsys)
    ran = site.ssg("search", "--format", "json", "--limit", "1", "政务", "公开")
    assert ran.code == 0 and ran.err == ""
    assert ran.json["total"] == 3 and ran.json["exact"] is True and len(ran.json["hits"]) == 1
    assert set(ran.json) == {"total", "exact", "hits"}
    told = site.ssg("search", "--format", "json", "validity:废止").json["hits"][0]
    assert told == {
        "url": URLS["b"],
        "title": "关于供水宣传的通告",
        "score": 0.0,
        "agency": "测试市人民政府办公室",
        "doc_no": "",
        "published": "2021-12-31",
        "validity": "repealed",
    }
    nothing = site.ssg("search", "--format", "json", "没有这样的字句 OR 无")
    assert nothing.json == {"total": 0, "exact": True, "hits": []} and nothing.code == 0


def test_text(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a hit where nobody looks at a terminal."""
    site = Inside(built.root, capsys)
    ran = site.ssg("search", "title:政务公开")
    row = ["测试市政务公开办法", "测府办发〔2020〕1号", "2020-05-01", "现行有效", URLS["a"]]
    assert ran.out.splitlines() == ["\t".join(row)]
    assert "1" in ran.err and ran.code == 0
    ran = site.ssg("--lang", "en", "search", "没有这样 AND 的字句")
    assert ran.code == 0 and ran.out == "" and "Nothing found" in ran.err


def test_table_on_a_terminal(
    built: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title is no markup."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    ran = Inside(built.root, capsys).ssg("--lang", "en", "search", "covid")
    assert "防疫说明[bold]" in ran.out and "Validity" in ran.out and URLS["d"] in ran.out


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("published:昨天", "2020-05-01"),
        ("发布:[abc to 2020]", "2020-05-01"),
        ("title:[a to b]", "published"),
        ("*ab", "beside"),
        ("?*a", "beside"),
        ("政*务*公*开*条*例", "four"),
    ],
)
def test_cannot_be_answered(
    built: Project, capsys: pytest.CaptureFixture[str], query: str, word: str
) -> None:
    ran = Inside(built.root, capsys).ssg("--lang", "en", "search", query)
    assert ran.code == 2 and ran.out == "" and word in ran.err


HOSTILE = [
    "",
    " ",
    "？！，。",
    "-",
    "- - -",
    "----",
    "AND OR NOT",
    "NOT",
    "()",
    ")(",
    "((((",
    "“",
    '"',
    '"政务',
    "「政务 OR",
    "(政务 AND",
    "政务)",
    "published:",
    "title:(",
    "*",
    "?",
    "*:*",
    "__proto__",
    "__proto__:政务 OR constructor",
    "<script>alert(1)</script> OR 政务",
    "\u202e政务 AND 公开",
    "😀 AND 政务",
    "政务\udcff AND \udcff\udcfe",
    "\udcff",
    "政务\x00公开 OR \x1f",
    "政务^2 OR 公开~3",
    "政" * 10_000,
    "a" * 10_000 + " OR b",
    "政务 OR " * 1_250,
    "(" * 10_000,
    "(" * 480 + "政务 OR 公开",
    "(" * 240 + "政务" + ")" * 240 + " OR 公开",
    "NOT " * 2_500 + "政务",
    "-(" * 150 + "政务",
    "title:(" * 60 + "政务",
    "\\" * 99 + "[" * 99 + " AND 政务",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile(built: Project, capsys: pytest.CaptureFixture[str], number: int) -> None:
    """Any text is a query: an answer, never an exception."""
    ran = Inside(built.root, capsys).ssg("search", "--format", "json", "--", HOSTILE[number])
    assert ran.code == 0
    assert ran.json["total"] <= len(ALL)


@pytest.mark.parametrize("query", ["政" * 10_000, "政务 OR " * 100, "公开 OR " + "a" * 100])
def test_too_long(built: Project, capsys: pytest.CaptureFixture[str], query: str) -> None:
    """Cut with a notice."""
    ran = Inside(built.root, capsys).ssg("--lang", "en", "search", query)
    assert ran.code == 0 and "too long" in ran.err


def test_surrogates_from_the_command_line(built: Project) -> None:
    """Bytes that are no UTF-8."""
    command = [sys.executable, "-m", "opengov_ssg", "-C", str(built.root), "search"]
    ran = subprocess.run([*map(str.encode, command), b"\xff\xfe", b"\xe6\x94"], capture_output=True)
    assert ran.returncode == 0 and b"Traceback" not in ran.stderr


def copied(built: Project, folder: Path) -> Path:
    """A copy of the output, to be spoilt."""
    return Path(shutil.copytree(built.root / "build", folder / "build"))


@pytest.mark.parametrize("query", ["政务公开", "政务 AND 公开", "validity:废止", "没有 这样的"])
@pytest.mark.parametrize("harm", ["remove", "empty", "cut", "change"])
def test_damaged(built: Project, tmp_path: Path, query: str, harm: str) -> None:
    """Every file but the entry spoilt: never "no results"."""
    output = copied(built, tmp_path)
    for file in (output / "search").rglob("*/*.js"):
        data = file.read_bytes()
        harmed = {
            "empty": b"",
            "cut": data[: len(data) // 2],
            "change": data[:-9] + b"x" + data[-8:],
        }
        if harm == "remove":
            file.unlink()
        else:
            file.write_bytes(harmed[harm])
    with pytest.raises(UnusableIndexError) as raised:
        search(output, query, 5)
    assert raised.value.reason == ("missing" if harm == "remove" else "damaged")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize(
    ("harm", "word"),
    [
        ("no folder", "manifest.json"),
        ("no index", "search/index.js"),
        ("other entry", "search/index.js"),
        ("other version", "search/index.js"),
        ("no manifest", "manifest.json"),
        ("broken manifest", "manifest.json"),
        ("odd manifest", "manifest.json"),
    ],
)
def test_unusable(
    built: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    harm: str,
    word: str,
    lang: str,
) -> None:
    """Missing, damaged or of another build: exit 2, what is wrong and what to do."""
    output = copied(built, tmp_path)
    entry, manifest = output / "search/index.js", output / "manifest.json"
    if harm == "no folder":
        shutil.rmtree(output)
    elif harm == "no index":
        shutil.rmtree(output / "search")
    elif harm == "other entry":
        entry.write_bytes(entry.read_bytes() + b" ")
    elif harm == "other version":
        other = entry.read_bytes().replace(b"ogIndex(1,", b"ogIndex(2,")
        entry.write_bytes(other)
        _enter(manifest, "search/index.js", other)
    elif harm == "no manifest":
        manifest.unlink()
    else:
        manifest.write_text("{" if harm == "broken manifest" else '{"files": []}')
    given = ("--lang", lang, "search", "--output", output, "政务")
    ran = Inside(built.root, capsys).ssg(*given)
    assert ran.code == 2 and ran.out == ""
    assert word in ran.err and "ssg build" in ran.err and "problems" not in ran.err


def _enter(manifest: Path, path: str, data: bytes) -> None:
    from opengov_ssg import digests

    known = json.loads(manifest.read_text("utf-8"))
    known["files"][path] = {"sha256": digests.of_bytes(data), "bytes": len(data)}
    manifest.write_text(json.dumps(known), "utf-8")


def test_many_hits_are_not_all_verified(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound the number is that of candidates, and said to be."""
    monkeypatch.setattr("opengov_ssg.commands.searching.VERIFIED_MOST", 1)
    answer = search(built.root / "build", "公开", 2)
    assert not answer.exact and len(answer.hits) == 2 and answer.total == 3
