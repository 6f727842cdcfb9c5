"""Real web servers on loopback with a configuration that ``ssg server-config``
wrote: nginx, Apache."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.robust.processes import wait_until


def program(*names: str) -> str:
    """The first of these that is installed; skips the test where none is."""
    places = "/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin"
    for name in names:
        if found := shutil.which(name) or shutil.which(name, path=places):
            return found
    pytest.skip(f"no {names[0]}: run tools/install_servers.sh, or install it by hand")


def free_port() -> int:
    """A port of loopback that nobody has."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True)
class Answer:
    """A server's answer; the names of ``headers`` in lower case, several of one name joined."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for exactly ``path``; ``Accept_Encoding`` is the header of that name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


@contextmanager
def _running(command: list[str], log: Path, port: int) -> Iterator[Server]:
    """The server that ``command`` starts in the foreground, until the end; then stopped by its
    id."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: process.poll() is not None or _answers(port), 15, "the server")
        assert process.poll() is None, log.read_text("utf-8")
        yield Server(port)
    finally:
        process.terminate()
        process.wait(15)


def _answers(port: int) -> bool:
    with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
        return True
    return False


@contextmanager
def nginx(work: Path, http: str, server: str) -> Iterator[Server]:
    """nginx with these two parts, everything that it writes below ``work``; its syntax test first,
    which may not even warn."""
    name, port = program("nginx"), free_port()
    work.mkdir(parents=True)
    (work / "http.conf").write_text(http, "utf-8")
    (work / "server.conf").write_text(server, "utf-8")
    temporary = "\n".join(
        f"{kind}_temp_path {work}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = work / "nginx.conf"
    main.write_text(
        f"daemon off;\nmaster_process off;\npid {work}/nginx.pid;\nerror_log {work}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}\ninclude {work}/http.conf;\n"
        f"server {{ listen 127.0.0.1:{port};\ninclude {work}/server.conf; }}\n}}\n",
        "utf-8",
    )
    command = [name, "-p", str(work), "-c", str(main), "-e", str(work / "start.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr + (work / "error.log").read_text("utf-8")
    with _running(command, work / "out.log", port) as running:
        yield running


_MODULES = (
    "mpm_event authn_core authz_core alias deflate dir filter headers mime rewrite env setenvif"
)


@contextmanager
def apache(work: Path, configuration: str) -> Iterator[Server]:
    """Apache httpd with ``configuration`` in its server, with no more modules than that asks
    for."""
    name, port = program("apache2", "httpd"), free_port()
    modules = next(filter(Path.is_dir, map(Path, _MODULE_FOLDERS)), None)
    if modules is None:
        pytest.skip("Apache's modules are not where they are looked for")
    work.mkdir(parents=True)
    (work / "site.conf").write_text(configuration, "utf-8")
    loaded = "\n".join(
        f"LoadModule {one}_module {modules}/mod_{one}.so"
        for one in _MODULES.split()
        if (modules / f"mod_{one}.so").exists()
    )
    main = work / "httpd.conf"
    main.write_text(
        f"ServerRoot {work}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {work}/pid\n"
        f"DefaultRuntimeDir {work}\nErrorLog {work}/error.log\nMutex posixsem\n{loaded}\n"
        "TypesConfig /dev/null\n<Directory />\nRequire all denied\n</Directory>\n"
        f"<VirtualHost *:{port}>\nInclude {work}/site.conf\n</VirtualHost>\n",
        "utf-8",
    )
    command = [name, "-d", str(work), "-f", str(main)]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with _running([*command, "-DFOREGROUND"], work / "out.log", port) as running:
        yield running


_MODULE_FOLDERS = (
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/usr/lib/httpd/modules",
    "/usr/local/libexec/apache2",
)
