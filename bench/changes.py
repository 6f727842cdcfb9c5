"""What is changed between two builds, in terms of records: the same for every generator.

A record that is changed is one that no other names, so that no other text would have to be changed
with it. Of each of the two commonest changes there are two: to a record of the newest search
segment, which is what happens daily, and to one of an old segment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.organisation_codes import index_number
from bench.pieces import Piece
from bench.records import Record
from bench.vocabulary import AS_OF

NOTHING, BODY, TITLE = "nothing", "one body", "one title"
OLD_BODY, OLD_TITLE = "one old body", "one old title"
ADDED, WITHDRAWN, THEME = "one added", "one withdrawn", "theme"
NAMES = (NOTHING, BODY, TITLE, ADDED, WITHDRAWN, OLD_BODY, OLD_TITLE, THEME)
OLD = (OLD_BODY, OLD_TITLE)

_PARAGRAPH = "补充一段正文，用来测量一处修改的代价。"
_SUFFIX = "（更正）"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the records after it. ``withdrawn`` is among them where a notice takes its place;
    whoever has no notices leaves it out. ``theme`` changes the footer of every page."""

    name: str
    records: Sequence[Record]
    withdrawn: Record | None = None
    theme: bool = False

    def without_withdrawn(self) -> Sequence[Record]:
        """The records that still have a page of their own."""
        if self.withdrawn is None:
            return self.records
        gone = next(i for i, one in enumerate(self.records) if one is self.withdrawn)
        return [_moved(one, gone) for one in self.records if one is not self.withdrawn]


def changes(records: Sequence[Record], bounds: Sequence[date], new: Piece) -> list[Change]:
    """All changes, in the order of NAMES; ``new`` is the text of the record that is added."""
    newest, before, old = places(records, bounds)
    return [
        Change(NOTHING, records),
        Change(BODY, _changed(records, newest, _longer)),
        Change(TITLE, _changed(records, newest, _retitled)),
        Change(ADDED, [*records, _today(records, old, new)]),
        Change(WITHDRAWN, records, withdrawn=records[before]),
        Change(OLD_BODY, _changed(records, old, _longer)),
        Change(OLD_TITLE, _changed(records, old, _retitled)),
        Change(THEME, records, theme=True),
    ]


def places(records: Sequence[Record], bounds: Sequence[date]) -> tuple[int, int, int]:
    """Of the records that no other names: the newest, the one before it, and one in the midst of
    those that are not in the newest segment (of all records, if there is but one segment).

    Raises ValueError where there are fewer than three such records.
    """
    named = {target for one in records for target in (one.repeals, one.amends, one.cites)}
    free = [place for place in range(len(records)) if place not in named]
    if len(free) < 3:
        raise ValueError(f"{len(free)} records that no other names: make more records")
    begin = newest_segment(records, bounds)
    older = [place for place in free[:-2] if not begin or records[place].published < begin]
    return free[-1], free[-2], (older or free)[len(older or free) // 2]


def newest_segment(records: Sequence[Record], bounds: Sequence[date]) -> date | None:
    """The first day of the newest segment that holds records; None where there is but one."""
    return max((day for day in bounds if day <= records[-1].published), default=None)


def _changed(
    records: Sequence[Record], place: int, change: Callable[[Record], Record]
) -> list[Record]:
    return [*records[:place], change(records[place]), *records[place + 1 :]]


def _longer(record: Record) -> Record:
    return replace(record, paragraphs=(*record.paragraphs, _PARAGRAPH))


def _retitled(record: Record) -> Record:
    return replace(record, title=record.title + _SUFFIX)


def _today(records: Sequence[Record], cited: int, new: Piece) -> Record:
    """A record of the day that is built for; it cites an old one, as every fifth does."""
    last = records[-1]
    day, agency = date.fromisoformat(AS_OF), last.agency
    serial = 1 + max(
        (one.serial for one in records if one.agency is agency and one.year == day.year), default=0
    )
    return replace(
        last,
        index_no=index_number(agency.organisation, day.year, serial),
        serial=serial,
        title=f"{agency.name}关于印发《{new.law}》新增部分的通知",
        doc_no=f"{agency.prefix}〔{day.year}〕{serial}号",
        genre="通知",
        signed=day - timedelta(days=3),
        published=day,
        effective=day,
        valid_to=None,
        summary=f"关于《{new.law}》的通知。",
        repeals=None,
        amends=None,
        cites=cited,
        paragraphs=new.paragraphs,
    )


def _moved(record: Record, gone: int) -> Record:
    """The record once the one at ``gone``, which none names, is no more counted."""

    def moved(target: int | None) -> int | None:
        return target - 1 if target is not None and target > gone else target

    return replace(
        record,
        repeals=moved(record.repeals),
        amends=moved(record.amends),
        cites=moved(record.cites),
    )
