"""The files beside a record: typed by their content, listed or shown, addressed for ever."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from opengov_ssg.link.references import relative
from opengov_ssg.model.entries import own_folder
from opengov_ssg.read.attachments import SIGNATURES, link_to, own_name
from tests.conftest import record
from tests.making import HERE, codes, read_files, read_one

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
STARTS = {
    **{kind: starts[0] for kind, starts in SIGNATURES.items() if starts},
    **{kind: "名称,数量\n".encode() for kind, starts in SIGNATURES.items() if not starts},
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "mp4": b"\0\0\0\x18ftypmp42",
    "m4a": b"\0\0\0\x18ftypM4A ",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "mov": b"\0\0\0\x14ftypqt  ",
}


def listed(name: str) -> str:
    return record(attachments=[{"id": "fj1", "title": "附件1", "file": name}])


@pytest.mark.parametrize("kind", sorted(STARTS))
class TestTypedByContent:
    def test_a_file_is_what_it_says(self, tmp_path: Path, kind: str) -> None:
        done = read_one(tmp_path, listed(f"表.{kind}"), **{f"表.{kind}": STARTS[kind]})
        assert done.entry is not None, done.problems
        assert done.entry.addresses("catalog/bgs/wj-2026-0001") == {
            f"表.{kind}": f"catalog/bgs/wj-2026-0001/fj1.{kind}"
        }

    def test_a_program_in_its_name_is_refused(self, tmp_path: Path, kind: str) -> None:
        done = read_one(tmp_path, listed(f"表.{kind}"), **{f"表.{kind}": b"MZ\x90\0\x03\0\0\0"})
        assert [(one.name, one.hint) for one in done.problems] == [("attachment-type", "content")]


def test_other_media_in_a_riff_are_no_picture(tmp_path: Path) -> None:
    done = read_one(tmp_path, listed("图.webp"), **{"图.webp": b"RIFF\x24\0\0\0WAVEfmt "})
    assert codes(done.problems) == ["attachment-type"]


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.js", "a.htm", "a.php", "附件"])
def test_what_could_run_is_no_attachment(tmp_path: Path, name: str) -> None:
    done = read_one(tmp_path, listed(name), **{name: b"<svg onload=alert(1)>"})
    assert [(one.name, one.hint) for one in done.problems] == [("attachment-type", "")]


def test_a_listed_file_that_is_missing_is_told_where_it_is_listed(tmp_path: Path) -> None:
    done = read_one(tmp_path, listed("表.pdf"))
    assert [(one.name, one.line) for one in done.problems] == [("attachment-missing", 9)]


@pytest.mark.parametrize("name", ["../a.pdf", "/etc/passwd", "x/../../a.pdf"])
def test_no_file_elsewhere(tmp_path: Path, name: str) -> None:
    assert codes(read_one(tmp_path, listed(name)).problems) == ["leads-outside"]


def test_a_file_that_nobody_means_is_told_and_not_held(tmp_path: Path) -> None:
    done = read_one(tmp_path, record(), **{"草稿.docx": b"PK\x03\x04"})
    assert [(one.name, one.severity) for one in done.problems] == [
        ("attachment-not-listed", "warning")
    ]
    assert done.entry is not None
    assert done.entry.files == ()


def test_pictures_of_the_body_are_held_by_content(tmp_path: Path) -> None:
    done = read_one(tmp_path, record("![图](a/图.png)"), **{"图.png": PNG})
    assert done.entry is not None, done.problems
    (file,) = done.entry.files
    assert done.entry.addresses("x") == {"图.png": f"x/{file.digest[:16]}.png"}


@pytest.mark.parametrize(
    "address",
    ["a/附件 1.pdf", "a/附件%201.pdf", "./a/附件 1.pdf", "a/%E9%99%84%E4%BB%B6%201.pdf"],
)
def test_a_link_may_be_encoded(tmp_path: Path, address: str) -> None:
    done = read_one(tmp_path, record(f"[附件](<{address}>)"), **{"附件 1.pdf": PDF})
    assert done.entry is not None, done.problems
    assert [one.name for one in done.entry.files] == ["附件 1.pdf"]


def test_names_as_a_mac_writes_them(tmp_path: Path) -> None:
    """Files whose names are decomposed (NFD) are the files that the text names."""
    name, folder = "données.pdf", "résumé"
    on_disk = unicodedata.normalize("NFD", f"{HERE}/{folder}")
    text = record(
        f"[见](<{folder}/{name}>)", attachments=[{"id": "fj1", "title": "附件", "file": name}]
    )
    files: dict[str, str | bytes] = {
        f"{on_disk}.md": text,
        f"{on_disk}/{unicodedata.normalize('NFD', name)}": PDF,
    }
    (done,) = read_files(tmp_path, files)
    assert done.entry is not None, done.problems
    assert [one.name for one in done.entry.files] == [name]


def test_a_folder_and_its_file_may_be_written_differently(tmp_path: Path) -> None:
    folder = f"{HERE}/résumé"
    text = record(attachments=[{"id": "fj1", "title": "附件", "file": "a.pdf"}])
    files: dict[str, str | bytes] = {
        f"{folder}.md": text,
        f"{unicodedata.normalize('NFD', folder)}/a.pdf": PDF,
    }
    (done,) = read_files(tmp_path, files)
    assert done.entry is not None, done.problems
    assert [one.name for one in done.entry.files] == ["a.pdf"]


def test_ids_are_given_once(tmp_path: Path) -> None:
    rows = [{"id": "fj1", "title": one, "file": f"{one}.pdf"} for one in ("甲", "乙")]
    done = read_one(tmp_path, record(attachments=rows), **{"甲.pdf": PDF, "乙.pdf": PDF})
    assert [(one.name, one.hint) for one in done.problems] == [("attachment-id", "twice")]


def test_a_file_that_is_not_held_needs_no_id(tmp_path: Path) -> None:
    rows = [{"title": "附件2", "not_held": "true", "url": "http://www.gov.cn/a.pdf"}]
    done = read_one(tmp_path, record(attachments=rows))
    assert done.problems == ()


@pytest.mark.parametrize(
    ("path", "target", "name"),
    [
        ("content/x/a.md", "a/图.png", "图.png"),
        ("content/x/a.md", "./a/b/%E5%9B%BE.png", "b/图.png"),
        ("content/x/a.md", "a/../../b.png", "../../b.png"),
        ("content/x/a.md", "b/图.png", None),
        ("content/x/a.md", "a/", None),
        ("content/x/a.md", "a.md", None),
        ("content/x/a.md", "https://a/b.png", None),
        ("content/x/index.md", "media/v.mp4", "media/v.mp4"),
        ("content/x/index.md", "./d.csv", "d.csv"),
        ("content/x/index.md", "../y/d.csv", None),
        ("content/x/index.md", "b.md", None),
        ("content/x/index.md", "#s1", None),
        ("content/x/index.md", "mailto:a@b.csv", None),
    ],
)
def test_a_link_to_an_own_file_says_its_name(path: str, target: str, name: str | None) -> None:
    assert own_name(target, path) == name


@pytest.mark.parametrize("path", ["content/x/a.md", "content/x/index.md", "content/é/é.md"])
@pytest.mark.parametrize("name", ["图.png", "media/2026 年%20#1?:.csv"])
def test_the_address_of_an_own_file_leads_to_it(path: str, name: str) -> None:
    to = link_to(name, path)
    assert relative(to, path) == own_folder(path) + name
    assert ":" not in to
