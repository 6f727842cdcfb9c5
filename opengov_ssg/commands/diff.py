"""``ssg diff``: what one release has that another has not, in files and in records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from opengov_ssg.commands import diff_lists
from opengov_ssg.commands.diff_lists import GROUPS, LISTS, group
from opengov_ssg.commands.diff_manifest import DiffError, Side, side, verified
from opengov_ssg.commands.diff_records import Records, records

__all__ = ["LISTS", "DiffError", "Difference", "Group", "diff", "group", "write_lists"]


@dataclass(frozen=True, slots=True)
class Group:
    """How many files of one group; ``bytes`` are those of the files added and changed."""

    added: int
    changed: int
    removed: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What leads from ``old`` to ``new``. Paths are sorted; ``records`` is None where
    it cannot be told."""

    old: Side
    new: Side
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    records: Records | None

    @property
    def bytes(self) -> int:
        """The size in bytes of all files added and changed."""
        return sum(self.new.files[path].bytes for path in (*self.added, *self.changed))

    @property
    def groups(self) -> dict[str, Group]:
        """The groups that have a difference, in the order of GROUPS."""
        added, changed, removed = (
            Counter(map(group, paths)) for paths in (self.added, self.changed, self.removed)
        )
        sizes: Counter[str] = Counter()
        for path in (*self.added, *self.changed):
            sizes[group(path)] += self.new.files[path].bytes
        return {
            name: Group(added[name], changed[name], removed[name], sizes[name])
            for name in GROUPS
            if added[name] or changed[name] or removed[name]
        }

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The paths of each of LISTS."""
        return diff_lists.lists(self.added, self.changed, self.removed)


def diff(old: str, new: str, verify: bool = False) -> Difference:
    """Compare two releases, each a folder or a manifest. Raises DiffError.

    Digests are the manifests', unless ``verify`` has all files hashed; then what is really
    there is compared.
    """
    one, other = side(old), side(new)
    if one.manifest.resolve() == other.manifest.resolve():
        raise DiffError("same", path=old)
    if verify:
        if not one.folder and not other.folder:
            raise DiffError("nothing_to_verify")
        one, other = verified(one), verified(other)
    both = one.files.keys() & other.files.keys()
    return Difference(
        one,
        other,
        tuple(sorted(other.files.keys() - both)),
        tuple(sorted(path for path in both if one.files[path] != other.files[path])),
        tuple(sorted(one.files.keys() - both)),
        records(one, other),
    )


def write_lists(found: Difference, folder: Path, null: bool = False) -> None:
    """Write LISTS into ``folder``, made if it is missing. Raises DiffError."""
    diff_lists.refuse_unusable(folder, found.old, found.new)
    diff_lists.write(folder, found.lists, null)
