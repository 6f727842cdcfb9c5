"""Recordings: the transcript is required, captions are told of at their line, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from opengov_ssg.model.blocks import Cue, VideoBlock
from opengov_ssg.notation.html_text import text_of
from opengov_ssg.read.blocks.captions import captions
from tests.unit.read.blocks.making import VTT, fence, read_body, told

CUES = (Cue(0, 1500, "大家好，"), Cue(1500, 3_603_000, "今天讲 a<b 公开"))


def test_a_video(tmp_path: Path) -> None:
    lines = ["标题: 解读", "文件: v.mp4", "封面: p.png", "字幕: c.vtt", "文字稿: t.txt"]
    done = read_body(tmp_path, fence("video", *lines))
    assert done.body, done.problems
    block = VideoBlock("video", "解读", 0, 1, CUES, ("第一段。", "第二段。"))
    assert done.body.blocks == (block,)
    assert text_of(done.body.html) == "解读大家好，今天讲 a<b 公开第一段。第二段。"
    assert "00:01 " in done.body.html and 'data-end="3603000"' in done.body.html


def test_a_sound_with_its_transcript_in_place(tmp_path: Path) -> None:
    lines = ["title: 解读", "file: s.wav", "transcript: |", "  一。", "", "  二。"]
    done = read_body(tmp_path, fence("audio", *lines))
    assert done.body, done.problems
    assert done.body.blocks == (VideoBlock("audio", "解读", 0, None, (), ("一。", "二。")),)


def test_the_excerpt_begins_with_running_text(tmp_path: Path) -> None:
    block = fence("audio", "title: 解读", "file: s.wav", "captions: c.vtt", "transcript: t.txt")
    done = read_body(tmp_path, block + "\n\n正文。")
    assert done.entry and done.entry.body, done.problems
    assert done.entry.body.excerpt == "第一段。第二段。正文。"


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_without_a_transcript(tmp_path: Path, kind: str) -> None:
    file = {"video": "v.mp4", "audio": "s.wav"}[kind]
    done = read_body(tmp_path, fence(kind, "title: 解读", f"file: {file}"))
    assert told(done) == [("a.md", "media-transcript", "", 11, 1)]


def test_with_a_transcript_that_is_empty(tmp_path: Path) -> None:
    lines = ["title: 解读", "file: s.wav", "transcript: 稿.txt"]
    done = read_body(tmp_path, fence("audio", *lines), **{"稿.txt": " \n\n\u3000\n"})
    assert told(done) == [("a.md", "media-transcript", "empty", 14, 13)]


def test_a_sound_has_no_poster(tmp_path: Path) -> None:
    lines = ["title: 解读", "file: s.wav", "poster: p.png", "transcript: 一。"]
    done = read_body(tmp_path, fence("audio", *lines))
    assert ("a.md", "block-malformed", "poster", 14, 9) in told(done)


class TestCaptions:
    def test_as_they_are_written(self) -> None:
        assert captions(VTT, "c.vtt") == (CUES, [])

    def test_what_is_no_caption_is_passed_over(self) -> None:
        head, rest = VTT.split("\n\n", 1)
        more = f"{head} 解读\nKind: captions\n\nNOTE 甲\n\nSTYLE\n::cue {{}}\n\n{rest}"
        assert captions(more, "c.vtt") == (CUES, [])
        named = VTT.replace("00:00.000", "开场\n00:00.000").replace("01.500\n", "01.500 line:0\n")
        assert captions(named, "c.vtt") == (CUES, [])

    @pytest.mark.parametrize(
        ("text", "hint", "line"),
        [
            ("", "header", 1),
            ("1\n00:00:00,000 --> 00:00:01,000\n甲", "header", 1),
            ("WEBVTT", "none", 1),
            ("WEBVTT\n\n甲\n乙", "", 3),
            ("WEBVTT\n\n00:00,000 --> 00:01,000\n甲", "", 3),
            ("WEBVTT\n\n00:00.000 -> 00:01.000\n甲", "", 3),
            ("WEBVTT\n\n00:00.000 --> 00:01.000\n甲\n00:01.000 --> 00:02.000\n乙", "", 3),
            ("WEBVTT\n\n\n1\n00:00.000 --> 00:01.000\n\n乙", "text", 5),
            ("WEBVTT\n\n1\n00:02.000 --> 00:01.000\n甲", "order", 4),
            ("WEBVTT\n\n00:05.000 --> 00:06.000\n甲\n\n00:01.000 --> 00:02.000\n乙", "order", 6),
            ("WEBVTT\n\n" + "00:01.000 --> 00:02.000\n甲\n\n" * 5001, "many", 1),
            ("WEBVTT\n\n99999999999999999999:00:01.000 --> 00:02.000\n甲", "", 3),
        ],
    )
    def test_what_is_wrong_is_told_at_its_line(self, text: str, hint: str, line: int) -> None:
        cues, problems = captions(text, "c.vtt")
        assert cues == ()
        found = [(one.path, one.name, one.hint, one.line) for one in problems]
        assert found[0] == ("c.vtt", "captions-malformed", hint, line)

    def test_in_a_record(self, tmp_path: Path) -> None:
        lines = ["title: 解读", "file: s.wav", "captions: c.vtt", "transcript: 一。"]
        vtt = "WEBVTT\n\n00:01.000 --> 00:01.000\n甲\n"
        done = read_body(tmp_path, fence("audio", *lines), **{"c.vtt": vtt})
        assert told(done) == [("c.vtt", "captions-malformed", "order", 3, 1)]
