"""consultations/index.html: open ones first; the long tail in pages that stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.views import ConsultationsView, Link, PageView
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.lists import cut, paths
from opengov_ssg.plan.participation import phases
from opengov_ssg.plan.parts import Parts

_KIND = "consultation"
_PHASES = ("open", "upcoming", "closed", "answered")


class ConsultationIndex:
    """Plans the index. A new consultation touches it and the newest pages of its year."""

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        self.parts = parts
        self.words = parts.words
        self.framer = parts.framer
        self.listing = shelves.kinds.get(_KIND)
        self.sizes = parts.site.config.lists

    def addresses(self) -> set[str]:
        """The index and the pages of the years."""
        return set(paths(self.listing, self.sizes)) if self.listing else set()

    def pages(self) -> Iterator[PageView]:
        """The index, by phase; then all of them by year of publication."""
        if self.listing is None:
            return
        items, heading = self.listing.items, self.listing.heading
        column = self.framer.column(
            self.parts.site.kind_column(_KIND), heading, self.listing.intro, self.listing.first
        )
        feeds = phases.feeds(_KIND, items, heading, self.parts)
        for path, view in cut(self.listing, self.sizes, self.words):
            if path == self.listing.first:
                found = phases.sections(items, _PHASES, self.parts)
                first = ConsultationsView(
                    view.intro, len(items), tuple(found), view.years, self.listing.column
                )
                yield self.framer.page(
                    path,
                    "consultations",
                    first,
                    heading=heading,
                    description=view.intro,
                    column=column,
                    feeds=feeds,
                    section=path,
                )
                continue
            page = self.words.text("list.page_of_year", year=view.year, number=view.number)
            yield self.framer.page(
                path,
                "list",
                view,
                heading=f"{heading} {page}",
                trail=(Link(heading, self.listing.first),),
                description=view.intro,
                column=column,
                feeds=feeds,
                section=self.listing.first,
            )
