"""栏目: the index of all columns, also of those that have no record yet (C16; DOMAIN 3.1, 6.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.site import Column
from opengov_ssg.model.views import ColumnEntry, ColumnGroup, ColumnsView, ColumnTags, PageView
from opengov_ssg.plan import agencies
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.words import moment

INDEX = "columns/index.html"


class Columns(Area):
    """Plans the index of columns; the list of each column is planned with the other lists."""

    def addresses(self) -> set[str]:
        """The index."""
        return {INDEX} if self.site.columns else set()

    def pages(self) -> Iterator[PageView]:
        """The index, where there is a column."""
        if not self.site.columns:
            return
        title, about = self.words.text("title.columns"), self.words.text("intro.columns")
        yield self.framer.page(
            INDEX,
            "columns",
            ColumnsView(about, self._groups()),
            heading=title,
            description=about,
            column=ColumnTags(title, about, title, title, INDEX),
            section=INDEX,
        )

    def _groups(self) -> tuple[ColumnGroup, ...]:
        """A column may be of the statutory ones and of the focus areas: it is named in both."""
        all_of_them = tuple(self.site.columns.values())
        ranks = {code: rank for rank, code in enumerate(self.site.vocabularies.statutory.by_code)}
        statutory = [one for one in all_of_them if one.statutory]
        statutory.sort(key=lambda one: ranks[one.statutory or ""])
        groups = (
            ("statutory", statutory),
            ("focus", [one for one in all_of_them if one.focus]),
            ("other", [one for one in all_of_them if not (one.statutory or one.focus)]),
        )
        newest, counts = self._records()
        return tuple(
            ColumnGroup(
                key, tuple(self._entry(one, counts[one.code], newest.get(one.code)) for one in ones)
            )
            for key, ones in groups
            if ones
        )

    def _records(self) -> tuple[dict[str, Item], dict[str, int]]:
        """The newest record of each column, and how many it has."""
        newest: dict[str, Item] = {}
        counts: dict[str, int] = defaultdict(int)
        for item in self.shelves.ordered:
            code = item.entry.record.column or ""
            newest[code] = item
            counts[code] += 1
        return newest, counts

    def _organ(self) -> str:
        """机关职能 is no record but stands on the pages of agencies, where site.yaml tells it."""
        told = any(
            one.functions or one.leaders or one.contacts for one in self.site.agencies.values()
        )
        return agencies.URL if told else ""

    def _entry(self, column: Column, count: int, newest: Item | None) -> ColumnEntry:
        url = self.words.column_url(column.code)
        if column.statutory == "organ" and not count:
            url = self._organ()
        return ColumnEntry(
            column.name,
            column.description if column.description != column.name else "",
            url if (count or url == agencies.URL) and self.parts.stands(url) else "",
            count,
            moment(newest.entry.record.published)[:10] if newest else "",
            self.words.column_head(column.code),
        )
