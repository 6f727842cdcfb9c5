"""What the served pages are told: which build they are of, and what is wrong with the content."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A build as pages see it: ``version`` counts builds, ``problems`` are lines to show."""

    version: int = 0
    title: str = ""
    problems: tuple[str, ...] = ()


class State:
    """The latest build, shared by the builder and the server's threads."""

    def __init__(self) -> None:
        self._shown = Shown()
        self._lock = threading.Lock()

    def tell(self, title: str, problems: tuple[str, ...], changed: bool) -> None:
        """Say how the latest build went; ``changed`` when pages are to be loaded again."""
        with self._lock:
            version = self._shown.version + changed
            self._shown = Shown(version, title, problems)

    def script(self) -> bytes:
        """The state as a classic script, which a strict page policy allows from the own host."""
        with self._lock:
            shown = self._shown
        value = {
            "version": shown.version,
            "title": shown.title,
            "problems": list(shown.problems),
        }
        text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
        return f"window.ssgState && window.ssgState({text});\n".encode()

    @property
    def shown(self) -> Shown:
        """The latest build."""
        with self._lock:
            return self._shown
