"""The Content-Security-Policy: one function for the meta element of pages and the
header of servers."""

from __future__ import annotations

from collections.abc import Sequence

# Nothing but the site's own files; no inline script or style. A data block is not a script. Nothing
# here connects; inspectors' programs do, in the page's name, to ask for the site's robots.txt.
_OWN = ("connect-src", "script-src", "style-src", "img-src", "media-src", "form-action")
FRAMED_BY = "'self'"
"""Who may show a page in a frame; a page itself cannot tell (frame-ancestors counts
in a header only)."""


def policy(styles: Sequence[str] = (), framed_by: str = "") -> str:
    """The policy; ``styles`` are source expressions of inline styles that may stand in a page.

    ``framed_by`` is for the header: browsers report ``frame-ancestors`` in a page as a mistake.
    """
    rules = {"default-src": "'none'", **dict.fromkeys(_OWN, "'self'"), "base-uri": "'none'"}
    rules["style-src"] = " ".join((rules["style-src"], *styles))
    if framed_by:
        rules["frame-ancestors"] = framed_by
    return "; ".join(f"{name} {value}" for name, value in rules.items())
