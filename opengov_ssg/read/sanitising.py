"""The allow-list of HTML, applied by nh3 to every body after rendering; what goes is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3

from opengov_ssg.errors import Problem, problem

_PLAIN = (
    "blockquote br caption code dd del details dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "li mark ol p pre q rp rt ruby s small strong sub summary sup table tbody td tfoot th thead "
    "tr u ul a img b i"
)
TAGS = frozenset(_PLAIN.split())
ATTRIBUTES = {
    "a": {"href", "title", "data-line", "data-to"},
    "img": {"src", "alt", "title", "width", "height", "data-line"},
    "ol": {"start"},
    "td": {"rowspan", "colspan"},
    "th": {"rowspan", "colspan", "scope"},
}
CLASSES = {
    "p": {"center", "right", "signature", "indent"},
    "td": {"center", "right", "left"},
    "th": {"center", "right", "left"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={**ATTRIBUTES, "*": set()},  # else nh3 lets title and lang stand anywhere
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)

_RAW_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?")
_RAW_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]*)))?")


# A reference to a character that our marks are made of: raw HTML could forge one with it.
_FORGED = re.compile(r"&#(?:0*[1-8](?![0-9])|[xX]0*[1-8](?![0-9a-fA-F]));?")


def sanitise(html: str) -> str:
    """The HTML cut down to the allow-list, well-formed."""
    if "&#" in html:
        html = _FORGED.sub(" ", html)  # nothing would join what stands around it
    return _cleaner.clean(html)


def removed(raw: Iterable[tuple[int, str]], path: str, first_line: int) -> list[Problem]:
    """A warning for each piece of raw HTML that has something the allow-list removes (OG151)."""
    found = []
    for line, html in raw:
        names = [name for tag in _RAW_TAG.finditer(html) for name in _refused(tag)]
        if names:
            at = (first_line + line - 1, 1)
            what = "、".join(dict.fromkeys(names))
            found.append(problem("html-removed", path, at, what=what))
    return found


def _refused(tag: re.Match[str]) -> list[str]:
    name = tag[1].lower()
    if name not in TAGS:
        return [f"<{name}>"]
    allowed = ATTRIBUTES.get(name, set()) - {"data-line"}  # ours, not the editor's
    classes = CLASSES.get(name, set())
    refused = []
    for attribute in _RAW_ATTRIBUTE.finditer(tag[2]):
        key = attribute[1].lower()
        values = (attribute[2] or attribute[3] or attribute[4] or "").split()
        if key not in allowed and not (key == "class" and classes.issuperset(values)):
            refused.append(f"<{name} {key}>")
    return refused
