"""``ssg search`` as a command: how an answer is told, what cannot be answered, and
what cannot answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from opengov_ssg.commands.searching import UnusableIndexError, search
from tests.conftest import Project
from tests.inside import Inside
from tests.unit.commands.searched import ALL, URLS


def test_closest(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A question that no record holds is answered by what comes closest, and told as that."""
    ran = Inside(built.root, capsys).ssg("--lang", "en", "search", "供水宣传有哪些安排呢")
    assert ran.code == 0 and URLS["b"] in ran.out and "closest" in ran.err
    told = Inside(built.root, capsys).ssg("search", "--format", "json", "供水宣传有哪些安排呢").json
    assert not told["exact"] and told["total"] == len(told["hits"])
    assert told["partial"] and all(one["partial"] for one in told["hits"])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("政务公开", "ac"),
        ("没有这样的字句", ""),
        ("政务公开 没有这样的", None),
        ("title:供水 OR 无", "b"),
    ],
)
def test_a_script_can_tell(
    built: Project, capsys: pytest.CaptureFixture[str], query: str, names: str | None
) -> None:
    """What holds the words from what is merely close (None), and both from nothing."""
    told = Inside(built.root, capsys).ssg("search", "--format", "json", query).json
    assert told["partial"] is (names is None)
    assert {one["partial"] for one in told["hits"]} <= {told["partial"]}
    if names is None:
        assert told["hits"]
    else:
        assert {one["url"] for one in told["hits"]} == {URLS[name] for name in names}


def test_json(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One object and nothing else on standard output."""
    site = Inside(built.root, capsys)
    ran = site.ssg("search", "--format", "json", "--limit", "1", "政务", "公开")
    assert ran.code == 0 and ran.err == ""
    assert ran.json["total"] == 3 and ran.json["exact"] is True and len(ran.json["hits"]) == 1
    assert set(ran.json) == {"total", "exact", "partial", "cut", "hits"}
    assert not ran.json["partial"] and not ran.json["cut"]
    told = site.ssg("search", "--format", "json", "validity:废止").json["hits"][0]
    assert told == {
        "url": URLS["b"],
        "title": "关于供水宣传的通告",
        "score": 0.0,
        "agency": "测试市人民政府办公室",
        "doc_no": "",
        "published": "2021-12-31",
        "validity": "repealed",
        "partial": False,
    }
    nothing = site.ssg("search", "--format", "json", "没有这样的字句 OR 无")
    none = {"total": 0, "exact": True, "partial": False, "cut": False, "hits": []}
    assert nothing.json == none and nothing.code == 0


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
    assert Inside(built.root, capsys).ssg("search", "--format", "json", query).json["cut"]


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
