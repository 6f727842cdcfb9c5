"""``build --hold-back``: one bureau's broken file does not stop sixty bureaus.

A record with an error of its own is held: its last published version stays, a new one is left out. What is
wrong with the site, with addresses, with the ledger is fatal as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from opengov_ssg.errors import Problem
from opengov_ssg.link.addresses import record_id
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.ledger import Ledger
from opengov_ssg.model.records import Record

_HEADER_BYTES = 64 << 10
_PUBLISHED = frozenset(("published", "发布"))
_PUBLIC = frozenset(("public", "主动公开"))
_WORDS = re.compile(
    r"^[ \t\u3000]*(withdrawn|撤回|撤回记录|status|状态|disclosure|公开属性|公开方式|公开类别)"
    r"[ \t\u3000]*[:：][ \t\u3000]*[\"'“‘]?([^\s\"'”’#]*)",
    re.MULTILINE,
)


class Held(NamedTuple):
    """A record that was held: its file; its id when its last version stands, else empty."""

    path: str
    id: str


class HoldingBack:
    """The entries of a build while broken ones are exchanged for what was last published of them.

    ``read`` are the entries as they are now, ``last`` those of the last release, by path.
    """

    def __init__(
        self, project: Path, read: Mapping[str, Entry | None], last: Callable[[], dict[str, Entry]]
    ) -> None:
        self.project = project
        self.entries = {path: entry for path, entry in read.items() if entry}
        self.left_out: set[str] = set()
        self.kept: set[str] = set()
        self.problems: list[Problem] = []
        self._read = read
        self._last = last
        self._known: dict[str, Entry] | None = None

    def hold(self, problems: Collection[Problem]) -> bool:
        """Hold the records that have errors of their own; whether there was one that was not held yet."""
        bad = {
            one.path
            for one in problems
            if one.severity == "error" and one.scope == "record" and one.path in self._read
        } - self.left_out
        for path in sorted(bad):
            self.problems += [one for one in problems if one.path == path]
            last = None if path in self.kept else self._standing(path)
            if last is None:
                self.entries.pop(path, None)
                self.kept.discard(path)
                self.left_out.add(path)
            else:
                self.entries[path] = last
                self.kept.add(path)
        return bool(bad)

    def _standing(self, path: str) -> Entry | None:
        """The last published version, unless the file itself says that nothing of it may stay."""
        if self._known is None:
            self._known = self._last()
        known = self._known.get(path)
        return known if known and not self._speaks(path) else None

    def _speaks(self, path: str) -> bool:
        entry = self._read[path]
        if entry:
            return not _is_open(entry.record)
        try:
            with (self.project / path).open("rb") as file:
                data = file.read(_HEADER_BYTES)
        except OSError:
            return True
        texts = (data.decode(name, "replace") for name in ("utf-8", "gb18030"))
        return any(speaks_of_another_state(text) for text in texts)

    @property
    def held(self) -> tuple[Held, ...]:
        """All records held, by path."""
        kept = {path: record_id(self.entries[path].record) for path in self.kept}
        return tuple(Held(path, kept.get(path, "")) for path in sorted(self.kept | self.left_out))

    def lost(self) -> int:
        """How many records may be missing whose address is unknown, or which the file takes back."""
        return len(self.left_out)


def _is_open(record: Record) -> bool:
    return (
        record.withdrawn is None and record.status == "published" and record.disclosure == "public"
    )


def speaks_of_another_state(text: str) -> bool:
    """Whether a header, readable or not, speaks of withdrawal, of a draft, or of another disclosure."""
    for key, value in _WORDS.findall(text.partition("\n---")[0]):
        if key in ("withdrawn", "撤回", "撤回记录"):
            return True
        known = _PUBLISHED if key in ("status", "状态") else _PUBLIC
        if value not in known:
            return True
    return False


def without_lost(problems: list[Problem], left_out: int, ledger: Ledger) -> list[Problem]:
    """The problems without those of addresses that are only missing because records were left out.

    Which addresses a broken file had cannot always be told: as many records may be missing as were left
    out, and one more is an address lost, which is fatal.
    """
    ids = {row.address: row.id for row in ledger.addresses}
    lost = {ids.get(dict(one.args)["address"]) for one in problems if one.name == "address-lost"}
    if len(lost) > left_out:
        return problems
    return [one for one in problems if one.name != "address-lost"]
