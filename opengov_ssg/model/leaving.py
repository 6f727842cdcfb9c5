"""Links that leave the site: which need a notice before, and where that notice is (DOMAIN 6.3)."""

from __future__ import annotations

from urllib.parse import urlsplit

from opengov_ssg import digests
from opengov_ssg.model.site import Site


def is_trusted(address: str, site: Site) -> bool:
    """Whether a link may leave without a notice: the own domain, .gov.cn, configured hosts."""
    if "\\" in address:  # browsers take it for a slash, the standard does not
        return False
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return False
    own = site.identity.domain.lower()
    trusted = (
        own,
        own.removeprefix("www."),
        "gov.cn",
        *(one.lower() for one in site.config.links.trusted),
    )
    return any(host == one or host.endswith(f".{one}") for one in trusted)


def notice_path(address: str) -> str:
    """The page that tells that the site is about to be left for ``address``."""
    return f"out/{digests.short(digests.of_text(address))}.html"


def way_out(address: str, site: Site) -> str:
    """Where a link to ``address`` leads: there, or to the notice."""
    if not address.startswith(("http://", "https://")) or is_trusted(address, site):
        return address
    return notice_path(address)
