"""The pages of translations, and the links between the languages of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from opengov_ssg.model.catalog import Catalog, Item
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.model.views import Alternate, Fact, Link, PageView, TranslationView
from opengov_ssg.notation import languages
from opengov_ssg.plan import schema_org
from opengov_ssg.plan.facts import facts
from opengov_ssg.plan.frame import Framer
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import KIND_FOLDERS, Words, day

_FACTS = frozenset(
    (
        *("index_no", "doc_no", "issuers", "agency"),
        *("signed", "published", "effective", "valid_to", "validity"),
    )
)
"""What of the original is told beside a translation: by what it is found, when it was
made, whether it holds."""


class TranslationPlanner:
    """Plans the page of each translation, in the words of its language."""

    def __init__(
        self, catalog: Catalog, theme: ThemeSnapshot, own: Framer, stands: Callable[[str], bool]
    ) -> None:
        self.catalog = catalog
        self.theme = theme
        self.own = own
        self.stands = stands
        self._parts: dict[str, Parts] = {}

    def pages(self) -> Iterator[PageView]:
        """The pages of all translations."""
        for item in self.catalog.items:
            for into in item.translations:
                yield self._page(item, into)

    def with_alternates(self, page: PageView, item: Item, of: Item | None = None) -> PageView:
        """The page of ``of`` (else of ``item`` itself) with links to all languages of ``item``, if
        there is more than one."""
        if not item.translations:
            return page
        current = of or item
        return page._replace(
            alternates=tuple(self._alternate(one, one is current) for one in item.in_all())
        )

    def _alternate(self, one: Item, current: bool) -> Alternate:
        language = self._language(one)
        absolute = self.own.absolute(one.url)
        return Alternate(
            language.tag, language.name, language.direction, one.url, absolute, current
        )

    def _language(self, item: Item) -> languages.Language:
        return languages.parse(item.language or self.own.site.text_language)

    def _in(self, tag: str) -> Parts:
        """What makes views in a language."""
        found = self._parts.get(tag)
        if found is None:
            words = Words(self.own.site, self.theme.in_language(tag))
            framer = Framer(words, fed=self.own.fed)
            found = self._parts[tag] = Parts(self.catalog, framer, self.stands)
        return found

    def _page(self, item: Item, into: Item) -> PageView:
        parts, language = self._in(into.language), self._language(into)
        record = into.entry.record
        index = f"{KIND_FOLDERS.get(record.kind, 'catalog')}/index.html"
        trail: tuple[Link, ...] = ()
        if record.kind in ("document", *KIND_FOLDERS) and self.stands(index):
            name = KIND_FOLDERS.get(record.kind, "catalog").replace("-", "_")
            trail = (Link(parts.words.text(f"title.{name}"), index),)
        page = parts.framer.page(
            into.url,
            "translation",
            self._view(item, into, parts),
            heading=record.title,
            trail=trail,
            description=parts.description(into),
            column=parts.framer.column(None, record.title, record.title, into.url),
            article=parts.article(into),
            feeds=(),
            section=index if trail else "",
            things=[self._thing(item, into, parts)],
        )
        page = page._replace(language=language.tag, direction=language.direction)
        return self.with_alternates(page, item, into)

    def _view(self, item: Item, into: Item, parts: Parts) -> TranslationView:
        original, said = self._language(item), into.said
        record = into.entry.record
        return TranslationView(
            id=into.id,
            title=record.title,
            original=Link(item.entry.record.title, item.url),
            original_language=original.tag,
            original_name=original.name,
            original_direction=original.direction,
            facts=self._facts(item, parts),
            validity=parts.validity(item.standing),
            body=into.entry.body.ref if into.entry.body else None,
            targets=parts.targets(into),
            attachments=parts.attachments(into),
            editor_note=record.editor_note,
            translator=(said.translator or "") if said else "",
            translated=day(said.translated) if said else "",
            note=(said.note or "") if said else "",
        )

    def _facts(self, item: Item, parts: Parts) -> tuple[Fact, ...]:
        return tuple(one for one in facts(item, parts) if one.key in _FACTS)

    def _thing(self, item: Item, into: Item, parts: Parts) -> dict[str, object]:
        """The translation as a work of its own: nothing that its original says of other works."""
        made = schema_org.thing(into, {}, parts.framer)
        of = {"name": item.entry.record.title, "url": parts.framer.absolute(item.url)}
        work = {"@type": made["@type"], **{key: one for key, one in of.items() if one}}
        return {**made, "translationOfWork": work}
