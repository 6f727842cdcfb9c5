"""What views of records are made of: links, rows, attachments, tags; made the same
way for every kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from opengov_ssg.model.catalog import REGISTER, Catalog, Item, Standing
from opengov_ssg.model.records import Attachment, Document, Interview
from opengov_ssg.model.views import (
    ArticleTags,
    AttachmentView,
    CitationView,
    Link,
    OutLink,
    PlainView,
    RelationGroup,
    Row,
    Validity,
)
from opengov_ssg.notation.dates import chinese
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.words import KIND_FOLDERS, day, moment

_LISTS = (
    *("catalog/by-", REGISTER, "columns/", "feeds/", "disclosure/", "gazette/", "statistics/"),
    *(f"{folder}/" for folder in KIND_FOLDERS.values()),
)
_BESIDE = ("#", "mailto:", "tel:", "out/")
"""What is no page or file of the content: an anchor, an address of another kind, a
notice before leaving."""


class Parts:
    """Makes the parts of views; knows the whole catalog for titles."""

    def __init__(self, catalog: Catalog, framer: Framer, stands: Callable[[str], bool]) -> None:
        self.framer = framer
        self.stands = stands
        self.words = framer.words
        self.site = framer.site
        self.items = catalog.known()
        self.notices = catalog.known_notices()
        self.part = catalog.part
        self.held = frozenset(item.id for item in catalog.in_all())
        self._places: dict[str, dict[str, list[str]]] = {}

    def targets(self, item: Item) -> tuple[str, ...]:
        """The targets of the body's links; empty where a list that comes and goes is away."""
        if self.part:
            pictures = dict(self.part.pictures)
            return tuple(
                one if one in pictures else self._led(one, self.part.base) for one in item.targets
            )
        if not any(one.startswith(_LISTS) for one in item.targets):
            return item.targets
        return tuple("" if self._away(one) else one for one in item.targets)

    def _led(self, target: str, base: str) -> str:
        """A target in a part of the site: what it lacks is on the site at ``base``, or nowhere."""
        inside = not target.startswith(_BESIDE) and "://" not in target
        if not target or not inside or self.stands(target) or self._is_file(target):
            return target
        return f"{base}{target}" if base else ""

    def _away(self, target: str) -> bool:
        """Whether a list is meant that is not there now. A file of a public record is none."""
        if not target.startswith(_LISTS) or self.stands(target):
            return False
        return not self._is_file(target)

    def _is_file(self, target: str) -> bool:
        return target.partition("#")[0].rpartition("/")[0] in self.held

    def places(self, item: Item) -> dict[str, list[str]]:
        """For each id that the record's fields refer to, those fields, in the order of the file."""
        found = self._places.get(item.id)
        if found is None:
            found = self._places[item.id] = {}
            for field, id in item.ends:
                found.setdefault(id, []).append(field)
        return found

    def description(self, item: Item) -> str:
        """The summary, else the beginning of the text."""
        record = item.entry.record
        return record.summary or (item.entry.body.excerpt if item.entry.body else "")

    def article(self, item: Item) -> ArticleTags:
        """The 内容 tags of a record's page."""
        record = item.entry.record
        return ArticleTags(
            title=record.title,
            published=moment(record.published),
            source=self.words.source(record),
            keywords=";".join(record.keywords),
            author=self.words.authors(record)[0],
            description=self.description(item),
        )

    def validity(self, standing: Standing | None) -> Validity | None:
        """有效性 and what it follows from."""
        if standing is None:
            return None
        because = self.links(standing.because)
        return Validity(standing.shown, bool(standing.warned), standing.date, because)

    def attachments(self, item: Item) -> tuple[AttachmentView, ...]:
        """The attachments in the order of the file."""
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

    def rows(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """The records as rows; one that was withdrawn with a notice leads there."""
        return tuple(
            self.words.row(self.items[id]) if id in self.items else self._notice_row(id)
            for id in ids
        )

    def _notice_row(self, id: str) -> Row:
        link, notice = self.link(id), self.notices[id]
        numbers = (notice.index_no, notice.doc_no)
        return Row(
            "document", link.url, link.text, link.note, *numbers, "", moment(notice.at)[:10], ""
        )

    def links(self, ids: Sequence[str]) -> tuple[Link, ...]:
        """Links to records, each with its number or date."""
        return tuple(self.link(id) for id in ids)

    def link(self, id: str) -> Link:
        """A link to a record or to the notice of its withdrawal."""
        if id in self.notices:
            notice = self.notices[id]
            name = notice.doc_no or notice.index_no or self.words.text("title.withdrawal")
            return Link(name, notice.url, self.words.text("title.withdrawal"))
        record = self.items[id].entry.record
        number = record.doc_no if isinstance(record, Document) else None
        made = number or day(record.signed) or moment(record.published)[:10]
        return Link(record.title, self.items[id].url, made, self.items[id].warned)

    def name(self, id: str) -> str:
        """Title and number, as a citation names a document."""
        record = self.items[id].entry.record
        number = record.doc_no if isinstance(record, Document) else None
        return f"{record.title}（{number}）" if number else record.title

    def url(self, id: str) -> str:
        """The page of a record; empty for none, and where nothing can lead there."""
        return self.items[id].url if id else ""

    def source(self, item: Item) -> OutLink | None:
        """Where a repost or import was taken from, with its address."""
        source = item.entry.record.source
        return self.words.out(source.name, source.url) if source and source.url else None

    def source_name(self, item: Item) -> str:
        """Who it was taken from; empty for what is the agency's own."""
        source = item.entry.record.source
        return source.name if source else ""

    def cites(self, item: Item) -> tuple[CitationView, ...]:
        """The documents that the text cites, those that are not of this site too."""
        return tuple(
            CitationView(self.name(one.id) if one.id else one.text, self.url(one.id), bool(one.id))
            for one in item.cites
        )

    def relations(self, item: Item, besides: Collection[str]) -> tuple[RelationGroup, ...]:
        """Each relation with the records at its other end, but those named in ``besides``."""
        groups = (
            group
            for key, ids in item.relations
            if key not in besides
            for group in (self._interviews(ids) if key == "interviews" else ((key, ids),))
        )
        return tuple(RelationGroup(key, self.links(ids)) for key, ids in groups if ids)

    def _interviews(self, ids: Sequence[str]) -> tuple[tuple[str, Sequence[str]], ...]:
        """Interviews, and apart from them 留言选登, which is nobody's interview."""
        letters = [id for id in ids if self._is_letters(id)]
        others = [id for id in ids if id not in letters]
        return (("interviews", others), ("letters", letters))

    def _is_letters(self, id: str) -> bool:
        record = self.items[id].entry.record if id in self.items else None
        return isinstance(record, Interview) and record.form == "letters"

    def plain(self, item: Item, details: Any) -> PlainView:
        """The record as a page that is read as a text, with ``details`` of its kind."""
        record = item.entry.record
        return PlainView(
            item.id,
            record.title,
            moment(record.updated or record.published),
            item.entry.body.ref if item.entry.body else None,
            self.targets(item),
            self.attachments(item),
            record.editor_note,
            self.source(item),
            self.source_name(item),
            details,
        )

    def cite_as(self, item: Item) -> str:
        """The line to copy: author, title, number, date, site, address."""
        record = item.entry.record
        number = record.doc_no if isinstance(record, Document) else None
        name = f"《{record.title}》（{number}）" if number else f"《{record.title}》"
        made = record.signed or record.published
        parts = [f"{'、'.join(self.words.authors(record))}：{name}"]
        parts += [chinese(made)] if made else []
        parts += [self.site.identity.name, self.framer.absolute(item.url) or item.url]
        return "，".join(parts)
