"""Columns: all of them with who leads them and how fresh they have to be."""

from __future__ import annotations

from typing import NamedTuple

from opengov_ssg.model.views.links import Link


class ColumnHead(NamedTuple):
    """What stands above a column's list: who leads it, the class it is inspected by (``news``,
    ``notices``, ``static``), and the statutory item that it fulfils, if any."""

    lead: Link | None
    freshness: str
    statutory: str


class ColumnEntry(NamedTuple):
    """A column in the index; ``url`` is empty while it has no record (but 机关职能 leads to the
    agencies, which tell it), ``newest`` the day of its newest record. ``about`` is empty where it
    would repeat the name."""

    name: str
    about: str
    url: str
    count: int  # type: ignore[assignment]  # tuple.count is not used
    newest: str
    head: ColumnHead


class ColumnGroup(NamedTuple):
    """Columns of one sort: ``statutory`` 法定主动公开内容, ``focus`` 重点领域 or ``other``."""

    key: str
    entries: tuple[ColumnEntry, ...]


class ColumnsView(NamedTuple):
    """The index of columns."""

    intro: str
    groups: tuple[ColumnGroup, ...]
