"""Figures about the site itself."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.charts import Chart


class KeyNumber(NamedTuple):
    """A single number with what it counts; ``value`` as printed, empty where there
    is nothing to say."""

    key: str
    name: str
    value: str
    unit: str


class Figure(NamedTuple):
    """One subject: ``table`` holds all numbers; ``drawn`` is the picture's part of them, None where
    a picture would say nothing. ``text`` tells how it was counted."""

    id: str
    text: str
    table: Chart
    drawn: Chart | None


class FigureGroup(NamedTuple):
    """Figures of one sort under a heading, with the numbers that sum them up."""

    id: str
    title: str
    text: str
    numbers: tuple[KeyNumber, ...]
    figures: tuple[Figure, ...]


class StatisticsView(NamedTuple):
    """The page of statistics; ``data`` is the address of the same numbers as JSON."""

    intro: str
    groups: tuple[FigureGroup, ...]
    data: str
