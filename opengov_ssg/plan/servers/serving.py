"""How the site is to be served, whatever the server: headers, lifetimes, redirects, error page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from opengov_ssg import digests
from opengov_ssg.errors import ProblemError, Words, problem
from opengov_ssg.model.catalog import Catalog
from opengov_ssg.model.media_types import TEXTS
from opengov_ssg.model.themes import ThemeSnapshot
from opengov_ssg.notation.site_path import site_path
from opengov_ssg.plan.policy import FRAMED_BY, policy

LASTING = (
    r"assets/[^/]+\.[0-9a-f]{16}\.[A-Za-z0-9]+",
    r"search/[0-9a-z]/[0-9a-z]{9}\.js",
    r"search/b[0-9a-z]+/[0-9a-z]+-[0-9a-z]{4}/[0-9a-z.]+\.js",
)
"""Addresses, from the site's own root, of files named by their content: what such an address gives
out never changes. Patterns without groups or ``#``, in the syntax that all servers share."""

YEAR = 365 * 24 * 3600
FOR_EVER = f"public, max-age={YEAR}, immutable"
ASK_AGAIN = "no-cache"
"""Kept, but asked for again each time: a correction or a withdrawal counts at once."""

SCRIPTABLE = ("text/html", "text/xml", "application/xml", "application/xhtml", "image/svg")
"""How the types of documents begin that could run a script, attachments among them: the policy is
for these. On a PDF or a film it can keep older browsers' own viewers from working."""

HSTS = ("Strict-Transport-Security", f"max-age={YEAR}")
ONLY_HTTPS = "https_only"

NOT_FOUND = "404.html"
_ALONE = "alone.css"


class Folders(NamedTuple):
    """Where the server has the site, and its compressed copies (empty: there are none); no slash at
    the end."""

    site: str
    copies: str


@dataclass(frozen=True, slots=True)
class Serving:
    """How a site is served.

    ``prefix`` is the path that the site lies at, decoded, with a slash at both ends. ``origin``
    is scheme and host, empty without ``base_url``. ``policy`` is the header's; ``redirects`` pair
    a former path, decoded, with the present one as it stands in a header. ``not_found`` is the
    error page's path; empty where the site is a part of a larger one, whose own it is.
    ``charsets`` pair the path of a text that is not in UTF-8, decoded, with what it is in; empty
    where that is not known.
    """

    prefix: str
    origin: str
    policy: str
    redirects: tuple[tuple[str, str], ...]
    not_found: str
    charsets: tuple[tuple[str, str], ...] = ()

    @property
    def transport(self) -> str:
        """Whether browsers may be told to come by https alone (ONLY_HTTPS), or the reason
        why not: the site is not there by https, or is a part of a host whose other parts
        it cannot speak for."""
        if not self.origin.startswith("https:"):
            return "https_none"
        return ONLY_HTTPS if self.prefix == "/" and self.not_found else "https_part"

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of every answer, but those of policy, lifetime and transport."""
        return (
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "SAMEORIGIN"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            (
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
                "microphone=(), payment=(), usb=()",
            ),
        )


def serving(catalog: Catalog, theme: ThemeSnapshot) -> Serving:
    """How the site of ``catalog`` is served. Raises ProblemError (OG127) for an
    unusable ``base_url``."""
    identity = catalog.site.identity
    base = identity.base_url or ""
    try:
        prefix = site_path(base)
    except ValueError:
        words: Words = {"field": "base_url", "value": base, "form": "https://www.example.gov.cn/"}
        raise ProblemError(problem("malformed-value", "site.yaml", **words).in_site()) from None
    address = urlsplit(base)
    portal = identity.mode == "portal"
    styles = _styles(theme) if portal else ()
    return Serving(
        prefix=prefix,
        origin=f"{address.scheme}://{address.netloc}" if address.netloc else "",
        policy=policy(styles, FRAMED_BY),
        redirects=tuple((prefix + old, quote(prefix + new)) for old, new in catalog.redirects),
        not_found=prefix + NOT_FOUND if portal else "",
        charsets=tuple((prefix + path, charset) for path, charset in sorted(_charsets(catalog))),
    )


def _charsets(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The attachments that are texts and not in UTF-8."""
    for item in catalog.items:
        files = {file.path: file for file in item.entry.files_in_all() if file.ending in TEXTS}
        if any(file.charset != "utf-8" for file in files.values()):
            for path, address in item.entry.all_addresses(item.id).items():
                if path in files and files[path].charset != "utf-8":
                    yield address, files[path].charset


def _styles(theme: ThemeSnapshot) -> tuple[str, ...]:
    """The style within 404.html, the one page that needs it: a server may send one policy for
    all."""
    return tuple(
        digests.for_policy(asset.data.decode()) for asset in theme.assets if asset.name == _ALONE
    )
