"""nginx (1.18 or newer): maps for ``http { }`` and what stands inside ``server { }``.

Redirects are a map, not locations: former addresses are one hash, where twenty thousand locations
took nginx eight seconds and 155 MB to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

from opengov_ssg.model.media_types import by_type, text_types
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

Part = Literal["all", "http", "server"]
_DOLLAR = "${opengov_dollar}"
_KEY_ROOM, _BUCKET = 24, 64
_MANY = 1000
_ACCEPTS = r"~*(^|,)[ \t]*(gzip|\*)[ \t]*(;[ \t]*q=(1|0?\.[0-9]*[1-9]).*)?(,|$)"


def configuration(
    serving: Serving, folders: Folders, host: str, say: Say, part: Part = "all"
) -> str:
    """The configuration: for ``http { }`` as a whole, or one of its two parts."""
    lines: list[str] = [*comment(say, f"nginx_{part}"), ""]
    if part != "server":
        lines += _http(serving, folders, say)
    if part == "server":
        lines += _server(serving, folders, say)
    if part == "all":
        lines += ["", "server {", *comment_in(say, "nginx_listen"), "    listen 80;"]
        lines += ["    listen [::]:80;", f"    server_name {quoted(host)};", ""]
        lines += [*indented(iter(_server(serving, folders, say))), "}"]
    return "\n".join(lines) + "\n"


def comment_in(say: Say, key: str) -> Iterator[str]:
    """A comment inside a block."""
    return indented(comment(say, key))


def quoted(text: str) -> str:
    """``text`` as one word of nginx's language. It knows no sign for a literal ``$`` where
    variables are filled in; a variable that holds one stands for it (see ``_http``)."""
    return literal(text).replace("$", _DOLLAR)


def literal(text: str) -> str:
    """``text`` as one word where variables are not filled in: the left side of a map."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# For http { }


def _http(serving: Serving, folders: Folders, say: Say) -> list[str]:
    lines: list[str] = []
    if "$" in f"{folders.site}{folders.copies}{serving.prefix}":
        lines += ['geo $opengov_dollar { default "$"; }', ""]
    lines += [*comment(say, "redirects"), *_sizes(serving, say)]
    rows = [(literal(old), quoted(new)) for old, new in serving.redirects]
    lines += _map("$uri", "$opengov_redirect", '""', rows)
    if serving.charsets:
        rows = [(literal(path), quoted(charset)) for path, charset in serving.charsets]
        lines += ["", *_map("$uri", "$opengov_charset", quoted("utf-8"), rows)]
    lasting = f"~^(200|206|304):{re.escape(serving.prefix)}({'|'.join(LASTING)})$"
    lines += ["", *comment(say, "lifetimes")]
    rows = [(literal(lasting), quoted(FOR_EVER))]
    lines += _map('"$status:$uri"', "$opengov_lifetime", quoted(ASK_AGAIN), rows)
    lines += ["", *comment(say, "policy")]
    documents = "|".join(re.escape(one) for one in SCRIPTABLE)
    rows = [(literal(f"~^({documents})"), quoted(serving.policy))]
    lines += _map("$sent_http_content_type", "$opengov_policy", '""', rows)
    texts = "|".join(re.escape(one) for one in text_types())
    rows = [(literal(f"~^({texts})"), quoted("Accept-Encoding"))]
    lines += ["", *_map("$sent_http_content_type", "$opengov_vary", '""', rows)]
    if folders.copies:
        rows = [(literal(_ACCEPTS), quoted("accepted"))]
        lines += ["", *_map("$http_accept_encoding", "$opengov_gzip", '""', rows)]
    return lines


def _sizes(serving: Serving, say: Say) -> Iterator[str]:
    """Room for the hashes of paths where nginx's own is too small for them."""
    rows = (*serving.redirects, *serving.charsets)
    longest = max((len(path.encode()) for path, _ in rows), default=0)
    many = max(len(serving.redirects), len(serving.charsets))
    if longest + _KEY_ROOM <= _BUCKET and many <= _MANY:
        return
    yield from comment(say, "nginx_sizes")
    yield f"map_hash_bucket_size {_power(4 * (longest + _KEY_ROOM))};"  # some keys share one
    yield f"map_hash_max_size {max(2048, _power(2 * many))};"


def _power(least: int) -> int:
    return 1 << (least - 1).bit_length()


def _map(value: str, name: str, default: str, rows: list[tuple[str, str]]) -> list[str]:
    inner = [f"    {key} {to};" for key, to in [("default", default), *rows]]
    return [f"map {value} {name} {{", *inner, "}"]


# For server { }


def _server(serving: Serving, folders: Folders, say: Say) -> list[str]:
    lines: list[str] = []
    prefix = serving.prefix
    files = quoted(f"{folders.site}/")
    if folders.copies:
        lines += [*_choice(serving, folders, say), ""]
        files = "$opengov_files"
    if prefix != "/":
        lines += [f"location = {literal(prefix.rstrip('/'))} {{", "    absolute_redirect off;"]
        lines += [f"    return 301 {quoted(quote(prefix))};", "}", ""]
    # Before any regular expression of the server around it, such as one for programs.
    lines.append(f"location {'' if prefix == '/' else '^~ '}{literal(prefix)} {{")
    lines += indented(_location(serving, files, bool(folders.copies), say))
    return [*lines, "}"]


def _choice(serving: Serving, folders: Folders, say: Say) -> Iterator[str]:
    """Take a compressed copy where there is one, its file is still in the site, and the browser
    takes it. ``set`` is done again for an index or error page, a map is not."""
    yield from comment(say, "copies")
    yield "set $opengov_path $uri;"
    if serving.prefix != "/":
        inside = literal(f"^{re.escape(serving.prefix.rstrip('/'))}(/.*)$")
        yield 'set $opengov_path "";'
        yield f"if ($uri ~ {inside}) {{ set $opengov_path $1; }}"
    site, copies = (quoted(folder)[1:-1] for folder in folders)
    yield "set $opengov_copy $opengov_gzip;"
    yield f'if (-f "{site}$opengov_path") {{ set $opengov_copy "$opengov_copy,held"; }}'
    yield f'if (-f "{copies}$opengov_path.gz") {{ set $opengov_copy "$opengov_copy,copied"; }}'
    yield f'set $opengov_files "{site}/";'
    yield f'if ($opengov_copy = "accepted,held,copied") {{ set $opengov_files "{copies}/"; }}'


def _location(serving: Serving, files: str, copies: bool, say: Say) -> Iterator[str]:
    yield f"alias {files};"
    yield "index index.html;"
    yield "autoindex off;"
    yield "server_tokens off;"
    yield "absolute_redirect off;"
    yield "if ($opengov_redirect) { return 301 $opengov_redirect; }"
    if serving.not_found:
        yield f"error_page 404 {quoted(serving.not_found)};"
    yield ""
    yield from comment(say, "headers")
    yield "add_header Content-Security-Policy $opengov_policy always;"
    yield "add_header Cache-Control $opengov_lifetime always;"
    yield "add_header Vary $opengov_vary;"
    for name, value in serving.headers():
        yield f"add_header {name} {quoted(value)} always;"
    yield from comment(say, serving.transport)
    if serving.transport == ONLY_HTTPS:
        yield f"add_header {HSTS[0]} {quoted(HSTS[1])} always;"
    yield ""
    yield from comment(say, "types")
    yield "types {"
    yield from (f"    {kind} {' '.join(endings)};" for kind, endings in by_type().items())
    yield "}"
    yield "default_type application/octet-stream;"
    texts = " ".join(one for one in text_types() if one != "text/html")  # which counts always
    yield "charset $opengov_charset;" if serving.charsets else "charset utf-8;"
    yield f"charset_types {texts};"
    yield ""
    yield from comment(say, "compression")
    if copies:
        yield "gzip_static always;"
    yield "gzip on;"
    yield "gzip_proxied any;"
    yield "gzip_comp_level 6;"
    yield "gzip_min_length 512;"
    yield f"gzip_types {texts};"
