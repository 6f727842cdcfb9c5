"""``disclosure/index.html``: the government's page, which gathers the platforms of all organs."""

from __future__ import annotations

from collections.abc import Iterator

from opengov_ssg.model.records import Page
from opengov_ssg.model.views import (
    ColumnTags,
    DisclosureView,
    Link,
    PageView,
    PlatformRow,
    SectorView,
)
from opengov_ssg.plan.platform.ground import BLOCKS, INDEX, Ground


def page(ground: Ground) -> PageView:
    """All platforms, agency by block; standard catalogs; public service units by sector."""
    words = ground.words
    title, intro = words.text("title.platform"), words.text("intro.platform")
    view = DisclosureView(
        intro,
        tuple(ground.title(block) for block in BLOCKS),
        tuple(_row(agency, ground) for agency in ground.holdings),
        tuple(
            Link(item.entry.record.title, item.url, words.agency(item.entry.record.agency))
            for holdings in ground.holdings.values()
            for item in holdings.catalogs
        ),
        tuple(_sectors(ground)),
    )
    return ground.framer.page(
        INDEX,
        "disclosure",
        view,
        heading=title,
        description=intro,
        column=ColumnTags(title, intro, title, title, INDEX),
        section=INDEX,
    )


def _row(agency: str, ground: Ground) -> PlatformRow:
    cells = tuple(_cell(agency, block, ground) for block in BLOCKS)
    return PlatformRow(Link(ground.words.agency(agency), ground.home(agency).url), cells)


def _cell(agency: str, block: str, ground: Ground) -> Link | None:
    url = ground.block(agency, block)
    if not url:
        return None
    text = ground.words.text("platform.enter")
    reports = ground.of(agency).reports
    if block == "reports" and reports:
        text = ground.words.text("platform.report_count", count=len(reports))
    return Link(text, url)


def _sectors(ground: Ground) -> Iterator[SectorView]:
    """Sectors in the order in which agencies first name them."""
    found: dict[str, list[Link]] = {}
    for holdings in ground.holdings.values():
        for item in holdings.units:
            record = item.entry.record
            if isinstance(record, Page) and record.unit:
                note = ground.words.agency(record.agency)
                found.setdefault(record.unit.sector, []).append(
                    Link(record.unit.name, item.url, note)
                )
    for sector, units in found.items():
        yield SectorView(sector, tuple(units))
