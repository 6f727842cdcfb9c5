"""Lists that are there only as long as they have a record; the passing of time
empties and fills them."""

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
_GAZETTES = re.compile(
    r"gazette/(?:index|resolve)\.html"
    r"|gazette/(?P<series>[^/]+)/(?:[0-9]{4}/)?index\.html"
    r"|gazette/(?P<issues>[^/]+)/[0-9]{4}/[^/]+/contents\.txt"
    r"|feeds/gazette-(?P<feed>[^/]+)\.(?:xml|json)"
)
_PLATFORMS = re.compile(
    rf"disclosure/(?P<agency>[^/]+)/(?:index\.html|rules\.html|(?:content|reports)/index\.html"
    rf"|content/(?P<column>[^/]+)/(?:(?:regulation|normative|other)(?:-ended)?/)?{_PAGE})"
)
_KINDS = re.compile(
    r"(?:interpretations|notices|news|specials|consultations|press-conferences|responses|interviews"
    rf"|meetings)/{_PAGE}|press-conferences/calendar-[0-9]{{4}}\.html"
)
_YEAR = re.compile("[0-9]{4}")


def comes_and_goes(address: str, site: Site) -> bool:
    """Whether ``address`` is that of a list which this site has whenever there is a record in
    it."""
    if _KINDS.fullmatch(address):
        return True
    if address == REGISTER:
        return site.config.register == "on_request"
    if found := _GAZETTES.fullmatch(address):
        code = found["series"] or found["issues"] or found["feed"]
        return code in site.gazettes if code else bool(site.gazettes)
    if address == "disclosure/index.html":
        return True
    if found := _PLATFORMS.fullmatch(address):
        column = found["column"]
        return found["agency"] in site.agencies and (not column or column in _content(site))
    for form in _FORMS:
        if found := form.fullmatch(address):
            by, code = found[1], found[2]
            return bool(_YEAR.fullmatch(code)) if by == "year" else code in _codes(by, site)
    return False


def _content(site: Site) -> set[str]:
    """The columns of 法定主动公开内容, and the part of its addresses that holds the lists of
    rules."""
    return {code for code, column in site.columns.items() if column.statutory} | {"rules"}


def _codes(by: str, site: Site) -> Container[str]:
    codes: dict[str, Container[str]] = {
        "agency": site.agencies,
        "column": site.columns,
        "topic": site.vocabularies.topics.by_code,
        "genre": site.vocabularies.genres.by_code,
        "validity": [key.replace("_", "-") for key in STANDINGS],
    }
    return codes[by]
