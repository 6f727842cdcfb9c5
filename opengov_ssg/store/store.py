"""The table of what builds have read and written: one SQLite file beside the packs of bodies.

Only the main process writes it. Every value has its checksum; whatever does not fit raises
StoreDamaged, and the store is begun anew. It is trusted by digests alone: a reading is found by
the digest of all that it follows from, so that a store that is old, or of another branch, can
only lack something.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import msgspec

from opengov_ssg import digests
from opengov_ssg.errors import Problem
from opengov_ssg.model.bodies import BodyRef
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.releases import KeptFile, Outcome, Standing
from opengov_ssg.model.stamps import Stamp
from opengov_ssg.store.damage import StoreDamaged
from opengov_ssg.store.packing import codec

VERSION = "2"
_FILE = "store.sqlite"
_COLUMNS = "key, digest, pack, offset, length, body_check, value, sum"
_FEW = 500
_IDLE = 2
"""Runs for which a reading is kept that none of them used; builds, for a result."""
_TABLES = """
create table meta (name text primary key, value text) without rowid;
create table files (path text primary key, stamp text, seen integer, digest text, sum integer)
    without rowid;
create table readings (key text primary key, idle integer, digest text, pack text, offset integer,
    length integer, body_check integer, value text, sum integer) without rowid;
create table results (key text primary key, idle integer, value text, sum integer) without rowid;
create table releases (output text primary key, value text, sum integer) without rowid;
"""


class Known(NamedTuple):
    """A file as it was last hashed: its stamp then, the instant before (nanoseconds), its
    SHA-256."""

    stamp: Stamp
    seen: int
    digest: str


class Reading(NamedTuple):
    """What reading a content file yielded: an entry, unless an error is among the problems."""

    entry: Entry | None
    problems: tuple[Problem, ...]


class Store:
    """An open store; used as a context manager. ``run`` names this use of it; ``memory`` are
    readings that this process has from earlier uses.

    Raises sqlite3.DatabaseError where it is damaged: see :func:`opengov_ssg.store.damage.guarded`.
    """

    def __init__(self, folder: Path, engine: str, memory: dict[str, Reading] | None = None) -> None:
        self.folder = folder
        self.memory = {} if memory is None else memory
        self._engine = engine
        self._readings = codec(Reading)
        self._outcomes = codec(Outcome)
        self._used: set[str] = set()
        self._published: dict[str, frozenset[str]] = {}

    @staticmethod
    def fits(folder: Path, engine: str) -> bool:
        """Whether a store of this version and engine stands at ``folder``."""
        file = folder / _FILE
        if not file.is_file():
            return False
        try:
            # What a killed run left half written is taken back by opening.
            base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)
            try:
                found = dict(base.execute("select name, value from meta"))
            finally:
                base.close()
        except sqlite3.DatabaseError:
            return False
        return bool(found.get("version") == VERSION and found.get("engine") == engine)

    def __enter__(self) -> Store:
        file = self.folder / _FILE
        fresh = not file.exists()
        self._base = sqlite3.connect(file)
        # What a crash of the whole machine breaks is found by the sums and begun anew.
        self._base.execute("pragma synchronous = off")
        if fresh:
            self._base.executescript(_TABLES)
            meta = (("version", VERSION), ("engine", self._engine))
            self._base.executemany("insert into meta values (?, ?)", meta)
        self.run = self._next_run()
        self._base.commit()
        return self

    def _next_run(self) -> str:
        """A name that no earlier run with this store had."""
        row = self._base.execute("select value from meta where name = 'run'").fetchone()
        if row and not str(row[0]).isdecimal():
            raise StoreDamaged("the number of runs")
        run = str(int(row[0]) + 1) if row else "1"
        self._base.execute("replace into meta values ('run', ?)", (run,))
        return run

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def instant(self) -> int:
        """The present by the clock of the project's file system, which alone can be compared with
        the stamps of files: nanoseconds. Raises OSError."""
        mark = self.folder / "instant"
        mark.write_bytes(b"")
        return mark.stat().st_mtime_ns

    def commit(self) -> None:
        """Let what was kept so far last."""
        self._base.commit()

    # Files

    def files(self) -> dict[str, Known]:
        """All files by their paths in the project. Raises StoreDamaged."""
        rows = self._base.execute("select path, stamp, seen, digest, sum from files")
        return {
            path: Known(Stamp._make(_checked(stamp, total, path, seen, digest)), seen, digest)
            for path, stamp, seen, digest, total in rows
        }

    def keep_files(self, known: Iterable[tuple[str, Known]], gone: Iterable[str]) -> None:
        """Remember files, and forget those that are gone."""
        self._base.executemany(
            "replace into files values (?, ?, ?, ?, ?)",
            (_file_row(path, *one) for path, one in known),
        )
        self._base.executemany("delete from files where path = ?", ((path,) for path in gone))

    # Readings

    def readings(self, keys: Collection[str]) -> dict[str, Reading]:
        """Those of the readings that are there. Raises StoreDamaged."""
        wanted = frozenset(keys)
        found = self._remembered(wanted)
        if len(missing := wanted - found.keys()) > _FEW:
            rows = self._base.execute(f"select {_COLUMNS} from readings")
            found |= {row[0]: self._reading(*row) for row in rows if row[0] in missing}
        else:
            for key in missing:
                rows = self._base.execute(f"select {_COLUMNS} from readings where key = ?", (key,))
                found |= {row[0]: self._reading(*row) for row in rows}
        self.memory.clear()
        self.memory.update(found)
        return dict(found)

    def _remembered(self, wanted: Collection[str]) -> dict[str, Reading]:
        """Those that this process knows already, if the table still says the same of their
        bodies."""
        if not self.memory:
            return {}
        rows = self._base.execute("select key, pack, offset from readings").fetchall()
        return {
            key: self.memory[key]
            for key, *place in rows
            if key in wanted and key in self.memory and place == [*_place(self.memory[key])[1:3]]
        }

    def _reading(self, key: str, *row: Any) -> Reading:
        digest, pack, offset, length, check, text, total = row
        found = _checked(text, total, key, *row[:5])
        try:
            if pack:
                _put_refs(found[0], BodyRef(digest, pack, offset, length, check))
            reading: Reading = self._readings.unpack(found)  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StoreDamaged(repr(error)) from error
        return reading

    def keep_readings(self, readings: Iterable[tuple[str, Reading]]) -> None:
        """Remember readings by their keys."""
        self._base.executemany(
            "replace into readings values (?, 0, ?, ?, ?, ?, ?, ?, ?)",
            (self._reading_row(key, one) for key, one in readings),
        )

    def _reading_row(self, key: str, reading: Reading) -> tuple[Any, ...]:
        found = self._readings.pack(reading)  # type: ignore[misc]
        row = _place(reading)[:-1]  # a row is of all bodies of a record
        if reading.entry:
            _put_refs(found[0], None)
        text = _json(found)
        return key, *row, text, _sum(text, key, *row)

    # Results

    def result(self, key: str) -> Any:
        """What was made of that of which ``key`` is the digest, such as a segment of the search
        index; None when it is not known. Raises StoreDamaged."""
        row = self._base.execute("select value, sum from results where key = ?", (key,)).fetchone()
        if row:
            self._used.add(key)
        return _checked(*row) if row else None

    def keep_result(self, key: str, value: Any) -> None:
        """Remember a result, which is made of plain values."""
        text = _json(value)
        self._used.add(key)
        self._base.execute("replace into results values (?, 0, ?, ?)", (key, text, _sum(text)))

    # Releases

    def standing(self, output: str) -> Standing | None:
        """The release that was last published at ``output``. Raises StoreDamaged."""
        row = self._base.execute(
            "select value, sum from releases where output = ?", (output,)
        ).fetchone()
        if not row:
            return None
        try:
            files, readings, outcome = _checked(*row)
            known = {
                path: KeptFile(basis, sha256, size, Stamp(*stamp))
                for path, (basis, sha256, size, stamp) in files.items()
            }
            found = Standing(known, readings, self._outcomes.unpack(outcome))  # type: ignore[misc]
            self._published[output] = frozenset(readings.values())
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StoreDamaged(repr(error)) from error
        return found

    def keep_standing(self, output: str, standing: Standing) -> None:
        """Remember the release at ``output``."""
        self._published[output] = frozenset(standing.readings.values())
        outcome = self._outcomes.pack(standing.outcome)  # type: ignore[misc]
        value = (standing.files, standing.readings, outcome)
        text = _json(value)
        self._base.execute("replace into releases values (?, ?, ?)", (output, text, _sum(text)))

    # What goes

    def age_readings(self, used: Iterable[str]) -> None:
        """End the reading of a run, a check or a build: what two runs have not used goes, but for
        what a release was made from."""
        self._age("readings", frozenset(used), self._in_releases)

    def age_results(self) -> None:
        """End a build: results that two builds have not used go."""
        self._age("results", self._used, frozenset)

    def forget_releases(self, stands: Callable[[Path], bool]) -> None:
        """Forget the releases at outputs for which ``stands`` is false."""
        gone = [(output,) for output in self._outputs() if not stands(Path(output))]
        self._base.executemany("delete from releases where output = ?", gone)

    def _age(self, table: str, used: Collection[str], more: Callable[[], Collection[str]]) -> None:
        """``more`` is asked only where something seems unused: it may take long."""
        rows = self._base.execute(f"select key, idle from {table}").fetchall()
        if not all(isinstance(idle, int) for _, idle in rows):
            raise StoreDamaged(table)
        unused = {key for key, _ in rows if key not in used}
        if unused:
            unused.difference_update(more())
        changed = [
            (idle + 1 if key in unused else 0, key) for key, idle in rows if idle or key in unused
        ]
        self._base.executemany(f"update {table} set idle = ? where key = ?", changed)
        self._base.execute(f"delete from {table} where idle > ?", (_IDLE,))

    def _in_releases(self) -> frozenset[str]:
        """The readings that releases were made from."""
        return frozenset().union(*map(self._release_readings, self._outputs()))

    def _release_readings(self, output: str) -> frozenset[str]:
        if output not in self._published:
            row = self._base.execute(
                "select value, sum from releases where output = ?", (output,)
            ).fetchone()
            self._published[output] = frozenset(_checked(*row)[1].values())
        return self._published[output]

    def _outputs(self) -> list[str]:
        return [row[0] for row in self._base.execute("select output from releases").fetchall()]

    # Packs

    def packs(self) -> dict[str, int]:
        """The bytes of each pack that some reading needs."""
        rows = self._base.execute(
            "select pack, sum(length) from readings where pack <> '' group by pack"
        )
        return dict(rows.fetchall())

    def bodies_in(self, packs: Collection[str]) -> list[tuple[str, BodyRef]]:
        """The keys of the readings whose body lies in these packs, and where."""
        columns = "key, digest, pack, offset, length, body_check"
        rows = self._base.execute(f"select {columns} from readings where pack <> ''")
        return [(row[0], BodyRef(*row[1:])) for row in rows if row[2] in packs]

    def move_bodies(self, moved: Iterable[tuple[str, BodyRef]]) -> None:
        """Say where the bodies of readings lie from now on."""
        for key, ref in moved:
            row = self._base.execute("select value from readings where key = ?", (key,)).fetchone()
            self._base.execute(
                "update readings set pack = ?, offset = ?, length = ?, body_check = ?, sum = ? "
                "where key = ?",
                (*ref[1:-1], _sum(row[0], key, *ref[:-1]), key),
            )


def _file_row(path: str, stamp: Stamp, seen: int, digest: str) -> tuple[Any, ...]:
    text = _json(stamp)
    return path, text, seen, digest, _sum(text, path, seen, digest)


def _place(reading: Reading) -> BodyRef:
    """Where the bodies of a record lie, its own digest with it."""
    entry = reading.entry
    for one in entry.in_all() if entry else ():
        if one.body and one.body.ref:
            digest = "" if one.body.ref.part else one.body.ref.digest
            return one.body.ref._replace(digest=digest, part=0)
    return BodyRef("", "", 0, 0)


def _put_refs(entry: dict[str, Any], ref: BodyRef | None) -> None:
    """Say in a packed entry where its bodies lie, and those of its translations; or leave that
    out."""
    for part, one in enumerate((entry, *entry.get("translations", ()))):
        if body := one["body"]:
            body["ref"] = ref and [body["digest"], *ref[1:-1], part]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _sum(text: str, *more: object) -> int:
    """The checksum of a value and of what stands beside it in its row."""
    return digests.checksum(f"{more!r}{text}".encode())


def _checked(text: str, total: int, *more: object) -> Any:
    if not isinstance(text, str) or _sum(text, *more) != total:
        raise StoreDamaged("a value is not what was written")
    return msgspec.json.decode(text)
