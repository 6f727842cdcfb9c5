"""The linked catalog: what is public at one instant, and how its records stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from opengov_ssg.model.entries import Entry, HeldFile
from opengov_ssg.model.packs import Choice
from opengov_ssg.model.records import TranslationHeader
from opengov_ssg.model.site import Site

Publicity = Literal["public", "notice", "hidden"]
"""``notice``: withdrawn, but a page tells so. ``hidden``: nothing of it is output."""


STANDINGS = ("in_force", "not_yet", "amended", "partial", "lapsed", "repealed", "unstated")
"""The keys of 有效性, in the order in which lists show them."""
SUPERSEDED = "superseded"
"""What is shown of a superseded document in place of its state: a relation, by which
nothing is listed."""
_SILENT = ("in_force", "unstated")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in a text: the record's id, or an empty one when the site holds none."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """有效性 of a document: its key, the day it holds from (or until, for ``lapsed``), and the ids
    of the records it follows from."""

    key: str
    date: str
    because: tuple[str, ...]

    @property
    def shown(self) -> str:
        """What readers are told: the key, but of a superseded document, which would look like the
        one in force, that it is superseded."""
        return SUPERSEDED if self.key in _SILENT and self.because else self.key

    @property
    def warned(self) -> str:
        """The same where the document's name alone would mislead; else empty."""
        return "" if self.shown in _SILENT else self.shown


def _page(id: str, base: str | None) -> str:
    """The address of a page: here, or on the site at ``base``; empty where that has no address."""
    if base is None:
        return f"{id}.html"
    return f"{base}{id}.html" if base else ""


Phase = Literal["", "upcoming", "open", "closed", "answered", "held", "ongoing", "archived"]
"""Where a consultation (upcoming, open, closed, answered), a conference or interview (upcoming,
held) or a special (ongoing, archived) stands at as-of."""


@dataclass(frozen=True, slots=True)
class Item:
    """A public record with its relations; every id in it is of a public record or a notice.

    ``targets`` are the addresses of the numbered links of its body: site-relative, absolute, or
    empty where a link leads to nothing public. ``relations`` are both what it declares and what
    others declare of it, by the name at this end; ``ends`` says which id a field's reference means
    (``sections.0.items.2.ref``); ``selected`` what each section of a special found of itself;
    ``released`` how many follow-ups of a response are out. ``base`` is None but for a record
    outside of the part of the site that is built: where the site is, ``https://…/``, or empty.

    ``translations`` are the same record in other languages, ordered by language: items without
    relations of their own, each with its ``language`` (a canonical tag; empty for an original) and
    what it says of itself in ``said``.
    """

    entry: Entry
    id: str
    standing: Standing | None = None
    phase: Phase = ""
    targets: tuple[str, ...] = ()
    relations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    selected: tuple[tuple[str, ...], ...] = ()
    released: int = 0
    cites: tuple[Citation, ...] = ()
    cited_by: tuple[str, ...] = ()
    base: str | None = None
    language: str = ""
    said: TranslationHeader | None = None
    translations: tuple[Item, ...] = ()

    def related(self, key: str) -> tuple[str, ...]:
        """The ids in one relation to it."""
        return next((ids for name, ids in self.relations if name == key), ())

    @property
    def interprets(self) -> tuple[str, ...]:
        """The documents that it interprets."""
        return self.related("interprets")

    @property
    def interpretations(self) -> tuple[str, ...]:
        """What interprets it."""
        return self.related("interpretations")

    @property
    def state(self) -> str:
        """What readers are told of its 有效性 (:attr:`Standing.shown`); empty where it has none."""
        return self.standing.shown if self.standing else ""

    @property
    def warned(self) -> str:
        """What has to be told beside its name (:attr:`Standing.warned`); empty of most."""
        return self.standing.warned if self.standing else ""

    @property
    def url(self) -> str:
        """The address of its page; empty where nothing can lead there."""
        return _page(self.id, self.base)

    def in_all(self) -> tuple[Item, ...]:
        """Itself and its translations: each has a page."""
        return (self, *self.translations)


@dataclass(frozen=True, slots=True)
class Notice:
    """A withdrawn record that leaves a page: nothing of its text, only numbers and the reason.
    ``base`` as for an item."""

    id: str
    index_no: str
    doc_no: str
    at: datetime
    reason: str
    replacement: str
    base: str | None = None

    @property
    def url(self) -> str:
        """The address of the notice, which was the record's; empty where nothing can lead there."""
        return _page(self.id, self.base)


REGISTER = "catalog/register.html"
"""Where the register of 依申请公开 is, when site.yaml publishes it and it has a row."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of the register of 依申请公开: ``reason`` is the code of the legal reason."""

    title: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a catalog that holds only some of the public records knows of the others.

    ``records`` counts those that it holds, without plain pages; ``newest`` is the day on which the
    site last published one; ``base`` where the site is, ``https://…/``, or empty. ``beyond`` are
    all others and the notices: what the records held say of them is the same as on the site.
    ``pictures`` are files of others that texts show, by address.
    """

    choice: Choice
    records: int
    newest: str
    base: str
    beyond: tuple[Item | Notice, ...]
    pictures: tuple[tuple[str, HeldFile], ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is public at one instant. ``items`` and ``notices`` are ordered by id.

    ``register`` is empty unless site.yaml publishes it.
    ``redirects`` pairs a former address with the present one; ``resolved`` and ``unresolved`` count
    citations; ``next_change_at`` is the next instant at which the same content builds differently.
    ``part`` is None unless it holds only some of the records.
    """

    site: Site
    items: tuple[Item, ...]
    notices: tuple[Notice, ...]
    register: tuple[Registered, ...]
    redirects: tuple[tuple[str, str], ...]
    resolved: int
    unresolved: int
    next_change_at: datetime | None
    part: Part | None = None

    def by_id(self) -> dict[str, Item]:
        """The public items by id."""
        return {item.id: item for item in self.items}

    def in_all(self) -> Iterator[Item]:
        """The public items, each with its translations after it."""
        for item in self.items:
            yield from item.in_all()

    def known(self) -> dict[str, Item]:
        """The public items by id, with those outside of a part."""
        beyond = self.part.beyond if self.part else ()
        return self.by_id() | {one.id: one for one in beyond if isinstance(one, Item)}

    def known_notices(self) -> dict[str, Notice]:
        """The notices by id, with those outside of a part."""
        beyond = self.part.beyond if self.part else ()
        held = {notice.id: notice for notice in self.notices}
        return held | {one.id: one for one in beyond if isinstance(one, Notice)}

    def shown(self) -> frozenset[str]:
        """The ids of all that has a page: what is public, and what a notice tells of."""
        return frozenset([one.id for one in self.items] + [one.id for one in self.notices])
