"""IIS (8.5 or newer): ``web.config``, which lies in the site itself and works in a sub-folder too.

It has no part that needs a module beside those of Windows: no URL Rewrite. Where HTTP
Redirection is not installed, its section counts for nothing and the site's own redirect pages
do what they do from a disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from opengov_ssg.model.media_types import TYPES, with_charset
from opengov_ssg.model.outputs import TextFile
from opengov_ssg.plan.policy import FRAMED_BY
from opengov_ssg.plan.servers.serving import HSTS, NOT_FOUND, ONLY_HTTPS, Serving

PATH = "web.config"
_MOST = 200_000
"""Bytes: IIS refuses a web.config beyond 250 kB, and with it the whole site."""
_HIDDEN = ("X-Powered-By",)
_EVERYWHERE = f"script-src 'self'; base-uri 'none'; frame-ancestors {FRAMED_BY}"


def configuration(serving: Serving) -> TextFile:
    """``web.config``. Redirects stand in it all or not at all: see ``has_redirects``."""
    for redirects, charsets in (
        (serving.redirects, serving.charsets),
        ((), serving.charsets),
    ):
        text = _text(serving, redirects, charsets)
        if _fits(text):
            return TextFile(PATH, text)
    return TextFile(PATH, _text(serving, (), ()))


def has_redirects(serving: Serving) -> bool:
    """Whether all redirects fit; if not, the redirect pages are what leads on."""
    return _fits(_text(serving, serving.redirects, serving.charsets))


def _fits(text: str) -> bool:
    return len(text.encode()) <= _MOST


Pairs = Sequence[tuple[str, str]]


def _text(serving: Serving, redirects: Pairs, charsets: Pairs) -> str:
    root = Element("configuration")
    _whole(SubElement(root, "system.webServer"), serving)
    for folder in ("assets", "search"):
        _lasting(_location(root, folder))
    _cache(_location(root, "search/index.js"), "DisableCache")
    for old, new in redirects:
        redirect = SubElement(_location(root, old.removeprefix(serving.prefix)), "httpRedirect")
        redirect.attrib.update(enabled="true", destination=new, exactDestination="true")
        redirect.set("httpResponseStatus", "Permanent")
    for path, charset in charsets:
        ending = path.rpartition(".")[2]
        content = SubElement(_location(root, path.removeprefix(serving.prefix)), "staticContent")
        _type(content, ending, with_charset(ending, charset))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _whole(server: Element, serving: Serving) -> None:
    documents = SubElement(SubElement(server, "defaultDocument", enabled="true"), "files")
    SubElement(documents, "clear")
    SubElement(documents, "add", value="index.html")
    SubElement(server, "directoryBrowse", enabled="false")
    SubElement(server, "urlCompression", doStaticCompression="true")
    _headers(server, serving)
    content = _cache(server, "DisableCache")
    for ending in TYPES:
        _type(content, ending, with_charset(ending))
    if serving.not_found:
        errors = SubElement(server, "httpErrors", errorMode="Custom")
        SubElement(errors, "remove", statusCode="404", subStatusCode="-1")
        page = SubElement(errors, "error", statusCode="404", subStatusCode="-1")
        page.attrib.update(path=NOT_FOUND, responseMode="File")


def _type(content: Element, ending: str, kind: str) -> None:
    """IIS takes no type twice, and which ones it has depends on its version."""
    SubElement(content, "remove", fileExtension=f".{ending}")
    SubElement(content, "mimeMap", fileExtension=f".{ending}", mimeType=kind)


def _headers(server: Element, serving: Serving) -> None:
    """IIS sends these with everything, so the policy's header has those parts only which a page
    cannot say itself, or an attachment such as XML, which could run a script: the whole of it would
    keep older browsers from showing PDF files."""
    headers = SubElement(SubElement(server, "httpProtocol"), "customHeaders")
    wanted = [("Content-Security-Policy", _EVERYWHERE), *serving.headers()]
    if serving.transport == ONLY_HTTPS:
        wanted.append(HSTS)
    for name in (*_HIDDEN, *(name for name, _ in wanted)):
        SubElement(headers, "remove", name=name)
    for name, value in wanted:
        SubElement(headers, "add", name=name, value=value)


def _location(root: Element, path: str) -> Element:
    return SubElement(SubElement(root, "location", path=path), "system.webServer")


def _cache(server: Element, mode: str) -> Element:
    content = SubElement(server, "staticContent")
    SubElement(content, "clientCache", cacheControlMode=mode)
    return content


def _lasting(server: Element) -> None:
    """Everything in these two folders is named by its content, but the entry of the search
    index."""
    cache = _cache(server, "UseMaxAge")[0]
    cache.attrib.update(cacheControlMaxAge="365.00:00:00", cacheControlCustom="public, immutable")
