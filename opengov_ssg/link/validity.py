"""有效性: derived from dates, relations and as-of (DESIGN 3, DOMAIN 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from opengov_ssg.model.catalog import Standing
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import Document

_ACTING = ("repealed_by", "amended_by", "superseded_by")


def standing(
    record: Document,
    inverse: Mapping[str, Sequence[str]],
    public: Mapping[str, Entry],
    today: date,
) -> Standing:
    """How the document stands on ``today``; ``inverse`` are the public records acting on it.

    Nothing is claimed without ground: an imported or reposted text whose source does not state
    its validity, and which nothing here repeals or amends, is ``unstated``.
    """
    repealed = _acting(inverse.get("repealed_by", ()), public, today)
    if repealed or record.validity == "repealed":
        return Standing("repealed", _since(repealed, public), tuple(repealed))
    if record.valid_to and record.valid_to < today:
        return Standing("lapsed", record.valid_to.isoformat(), ())
    if record.validity in ("lapsed", "partial"):
        return Standing(record.validity, "", ())
    superseded = _acting(inverse.get("superseded_by", ()), public, today)
    if record.effective and record.effective > today:
        return Standing("not_yet", record.effective.isoformat(), tuple(superseded))
    amended = _acting(inverse.get("amended_by", ()), public, today)
    if amended or record.validity == "amended":
        return Standing("amended", _since(amended, public), tuple(amended + superseded))
    stated = record.validity or record.valid_to or record.origin == "own"
    key = "in_force" if stated else "unstated"
    return Standing(key, "", tuple(superseded))


def next_change(
    record: Document,
    inverse: Mapping[str, Sequence[str]],
    public: Mapping[str, Entry],
    today: date,
) -> date | None:
    """The first day after ``today`` on which the passing of time alone changes the standing."""
    acting = [id for key in _ACTING for id in inverse.get(key, ())]
    days = [record.effective, *(_effect(public[id]) for id in acting)]
    if record.valid_to and record.valid_to < date.max:
        days.append(record.valid_to + timedelta(days=1))
    now = standing(record, inverse, public, today)
    for day in sorted(day for day in days if day and day > today):
        if standing(record, inverse, public, day) != now:
            return day
    return None


def _acting(ids: Sequence[str], public: Mapping[str, Entry], today: date) -> list[str]:
    """Those of the repealing (amending, superseding) records that have taken effect."""
    return [id for id in ids if (_effect(public[id]) or today) <= today]


def _since(ids: Sequence[str], public: Mapping[str, Entry]) -> str:
    days = [day for id in ids if (day := _effect(public[id]))]
    return min(days).isoformat() if days else ""


def _effect(entry: Entry) -> date | None:
    record = entry.record
    return record.effective or record.signed if isinstance(record, Document) else record.signed
