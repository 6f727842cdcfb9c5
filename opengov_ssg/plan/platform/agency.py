"""The first page of an agency's platform, and its 政府信息公开制度."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import Page
from opengov_ssg.model.views import (
    ColumnTags,
    Link,
    PageView,
    PlatformSection,
    PlatformView,
)
from opengov_ssg.plan.platform.content import Content, has_ended
from opengov_ssg.plan.platform.ground import INDEX, Ground
from opengov_ssg.plan.words import agency_url

_NEWEST = 5


class Homes:
    """Plans them for every agency that has a platform."""

    def __init__(self, ground: Ground, content: Content) -> None:
        self.ground = ground
        self.content = content
        self.words = ground.words

    def pages(self, agency: str) -> Iterator[PageView]:
        """The first page, and the rules where there are any."""
        yield self._home(agency)
        if path := self.ground.block(agency, "rules"):
            yield self._rules(agency, path)

    def addresses(self, agency: str) -> Iterator[str]:
        """The paths of these pages."""
        yield self.ground.home(agency).url
        if path := self.ground.block(agency, "rules"):
            yield path

    def _home(self, agency: str) -> PageView:
        home = self.ground.home(agency)
        intro = self.words.text("platform.home_intro", name=self.words.agency(agency))
        sections = (
            self._office(agency),
            self._newest(agency),
            self._links("reports", agency, self.ground.of(agency).reports[::-1][:_NEWEST]),
            self._links("catalogs", agency, self.ground.of(agency).catalogs),
            self._links("units", agency, self.ground.of(agency).units),
            self._organ(agency),
        )
        view = PlatformView(
            self.ground.menu(agency), intro, sections=tuple(one for one in sections if one)
        )
        return self._page(home.url, view, home.text, (Link(self._title(), INDEX),))

    def _title(self) -> str:
        return self.words.text("title.platform")

    def _office(self, agency: str) -> PlatformSection | None:
        """政府信息公开工作机构, as the guide names it."""
        guide = self.ground.of(agency).guide
        page = guide.entry.record if guide else None
        if guide is None or not isinstance(page, Page) or page.guide is None:
            return None
        keys = ("name", "address", "hours", "phone", "fax", "internet")
        return PlatformSection(
            "office",
            self.words.text("platform.office"),
            more=Link(self.ground.title("guide"), guide.url),
            pairs=tuple(
                (self.words.text(f"platform.office_{key}"), getattr(page.guide.office, key))
                for key in keys
            ),
        )

    def _organ(self, agency: str) -> PlatformSection:
        """The way to the agency's own page: 机关职能 and the rest of item 2 of Art. 20."""
        link = Link(self.words.agency(agency), agency_url(agency))
        return PlatformSection("organ", self.words.text("platform.organ"), links=(link,))

    def _newest(self, agency: str) -> PlatformSection | None:
        """The newest of all statutory columns."""
        items = {
            item.id: item
            for shown in self.content.shown(agency)
            for listing in shown.listings
            for item in [one for one in listing.items if not has_ended(one)][-_NEWEST:]
        }
        if not items:
            return None
        newest = sorted(items.values(), key=lambda item: (item.entry.record.published, item.id))
        return PlatformSection(
            "newest",
            self.ground.title("content"),
            more=Link(
                self.words.text("platform.all_content"), self.ground.block(agency, "content")
            ),
            rows=tuple(self.words.row(item) for item in reversed(newest[-_NEWEST:])),
        )

    def _links(self, key: str, agency: str, items: Sequence[Item]) -> PlatformSection | None:
        if not items:
            return None
        title = self.ground.title(key)
        url = self.ground.block(agency, key) if key == "reports" else ""
        return PlatformSection(
            key,
            title,
            more=Link(self.words.text("platform.all_reports"), url) if url else None,
            links=tuple(Link(item.entry.record.title, item.url) for item in items),
        )

    def _rules(self, agency: str, path: str) -> PageView:
        """The agency's own rules first, then those of all others: superior organs, other places."""
        heading = self.ground.title("rules")
        intro = self.words.text("platform.rules_intro")
        sections = (
            self._rules_section("own", self.ground.rules(agency, True)),
            self._rules_section("others", self.ground.rules(agency, False)),
        )
        view = PlatformView(
            self.ground.menu(agency, "rules", path),
            intro,
            sections=tuple(one for one in sections if one),
        )
        return self._page(path, view, heading, self.ground.trail(agency))

    def _rules_section(self, key: str, items: Sequence[Item]) -> PlatformSection | None:
        if not items:
            return None
        most = self.ground.site.config.lists.page_size
        column = self.ground.site.config.platform.rules or ""
        more = Link(self.words.text("platform.whole_column"), self.words.column_url(column))
        return PlatformSection(
            key,
            self.words.text(f"platform.rules_{key}"),
            more=more if len(items) > most else None,
            rows=tuple(self.words.row(item) for item in reversed(items[-most:])),
        )

    def _page(
        self, path: str, view: PlatformView, heading: str, trail: tuple[Link, ...]
    ) -> PageView:
        return self.ground.framer.page(
            path,
            "platform",
            view,
            heading=heading,
            trail=trail,
            description=view.intro,
            column=ColumnTags(heading, view.intro, heading, heading, path),
            section=INDEX,
        )
