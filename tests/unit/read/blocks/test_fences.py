"""Fences: which are blocks, true places, refusals, hostile YAML, nothing that a text could
forge."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.blocks import NoticeBox, Question, Questions
from opengov_ssg.notation.html_text import text_of
from opengov_ssg.read.body import digest
from tests.making import codes
from tests.unit.read.blocks.making import FILES, FIRST_LINE, fence, read_body, told

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;《x》"
ALL = "\n\n".join(
    [
        fence("chart", f"title: '{EVIL}'", f"note: '{EVIL}'", f"source: '{EVIL}'", "data: d.csv"),
        fence("video", f"title: '{EVIL}'", "file: v.mp4", "captions: c.vtt", f"transcript: '{EVIL}'"),
        fence("audio", f"title: '{EVIL}'", "file: s.wav", "transcript: t.txt"),
        fence("infographic", "file: p.png", f"alt: '{EVIL}'", f"text: '{EVIL}'"),
        fence("qa", f"- q: '{EVIL}'", f"  a: '{EVIL}'"),
        fence("notice", f"title: '{EVIL}'", f"text: '{EVIL}'"),
    ]
).replace("\"'&amp;", "\"''&amp;")  # fmt: skip


def test_another_fence_is_code(tmp_path: Path) -> None:
    for kind in ("", "yaml", "Chart", "charts", "text notice"):
        done = read_body(tmp_path / kind, f"```{kind}\ntext: 甲\n```")
        assert done.body and done.body.html.startswith("<pre><code>"), done.problems
        assert done.body.blocks == ()


def test_questions_are_a_list_with_or_without_a_key(tmp_path: Path) -> None:
    wanted = Questions(
        (Question("何时？", ("二十日。", "可延长。")), Question("何地？", ("本处。",)))
    )
    rows = [
        "- 问: 何时？",
        "  答: |",
        "    二十日。",
        "",
        "    可延长。",
        "- q: 何地？",
        "  a: 本处。",
    ]
    for number, head in enumerate([[], ["items:"], ["条目:"], ["# 说明", ""]]):
        done = read_body(tmp_path / str(number), fence("qa", *head, *rows))
        assert done.body and done.body.blocks == (wanted,), done.problems
        assert text_of(done.body.html) == "何时？二十日。可延长。何地？本处。"


def test_keys_in_chinese(tmp_path: Path) -> None:
    done = read_body(tmp_path, fence("notice", "级别: 注意", "标题: 截止", "内容: 不予受理。"))
    assert done.body and done.body.blocks == (NoticeBox("warning", "截止", ("不予受理。",)),)


def test_a_document_cited_in_a_block_is_cited(tmp_path: Path) -> None:
    done = read_body(tmp_path, fence("notice", "text: 依据国办发〔2016〕80号。"))
    assert done.entry and done.entry.body
    assert [one.target for one in done.entry.body.links] == ["国办发〔2016〕80号"]


class TestPlaces:
    """Line and column are those of the file."""

    @pytest.mark.parametrize(
        ("lines", "name", "line", "column"),
        [
            (["text: 甲", "colour: red"], "unknown-key", 2, 1),
            (["title: 甲"], "missing-field", 0, 1),
            ([], "missing-field", 0, 1),
            (["level: 严重", "text: 甲"], "not-in-vocabulary", 1, 8),
            (["text: [甲]"], "wrong-type", 1, 7),
            (["text： 甲"], "yaml-not-mapping", 1, 5),
            (["text: 甲", "\ttitle: 乙"], "yaml-broken", 2, 1),
            (["text: 甲", "text: 乙"], "yaml-duplicate-key", 2, 1),
            (["text: 甲", "内容: 乙"], "key-in-two-languages", 2, 1),
        ],
    )
    @pytest.mark.parametrize("indent", ["", "  ", "- ", "> "])
    def test_of_what_is_wrong(
        self, tmp_path: Path, indent: str, lines: list[str], name: str, line: int, column: int
    ) -> None:
        rest = indent.replace("-", " ")
        body = "甲\n\n" + indent + fence("notice", *lines).replace("\n", f"\n{rest}")
        done = read_body(tmp_path, body)
        at = (FIRST_LINE + 2 + line, column + (len(indent) if line else 0))
        assert [(one.name, one.line, one.column) for one in done.problems] == [(name, *at)]

    def test_of_an_entry_in_a_list_without_a_key(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, fence("qa", "- q: 甲", "  b: 乙"))
        found = {(one.name, one.line, one.column) for one in done.problems}
        assert found == {("unknown-key", 13, 3), ("missing-field", 12, 3)}

    def test_of_a_list_without_entries(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, fence("qa", "items: []"))
        assert told(done) == [("a.md", "missing-field", "", 12, 8)]


class TestRefused:
    def test_a_block_that_does_not_end(self, tmp_path: Path) -> None:
        for number, end in enumerate(["", "\n``", "\n~~~", "\n``` x"]):
            done = read_body(tmp_path / str(number), f"```notice\ntext: 甲\n\n正文。{end}")
            assert told(done) == [("a.md", "block-malformed", "not-closed", FIRST_LINE, 1)]

    def test_longer_and_other_fences_end_alike(self, tmp_path: Path) -> None:
        for number, mark in enumerate(["````", "~~~", "~~~~~"]):
            done = read_body(tmp_path / str(number), f"{mark}notice\ntext: 甲\n{mark}\n\n正文。")
            assert done.body and len(done.body.blocks) == 1, done.problems

    def test_more_than_a_hundred(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, "\n\n".join([fence("notice", "text: 甲")] * 101))
        at = FIRST_LINE + 400
        assert told(done) == [("a.md", "block-malformed", "many", at, 1)]

    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (["text: &a 甲", "title: *a"], "yaml-alias"),
            (["text: !!python/object:os.system 甲"], "yaml-tag"),
            (["text: " + "[" * 10_000], "yaml-too-deep"),
            (["text: " + "{a: " * 10_000], "yaml-too-deep"),
            (['text: "\\u0007"'], "control-character"),
            (["- 甲", "- 乙"], "yaml-not-mapping"),
            (["{[a]: b}"], "yaml-broken"),
        ],
    )
    def test_hostile_yaml(self, tmp_path: Path, lines: list[str], name: str) -> None:
        done = read_body(tmp_path, fence("notice", *lines))
        assert codes(done.problems) == [name]
        assert done.problems[0].line in (FIRST_LINE + 1, FIRST_LINE + 2)


class TestFiles:
    def test_one_that_is_used_without_end(self, tmp_path: Path) -> None:
        block = fence("audio", "title: 甲", "file: s.wav", "transcript: t.txt")
        text = "\n\n".join([block] * 60)
        done = read_body(tmp_path, text, **{"t.txt": "文" * 300_000})
        assert {one[1:3] for one in told(done)} == {("block-malformed", "large")}
        assert len(done.problems) == 60 - 13

    def test_they_are_held_and_linked(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, ALL)
        assert done.entry and done.entry.body, done.problems
        assert [one.name for one in done.entry.files] == sorted(FILES)
        links = [one.target for one in done.entry.body.links if one.kind != "title"]
        assert links == ["a/d.csv", "a/v.mp4", "a/s.wav", "a/p.png"]

    def test_one_that_is_missing_is_told_where_it_is_named(self, tmp_path: Path) -> None:
        text = fence("audio", "title: 甲", "file: x.wav", "captions: x.vtt", "transcript: x.txt")
        assert told(read_body(tmp_path, text)) == [
            ("a.md", "attachment-missing", "", 13, 7),
            ("a.md", "attachment-missing", "", 14, 11),
            ("a.md", "attachment-missing", "", 15, 13),
        ]

    @pytest.mark.parametrize("name", ["../../x.csv", "/etc/x.csv", "b/../../x.csv"])
    def test_one_outside(self, tmp_path: Path, name: str) -> None:
        done = read_body(tmp_path, fence("chart", "title: 甲", f"data: {name}"))
        assert told(done) == [("a.md", "leads-outside", "outside", 13, 7)]

    @pytest.mark.parametrize(
        ("kind", "line"),
        [
            ("video", "file: s.wav"),
            ("audio", "file: v.mp4"),
            ("infographic", "file: v.mp4"),
            ("chart", "data: t.txt"),
        ],
    )
    def test_one_of_another_type(self, tmp_path: Path, kind: str, line: str) -> None:
        keys = {"infographic": ["alt: 甲", "text: 乙"], "chart": ["title: 甲"]}
        rest = keys.get(kind, ["title: 甲", "transcript: 乙"])
        done = read_body(tmp_path, fence(kind, line, *rest))
        assert ("a.md", "block-malformed", "file-type", 12, 7) in told(done)

    def test_names_that_addresses_spell_otherwise(self, tmp_path: Path) -> None:
        name = "2026 年%20#1.csv"
        text = fence("chart", "title: 甲", f"data: './{name}'")
        done = read_body(tmp_path, text, **{name: FILES["d.csv"]})
        assert done.entry and done.entry.body, done.problems
        assert [one.name for one in done.entry.files] == [name]
        assert "#" not in done.entry.body.links[0].target


class TestNothingForged:
    def test_no_text_is_html(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, ALL)
        assert done.body, done.problems
        assert "<script" not in done.body.html and "<img" not in done.body.html
        assert text_of(done.body.html).count("<script>alert(1)</script>") == 11

    def test_html_around_a_block(self, tmp_path: Path) -> None:
        for number, html in enumerate(
            ["<table>", "<pre>", "<!--", '<a href="', "<details>", "</div>"]
        ):
            done = read_body(
                tmp_path / str(number), f"{html}\n\n{fence('notice', 'text: 甲')}\n\n乙"
            )
            assert "internal" not in codes(done.problems)

    def test_a_text_that_looks_like_a_place(self, tmp_path: Path) -> None:
        done = read_body(tmp_path, f"<p>&#7;0&#8;</p>\n\n{fence('notice', 'text: 甲')}")
        assert done.body and text_of(done.body.html).count("甲") == 1


def test_the_digest_covers_what_files_say(tmp_path: Path) -> None:
    text = fence("chart", "title: 甲", "data: d.csv")
    bodies = [
        read_body(tmp_path / str(number), text, **{"d.csv": f"年,数\n一,{number}\n"}).body
        for number in (1, 1, 2)
    ]
    one, same, other = [digest(body) for body in bodies if body]
    assert one == same != other


@pytest.mark.parametrize(
    ("kind", "near"),
    [
        ("chrat", "chart"),
        ("Chart", "chart"),
        ("vedio", "video"),
        ("infografic", "infographic"),
        ("{notice}", "notice"),
        ("q&a", "qa"),
    ],
)
@pytest.mark.parametrize("text", ["title: 甲", "标题：甲", "# 注\n\n- 问: 甲", "text:甲"])
def test_a_misspelt_name_is_told(tmp_path: Path, kind: str, near: str, text: str) -> None:
    done = read_body(tmp_path, f"甲\n\n```{kind} x\n{text}\n```")
    (found,) = done.problems
    assert (found.name, found.line, found.column) == ("block-misspelt", FIRST_LINE + 2, 1)
    assert dict(found.args) == {"value": kind, "near": near}
    assert done.body and "<code>" in done.body.html


@pytest.mark.parametrize("kind", ["", "yaml", "json", "http", "mermaid", "图"])
def test_another_name_is_not(tmp_path: Path, kind: str) -> None:
    assert read_body(tmp_path, f"```{kind}\ntitle: 甲\n```").problems == ()


@pytest.mark.parametrize(
    "text", ["", "<b>", "a = 1", '{"a": 1}', "https://a/", "BEGIN:VCARD", "甲"]
)
def test_what_has_no_keys_is_code_whatever_its_name(tmp_path: Path, text: str) -> None:
    assert read_body(tmp_path, f"```chat\n{text}\n```").problems == ()
