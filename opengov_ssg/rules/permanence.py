"""An address is for ever (DESIGN 1.5): what the ledger knows must still be accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from opengov_ssg import digests
from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import ADDRESSES
from opengov_ssg.rules.facts import Facts


def addresses_kept(facts: Facts) -> Iterator[Problem]:
    """A published address without record, redirect or withdrawal fails the build (OG212)."""
    kept = _kept(facts)
    for row, line in zip(facts.ledger.addresses, facts.ledger.lines, strict=True):
        if row.address not in kept:
            words: Words = {"address": row.address, "kind": row.kind}
            yield problem("address-lost", ADDRESSES, (line, 1), **words)


def _kept(facts: Facts) -> set[str]:
    recorded: dict[str, list[str]] = defaultdict(list)
    for row in facts.ledger.addresses:
        recorded[row.id].append(row.address)
    kept: set[str] = set()
    for id in facts.lasting:
        entry = facts.entries[id]
        kept.add(f"{id}.html")
        kept.update(entry.record.aliases)
        kept.update(f"{one.id(id)}.html" for one in entry.translations)
        kept.update(entry.all_addresses(id).values())
        kept.update(one for one in recorded[id] if _told(one, id, entry))
    return kept


def _told(address: str, id: str, entry: Entry) -> bool:
    """Whether the record itself says what became of an address of its own: withdrawn as a whole,
    or an attachment that keeps its id in the list and is said not to be held."""
    if entry.record.withdrawn:
        return True
    gone = {one.id for one in entry.record.attachments if one.id and one.not_held}
    return address.removeprefix(f"{id}/").rpartition(".")[0] in gone


def addresses_recorded(facts: Facts) -> Iterator[Problem]:
    """One warning when public addresses are not in the ledger yet (OG213)."""
    known, silenced = facts.ledger.known(), facts.ledger.silenced
    missing = [
        item.url
        for item in facts.catalog.in_all()
        if item.url not in known and digests.of_text(item.url) not in silenced
    ]
    if missing:
        yield problem("not-in-ledger", ADDRESSES, count=len(missing), first=missing[0])
