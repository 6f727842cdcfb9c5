"""The disclosure platforms of agencies: menus, sections, annual reports, standard catalogs."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.report_views import TableView
from opengov_ssg.model.views.links import CountedLink, Link, OutLink
from opengov_ssg.model.views.lists import ListView, Row
from opengov_ssg.model.views.records import AttachmentView, Fact


class MenuLine(NamedTuple):
    """An entry below one of the menu's: ``current`` is true on its own page."""

    text: str
    url: str
    current: bool


class MenuEntry(NamedTuple):
    """One of the five blocks. ``url`` is empty where the agency has nothing of it; ``current`` is
    ``page`` on the block's own page and ``true`` on those below it."""

    text: str
    url: str
    current: str
    below: tuple[MenuLine, ...] = ()


class PlatformMenu(NamedTuple):
    """The menu of an agency's platform: 指南, 制度, 法定主动公开内容, 年报, 依申请公开."""

    home: Link
    entries: tuple[MenuEntry, ...]


class PlatformSection(NamedTuple):
    """A part of a page of a platform. ``pairs`` are labels with values, ``ways`` lead to lists,
    ``rows`` are the newest of ``more``; what is empty is not shown."""

    id: str
    title: str
    note: str = ""
    more: Link | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    ways: tuple[CountedLink, ...] = ()
    links: tuple[Link, ...] = ()
    rows: tuple[Row, ...] = ()


class ReportRow(NamedTuple):
    """An annual report in the list of them, with key figures of table 3."""

    year: int
    link: Link
    published: str
    new: int
    total: int
    carried_out: int


class PlatformView(NamedTuple):
    """A page of an agency's platform: beside the menu, sections, reports or a list.

    ``columns`` name all of 法定主动公开内容; the address of one that has no record is empty.
    """

    menu: PlatformMenu
    intro: str
    columns: tuple[CountedLink, ...] = ()
    sections: tuple[PlatformSection, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    listing: ListView | None = None


class PlatformRow(NamedTuple):
    """An agency in the table of all platforms; the five cells are links, or None for nothing."""

    agency: Link
    cells: tuple[Link | None, ...]


class SectorView(NamedTuple):
    """The public service units of one sector."""

    sector: str
    units: tuple[Link, ...]


class DisclosureView(NamedTuple):
    """All platforms: the government's page gathers its organs'."""

    intro: str
    heads: tuple[str, ...]
    rows: tuple[PlatformRow, ...]
    catalogs: tuple[Link, ...]
    sectors: tuple[SectorView, ...]


class GuideView(NamedTuple):
    """政府信息公开指南 in the order of 条例 Art. 12; texts by paragraphs, ``office`` by label
    key."""

    classification: tuple[str, ...]
    arrangement: tuple[str, ...]
    ways: tuple[str, ...]
    office: tuple[tuple[str, str], ...]


class RequestView(NamedTuple):
    """依申请公开: the form, where to ask, what it costs, how long it takes, what to do against
    it."""

    form: AttachmentView | None
    online: OutLink | None
    channels: tuple[str, ...]
    fee: tuple[str, ...]
    time_limit: tuple[str, ...]
    remedies: tuple[str, ...]
    assistance: tuple[str, ...]


class FeeView(NamedTuple):
    """A fee of a public service unit."""

    item: str
    price: str
    basis: str


class ProcedureView(NamedTuple):
    """How something is done at a public service unit; ``steps`` by paragraphs."""

    item: str
    steps: tuple[str, ...]
    materials: str
    time_limit: str
    phone: str


class UnitView(NamedTuple):
    """A public service unit: ``pairs`` are label keys with values."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    fees: tuple[FeeView, ...]
    procedures: tuple[ProcedureView, ...]


class PlatformPage(NamedTuple):
    """What a plain page is on a platform; ``trail`` leads to it."""

    menu: PlatformMenu
    trail: tuple[Link, ...]
    guide: GuideView | None
    request: RequestView | None
    unit: UnitView | None


class CountsRow(NamedTuple):
    """A number that the report states beside the one counted on the site."""

    row: str
    column: str
    stated: int
    counted: int


class AnnualReportView(NamedTuple):
    """What an annual report has besides its text. ``tables`` are the statutory tables 2, 3 and 4;
    ``counts`` is empty for a government, whose report covers its departments."""

    menu: PlatformMenu
    facts: tuple[Fact, ...]
    year: int
    tables: tuple[TableView, ...]
    counts: tuple[CountsRow, ...]
    data: tuple[Link, ...]
    previous: Link | None
    next: Link | None


class CatalogRowView(NamedTuple):
    """A row of a standard catalog. ``state`` is ``fulfilled``, ``empty`` or ``on_request``;
    ``records`` are the newest of ``count``, ``lists`` lead to the column and topics that it
    names."""

    number: str
    item: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str
    body: str
    channels: tuple[str, ...]
    audience: str
    mode: str
    level: str
    five_open: tuple[str, ...]
    state: str
    lists: tuple[Link, ...]
    records: tuple[Link, ...]
    count: int  # type: ignore[assignment]  # tuple.count is not used


class CatalogArea(NamedTuple):
    """Neighbouring rows of the same 一级事项."""

    name: str
    rows: tuple[CatalogRowView, ...]


class StandardCatalogView(NamedTuple):
    """A 主动公开基本目录: its rows by area, how many there are of each state, the data files."""

    menu: PlatformMenu
    facts: tuple[Fact, ...]
    areas: tuple[CatalogArea, ...]
    total: int
    states: tuple[tuple[str, int], ...]
    data: tuple[Link, ...]
