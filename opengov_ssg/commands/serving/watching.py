"""Told when the project changes: by the system's events, by polling where these do not come."""

from __future__ import annotations

import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_WATCHED = ("content", "ledger", "themes", "site.yaml")
_QUIET = 0.2
_READING = frozenset(("opened", "closed_no_write"))


class _Changes(FileSystemEventHandler):
    def __init__(self, project: Path, changed: threading.Event) -> None:
        self.project = project
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name)) if name else None
            inside = path and path.is_relative_to(self.project) and path != self.project
            if inside and path and path.relative_to(self.project).parts[0] in _WATCHED:
                self.changed.set()


class Watcher:
    """Watches a project. ``polling`` tells which of the two ways is in use."""

    def __init__(self, project: Path, poll: bool) -> None:
        self.changed = threading.Event()
        self.project = project.resolve()
        self.polling = poll
        self._observer = self._start(poll)

    def _start(self, poll: bool) -> BaseObserver:
        handler = _Changes(self.project, self.changed)
        observer: BaseObserver = PollingObserver(timeout=1) if poll else Observer()
        try:
            # Only what a site is made of is watched: a build folder below may be large.
            for name in _WATCHED:
                path = self.project / name
                if path.is_dir():
                    observer.schedule(handler, str(path), recursive=True)
            observer.schedule(handler, str(self.project), recursive=False)
            observer.start()
        except OSError:  # the system's events are not to be had here, or too few of them
            if poll:
                raise
            self.polling = True
            return self._start(poll=True)
        return observer

    def wait(self, seconds: float) -> bool:
        """Wait for a change, and then until the changes pause. False when none came."""
        if not self.changed.wait(seconds):
            return False
        while True:
            self.changed.clear()
            if not self.changed.wait(_QUIET):
                return True

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()
