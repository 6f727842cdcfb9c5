"""A web server for one machine: files of the preview, with the reload script put into pages."""

from __future__ import annotations

import html
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

from opengov_ssg.commands.serving.state import State
from opengov_ssg.model.media_types import TYPES, with_charset

LOOPBACK = "127.0.0.1"
_SCRIPT = b'<script src="/__ssg/reload.js"></script>'
_HTML = with_charset("html")


class _Handler(SimpleHTTPRequestHandler):
    """Serves files of the preview and nothing beside it."""

    server_version = "opengov_ssg"

    def __init__(self, *args: object, root: Path, state: State) -> None:
        self.root = root
        self.state = state
        super().__init__(*args, directory=str(root))  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == "/__ssg/state.js":
            self._send(self.state.script(), "text/javascript; charset=utf-8")
        elif path == "/__ssg/reload.js":
            script = files("opengov_ssg.commands.serving").joinpath("reload.js").read_bytes()
            self._send(script, "text/javascript; charset=utf-8")
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        file = self.root / path.lstrip("/")
        if path.endswith("/"):
            file = file / "index.html"
        try:
            inside = file.resolve().is_relative_to(self.root.resolve())
            data = file.read_bytes() if inside else None
        except (OSError, ValueError):  # ValueError: a name that no file can have
            data = None
        if data is None:
            self._missing()
            return
        ending = file.suffix[1:].lower()
        if ending == "html":
            data = data.replace(b"</body>", _SCRIPT + b"</body>")
        known = ending in TYPES
        self._send(data, with_charset(ending) if known else "application/octet-stream")

    def _missing(self) -> None:
        """The site's own 404 page, or the problems that keep the site from being built."""
        page = self.root / "404.html"
        if page.is_file():
            data = page.read_bytes().replace(b"</body>", _SCRIPT + b"</body>")
        else:
            shown = self.state.shown
            lines = "".join(f"<pre>{html.escape(line)}</pre>" for line in shown.problems)
            text = f"<!DOCTYPE html><meta charset=utf-8><title>{html.escape(shown.title)}</title>"
            text += f"<body><h1>{html.escape(shown.title)}</h1>{lines}{_SCRIPT.decode()}</body>"
            data = text.encode()
        self._send(data, _HTML, status=404)

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        with suppress(ConnectionError):  # a page that is left takes no more
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told: the terminal is for problems."""


def make(root: Path, state: State, port: int) -> ThreadingHTTPServer:
    """A server on loopback; port 0 takes a free one. Raises OSError."""
    server = ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, root=root, state=state))
    server.daemon_threads = True
    return server
