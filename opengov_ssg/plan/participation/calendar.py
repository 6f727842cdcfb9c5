"""Who held how many press conferences in a year, and who missed a period asked for (DOMAIN T7–T9).

Only facts that last are told: a period counts as past once a conference was held after it, by
whatever agency, so that a page changes with a conference and not with the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opengov_ssg.model.catalog import Item
from opengov_ssg.model.records import PressConference
from opengov_ssg.model.views import HeldCell, HeldRow, Link, PressYear
from opengov_ssg.notation import periods
from opengov_ssg.plan.parts import Parts
from opengov_ssg.plan.words import agency_url


class Calendar:
    """The conferences by year in which they are held, oldest first, and by agency. Of a part
    of the site those of its years; what lies outside of it counts, or its agencies would seem
    to have missed more."""

    def __init__(self, items: Sequence[Item], parts: Parts) -> None:
        self.parts = parts
        self.words = parts.words
        self.every = {
            code: profile.every for profile in parts.site.config.press for code in profile.agencies
        }
        self.years: dict[str, list[Item]] = {}
        known = [(one.entry.record, one) for one in items]
        dated = [(one.held, item) for one, item in known if isinstance(one, PressConference)]
        dated.sort(key=lambda pair: (pair[0], pair[1].id))
        for held, item in dated:
            self.years.setdefault(f"{held.year:04d}", []).append(item)
        if parts.part:
            self.years = {
                year: held for year, held in self.years.items() if any(map(_is_here, held))
            }
        self._days = {
            code: [
                held.date()
                for held, item in dated
                if item.phase == "held" and item.entry.record.agency == code
            ]
            for code in parts.site.agencies
        }
        self._last = max((days[-1] for days in self._days.values() if days), default=None)

    def year(self, year: str) -> PressYear:
        """The table of a year: agencies that held one, or that are asked to, in their order."""
        holders = {item.entry.record.agency for item in self.years[year]}
        agencies = [code for code in self.parts.site.agencies if code in holders | {*self.every}]
        return PressYear(year, tuple(self._row(code, year) for code in agencies))

    def _row(self, code: str, year: str) -> HeldRow:
        every = self.every.get(code, "")
        link = Link(self.parts.site.agencies[code].name, agency_url(code))
        cells = tuple(self._cell(code, year, quarter) for quarter in range(1, 5))
        total = sum(cell.held for cell in cells)
        return HeldRow(link, cells, total, every, tuple(self._missed(code, year)))

    def _cell(self, code: str, year: str, quarter: int) -> HeldCell:
        days = [
            (record.held, item.phase)
            for item in self.years[year]
            if isinstance(record := item.entry.record, PressConference)
            and record.agency == code
            and (record.held.month + 2) // 3 == quarter
        ]
        months = dict.fromkeys(held.month for held, phase in days if phase == "held")
        names = self.words.text("dates.comma").join(
            self.words.text(f"month.m{month}") for month in months
        )
        held = sum(phase == "held" for _, phase in days)
        return HeldCell(held, len(days) - held, names)

    def _missed(self, code: str, year: str) -> Iterator[str]:
        """The periods of the year in which an agency that is asked to held none, by name."""
        days, every = self._days[code], self.every.get(code)
        if every is None or not days or self._last is None:
            return
        for period in periods.missed(days, every, self._last):
            if period.startswith(year):
                yield self._name(period)

    def here(self, year: str) -> list[Item]:
        """Those of a year whose pages are here."""
        return [item for item in self.years[year] if _is_here(item)]

    def _name(self, period: str) -> str:
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return self.words.text(f"quarter.{part.lower()}")
        return self.words.text(f"month.m{int(part)}") if part else year


def _is_here(item: Item) -> bool:
    return item.base is None
