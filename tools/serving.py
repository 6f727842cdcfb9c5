"""Folders on a server of this machine, for tests, inspections and benchmarks."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from opengov_ssg.model.media_types import TEXTS, with_charset


class Plain(SimpleHTTPRequestHandler):
    """Files as they are, without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def answer(self, data: bytes, **headers: str) -> BytesIO:
        """What :meth:`send_head` returns for ``data``; ``_`` in a header's name
        stands for a hyphen."""
        self.send_response(200)
        for name, value in (*headers.items(), ("Content-Length", str(len(data)))):
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        return BytesIO(data)


class Compressing(Plain):
    """Texts compressed, each once, and a connection kept: as `ssg server-config` tells a server
    to."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The headers; texts are compressed."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        ending = file.suffix.removeprefix(".")
        if ending not in TEXTS or not file.is_file():
            return super().send_head()
        return self.answer(
            _packed(file),
            Content_Type=with_charset(ending),
            Content_Encoding="gzip",
            Cache_Control="no-cache",
        )


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers with ``handler`` while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
