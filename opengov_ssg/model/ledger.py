"""The ledger: every address ever published, every number ever allotted (DESIGN 3).

Lines are tab-separated, sorted, and merged by git as a union; so the same line may stand twice.
The address of a silently withdrawn record is kept as a digest: it stays known, but not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from opengov_ssg import digests
from opengov_ssg.errors import Problem, Words, problem

ADDRESSES = "ledger/addresses.tsv"
NUMBERS = "ledger/numbers.tsv"
_DIGEST = "sha256:"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address that was published: ``kind`` is a record's kind, ``translation``, ``attachment``,
    or ``redirect``; ``id`` is the record's."""

    address: str
    kind: str
    id: str
    first_published: str


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number that was allotted: 机构代码 or slug prefix, year, serial, and to which record."""

    organisation: str
    year: int
    serial: int
    id: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Both ledgers as read. ``lines`` are the line numbers of addresses, for problems."""

    addresses: tuple[Address, ...] = ()
    silenced: frozenset[str] = frozenset()
    numbers: tuple[Number, ...] = ()
    lines: tuple[int, ...] = ()

    def known(self) -> frozenset[str]:
        """All plain addresses."""
        return frozenset(one.address for one in self.addresses)

    def next_serial(self, organisation: str, year: int) -> int:
        """The first serial of ``organisation`` and ``year`` after all that were ever allotted."""
        taken = (
            one.serial
            for one in self.numbers
            if (one.organisation, one.year) == (organisation, year)
        )
        return max(taken, default=0) + 1


def parse(addresses: str, numbers: str) -> tuple[Ledger, list[Problem]]:
    """Read both files. A line that is none is a problem (OG214), so is a number twice (OG215)."""
    problems: list[Problem] = []
    silenced = {
        line.removeprefix(_DIGEST).strip()
        for line in addresses.splitlines()
        if line.startswith(_DIGEST)
    }
    listed = _addresses(addresses, silenced, problems)
    allotted = _numbers(numbers, problems)
    rows = sorted(listed.items(), key=lambda row: row[0])
    lines = tuple(line for _, line in rows)
    return Ledger(tuple(one for one, _ in rows), frozenset(silenced), allotted, lines), problems


def _addresses(text: str, silenced: set[str], problems: list[Problem]) -> dict[Address, int]:
    listed: dict[Address, int] = {}
    for line, cells in _rows(text):
        if cells[0].startswith(_DIGEST):
            continue
        if len(cells) != 4 or not all(cells[:3]):
            problems.append(problem("ledger-line", ADDRESSES, (line, 1), text="\t".join(cells)))
        elif digests.of_text(cells[0]) not in silenced:
            listed.setdefault(Address(*cells), line)
    return listed


def _numbers(text: str, problems: list[Problem]) -> tuple[Number, ...]:
    allotted: dict[tuple[str, int, int], Number] = {}
    for line, cells in _rows(text):
        if len(cells) != 4 or not re.fullmatch("[0-9]{4}-[0-9]{1,9}", "-".join(cells[1:3])):
            problems.append(problem("ledger-line", NUMBERS, (line, 1), text="\t".join(cells)))
            continue
        number = Number(cells[0], int(cells[1]), int(cells[2]), cells[3])
        key = (number.organisation, number.year, number.serial)
        other = allotted.setdefault(key, number)
        if other.id != number.id:
            words: Words = {"number": "-".join(map(str, key)), "id": number.id, "other": other.id}
            problems.append(problem("ledger-number-twice", NUMBERS, (line, 1), **words))
    return tuple(sorted(allotted.values()))


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    for line, row in enumerate(text.splitlines(), 1):
        if row.strip() and not row.startswith("#"):
            yield line, row.split("\t")


def write_addresses(ledger: Ledger) -> str:
    """The text of ``addresses.tsv``: plain lines, then digests, each sorted."""
    rows = sorted(
        f"{one.address}\t{one.kind}\t{one.id}\t{one.first_published}" for one in ledger.addresses
    )
    rows += sorted(f"{_DIGEST}{digest}\t\t\t" for digest in ledger.silenced)
    return "".join(f"{row}\n" for row in rows)


def write_numbers(ledger: Ledger) -> str:
    """The text of ``numbers.tsv``, sorted."""
    return "".join(
        f"{one.organisation}\t{one.year}\t{one.serial}\t{one.id}\n"
        for one in sorted(ledger.numbers)
    )
