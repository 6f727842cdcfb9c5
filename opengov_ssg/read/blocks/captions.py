"""WebVTT → cues. Told at its line: what is not WebVTT, times that run backwards,
captions without text."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from opengov_ssg.errors import Problem, problem
from opengov_ssg.model.blocks import Cue
from opengov_ssg.notation.html_text import join_lines

_MOST = 5000
_NO_CUES = ("NOTE", "STYLE", "REGION")


def captions(text: str, path: str) -> tuple[tuple[Cue, ...], list[Problem]]:
    """The cues of the file at ``path``, and what is wrong in it (OG164); with an error no cues."""
    if not text.startswith("WEBVTT"):
        return (), [problem("captions-malformed", path, (1, 1), hint="header")]
    cues: list[Cue] = []
    problems: list[Problem] = []
    for line, block in _blocks(text):
        cue = _cue(block)
        at = (line + _timing(block), 1)
        if cue is None:
            problems.append(problem("captions-malformed", path, (line, 1)))
        elif not cue.text:
            problems.append(problem("captions-malformed", path, at, hint="text"))
        elif cue.start >= cue.end or (cues and cue.start < cues[-1].start):
            problems.append(problem("captions-malformed", path, at, hint="order"))
        else:
            cues.append(cue)
    if not (cues or problems):
        problems.append(problem("captions-malformed", path, (1, 1), hint="none"))
    if len(cues) > _MOST:
        problems.append(problem("captions-malformed", path, (1, 1), hint="many", limit=_MOST))
    return ((), problems) if problems else (tuple(cues), [])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines that are not empty, after the first one, and the line it begins on."""
    block: list[str] = []
    first = True
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line:
            block.append(line)
        elif block:
            if not first and not block[0].startswith(_NO_CUES):
                yield number - len(block), block
            block, first = [], False


def _timing(block: list[str]) -> int:
    """The position of the line of times."""
    return next((index for index, line in enumerate(block) if "-->" in line), 0)


def _cue(block: list[str]) -> Cue | None:
    try:
        found = WebVTT.from_string("WEBVTT\n\n" + "\n".join(block), strict=True).captions
    except (MalformedCaptionError, MalformedFileError):
        return None
    if len(found) != 1:
        return None
    start, end = (one.in_milliseconds() for one in (found[0].start_time, found[0].end_time))
    lines = join_lines(unescape(found[0].text).strip())
    return Cue(start, end, " ".join(lines.split()))
