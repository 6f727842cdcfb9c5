"""Record pages: documents, interpretations, plain pages, withdrawal notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from opengov_ssg.model.catalog import REGISTER, Catalog, Item, Notice, Standing
from opengov_ssg.model.leaving import way_out
from opengov_ssg.model.records import Attachment, Document
from opengov_ssg.model.views import (
    ArticleTags,
    AttachmentView,
    CitationView,
    Link,
    PageView,
    PlainView,
    RecordView,
    RelationGroup,
    Row,
    Validity,
    WithdrawalView,
)
from opengov_ssg.notation.dates import chinese
from opengov_ssg.plan import schema_org
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.lists import oldest_first
from opengov_ssg.plan.words import day, moment

_LISTS = ("catalog/by-", REGISTER, "columns/", "feeds/", "interpretations/")
_SILENT_STATES = ("in_force", "unstated")


class RecordPlanner:
    """Plans the page of each record; knows the whole catalog for titles and neighbours."""

    def __init__(self, catalog: Catalog, framer: Framer, stands: Callable[[str], bool]) -> None:
        self.framer = framer
        self.stands = stands
        self.words = framer.words
        self.items = catalog.by_id()
        self.notices = {notice.id: notice for notice in catalog.notices}
        self.neighbours = _neighbours(catalog.items)

    def page(self, item: Item) -> PageView:
        """The page of a public record."""
        if item.entry.record.kind == "page":
            return self._plain(item)
        record = item.entry.record
        is_document = isinstance(record, Document)
        previous, following = self.neighbours[item.id]
        view = RecordView(
            id=item.id,
            kind=cast(Literal["document", "interpretation"], record.kind),
            title=record.title,
            facts=facts(item, self.words),
            validity=self._validity(item.standing),
            body=item.entry.body.ref if item.entry.body else None,
            targets=self._targets(item),
            attachments=self._attachments(item),
            interprets=self._rows(item.interprets),
            interpretations=self._rows(item.interpretations),
            relations=tuple(RelationGroup(key, self._links(ids)) for key, ids in item.relations),
            cites=tuple(
                CitationView(self._name(one.id) if one.id else one.text, self._url(one.id))
                for one in item.cites
            ),
            cited_by=self._links(item.cited_by),
            editor_note=record.editor_note,
            source=self._source(item),
            source_name=record.source.name if record.source else "",
            cite_as=self._cite_as(item),
            previous=previous,
            next=following,
        )
        part = "catalog" if is_document else "interpretations"
        return self.framer.page(
            item.url,
            "record",
            view,
            heading=record.title,
            trail=self._trail(item, part),
            description=self._description(item),
            column=self.framer.column(
                record.column,
                self.words.text(f"title.{part}"),
                self.words.text(f"intro.{part}"),
                f"{part}/index.html",
            ),
            article=self._article(item),
            section=f"{part}/index.html",
            things=[schema_org.thing(item, self.items, self.framer)],
        )

    def _plain(self, item: Item) -> PageView:
        record = item.entry.record
        updated = record.updated or record.published
        view = PlainView(
            item.id,
            record.title,
            moment(updated),
            item.entry.body.ref if item.entry.body else None,
            self._targets(item),
            self._attachments(item),
            record.editor_note,
            self._source(item),
            record.source.name if record.source else "",
        )
        return self.framer.page(
            item.url,
            "page",
            view,
            heading=record.title,
            description=self._description(item),
            column=self.framer.column(record.column, record.title, record.title, item.url),
            # The page shows one time only, and PubDate is the time shown (DOMAIN 6.2).
            article=self._article(item)._replace(published=moment(updated)),
        )

    def notice(self, notice: Notice) -> PageView:
        """The page that a withdrawn record leaves: number, date, reason, replacement."""
        replacement = None
        if notice.replacement:
            replacement = self._link(notice.replacement)
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

    # Parts

    def _targets(self, item: Item) -> tuple[str, ...]:
        """The targets of the body's links; empty where a list that comes and goes is away."""
        if not any(one.startswith(_LISTS) for one in item.targets):
            return item.targets
        return tuple(
            "" if one.startswith(_LISTS) and not self.stands(one) else one for one in item.targets
        )

    def _trail(self, item: Item, part: str) -> tuple[Link, ...]:
        record = item.entry.record
        top = Link(self.words.text(f"title.{part}"), f"{part}/index.html")
        if part == "interpretations":
            return (top,)
        code = record.agency
        return (top, Link(self.words.agency(code), f"catalog/by-agency/{code}/index.html"))

    def _description(self, item: Item) -> str:
        record = item.entry.record
        return record.summary or (item.entry.body.excerpt if item.entry.body else "")

    def _article(self, item: Item) -> ArticleTags:
        record = item.entry.record
        return ArticleTags(
            title=record.title,
            published=moment(record.published),
            source=self.words.source(record),
            keywords=";".join(record.keywords),
            author=self.words.issuers(record)[0],
            description=self._description(item),
        )

    def _validity(self, standing: Standing | None) -> Validity | None:
        if standing is None:
            return None
        if standing.key in _SILENT_STATES and standing.because:
            # Superseding is a relation, not a state; but the reader must be told above the text.
            return Validity("superseded", True, standing.date, self._links(standing.because))
        banner = standing.key not in _SILENT_STATES
        return Validity(standing.key, banner, standing.date, self._links(standing.because))

    def _attachments(self, item: Item) -> tuple[AttachmentView, ...]:
        addresses = item.entry.addresses(item.id)
        files = {file.name: file for file in item.entry.files}
        return tuple(
            self._attachment(one, addresses, files) for one in item.entry.record.attachments
        )

    def _attachment(
        self, one: Attachment, addresses: Mapping[str, str], files: Mapping[str, Any]
    ) -> AttachmentView:
        origin = self.words.out(one.title, one.url) if one.url else None
        if not one.file:
            return AttachmentView(one.title, "", "", "", 0, origin)
        file = files[one.file]
        name = one.file.rpartition("/")[2]
        return AttachmentView(
            one.title, addresses[one.file], name, file.ending.upper(), file.bytes, origin
        )

    def _rows(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """The records as rows; one that was withdrawn with a notice leads there."""
        return tuple(
            self.words.row(self.items[id]) if id in self.items else self._notice_row(id)
            for id in ids
        )

    def _notice_row(self, id: str) -> Row:
        link, notice = self._link(id), self.notices[id]
        numbers = (notice.index_no, notice.doc_no)
        return Row(
            "document", link.url, link.text, link.note, *numbers, "", moment(notice.at)[:10], ""
        )

    def _links(self, ids: Sequence[str]) -> tuple[Link, ...]:
        return tuple(self._link(id) for id in ids)

    def _link(self, id: str) -> Link:
        if id in self.notices:
            notice = self.notices[id]
            name = notice.doc_no or notice.index_no or self.words.text("title.withdrawal")
            return Link(name, notice.url, self.words.text("title.withdrawal"))
        record = self.items[id].entry.record
        number = record.doc_no if isinstance(record, Document) else None
        return Link(record.title, f"{id}.html", number or day(record.signed))

    def _name(self, id: str) -> str:
        record = self.items[id].entry.record
        number = record.doc_no if isinstance(record, Document) else None
        return f"{record.title}（{number}）" if number else record.title

    def _url(self, id: str) -> str:
        return f"{id}.html" if id else ""

    def _source(self, item: Item) -> Any:
        source = item.entry.record.source
        return self.words.out(source.name, source.url) if source and source.url else None

    def _cite_as(self, item: Item) -> str:
        """The line to copy: issuer, title, number, date, site, address."""
        record = item.entry.record
        number = record.doc_no if isinstance(record, Document) else None
        name = f"《{record.title}》（{number}）" if number else f"《{record.title}》"
        made = record.signed or record.published
        parts = [f"{'、'.join(self.words.issuers(record))}：{name}"]
        parts += [chinese(made)] if made else []
        parts += [self.words.site.identity.name, self.framer.absolute(item.url) or item.url]
        return "，".join(parts)


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
    record = item.entry.record
    links = item.entry.body.links if item.entry.body else ()
    given = [link.target for link in links if link.kind == "link"]
    given += [one.url for one in record.attachments if one.url]
    given += [record.source.url] if record.source and record.source.url else []
    return {one for one in given if way_out(one, site) != one}
