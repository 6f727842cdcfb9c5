"""What is asked of a pack: a part of the site that is handed over as one file and read
without a network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records a pack holds: of each field that is not empty, one of its values.

    ``topics`` and ``agencies`` are codes; a topic means those below it, too. ``issues`` are issues
    of a gazette, each by its series, year and number as in its address.
    """

    years: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    issues: tuple[tuple[str, int, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.years or self.topics or self.agencies or self.issues)
