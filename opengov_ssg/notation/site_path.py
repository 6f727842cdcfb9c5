"""The path that a site lies at on its host, from its absolute address."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


def site_path(base_url: str) -> str:
    """The decoded path of ``base_url`` with a slash at both ends; ``/`` for an empty address.

    Raises ValueError when the address has no host, has a query or fragment, or a path that no
    folder of a server can have.
    """
    address = urlsplit(base_url)
    if base_url and (not address.hostname or address.query or address.fragment):
        raise ValueError(base_url)
    parts = [part for part in unquote(address.path, errors="strict").split("/") if part]
    if any(part in (".", "..") or _UNFIT.search(part) for part in parts):
        raise ValueError(base_url)
    return "".join(f"/{part}" for part in parts) + "/"
