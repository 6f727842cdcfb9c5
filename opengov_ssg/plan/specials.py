"""专题: sections by hand and by selection, a timeline, media (DESIGN 3, C3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import KIND_NAMES, Document, Selection, Special
from opengov_ssg.model.records.specials import GatheredItem, GatheredSection, Milestone
from opengov_ssg.model.views import (
    GatheredView,
    Link,
    MilestoneView,
    PageView,
    SpecialCard,
    SpecialSectionView,
    SpecialsView,
    SpecialView,
)
from opengov_ssg.notation.dates import OFFSET
from opengov_ssg.plan import schema_org
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.words import agency_url, day, moment

INDEX = "specials/index.html"
_GATHERS = "gathers"  # shown as the sections, and not once more among the relations


class Specials(Area):
    """Plans them."""

    kinds: ClassVar[frozenset[str]] = frozenset(("special",))
    indexes: ClassVar[frozenset[str]] = frozenset(("special",))

    def addresses(self) -> set[str]:
        """The index, which is there while a special is public."""
        return {INDEX} if self.shelves.of("special") else set()

    def pages(self) -> Iterator[PageView]:
        """The index."""
        items = self.shelves.of("special")
        if not items:
            return
        ongoing = sorted((one for one in items if one.phase == "ongoing"), key=_opened)
        archived = sorted((one for one in items if one.phase == "archived"), key=_archived)
        title, about = self.words.text("title.specials"), self.words.text("intro.specials")
        view = SpecialsView(
            about,
            tuple(self._card(one) for one in reversed(ongoing)),
            tuple(self._card(one) for one in reversed(archived)),
        )
        code = self.site.kind_column("special")
        yield self.framer.page(
            INDEX,
            "specials",
            view,
            heading=title,
            description=about,
            column=self.framer.column(code, title, about, INDEX),
            section=INDEX,
        )

    def _card(self, item: Item) -> SpecialCard:
        record = _special(item)
        return SpecialCard(
            item.url,
            record.title,
            self.words.agency(record.agency),
            self.words.dates_of(record),
            record.summary or "",
            len(item.related(_GATHERS)),
        )

    def page(self, item: Item) -> PageView:
        """The page of a special."""
        record = _special(item)
        title, about = self.words.text("title.specials"), self.words.text("intro.specials")
        return self.framer.page(
            item.url,
            "special",
            self._view(item, record),
            heading=record.title,
            trail=(Link(title, INDEX),),
            description=self.parts.description(item),
            column=self.framer.column(record.column, title, about, INDEX),
            article=self.parts.article(item),
            section=INDEX,
            things=[schema_org.thing(item, self.parts.items, self.framer)],
        )

    def _view(self, item: Item, record: Special) -> SpecialView:
        parts = self.parts
        return SpecialView(
            id=item.id,
            title=record.title,
            phase=item.phase,
            opened=day(_opening(record)),
            archived=day(record.archived),
            agency=Link(self.words.agency(record.agency), agency_url(record.agency)),
            published=moment(record.published),
            updated=moment(record.updated),
            summary=record.summary or "",
            body=item.entry.body.ref if item.entry.body else None,
            targets=parts.targets(item),
            sections=tuple(self._sections(item, record)),
            timeline=self._timeline(item, record),
            attachments=parts.attachments(item),
            relations=parts.relations(item, besides=(_GATHERS,)),
            cites=parts.cites(item),
            cited_by=parts.links(item.cited_by),
            editor_note=record.editor_note,
            source=parts.source(item),
            source_name=parts.source_name(item),
        )

    # Sections

    def _sections(self, item: Item, record: Special) -> Iterator[SpecialSectionView]:
        """Those in which there is something to read at this instant."""
        ends = dict(item.ends)
        for index, section in enumerate(record.sections):
            found = item.selected[index] if index < len(item.selected) else ()
            chosen = (
                self._gathered(one, ends.get(f"sections.{index}.items.{position}.ref", ""))
                for position, one in enumerate(section.items)
            )
            entries = tuple(one for one in chosen if one)
            if entries or found:
                yield SpecialSectionView(
                    section.title,
                    section.intro or "",
                    entries,
                    self.parts.rows(found),
                    self._conditions(section),
                )

    def _gathered(self, given: GatheredItem, id: str) -> GatheredView | None:
        """None for a record that is not public: not even the editor's title of it is shown."""
        note = given.note or ""
        if not given.ref:
            out = self.words.out(given.title or "", given.url) if given.url else None
            return GatheredView(given.title or "", "", out, "", "", "", note)
        if not id:
            return None
        link = self.parts.link(id)
        if id in self.parts.notices:
            return GatheredView(link.text, link.url, None, "", "", link.note, "")
        record = self.parts.items[id].entry.record
        number = record.doc_no if isinstance(record, Document) else None
        made = day(record.signed) or moment(record.published)[:10]
        agency = self.words.agency(record.agency)
        title = given.title or record.title
        return GatheredView(title, link.url, None, number or "", agency, made, note, link.state)

    def _conditions(self, section: GatheredSection) -> tuple[str, ...]:
        wanted = section.select
        if not wanted:
            return ()
        texts = (
            ("kinds", [self._kind(text) for text in wanted.kinds]),
            ("topics", [self.words.term("topics", code) for code in wanted.topics]),
            ("keywords", list(wanted.keywords)),
            ("agencies", [self._agency(text) for text in wanted.agencies]),
            ("columns", [self._column(text) for text in wanted.columns]),
            self._period(wanted),
        )
        join = self.words.text("special.or")
        return tuple(
            self.words.text(f"special.by_{key}", what=join.join(found))
            for key, found in texts
            if found
        )

    def _period(self, wanted: Selection) -> tuple[str, list[str]]:
        first, last = day(wanted.since), day(wanted.until)
        if first and last:
            return "period", [self.words.text("dates.period", first=first, last=last)]
        return ("since", [first]) if first else ("until", [last] if last else [])

    def _kind(self, text: str) -> str:
        return self.words.text(f"kind.{text}") if text in KIND_NAMES else text

    def _agency(self, text: str) -> str:
        code = self.site.agency_code(text)
        return self.words.agency(code) if code else text

    def _column(self, text: str) -> str:
        code = self.site.column_code(text)
        return self.site.columns[code].name if code else text

    # Timeline

    def _timeline(self, item: Item, record: Special) -> tuple[MilestoneView, ...]:
        """In order of time; those of one day in the order of the file."""
        ends = dict(item.ends)
        entries = enumerate(record.timeline)
        return tuple(
            self._milestone(one, ends.get(f"timeline.{index}.ref", ""))
            for index, one in sorted(entries, key=lambda pair: pair[1].date)
        )

    def _milestone(self, given: Milestone, id: str) -> MilestoneView:
        """What the editor says stays, without a link, where the record that it names is not
        public."""
        link = self.parts.link(id) if id else None
        out = None
        if given.url and not given.ref:
            out = self.words.out(self.words.text("special.source"), given.url)
        return MilestoneView(day(given.date), given.text, link, out)


def _special(item: Item) -> Special:
    record = item.entry.record
    if not isinstance(record, Special):
        raise TypeError(item.id)
    return record


def _opening(record: Special) -> date | None:
    """The day it was opened, else that of its release."""
    if record.opened or not record.published:
        return record.opened
    return record.published.astimezone(OFFSET).date()


def _opened(item: Item) -> tuple[date, str]:
    return _opening(_special(item)) or date.min, item.id


def _archived(item: Item) -> tuple[date, str]:
    return _special(item).archived or date.min, item.id
