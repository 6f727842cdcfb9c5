"""Work that fails at a chosen file operation, whichever that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar


class Faults:
    """Counts the file operations below ``root`` while ``armed``; the one of number ``at`` fails."""

    events: ClassVar[frozenset[str]]
    """The audit events of the interpreter that are operations: they are told
    before anything happens."""

    def __init__(self, root: Path, kind: str, at: int) -> None:
        self.root, self.kind, self.at = str(root), kind, at
        self.count = -1
        self.armed = False

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook. Names may be relative to a handle, as those of rmtree, so all count."""
        if self.armed and event in self.events and self.counts(event, arguments):
            self.step(f"{event} {arguments[0]!s}")

    def counts(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether this event changes anything."""
        return True

    def wrap(self, owner: Any, name: str) -> None:
        """Count a function that raises no audit event: before it works, and after."""
        function = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.step(f"before {name}")
            result = function(*arguments, **named)
            self.step(f"after {name}")
            return result

        setattr(owner, name, wrapped)

    def step(self, what: str) -> None:
        """One more operation."""
        if self.armed:
            self.count += 1
            if self.count == self.at:
                self.fail(what.replace(self.root, ""))

    def fail(self, what: str) -> None:
        """Fail at an operation, in the way of ``kind``."""
        raise NotImplementedError
