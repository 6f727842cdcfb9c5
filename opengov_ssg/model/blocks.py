"""Blocks of a body: charts, media, questions and notices, written as fenced YAML in the Markdown.

The text of a block stands in the body's HTML, where it is searched and read like any other. What is
kept here is all of the block, for the theme to make the furniture around that text: player,
picture, labels. A ``Target`` is the number of a link of the body (see
:class:`~opengov_ssg.model.entries.BodyFacts`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from opengov_ssg.model.charts import Chart, Series

Target: TypeAlias = int
Level: TypeAlias = Literal["info", "warning"]


class ChartBlock(NamedTuple):
    """A chart: its data, and the CSV file that they were read from, with its name."""

    chart: Chart
    file: Target
    name: str


class Cue(NamedTuple):
    """A caption: when it begins and ends, in milliseconds, and its text on one line."""

    start: int
    end: int
    text: str


class VideoBlock(NamedTuple):
    """A recording with its transcript, a paragraph each; ``poster`` is a picture
    shown before it plays."""

    kind: Literal["video", "audio"]
    title: str
    file: Target
    poster: Target | None
    captions: tuple[Cue, ...]
    transcript: tuple[str, ...]


class Infographic(NamedTuple):
    """A picture made of text: ``alt`` says what it is, ``text`` all that it says, a paragraph
    each."""

    file: Target
    alt: str
    text: tuple[str, ...]


class Question(NamedTuple):
    """A question and its answer, a paragraph each."""

    question: str
    answer: tuple[str, ...]


class Questions(NamedTuple):
    """Questions and answers in order."""

    entries: tuple[Question, ...]


class NoticeBox(NamedTuple):
    """A remark set apart from the text; ``title`` may be empty."""

    level: Level
    title: str
    text: tuple[str, ...]


Block: TypeAlias = ChartBlock | VideoBlock | Infographic | Questions | NoticeBox


def dump(blocks: Sequence[Block]) -> list[list[Any]]:
    """Plain values for JSON: ``[[type, field, …], …]``."""
    return [[type(one).__name__, *one] for one in blocks]


def load(rows: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    """The blocks that :func:`dump` made ``rows`` of, through JSON and back."""
    return tuple(_LOADERS[name](*fields) for name, *fields in rows)


def as_text(blocks: Sequence[Block]) -> str:
    """All of the blocks as one text, for a digest."""
    return json.dumps(dump(blocks), ensure_ascii=False)


def _chart(chart: list[Any], file: int, name: str) -> ChartBlock:
    given = dict(zip(Chart._fields, chart, strict=True))
    given["labels"] = tuple(given["labels"])
    given["series"] = tuple(
        Series(name, tuple(values), *more) for name, values, *more in given["series"]
    )
    return ChartBlock(Chart(**given), file, name)


def _video(kind: Any, title: str, file: int, poster: Any, cues: Any, text: list[str]) -> VideoBlock:
    captions = tuple(Cue(*one) for one in cues)
    return VideoBlock(kind, title, file, poster, captions, tuple(text))


def _questions(entries: list[Any]) -> Questions:
    return Questions(tuple(Question(question, tuple(answer)) for question, answer in entries))


_LOADERS: dict[str, Callable[..., Block]] = {
    "ChartBlock": _chart,
    "VideoBlock": _video,
    "Infographic": lambda file, alt, text: Infographic(file, alt, tuple(text)),
    "Questions": _questions,
    "NoticeBox": lambda level, title, text: NoticeBox(level, title, tuple(text)),
}
