"""What the disclosure platform of each agency is made of (国办公开办函〔2019〕61号)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import AnnualReport, Page, StandardCatalog
from opengov_ssg.model.site import Site

_GOVERNMENT = re.compile(r"人民政府(?:（[^（）]*）)?$")


@dataclass(frozen=True, slots=True)
class Holdings:
    """The public records of one agency's platform: ``reports`` by year, oldest first; the others by
    id. ``guide`` and ``request`` are the pages of 条例 Art. 12 and 29, None where there is none."""

    agency: str
    guide: Item | None
    request: Item | None
    reports: tuple[Item, ...]
    catalogs: tuple[Item, ...]
    units: tuple[Item, ...]


def platforms(items: Iterable[Item], site: Site) -> dict[str, Holdings]:
    """The platforms by agency, in the order of site.yaml; an agency that has nothing of it has none."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if _belongs(item):
            found.setdefault(item.entry.record.agency, []).append(item)
    return {code: _holdings(code, found[code]) for code in site.agencies if code in found}


def _belongs(item: Item) -> bool:
    record = item.entry.record
    if isinstance(record, Page):
        return bool(record.guide or record.request or record.unit)
    return isinstance(record, AnnualReport | StandardCatalog)


def _holdings(agency: str, items: list[Item]) -> Holdings:
    items = sorted(items, key=lambda item: item.id)
    pages = [(item, one) for item in items if isinstance(one := item.entry.record, Page)]
    guides = [item for item, page in pages if page.guide]
    requests = [item for item, page in pages if page.request]
    return Holdings(
        agency,
        _proper(guides, f"disclosure/{agency}/"),
        _proper(requests, f"disclosure/{agency}/"),
        tuple(sorted((one for one in items if _year(one)), key=lambda one: (_year(one), one.id))),
        tuple(one for one in items if isinstance(one.entry.record, StandardCatalog)),
        tuple(item for item, page in pages if page.unit),
    )


def _proper(pages: list[Item], folder: str) -> Item | None:
    """Of several, the one that lies in the agency's own folder."""
    return min(pages, key=lambda item: (not item.id.startswith(folder), item.id), default=None)


def _year(item: Item) -> int:
    record = item.entry.record
    return record.year if isinstance(record, AnnualReport) else 0


def is_government(name: str) -> bool:
    """Whether an agency is a government as a whole, whose report covers its departments (Art. 49)."""
    return _GOVERNMENT.search(name) is not None
