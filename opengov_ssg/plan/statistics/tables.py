"""Counts → figures: a table of all of them, a picture of the first twenty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.charts import Chart, Series
from opengov_ssg.model.views import Figure, FigureGroup, KeyNumber
from opengov_ssg.plan.words import Words

ORIGINS = ("own", "repost", "imported")
"""Reposts and what was imported are counted apart, never as the agencies' own."""
MOST = 20
"""Bars of a picture: with more it could no longer be read."""

Rows = Sequence[tuple[str, Sequence[int]]]
"""Label and numbers of each row, in order."""


class Tables:
    """Makes figures with the theme's words: ``statistics.<id>`` is the title of a figure,
    ``statistics.<id>_text``, if there is one, how it was counted."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.site = words.site

    def text(self, key: str, **words: object) -> str:
        """The theme's words for ``statistics.<key>``."""
        return self.words.text(f"statistics.{key}", **words)

    def group(
        self, id: str, numbers: Iterable[KeyNumber], figures: Iterable[Figure | None]
    ) -> FigureGroup:
        """A group of the figures that there are."""
        there = tuple(one for one in figures if one)
        title, text = self.text(f"{id}_group"), self.text(f"{id}_group_text")
        return FigureGroup(id, title, text, tuple(numbers), there)

    def number(self, key: str, value: float | None, unit: str = "items") -> KeyNumber:
        """A number that stands alone; None where nothing can be said."""
        shown = "" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:g}"
        return KeyNumber(key, self.text(key), shown, self.text(f"unit_{unit}"))

    def figure(
        self,
        id: str,
        head: str,
        names: Sequence[str],
        rows: Rows,
        *,
        kind: str = "bar",
        unit: str = "items",
        drawn: bool = True,
    ) -> Figure | None:
        """``names`` are of the columns of numbers, ``head`` of the first column. Columns beside the
        first in which there is nothing are left out, the others keep their colour; None without
        rows or with noughts alone."""
        kept = [
            place
            for place, _ in enumerate(names)
            if place == 0 or any(numbers[place] for _, numbers in rows)
        ]
        if not any(any(numbers) for _, numbers in rows):
            return None
        if kind == "stacked" and len(kept) == 1:
            kind = "bar"
        note = self.text("cut", most=MOST) if drawn and len(rows) > MOST else ""
        title, unit = self.text(id), self.text(f"unit_{unit}") if unit else ""
        labels = tuple(label for label, _ in rows)
        series = tuple(
            Series(names[place], tuple(f"{numbers[place]:,}" for _, numbers in rows), place + 1)
            for place in kept
        )
        table = Chart(kind, title, unit, self.text(f"head_{head}"), labels, series, note)
        return Figure(id, self._method(id), table, _cut(table) if drawn else None)

    def _method(self, id: str) -> str:
        """How it was counted, where the title alone does not say so."""
        return self.words.theme.texts.get(f"statistics.{id}_text", "")

    def by_origin(
        self, id: str, head: str, rows: Iterable[tuple[str, Mapping[str, int]]]
    ) -> Figure | None:
        """A figure of rows whose numbers are told apart by origin."""
        names = [self.words.text(f"origin.{origin}") for origin in ORIGINS]
        filled = [(label, [found.get(origin, 0) for origin in ORIGINS]) for label, found in rows]
        return self.figure(id, head, names, filled, kind="stacked")


def _cut(table: Chart) -> Chart:
    if len(table.labels) <= MOST:
        return table
    series = tuple(one._replace(values=one.values[:MOST]) for one in table.series)
    return table._replace(labels=table.labels[:MOST], series=series)


def own(items: Iterable[Item]) -> list[Item]:
    """Those that the agencies made themselves."""
    return [item for item in items if item.entry.record.origin == "own"]


def released_in(item: Item) -> int:
    """The year of its release on this site."""
    published = item.entry.record.published
    return published.year if published else 0
