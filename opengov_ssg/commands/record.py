"""``ssg record``: write into the ledger what is public and missing there (DESIGN 3).

Numbers that records bear are entered too, so that none is given out again once its record is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from opengov_ssg import digests
from opengov_ssg.commands import files
from opengov_ssg.commands.ledger import held
from opengov_ssg.commands.numbering import missing
from opengov_ssg.link.linking import withdrawn_silently
from opengov_ssg.model.catalog import Item
from opengov_ssg.model.ledger import (
    ADDRESSES,
    NUMBERS,
    Address,
    Ledger,
    write_addresses,
    write_numbers,
)
from opengov_ssg.runs import Content


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many addresses and numbers were added, how many addresses replaced by their digest."""

    added: int
    silenced: int
    numbers: int


def record(project: Path, content: Content, as_of: datetime) -> Recorded:
    """Add public addresses; replace those of silently withdrawn records by digests.

    Raises ProblemError for a damaged ledger.
    """
    with held(project, content) as current:
        return _record(project, current, as_of)


def _record(project: Path, content: Content, as_of: datetime) -> Recorded:
    ledger = content.ledger
    known = ledger.known()
    wanted = [
        row
        for item in content.catalog.items
        for one in item.in_all()
        for row in _rows(one, item.id)
    ]
    wanted += [
        Address(former, "redirect", present.removesuffix(".html"), "")
        for former, present in content.catalog.redirects
    ]
    added = [
        row
        for row in wanted
        if row.address not in known and digests.of_text(row.address) not in ledger.silenced
    ]
    gone = _silent_addresses(ledger, content, as_of)
    numbers = missing(content)
    if numbers:
        merged = replace(ledger, numbers=(*ledger.numbers, *numbers))
        files.replace(project / NUMBERS, write_numbers(merged))
    if not added and not gone:
        return Recorded(0, 0, len(numbers))
    rows = {*ledger.addresses, *added}
    changed = replace(
        ledger,
        addresses=tuple(sorted(row for row in rows if row.address not in gone)),
        silenced=ledger.silenced | {digests.of_text(address) for address in gone},
    )
    files.replace(project / ADDRESSES, write_addresses(changed))
    return Recorded(len(added), len(gone), len(numbers))


def _rows(item: Item, id: str) -> list[Address]:
    """The addresses of a record's page, or of a translation's; ``id`` is the record's."""
    published = item.entry.record.published
    day = published.date().isoformat() if published else ""
    kind = "translation" if item.language else item.entry.record.kind
    rows = [Address(item.url, kind, id, day)]
    listed = {one.file for one in item.entry.record.attachments if one.file}
    rows += [
        Address(address, "attachment", id, day)
        for name, address in item.entry.addresses(item.id).items()
        if name in listed
    ]
    return rows


def _silent_addresses(ledger: Ledger, content: Content, as_of: datetime) -> set[str]:
    """Addresses in the ledger that belong to records withdrawn in silence."""
    ids = set(withdrawn_silently(content.linked.known, as_of))
    return {row.address for row in ledger.addresses if row.id in ids}
