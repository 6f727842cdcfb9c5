"""``ssg server-config``: what a web server is told about this site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from opengov_ssg.commands import files
from opengov_ssg.commands.new import NotPossible
from opengov_ssg.commands.precompressing import Copies, precompress
from opengov_ssg.plan.servers import apache, iis, nginx
from opengov_ssg.plan.servers.serving import Folders, Serving, serving
from opengov_ssg.runs import Content
from opengov_ssg.theme.loading import load as load_theme

Server = Literal["nginx", "apache", "iis"]
Say = Callable[[str], str]

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``site`` is the built site, ``copies`` where compressed copies go to;
    ``site_at`` and ``copies_at`` where the server will have them, if not there."""

    server: Server
    project: Path
    site: Path
    copies: Path | None = None
    site_at: str = ""
    copies_at: str = ""
    part: nginx.Part = "all"


@dataclass(frozen=True, slots=True)
class Made:
    """The configuration, the copies if any were wanted, and whether ``text`` has the redirects."""

    text: str
    copies: Copies | None
    redirected: bool


def make(wanted: Wanted, content: Content, say: Say) -> Made:
    """The configuration, in words of ``say``; compressed copies are made as well if wanted.

    Raises NotPossible for what cannot be said to the server, ProblemError for the theme, the
    address, a folder of copies that may not be written to.
    """
    if wanted.part != "all" and wanted.server != "nginx":
        raise NotPossible("server_config.part")
    if wanted.server == "iis" and wanted.copies:
        raise NotPossible("server_config.iis_copies")
    site, project = content.site, wanted.project
    theme = load_theme(project, site.config.theme, site.identity.language)
    told = serving(content.catalog, theme)
    text = _text(wanted, told, site.identity.domain, say)
    copies = None
    if wanted.copies:
        old = frozenset(path for path, _ in content.catalog.redirects)  # never given out
        copies = precompress(wanted.site, wanted.copies, project, old)
    return Made(text, copies, wanted.server != "iis" or iis.has_redirects(told))


def write(file: Path, text: str) -> None:
    """Put the configuration into ``file``, all at once. Raises OSError."""
    files.replace(file, text)


def _text(wanted: Wanted, told: Serving, domain: str, say: Say) -> str:
    if wanted.server == "iis":
        return iis.configuration(told).text
    copies = _folder(wanted.copies_at, wanted.copies) if wanted.copies else ""
    folders = Folders(_folder(wanted.site_at, wanted.site), copies)
    if wanted.server == "nginx":
        host = _host(domain) if wanted.part == "all" else ""
        return nginx.configuration(told, folders, host, say, wanted.part)
    for text in (*folders, told.prefix):
        if not apache.fits(text):
            raise NotPossible("server_config.folder", folder=text)
    return apache.configuration(told, folders, say)


def _folder(given: str, here: Path | None) -> str:
    """The folder as the server has it, with forward slashes, none at the end."""
    found = given.replace("\\", "/") if given else (here or Path()).resolve().as_posix()
    if _UNFIT.search(found) or not re.match(r"/|[A-Za-z]:/", found) or not found.strip("/"):
        raise NotPossible("server_config.folder", folder=found)
    return found.rstrip("/")


def _host(domain: str) -> str:
    """The domain as requests name it: a Chinese one in letters and digits."""
    try:
        host = domain.strip().encode("idna").decode()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise NotPossible("server_config.domain", domain=domain)
    return host
