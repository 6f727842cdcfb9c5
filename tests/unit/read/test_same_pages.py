"""A text is the same text however its bytes lie: every page of the site, byte for byte."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from opengov_ssg import pipeline, runs
from opengov_ssg.cli.instants import as_of
from tests.conftest import AS_OF, SITE, record

TITLE = "测试市人民政府关于Café管理的通知"
BODY = """\
各县（市、区）人民政府：

## 一、总则

根据《测试市人民政府关于印发办法的通知》（测政发〔2026〕1号）办理。
见[附件](通知é/附件é.txt)和[另一份](解读.md)。

| 项目 | 数 |
|---|---|
| Café | 1 |

<p class="signature">测试市人民政府</p>"""
FILES = {
    "content/bgs/documents/2026/通知é.md": record(
        BODY,
        title=TITLE,
        attachments=[{"id": "fj1", "title": "附件é", "file": "附件é.txt"}],
    ),
    "content/bgs/documents/2026/解读.md": record(
        "解读。\n第二行。",
        kind="interpretation",
        title="解读",
        slug="jd-2026-0001",
        interprets=["./通知é.md"],
    ),
}
BESIDE = "content/bgs/documents/2026/通知é/附件é.txt"
NFC = {path: unicodedata.normalize("NFC", text) for path, text in FILES.items()}

Bytes = Callable[[str], bytes]


def _tree(
    root: Path, encode: Bytes = str.encode, name: Callable[[str], str] = str
) -> dict[str, bytes]:
    for path, text in NFC.items():
        file = root / name(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encode(text))
    file = root / name(BESIDE)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("附件")
    (root / "site.yaml").write_text(SITE + "rules: {column-unreached: off}\n")
    output = root / "build"
    options = runs.Options(root, as_of(AS_OF), output, executor="serial")
    report = pipeline.build(options)
    assert [one.name for one in report.problems] == ["not-in-ledger"]
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of UTF-8 files without BOM, with LF, composed."""
    tree = _tree(tmp_path_factory.mktemp("clean"))
    assert TITLE in tree["catalog/bgs/wj-2026-0001.html"].decode()
    assert tree["catalog/bgs/wj-2026-0001/fj1.txt"] == "附件".encode()
    return tree


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _in_gb18030(text: str) -> bytes:
    return text.encode("gb18030")


SPELLINGS: dict[str, Bytes] = {
    "GB18030": _in_gb18030,
    "GB18030 with its mark": lambda text: ("\ufeff" + text).encode("gb18030"),
    "GB18030 with CRLF": lambda text: _in_gb18030(text.replace("\n", "\r\n")),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "BOM and CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "NFD": lambda text: _nfd(text).encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_bytes(spelling: str, clean: dict[str, bytes], tmp_path: Path) -> None:
    assert any(SPELLINGS[spelling](text) != text.encode() for text in NFC.values())
    _same(_tree(tmp_path, SPELLINGS[spelling]), clean)


def test_names(clean: dict[str, bytes], tmp_path: Path) -> None:
    """Names as macOS writes them, in a text that a Chinese keyboard wrote."""
    assert _nfd(BESIDE) != BESIDE
    _same(_tree(tmp_path, name=_nfd), clean)


def test_names_and_text(clean: dict[str, bytes], tmp_path: Path) -> None:
    _same(_tree(tmp_path, SPELLINGS["NFD"], _nfd), clean)


def test_each_file_in_its_own_way(clean: dict[str, bytes], tmp_path: Path) -> None:
    ways = iter((SPELLINGS["GB18030"], SPELLINGS["CRLF"]))
    _same(_tree(tmp_path, lambda text: next(ways)(text)), clean)


def _same(tree: dict[str, bytes], clean: dict[str, bytes]) -> None:
    assert tree.keys() == clean.keys()
    assert [path for path in clean if tree[path] != clean[path]] == []
