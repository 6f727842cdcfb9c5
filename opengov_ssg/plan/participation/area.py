"""What this part of the site adds: details of records, two indexes, calendars, spokespersons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.views import PageView
from opengov_ssg.plan.area import Area
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.participation import details
from opengov_ssg.plan.participation.consultations import ConsultationIndex
from opengov_ssg.plan.participation.press import Press
from opengov_ssg.plan.parts import Parts


class Participation(Area):
    """Plans them. The pages of records are the general ones, with details of each kind."""

    indexes = frozenset(("consultation", "press-conference"))

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        super().__init__(parts, shelves)
        self._consultations = ConsultationIndex(parts, shelves)
        self._press = Press(parts, shelves)

    def details(self, item: Item) -> Any:
        """The part of a record's page that only its kind has."""
        return details.of(item, self.parts)

    def pages(self) -> Iterator[PageView]:
        """The index of consultations; that of press conferences, their calendars, spokespersons."""
        yield from self._consultations.pages()
        yield from self._press.pages()

    def addresses(self) -> set[str]:
        """The paths of these pages."""
        return self._consultations.addresses() | self._press.addresses()
