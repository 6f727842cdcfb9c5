"""What the planners of platforms share: who has one, what stands in it, its menu."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.platforms import Holdings, platforms
from opengov_ssg.model.records import AnnualReport
from opengov_ssg.model.views import Link, MenuEntry, MenuLine, PlatformMenu
from opengov_ssg.plan.browsing import Shelves
from opengov_ssg.plan.parts import Parts

INDEX = "disclosure/index.html"
BLOCKS = ("guide", "rules", "content", "reports", "request")
"""The blocks of a platform in the order of its menu (国办公开办函〔2019〕61号)."""

_NO_CONTENT = frozenset(("page", "annual-report", "standard-catalog"))


def home(agency: str) -> str:
    """The first page of an agency's platform."""
    return f"disclosure/{agency}/index.html"


class Ground:
    """Made once for a site; nothing in it is larger than the lists that it points into."""

    def __init__(self, parts: Parts, shelves: Shelves) -> None:
        self.parts = parts
        self.words = parts.words
        self.site = parts.site
        self.framer = parts.framer
        self.holdings = platforms(shelves.ordered, parts.site)
        self._by_column: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self._documents: dict[str, list[Item]] = defaultdict(list)
        self._rules: list[Item] = []
        for item in shelves.ordered if self.holdings else ():
            self._shelve(item)

    def _shelve(self, item: Item) -> None:
        record = item.entry.record
        if record.kind in _NO_CONTENT:
            return
        if record.column and record.column == self.site.config.platform.rules:
            self._rules.append(item)
        if record.agency not in self.holdings or record.origin == "repost":
            return
        if record.column:
            self._by_column[record.agency, record.column].append(item)
        if record.kind == "document":
            self._documents[record.agency].append(item)

    def of_column(self, agency: str, column: str) -> Sequence[Item]:
        """What the agency itself published in a column, oldest first."""
        return self._by_column.get((agency, column), ())

    def documents(self, agency: str) -> Sequence[Item]:
        """The agency's own documents, oldest first."""
        return self._documents.get(agency, ())

    def rules(self, agency: str, own: bool) -> Sequence[Item]:
        """政府信息公开制度: the agency's own, or those of all others; oldest first."""
        return [item for item in self._rules if (item.entry.record.agency == agency) is own]

    # The menu

    def title(self, block: str) -> str:
        """What a block is called; the label of 年报 is the site's choice."""
        if block == "reports":
            return self.site.config.platform.reports
        return self.words.text(f"platform.{block}")

    def block(self, agency: str, block: str) -> str:
        """The page of a block of an agency's platform; empty where there is nothing of it."""
        holdings = self.holdings[agency]
        if block == "guide":
            return holdings.guide.url if holdings.guide else ""
        if block == "request":
            return holdings.request.url if holdings.request else ""
        if block == "rules":
            return f"disclosure/{agency}/rules.html" if self._rules else ""
        if block == "reports" and not holdings.reports:
            return ""
        return f"disclosure/{agency}/{block}/index.html"

    def menu(
        self, agency: str, block: str = "", path: str = "", below: tuple[MenuLine, ...] = ()
    ) -> PlatformMenu:
        """The menu as it stands on the page at ``path``, which belongs to ``block``."""
        entries = []
        for one in BLOCKS:
            url = self.block(agency, one)
            current = ("page" if url == path else "true") if one == block else ""
            entries.append(MenuEntry(self.title(one), url, current, below if one == block else ()))
        return PlatformMenu(self.home(agency), tuple(entries))

    def years(self, agency: str, path: str) -> tuple[MenuLine, ...]:
        """The reports of an agency for the menu, the newest first."""
        return tuple(
            MenuLine(self.year(item), item.url, item.url == path)
            for item in reversed(self.holdings[agency].reports)
        )

    def year(self, item: Item) -> str:
        """The year that a report is of, as it is called."""
        record = item.entry.record
        year = record.year if isinstance(record, AnnualReport) else ""
        return self.words.text("platform.year", year=year)

    # Ways to a page

    def home(self, agency: str) -> Link:
        """The platform of an agency."""
        name = self.words.text("platform.heading", name=self.words.agency(agency))
        return Link(name, home(agency))

    def trail(self, agency: str, *blocks: str) -> tuple[Link, ...]:
        """The pages above one of the agency's, down to the blocks named."""
        top = Link(self.words.text("title.platform"), INDEX)
        below = (Link(self.title(one), self.block(agency, one)) for one in blocks)
        return (top, self.home(agency), *below)

    def of(self, agency: str) -> Holdings:
        """What the agency's platform is made of."""
        return self.holdings[agency]
