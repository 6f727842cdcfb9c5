"""``ssg serve`` as a process, and what it answers."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.robust.processes import kill_group, wait_until


@dataclass
class Preview:
    """A preview that runs: its process, its port, what it has printed so far."""

    process: subprocess.Popen[bytes]
    port: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def text(self) -> str:
        """All that it has printed."""
        return "".join(self.told)

    def ask(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        """Ask for exactly ``path``, which nothing tidies up: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=False)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, bytes]:
        """The status and the body of a page."""
        status, _, body = self.ask(f"/{path}")
        return status, body

    def wait_for(self, path: str, text: str, seconds: float = 15) -> None:
        """Wait until a page holds ``text``."""
        wait_until(lambda: text.encode() in self.get(path)[1], seconds, f"{text} in {path}")

    def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit status, within three seconds."""
        self.process.send_signal(number)
        return self.process.wait(3)


@contextmanager
def serving(project: Path, *arguments: str, program: list[str] | None = None) -> Iterator[Preview]:
    """A preview of ``project`` on a free port, once its first build is done; killed at the end."""
    start = program or [sys.executable, "-m", "opengov_ssg"]
    command = [*start, "--lang", "en", "-C", str(project), "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
    )
    preview = Preview(process)
    listener = threading.Thread(target=_listen, args=(preview,), daemon=True)
    listener.start()
    try:
        built = re.compile(r"Built \d+ files|the pages are those|no pages to preview yet")
        wait_until(lambda: built.search(preview.text) or process.poll() is not None, 30)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", preview.text)
        assert found, preview.text
        preview.port = int(found[1])
        yield preview
    finally:
        kill_group(process)
        process.wait(10)
        listener.join(5)
        assert process.stdout
        process.stdout.close()


def _listen(preview: Preview) -> None:
    assert preview.process.stdout
    for line in preview.process.stdout:
        preview.told.append(line.decode("utf-8"))
