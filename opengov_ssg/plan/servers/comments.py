"""Comments of a server's configuration; both nginx and httpd begin them with ``#``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Say = Callable[[str], str]
"""Key → what to tell the webmaster, in his language; lines are kept."""


def comment(say: Say, key: str) -> Iterator[str]:
    """The lines of a comment."""
    yield from (f"# {line}".rstrip() for line in say(key).strip().splitlines())


def indented(lines: Iterator[str]) -> Iterator[str]:
    """The same lines inside a block."""
    yield from (f"    {line}" if line else "" for line in lines)
