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
    id. ``guides`` are the pages of 条例 Art. 12, of which the first is the one to show, and
    ``request`` is that of Art. 29, None where there is none."""

    agency: str
    guides: tuple[Item, ...]
    request: Item | None
    reports: tuple[Item, ...]
    catalogs: tuple[Item, ...]
    units: tuple[Item, ...]

    @property
    def guide(self) -> Item | None:
        """The guide to show, None where there is none."""
        return self.guides[0] if self.guides else None


def platforms(items: Iterable[Item], site: Site) -> dict[str, Holdings]:
    """The platforms by agency, in the order of site.yaml; an agency that has
    nothing of it has none."""
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
        _proper_first(guides, agency),
        next(iter(_proper_first(requests, agency)), None),
        tuple(sorted((one for one in items if _year(one)), key=lambda one: (_year(one), one.id))),
        tuple(one for one in items if isinstance(one.entry.record, StandardCatalog)),
        tuple(item for item, page in pages if page.unit),
    )


def _proper_first(pages: list[Item], agency: str) -> tuple[Item, ...]:
    """Before the others, those that lie in the agency's own folder."""
    folder = f"disclosure/{agency}/"
    return tuple(sorted(pages, key=lambda item: (not item.id.startswith(folder), item.id)))


def _year(item: Item) -> int:
    record = item.entry.record
    return record.year if isinstance(record, AnnualReport) else 0


def is_government(name: str) -> bool:
    """Whether an agency is a government as a whole, whose report covers its departments (Art.
    49)."""
    return _GOVERNMENT.search(name) is not None
