"""The contents of an issue, for pages and as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opengov_ssg.model.catalog import Item, Notice
from opengov_ssg.model.records import Document, GazetteIssue
from opengov_ssg.model.records.gazette import PrintedItem
from opengov_ssg.model.views import GazetteItem, GazetteSection
from opengov_ssg.plan.printed import anchor, page
from opengov_ssg.plan.words import Words


class Contents:
    """Reads contents; knows all public records and notices by id."""

    def __init__(
        self, items: Mapping[str, Item], notices: Mapping[str, Notice], words: Words
    ) -> None:
        self.items = items
        self.notices = notices
        self.words = words

    def sections(self, item: Item) -> tuple[GazetteSection, ...]:
        """The sections in the order of the file. An item whose record is not public is left out (a
        relation to it renders nothing, DESIGN 3), and so is a section without items."""
        issue = item.entry.record
        if not isinstance(issue, GazetteIssue):
            return ()
        ends = dict(item.ends)
        found = []
        for number, section in enumerate(issue.sections):
            rows = []
            for index, one in enumerate(section.items):
                to = ends.get(f"sections.{number}.items.{index}.ref", "")
                if to or not one.ref:
                    rows.append(self._item(one, to, anchor(number, index)))
            if rows:
                found.append(GazetteSection(section.title or "", tuple(rows)))
        return tuple(found)

    def _item(self, one: PrintedItem, to: str, name: str) -> GazetteItem:
        title, doc_no, issuer = one.title or "", one.doc_no or "", one.issuer or ""
        out, state = None, ""
        if to in self.items:
            record = self.items[to].entry.record
            title = title or record.title
            if isinstance(record, Document):
                doc_no = doc_no or record.doc_no or ""
                issuer = issuer or "、".join(self.words.issuers(record))
            state = self.items[to].warned
        elif to:
            notice = self.notices[to]  # which tells nothing of the text, nor is it told here
            title = notice.doc_no or notice.index_no or self._text("title.withdrawal")
            doc_no, issuer = notice.doc_no, ""
        elif one.url:
            out = self.words.out(title, one.url)
        url = (self.notices.get(to) or self.items[to]).url if to else ""
        doc_no = "" if doc_no in title else doc_no
        shown = page(one, self.words)
        gone = to in self.notices
        return GazetteItem(name, title, url, out, doc_no, issuer, shown, gone, state)

    def lines(self, item: Item) -> Iterator[str]:
        """The contents, a section's title or an item a line."""
        for section in self.sections(item):
            if section.title:
                yield self._text("gazette.text_section", title=section.title)
            for one in section.items:
                number = self._text("gazette.text_number", number=one.doc_no) if one.doc_no else ""
                yield "\u3000".join(filter(None, (f"{one.title}{number}", one.issuer, one.page)))

    def summary(self, item: Item) -> str:
        """The contents as one text."""
        return "\n".join(self.lines(item))

    def _text(self, key: str, **words: object) -> str:
        return self.words.text(key, **words)
