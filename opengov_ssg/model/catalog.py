"""The linked catalog: what is public at one instant, and how its records stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from opengov_ssg.model.entries import Entry
from opengov_ssg.model.site import Site

Publicity = Literal["public", "notice", "hidden"]
"""``notice``: withdrawn, but a page tells so. ``hidden``: nothing of it is output."""


STANDINGS = ("in_force", "not_yet", "amended", "partial", "lapsed", "repealed", "unstated")
"""The keys of 有效性, in the order in which lists show them."""


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
    ``released`` how many follow-ups of a response are out.
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
    def url(self) -> str:
        """The address of its page."""
        return f"{self.id}.html"


@dataclass(frozen=True, slots=True)
class Notice:
    """A withdrawn record that leaves a page: nothing of its text, only numbers and the reason."""

    id: str
    index_no: str
    doc_no: str
    at: datetime
    reason: str
    replacement: str

    @property
    def url(self) -> str:
        """The address of the notice, which was the record's."""
        return f"{self.id}.html"


REGISTER = "catalog/register.html"
"""Where the register of 依申请公开 is, when site.yaml publishes it and it has a row."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of the register of 依申请公开: ``reason`` is the code of the legal reason."""

    title: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is public at one instant. ``items`` and ``notices`` are ordered by id.

    ``register`` is empty unless site.yaml publishes it.
    ``redirects`` pairs a former address with the present one; ``resolved`` and ``unresolved`` count
    citations; ``next_change_at`` is the next instant at which the same content builds differently.
    """

    site: Site
    items: tuple[Item, ...]
    notices: tuple[Notice, ...]
    register: tuple[Registered, ...]
    redirects: tuple[tuple[str, str], ...]
    resolved: int
    unresolved: int
    next_change_at: datetime | None

    def by_id(self) -> dict[str, Item]:
        """The public items by id."""
        return {item.id: item for item in self.items}
