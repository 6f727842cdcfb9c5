"""Record pages: documents, interpretations, every kind that is read as a text;
plain pages; notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opengov_ssg.model.catalog import Catalog, Item, Notice
from opengov_ssg.model.leaving import way_out
from opengov_ssg.model.records import Document
from opengov_ssg.model.views import (
    Link,
    PageView,
    PlatformPage,
    RecordView,
    WithdrawalView,
)
from opengov_ssg.plan import lifeline, schema_org
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.lists import oldest_first
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import KIND_FOLDERS, moment

_AS_ROWS = ("interprets", "interpretations")
_AS_FACTS = ("printed_in",)
_IN_DETAILS = ("based_on", "results_in", "decides")
_SHOWN_ELSEWHERE = frozenset((*_AS_ROWS, *_AS_FACTS, *_IN_DETAILS))
"""As lists with title and agency; among the facts, with the page; by the kind that declares them,
each beside what it is of. Every other relation is shown as a group of links."""


class RecordPlanner:
    """Plans the page of each record; areas plan the pages of their own kinds."""

    def __init__(self, catalog: Catalog, parts: Parts, areas: Sequence[Area]) -> None:
        self.parts = parts
        self.framer = parts.framer
        self.words = parts.words
        self.neighbours = _neighbours(catalog.items)
        self.areas = areas
        self.whole = {kind: area for area in areas for kind in area.kinds}

    def page(self, item: Item) -> PageView:
        """The page of a public record."""
        kind = item.entry.record.kind
        if kind in self.whole:
            return self.whole[kind].page(item)
        return self._plain(item) if kind == "page" else self._text(item)

    def _text(self, item: Item) -> PageView:
        record, parts = item.entry.record, self.parts
        previous, following = self.neighbours[item.id]
        view = RecordView(
            id=item.id,
            kind=record.kind,
            title=record.title,
            facts=facts(item, parts),
            validity=parts.validity(item.standing),
            body=item.entry.body.ref if item.entry.body else None,
            targets=parts.targets(item),
            attachments=parts.attachments(item),
            interprets=parts.rows(item.interprets),
            interpretations=parts.rows(item.interpretations),
            relations=parts.relations(item, besides=_SHOWN_ELSEWHERE),
            cites=parts.cites(item),
            cited_by=parts.links(item.cited_by),
            editor_note=record.editor_note,
            source=parts.source(item),
            source_name=parts.source_name(item),
            cite_as=parts.cite_as(item),
            previous=previous,
            next=following,
            phase=item.phase,
            details=self._details(item),
            life=lifeline.events(item, parts),
        )
        folder = KIND_FOLDERS.get(record.kind, "catalog")
        name = folder.replace("-", "_")
        return self.framer.page(
            item.url,
            "record",
            view,
            heading=record.title,
            trail=self._trail(item, folder),
            description=parts.description(item),
            column=self.framer.column(
                record.column,
                self.words.text(f"title.{name}"),
                self.words.text(f"intro.{name}"),
                f"{folder}/index.html",
            ),
            article=parts.article(item),
            section=f"{folder}/index.html",
            things=[schema_org.thing(item, parts.items, self.framer)],
        )

    def _details(self, item: Item) -> Any:
        found = (area.details(item) for area in self.areas)
        return next((one for one in found if one is not None), None)

    def _trail(self, item: Item, folder: str) -> tuple[Link, ...]:
        record = item.entry.record
        title = self.words.text(f"title.{folder.replace('-', '_')}")
        top = Link(title, f"{folder}/index.html")
        if not isinstance(record, Document):
            return (top,)
        code = record.agency
        return (top, Link(self.words.agency(code), f"catalog/by-agency/{code}/index.html"))

    def _plain(self, item: Item) -> PageView:
        record, parts, details = item.entry.record, self.parts, self._details(item)
        trail = details.trail if isinstance(details, PlatformPage) else ()
        view = parts.plain(item, details)
        return self.framer.page(
            item.url,
            "page",
            view,
            heading=record.title,
            trail=trail,
            description=parts.description(item),
            column=self.framer.column(record.column, record.title, record.title, item.url),
            section=trail[0].url if trail else "",
            # The page shows one time only, and PubDate is the time shown (DOMAIN 6.2).
            article=parts.article(item)._replace(published=view.updated),
        )

    def notice(self, notice: Notice) -> PageView:
        """The page that a withdrawn record leaves: number, date, reason, replacement."""
        replacement = self.parts.link(notice.replacement) if notice.replacement else None
        view = WithdrawalView(
            notice.id,
            notice.index_no,
            notice.doc_no,
            moment(notice.at),
            notice.reason,
            replacement,
        )
        heading = self.words.text("title.withdrawal")
        return self.framer.page(notice.url, "withdrawal", view, heading=heading, indexable=False)


def _neighbours(items: Sequence[Item]) -> dict[str, tuple[Link | None, Link | None]]:
    """The records published before and after, of the same kind and agency."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in oldest_first(items):
        groups.setdefault((item.entry.record.kind, item.entry.record.agency), []).append(item)
    found: dict[str, tuple[Link | None, Link | None]] = {}
    for group in groups.values():
        links = [None, *(Link(one.entry.record.title, one.url) for one in group), None]
        for position, item in enumerate(group, 1):
            found[item.id] = (links[position - 1], links[position + 1])
    return found


def leaving_addresses(item: Item, site: Any) -> set[str]:
    """The addresses outside that the record's page leads to through a notice."""
    links = item.entry.body.links if item.entry.body else ()
    given = [link.target for link in links if link.kind == "link"]
    given += item.entry.record.outside()
    return {one for one in given if way_out(one, site) != one}
