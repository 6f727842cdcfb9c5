"""How a file stands on disk: what tells, without reading it, that it has not been touched."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Status(Protocol):
    """What the system says of a file."""

    @property
    def st_size(self) -> int: ...
    @property
    def st_mtime_ns(self) -> int: ...
    @property
    def st_ctime_ns(self) -> int: ...
    @property
    def st_ino(self) -> int: ...


class Stamp(NamedTuple):
    """Size in bytes, times of the last change of content and of the entry (nanoseconds), inode.

    The same stamp means the same content, but for a file changed again within the clock's grain.
    """

    bytes: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, stat: Status) -> Stamp:
        """The stamp that a file's status gives."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
