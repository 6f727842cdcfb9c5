"""Lists that are there only as long as they have a record; the passing of time empties and fills them."""

from __future__ import annotations

import re
from collections.abc import Container

from opengov_ssg.model.catalog import REGISTER, STANDINGS
from opengov_ssg.model.site import Site

_PAGE = r"(?:index|[0-9]{4}-[0-9]+)\.html"
_FORMS = (
    re.compile(rf"catalog/by-(agency|topic|genre|year|validity)/([^/]+)/{_PAGE}"),
    re.compile(rf"(column)s/([^/]+)/{_PAGE}"),
    re.compile(r"feeds/(agency|column)-([^/]+)\.(?:xml|json)"),
)
_LATER = re.compile(r"interpretations/[0-9]{4}-[0-9]+\.html")
_YEAR = re.compile("[0-9]{4}")


def comes_and_goes(address: str, site: Site) -> bool:
    """Whether ``address`` is that of a list which this site has whenever there is a record in it."""
    if _LATER.fullmatch(address):
        return True
    if address == REGISTER:
        return site.config.register == "on_request"
    for form in _FORMS:
        if found := form.fullmatch(address):
            by, code = found[1], found[2]
            return bool(_YEAR.fullmatch(code)) if by == "year" else code in _codes(by, site)
    return False


def _codes(by: str, site: Site) -> Container[str]:
    codes: dict[str, Container[str]] = {
        "agency": site.agencies,
        "column": site.columns,
        "topic": site.vocabularies.topics.by_code,
        "genre": site.vocabularies.genres.by_code,
        "validity": [key.replace("_", "-") for key in STANDINGS],
    }
    return codes[by]
