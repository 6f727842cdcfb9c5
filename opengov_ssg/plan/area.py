"""An area of the site, such as its gazettes: pages of its own, and what it adds to records'
pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.outputs import Output
from opengov_ssg.model.views import PageView
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.parts import Parts


class Area:
    """What planning asks of every area. An area plans the record pages of ``kinds`` as a whole and
    gives ``details`` to those of other kinds."""

    kinds: ClassVar[frozenset[str]] = frozenset()
    indexes: ClassVar[frozenset[str]] = frozenset()
    """The kinds whose index is the area's own page and no plain list."""
    of_the_whole: ClassVar[bool] = False
    """Whether it speaks of all records, and so is left out of a part of the site."""

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        self.parts = parts
        self.shelves = shelves
        self.framer = parts.framer
        self.words = parts.words
        self.site = parts.site

    def page(self, item: Item) -> PageView:
        """The page of a record of one of its kinds."""
        raise NotImplementedError(item.id)

    def details(self, item: Item) -> Any:
        """What only this kind of record has, for the record's template; None when it is not
        ours."""
        return None

    def pages(self) -> Iterator[PageView]:
        """The area's own pages: indexes, calendars, tables."""
        yield from ()

    def outputs(self) -> Iterator[Output]:
        """Its files that are no pages."""
        yield from ()

    def addresses(self) -> set[str]:
        """The paths of its own pages and files: what a link may lead to."""
        return set()
