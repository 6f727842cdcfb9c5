"""The page of statistics and its data file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from opengov_ssg.model.charts import Chart, number
from opengov_ssg.model.outputs import JsonFile, Output
from opengov_ssg.model.views import ColumnTags, Figure, FigureGroup, PageView, StatisticsView
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.statistics import (
    documents,
    interpretations,
    participation,
    records,
    timeliness,
    yearly,
)
from opengov_ssg.plan.statistics.tables import Tables

INDEX = "statistics/index.html"
DATA = "data/statistics.json"


class Statistics(Area):
    """Plans them."""

    of_the_whole = True

    @cached_property
    def groups(self) -> tuple[FigureGroup, ...]:
        """All figures, in the order of the page; groups of which there is nothing are left out."""
        tables, items = Tables(self.words), self.shelves.ordered
        found = (
            records.group(items, tables),
            documents.group(self.shelves.documents, tables),
            interpretations.group(self.shelves, tables),
            timeliness.group(self.shelves.documents, tables),
            participation.group(self.shelves, tables),
            yearly.group(items, tables),
        )
        return tuple(one for one in found if one.figures or any(key.value for key in one.numbers))

    def addresses(self) -> set[str]:
        """The page and its data."""
        return {INDEX, DATA}

    def pages(self) -> Iterator[PageView]:
        """The one page."""
        title, about = self.words.text("title.statistics"), self.words.text("intro.statistics")
        yield self.framer.page(
            INDEX,
            "statistics",
            StatisticsView(about, self.groups, DATA),
            heading=title,
            description=about,
            column=ColumnTags(title, about, title, title, INDEX),
            section=INDEX,
            things=[{"@type": "Dataset", "name": title, "description": about}],
        )

    def outputs(self) -> Iterator[Output]:
        """The same numbers as data."""
        yield JsonFile(DATA, {"version": 1, "groups": [_group(one) for one in self.groups]})


def _group(group: FigureGroup) -> dict[str, Any]:
    numbers = [
        {"id": one.key, "name": one.name, "value": _number(one.value), "unit": one.unit}
        for one in group.numbers
    ]
    figures = [_figure(one) for one in group.figures]
    return {"id": group.id, "title": group.title, "numbers": numbers, "figures": figures}


def _figure(figure: Figure) -> dict[str, Any]:
    chart: Chart = figure.table
    return {
        "id": figure.id,
        "title": chart.title,
        "method": figure.text,
        "unit": chart.unit,
        "head": chart.head,
        "labels": list(chart.labels),
        "series": [
            {"name": one.name, "values": [_number(value) for value in one.values]}
            for one in chart.series
        ],
    }


def _number(text: str) -> int | float | None:
    found = number(text)
    if found is None:
        return None
    return int(found) if found == found.to_integral_value() else float(found)
