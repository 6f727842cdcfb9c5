"""``build --hold-back``: one bureau's broken file does not stop sixty bureaus.

A record with an error of its own is held: its last published version stays, a new one is left out.
What is wrong with the site, with addresses, with the ledger is fatal as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from opengov_ssg.errors import Problem
from opengov_ssg.link.addresses import record_id
from opengov_ssg.link.publicity import publicity
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import Ledger
from opengov_ssg.model.records import AnyRecord, GazetteIssue
from opengov_ssg.model.site import Site
from opengov_ssg.read.raw_header import BYTES, says_otherwise
from opengov_ssg.store.store import Reading


class Held(NamedTuple):
    """A record that was held: its file; its id when its last version stands, else empty."""

    path: str
    id: str


class Last(NamedTuple):
    """What was published last: its records by path. ``known`` tells whether that is known at all;
    ``has`` whether the files beside a record can still be had."""

    known: bool
    entries: Mapping[str, Entry]
    has: Callable[[Entry], bool]


class HoldingBack:
    """The entries of a build while broken ones are exchanged for what was last published of them.

    ``read`` is what each file says now. In the end the site is that of a content without the
    records left out, and with the last versions of those kept.
    """

    def __init__(
        self,
        project: Path,
        site: Site,
        as_of: datetime,
        read: Mapping[str, Reading],
        last: Callable[[], Last],
    ) -> None:
        self.entries = {path: one.entry for path, one in read.items() if one.entry}
        self.left_out: set[str] = set()
        self.kept: set[str] = set()
        self.problems: list[Problem] = []
        self._project, self._site, self._as_of = project, site, as_of
        self._read = read
        # what is wrong with a file beside a record is told of that file
        self._owners = {path: path for path in read}
        for path, one in read.items():
            for told in one.problems:
                self._owners.setdefault(told.path, path)
            if one.entry:
                self._own(one.entry)
        self._ask = last
        self._answer: Last | None = None

    def leave_out(self, problems: Collection[Problem]) -> None:
        """Leave out the files whose names cannot be used, and translations of nothing:
        they were not read."""
        for one in problems:
            if one.name in ("unusable-name", "translation-alone"):
                self._owners.setdefault(one.path, one.path)
                self.left_out.add(one.path)

    def hold(self, problems: Collection[Problem]) -> bool:
        """Hold the records that have errors of their own; whether there was one
        that was not held yet."""
        bad = {
            self._owners[one.path]
            for one in problems
            if one.severity == "error" and one.scope == "record" and one.path in self._owners
        } - self.left_out
        self.problems += [one for one in problems if self._owners.get(one.path) in bad]
        for path in bad:
            last = None if path in self.kept else self._standing(path)
            if last is None:
                self.entries.pop(path, None)
                self.kept.discard(path)
                self.left_out.add(path)
            else:
                self.entries[path] = last
                self.kept.add(path)
                self._own(last)
        return bool(bad)

    def excuses(self, problems: Collection[Problem]) -> frozenset[Problem]:
        """Those of the problems that only records have which are held."""
        held = self.kept | self.left_out
        own = (one for one in problems if one.scope == "record")
        return frozenset(one for one in own if self._owners.get(one.path) in held)

    def held(self, shown: Collection[str]) -> tuple[Held, ...]:
        """All records held, by path; ``shown`` are the ids that have a page."""
        kept = {path: record_id(self.entries[path].record) for path in self.kept}
        ids = {path: id if id in shown else "" for path, id in kept.items()}
        return tuple(Held(path, ids.get(path, "")) for path in sorted(self.kept | self.left_out))

    def has_forgotten(self) -> bool:
        """Whether records were left out while it is not known what was published last."""
        return bool(self.left_out) and not self._last.known

    def without_lost(self, problems: Collection[Problem], ledger: Ledger) -> list[Problem]:
        """The problems without those of addresses that are only missing because
        records were left out.

        Which addresses those had is known of what was published last. Where that is not
        known, as many records may be missing as there are files that do not say it; one more
        is an address lost.
        """
        excused, open_ = set[str](), 0
        for path in self.left_out:
            known, entry = self._last.entries.get(path), self._entry(path)
            excused.update(record_id(one.record) for one in (known, entry) if one)
            open_ += not known and not entry and not self._last.known
        ids = {row.address: row.id for row in ledger.addresses}
        lost = {
            one: id
            for one in problems
            if one.name == "address-lost"
            and (id := ids.get(dict(one.args)["address"])) not in excused
        }
        fatal = set(lost.values()) if len(set(lost.values())) > open_ else set()
        return [one for one in problems if one.name != "address-lost" or lost.get(one) in fatal]

    def _own(self, entry: Entry) -> None:
        """What later stages tell of a translation or of a file beside a record is
        the record's, too."""
        for one in (*entry.in_all(), *entry.files_in_all()):
            self._owners.setdefault(one.path, entry.path)

    @property
    def _last(self) -> Last:
        if self._answer is None:
            self._answer = self._ask()
        return self._answer

    def _entry(self, path: str) -> Entry | None:
        return self._read[path].entry if path in self._read else None

    def _standing(self, path: str) -> Entry | None:
        """The last published version, unless the file itself says that nothing of it may stay, or
        it does not fit the site any more."""
        known = self._last.entries.get(path)
        if known is None or not _fits(known.record, self._site):
            return None
        if self._speaks(path, known.record.public_until):
            return None
        return known if self._last.has(known) else None

    def _speaks(self, path: str, until: datetime | None) -> bool:
        """Whether the file as it is now takes back what was published."""
        entry = self._entry(path)
        if entry:
            return publicity(entry.record, self._site, self._as_of) != "public"
        try:
            with (self._project / path).open("rb") as file:
                return says_otherwise(file.read(BYTES), until)
        except OSError:
            return True


def _fits(record: AnyRecord, site: Site) -> bool:
    """Whether the site still has the agency, the column and the gazette that it names."""
    series = record.series if isinstance(record, GazetteIssue) else None
    return (
        record.agency in site.agencies
        and (record.column is None or record.column in site.columns)
        and (series is None or series in site.gazettes)
    )
