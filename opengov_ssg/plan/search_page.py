"""The search page. What it finds is in the index, not in the page: a new record
changes only its lists."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.catalog import STANDINGS, SUPERSEDED
from opengov_ssg.model.records import KINDS
from opengov_ssg.model.views import PageView, SearchView
from opengov_ssg.plan.area import Area

URL = "search.html"


class SearchPage(Area):
    """``search.html``: a form, a place for hits, and the browse lists for readers without
    script."""

    def pages(self) -> Iterator[PageView]:
        """The page: one for search engines too, whatever is asked, by its canonical address."""
        text = self.words.text
        view = SearchView(
            self.shelves.browses,
            {kind: text(f"kind.{kind}") for kind in KINDS},
            {key: text(f"validity.{key}") for key in (*STANDINGS, SUPERSEDED)},
        )
        yield self.framer.page(
            URL,
            "search",
            view,
            heading=text("title.search"),
            description=text("intro.search"),
            section=URL,
            feeds=(),
        )

    def addresses(self) -> set[str]:
        """The search page."""
        return {URL}
