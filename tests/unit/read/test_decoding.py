"""Bytes → text, and where the header ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.errors import Problem, ProblemError
from opengov_ssg.read.decoding import damaged, decode
from opengov_ssg.read.header import split

TEXT = "---\ntitle: 关于政务公开的通知\n---\n\n正文，𠮷。\n"


def refusal(data: bytes) -> Problem:
    with pytest.raises(ProblemError) as caught:
        decode(data, "a.md")
    (found,) = caught.value.problems
    return found


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_any_encoding_and_line_end_gives_the_same_text(
        self, encoding: str, newline: str
    ) -> None:
        assert decode(TEXT.replace("\n", newline).encode(encoding), "a.md") == TEXT

    def test_gb18030_with_its_own_mark(self) -> None:
        assert decode(("\ufeff" + TEXT).encode("gb18030"), "a.md") == TEXT

    def test_composed(self) -> None:
        assert decode("cafe\u0301".encode(), "a.md") == "café"

    def test_compatibility_characters_stay_as_typed(self) -> None:
        """Folding is for comparing; a page shows what the document says."""
        assert decode("１２３（一）⑴㎡".encode(), "a.md") == "１２３（一）⑴㎡"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
    def test_utf_16_is_told_by_name(self, encoding: str) -> None:
        mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
        found = refusal(mark + TEXT.encode(encoding))
        assert (found.name, found.hint) == ("undecodable", "utf-16")

    def test_unreadable_bytes_are_told_with_their_place(self) -> None:
        data = "---\ntitle: 关于政务公开".encode() + b"\xff\xff" + "通知".encode()
        found = refusal(data)
        assert (found.name, found.line, found.column) == ("undecodable", 2, 14)
        assert dict(found.args)["offset"] == str(data.index(b"\xff"))

    @pytest.mark.parametrize("code", [0x00, 0x01, 0x06, 0x08, 0x1B, 0x7F, 0x85, 0xFFFE, 0x1FFFF])
    def test_control_characters_are_refused_with_their_place(self, code: int) -> None:
        found = refusal(f"正文\n第二行{chr(code)}".encode())
        assert (found.name, found.line, found.column) == ("control-character", 2, 4)
        assert dict(found.args)["code"] == f"U+{code:04X}"

    def test_tabs_and_newlines_are_text(self) -> None:
        assert decode("甲\t乙\n".encode(), "a.md") == "甲\t乙\n"

    @given(st.binary(max_size=40))
    def test_whatever_the_bytes_only_problems_are_raised(self, data: bytes) -> None:
        try:
            text = decode(data, "a.md")
        except ProblemError:
            return
        assert "\r" not in text and not text.startswith("\ufeff\ufeff")


class TestDamage:
    @pytest.mark.parametrize("char", ["\ufffd", "\ue5e5", "─", "ㄅ", "\U000f0001"])
    def test_one_warning_with_the_count_at_the_first(self, char: str) -> None:
        (found,) = damaged(f"正文\n甲{char}乙{char}", "a.md")
        assert (found.name, found.severity, found.line, found.column) == (
            "damaged-text",
            "warning",
            2,
            2,
        )
        assert dict(found.args)["count"] == "2"

    def test_none_in_sound_text(self) -> None:
        assert damaged(TEXT + "（1）①〔2016〕—…", "a.md") == []


class TestHeader:
    def test_cut_in_two_with_the_line_of_the_body(self) -> None:
        parts = split(TEXT, "a.md")
        assert parts.header == "title: 关于政务公开的通知\n"
        assert parts.body == "\n正文，𠮷。\n"
        assert TEXT.split("\n")[parts.body_line - 1] == ""
        assert TEXT.split("\n")[parts.body_line] == "正文，𠮷。"

    def test_a_rule_in_the_body_is_a_rule(self) -> None:
        assert split("---\na: b\n---\n甲\n\n---\n\n乙\n", "a.md").body == "甲\n\n---\n\n乙\n"

    def test_blanks_after_the_dashes_do_no_harm(self) -> None:
        assert split("--- \na: b\n---\t\n甲", "a.md").body == "甲"

    def test_without_a_body(self) -> None:
        assert split("---\na: b\n---", "a.md").body == ""

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("标题：通知\n", ""),
            ("----\na: b\n----\n", "dashes"),
            ("--\na: b\n--\n", "dashes"),
            ("+++\na = 'b'\n+++\n", "toml"),
            ("－－－\na: b\n－－－\n", "full-width"),
            ("———\na: b\n———\n", "full-width"),
            ("\n\n---\na: b\n---\n", "blank-lines"),
            ("", ""),
        ],
    )
    def test_a_header_that_is_none_is_said_to_be_none(self, text: str, hint: str) -> None:
        with pytest.raises(ProblemError) as caught:
            split(text, "a.md")
        assert [(one.name, one.hint) for one in caught.value.problems] == [("no-header", hint)]

    def test_a_header_that_does_not_end(self) -> None:
        with pytest.raises(ProblemError) as caught:
            split("---\na: b\n\n正文\n", "a.md")
        assert [one.name for one in caught.value.problems] == ["header-not-closed"]
