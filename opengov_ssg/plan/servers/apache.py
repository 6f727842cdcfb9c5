"""Apache httpd (2.4.10 or newer): what stands inside a ``<VirtualHost>``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from opengov_ssg.model.media_types import TEXTS, TYPES, text_types
from opengov_ssg.plan.servers.comments import Say, comment, indented
from opengov_ssg.plan.servers.serving import (
    ASK_AGAIN,
    FOR_EVER,
    HSTS,
    LASTING,
    ONLY_HTTPS,
    SCRIPTABLE,
    Folders,
    Serving,
)

_ACCEPTS = r"(^|,)\s*gzip\s*(;\s*q=(1|0?\.[0-9]*[1-9]).*)?(,|$)"


def configuration(serving: Serving, folders: Folders, say: Say) -> str:
    """The configuration."""
    lines = [*comment(say, "apache"), "", *_place(serving, folders), ""]
    lines += [*comment(say, "redirects"), *_redirects(serving), ""]
    if folders.copies:
        lines += [*_choice(serving, folders, say), ""]
    lines += [f"<Location {quoted(serving.prefix)}>", *indented(_headers(serving, say))]
    lines += ["</Location>", ""]
    for path, charset in serving.charsets:
        ending = path.rpartition(".")[2]
        told = f"AddCharset {charset} .{ending}" if charset else f"RemoveCharset .{ending}"
        lines += [f"<Location {quoted(path)}>", f"    {told}", "</Location>", ""]
    for folder in filter(None, folders):
        lines += [f"<Directory {quoted(folder)}>", *indented(_folder(say)), "</Directory>", ""]
    if folders.copies:
        lines += [f"<Directory {quoted(folders.copies)}>", *indented(_copies()), "</Directory>"]
    return "\n".join(lines).rstrip() + "\n"


def quoted(text: str) -> str:
    """``text`` as one word of httpd's language. ``${`` would be replaced wherever it stands, and
    there is no sign against it but to leave none: see ``_pattern``."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def fits(text: str) -> bool:
    """Whether httpd can be told ``text`` in so many words."""
    return "${" not in text


def _place(serving: Serving, folders: Folders) -> Iterator[str]:
    yield "RewriteEngine On"
    if serving.prefix == "/":
        yield f"DocumentRoot {quoted(folders.site)}"
    else:
        bare = serving.prefix.rstrip("/")
        yield _rewritten(serving, bare, quote(serving.prefix))
        yield f"Alias {quoted(serving.prefix)} {quoted(f'{folders.site}/')}"
    if serving.not_found:
        yield f"ErrorDocument 404 {quoted(serving.not_found)}"


def _redirects(serving: Serving) -> Iterator[str]:
    """Compared as they stand, one after the other; an address with ``${`` as a pattern."""
    for old, new in serving.redirects:
        if fits(old):
            yield f"Redirect 301 {quoted(old)} {quoted(serving.origin + new)}"
        else:
            yield _rewritten(serving, old, new)


def _rewritten(serving: Serving, old: str, new: str) -> str:
    """Absolute as all redirects are where the site's address is known: httpd makes one of the host
    that was asked for, and of http where it stands behind another server that ends TLS."""
    pattern = _pattern(f"^{re.escape(old)}$")
    return f"RewriteRule {pattern} {_expanded(serving.origin + new)} [R=301,NE,L]"


def _pattern(text: str) -> str:
    """A regular expression as one word of mod_rewrite. Between quotes it would end at the next one,
    escaped or not; without, at a blank that is not escaped, and here they all are."""
    return text.replace(r"\$", "[$]")


def _expanded(text: str, more: str = "") -> str:
    """``text`` as one word in which mod_rewrite fills in nothing, and ``more`` in which it does."""
    return re.sub(r"([\\$% ])", r"\\\1", text) + more


def _choice(serving: Serving, folders: Folders, say: Say) -> Iterator[str]:
    """Take a compressed copy where there is one, its file is still in the site, and the browser
    takes it."""
    yield from comment(say, "copies")
    yield f'RewriteCond "%{{HTTP:Accept-Encoding}}" "{_ACCEPTS}"'
    yield f"RewriteCond {_expanded(folders.site, '/$1')} -f"
    yield f"RewriteCond {_expanded(folders.copies, '/$1.gz')} -f"
    pattern = _pattern(f"^{re.escape(serving.prefix)}(.+)$")
    yield f"RewriteRule {pattern} {_expanded(folders.copies, '/$1.gz')} [L,E=no-gzip:1]"


def _headers(serving: Serving, say: Say) -> Iterator[str]:
    yield from comment(say, "headers")
    yield f'Header always set Content-Security-Policy {quoted(serving.policy)} "{_scriptable()}"'
    for name, value in serving.headers():
        yield f"Header always set {name} {quoted(value)}"
    yield from comment(say, serving.transport)
    if serving.transport == ONLY_HTTPS:
        yield f"Header always set {HSTS[0]} {quoted(HSTS[1])}"
    yield from comment(say, "lifetimes")
    lasting = f"%{{REQUEST_URI}} =~ m#^{re.escape(serving.prefix)}({'|'.join(LASTING)})$#"
    known = "%{REQUEST_STATUS} in {'200', '206', '304'}"
    yield f"Header set Cache-Control {quoted(ASK_AGAIN)}"
    yield f"Header set Cache-Control {quoted(FOR_EVER)} {quoted(f'expr={lasting} && {known}')}"
    yield from comment(say, "compression")
    yield f"AddOutputFilterByType DEFLATE {' '.join(text_types())}"


def _scriptable() -> str:
    kinds = "|".join(re.escape(one) for one in SCRIPTABLE)
    return f"expr=%{{CONTENT_TYPE}} =~ m#^({kinds})#"


def _folder(say: Say) -> Iterator[str]:
    yield "Require all granted"
    yield "AllowOverride None"
    yield "Options FollowSymLinks"
    yield "DirectoryIndex index.html"
    yield from comment(say, "types")
    yield from (f"AddType {kind} .{ending}" for ending, kind in TYPES.items())
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in TEXTS)}"


def _copies() -> Iterator[str]:
    yield "RemoveType .gz"
    yield "AddEncoding gzip .gz"
    yield "Header append Vary Accept-Encoding"
