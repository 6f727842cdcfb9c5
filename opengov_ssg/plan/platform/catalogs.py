"""主动公开基本目录: each row with the column and the records that fulfil it (DOMAIN 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.fulfilment import Fulfilment, on_request
from opengov_ssg.model.outputs import CsvFile, JsonFile, Output
from opengov_ssg.model.records import CatalogRow, StandardCatalog
from opengov_ssg.model.views import (
    CatalogArea,
    CatalogRowView,
    Link,
    PageView,
    StandardCatalogView,
)
from opengov_ssg.plan import schema_org
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.platform.ground import INDEX, Ground
from opengov_ssg.plan.platform.texts import lines

_NEWEST = 5
_STATES = ("fulfilled", "empty", "on_request")
_FORMS = ("json", "csv")


class Catalogs:
    """Plans the standard catalogs of every platform."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.words = ground.words

    @cached_property
    def _fulfilment(self) -> Fulfilment:
        return Fulfilment(self.ground.parts.items.values(), self.ground.site)

    def page(self, item: Item) -> PageView:
        """The page of a catalog."""
        record, parts = item.entry.record, self.ground.parts
        title, intro = (
            self.words.text("platform.catalogs"),
            self.words.text("platform.catalog_intro"),
        )
        return self.ground.framer.page(
            item.url,
            "standard-catalog",
            parts.plain(item, self._details(item)),
            heading=record.title,
            trail=self.ground.trail(record.agency),
            description=parts.description(item) or intro,
            column=self.ground.framer.column(record.column, title, intro, item.url),
            article=parts.article(item),
            section=INDEX,
            things=[schema_org.thing(item, parts.items, self.ground.framer)],
        )

    def _details(self, item: Item) -> StandardCatalogView:
        rows = [(row.area, self._row(row)) for row in _rows(item)]
        counts = Counter(row.state for _, row in rows)
        areas = (
            CatalogArea(name, tuple(row for _, row in group))
            for name, group in groupby(rows, key=lambda pair: pair[0])
        )
        return StandardCatalogView(
            menu=self.ground.menu(item.entry.record.agency),
            facts=facts(item, self.ground.parts),
            areas=tuple(areas),
            total=len(rows),
            states=tuple((state, counts[state]) for state in _STATES if counts[state]),
            data=tuple(self._data(item)),
        )

    def _data(self, item: Item) -> Iterator[Link]:
        """The data files, and the table that the catalog was made from."""
        for form in _FORMS:
            yield Link(self.words.text(f"platform.catalog_{form}"), f"{item.id}.{form}")
        record = item.entry.record
        if isinstance(record, StandardCatalog) and record.table:
            address = item.entry.addresses(item.id)[record.table]
            yield Link(self.words.text("platform.catalog_source"), address)

    def _row(self, row: CatalogRow) -> CatalogRowView:
        found = self._fulfilment.find(row)
        state = "fulfilled" if found else "on_request" if on_request(row) else "empty"
        return CatalogRowView(
            number=row.number or "",
            item=row.item,
            content=lines(row.content),
            basis=lines(row.basis),
            time_limit=row.time_limit,
            body=row.body,
            channels=row.channels,
            audience=row.audience,
            mode=row.mode,
            level=row.level or "",
            five_open=tuple(self.words.term("five_open", code) for code in row.five_open),
            state=state,
            lists=tuple(self._lists(row)),
            records=self.ground.parts.links([item.id for item in found[:_NEWEST]]),
            count=len(found),
        )

    def _lists(self, row: CatalogRow) -> Iterator[Link]:
        """The column and the topics that fulfil a row; one that has no record is only named."""
        if row.column:
            name = self.ground.site.columns[row.column].name
            yield self._list(name, self.words.column_url(row.column))
        for code in row.topics:
            name = self.words.term("topics", code)
            yield self._list(name, f"catalog/by-topic/{code}/index.html")

    def _list(self, name: str, url: str) -> Link:
        return Link(name, url if self.ground.parts.stands(url) else "")

    # Data

    def outputs(self, item: Item) -> Iterator[Output]:
        """The rows as JSON and as CSV, with what fulfils each."""
        rows = [(row, self._fulfilment.find(row)) for row in _rows(item)]
        record = item.entry.record
        about = {
            "version": 1,
            "title": record.title,
            "agency": record.agency,
            "agency_name": self.words.agency(record.agency),
            "url": item.url,
        }
        values = [
            {**self._fields(row), "records": [one.url for one in found]} for row, found in rows
        ]
        yield JsonFile(f"{item.id}.json", {**about, "rows": values})
        heads = [self.words.text(f"platform.field_{name}") for name in _FIELDS]
        cells = (
            (*(_cell(value) for value in self._fields(row).values()), str(len(found)))
            for row, found in rows
        )
        count = self.words.text("platform.field_records")
        yield CsvFile(f"{item.id}.csv", ((*heads, count), *cells))

    def _fields(self, row: CatalogRow) -> dict[str, Any]:
        named = {
            "five_open": [self.words.term("five_open", code) for code in row.five_open],
            "topics": [self.words.term("topics", code) for code in row.topics],
            "column": self.ground.site.columns[row.column].name if row.column else "",
            "channels": list(row.channels),
            "keywords": list(row.keywords),
        }
        return {
            name: named[name] if name in named else getattr(row, name) or "" for name in _FIELDS
        }

    def addresses(self, agency: str) -> Iterator[str]:
        """The paths of the data files."""
        for item in self.ground.of(agency).catalogs:
            yield from (f"{item.id}.{form}" for form in _FORMS)


_FIELDS = (
    *("number", "area", "item", "content", "basis", "time_limit", "body", "channels"),
    *("audience", "mode", "level", "five_open", "column", "topics", "keywords"),
)


def _cell(value: Any) -> str:
    return "；".join(value) if isinstance(value, list) else str(value)


def _rows(item: Item) -> tuple[CatalogRow, ...]:
    record = item.entry.record
    return record.rows if isinstance(record, StandardCatalog) else ()
