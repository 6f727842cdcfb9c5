"""What is raised when the store does not hold what it says: it is then begun anew."""

from __future__ import annotations


class StoreDamaged(Exception):
    """The store is not what was written to it. Deleting it costs only time."""
