"""A part of a linked catalog. What follows from all records stays as it is on the site: the
validity of a document, what acts on it, where it is printed. Only where links lead is decided anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from opengov_ssg.model.catalog import Catalog, Item, Notice, Part
from opengov_ssg.model.entries import HeldFile
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.records import Page
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET


def restrict(catalog: Catalog, ids: Collection[str], choice: Choice) -> Catalog:
    """The catalog of the records ``ids``, which ``choice`` asked for.

    All others are known to it, but have no page: links lead to the site where it has an address,
    else nowhere. Notices are among them. A picture that a text shows of another record's files is
    taken along. The register is not; no file is made that only a server needs.
    """
    base = (catalog.site.identity.base_url or "").rstrip("/")
    base = f"{base}/" if base else ""
    beyond = _Beyond(catalog, ids, base)
    items = tuple(beyond.led(item) for item in catalog.items if item.id in ids)
    held = {item.url for item in items}
    part = Part(
        choice,
        sum(not isinstance(item.entry.record, Page) for item in items),
        _newest(catalog),
        base,
        beyond.records,
        tuple(sorted(beyond.pictures.items())),
    )
    return replace(
        catalog,
        site=_served_by_none(catalog.site),
        items=items,
        notices=(),
        register=(),
        redirects=tuple(pair for pair in catalog.redirects if pair[1] in held),
        resolved=sum(bool(one.id) for item in items for one in item.cites),
        unresolved=sum(not one.id for item in items for one in item.cites),
        part=part,
    )


class _Beyond:
    """The records that are left out; ``pictures`` gathers which of their files are shown."""

    def __init__(self, catalog: Catalog, ids: Collection[str], base: str) -> None:
        self.base = base
        self.records: tuple[Item | Notice, ...] = (
            *(replace(one, base=base) for one in catalog.items if one.id not in ids),
            *(replace(one, base=base) for one in catalog.notices),
        )
        self.pages = {
            f"{page.id}.html"
            for one in self.records
            for page in (one.in_all() if isinstance(one, Item) else (one,))
        }
        self.files = {
            address: file
            for one in self.records
            if isinstance(one, Item)
            for page in one.in_all()
            for address, file in _files(page)
        }
        self.pictures: dict[str, HeldFile] = {}

    def led(self, item: Item) -> Item:
        """A record that is held, its links leading into the part or to the site."""
        if item.translations:
            into = tuple(self.led(one) for one in item.translations)
            item = replace(item, translations=into)
        if not any(self._is_beyond(target) for target in item.targets):
            return item
        links = item.entry.body.links if item.entry.body else ()
        kinds = (link.kind for link in links)
        targets = zip(item.targets, kinds, strict=True)
        return replace(item, targets=tuple(self._target(*one) for one in targets))

    def _is_beyond(self, target: str) -> bool:
        return target.partition("#")[0] in self.pages or target in self.files

    def _target(self, target: str, kind: str) -> str:
        if not self._is_beyond(target):
            return target
        if kind == "picture" and target in self.files:
            self.pictures[target] = self.files[target]
            return target
        return f"{self.base}{target}" if self.base else ""


def _files(item: Item) -> list[tuple[str, HeldFile]]:
    addresses = item.entry.addresses(item.id)
    return [(addresses[file.name], file) for file in item.entry.files]


def _newest(catalog: Catalog) -> str:
    """The day on which the site last published a record; empty where it has none."""
    known = (item.entry.record.published for item in catalog.items)
    days = [one.astimezone(OFFSET).date().isoformat() for one in known if one]
    return max(days, default="")


def _served_by_none(site: Site) -> Site:
    """The site without what is made for servers: robots.txt, 404.html, web.config."""
    config = site.config
    identity = replace(config.identity, mode="column")
    return Site(replace(config, identity=identity, server=None), site.vocabularies, site.places)
