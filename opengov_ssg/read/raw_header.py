"""What a header that cannot be read still says: that a record is not to stay as it was published.

Whoever writes 撤回 into a file and breaks the file in doing so has said enough.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from datetime import datetime
from typing import get_args, get_type_hints

from opengov_ssg.model.naming import names_of
from opengov_ssg.model.records import Record, Review

BYTES = 64 << 10
"""How much of a file is looked at."""
_ENCODINGS = ("utf-8", "gb18030")
_AS_PUBLISHED = {
    "status": frozenset(("published", "发布")),
    "disclosure": frozenset(("public", "主动公开")),
}
_PASSED = frozenset(("pass", "通过"))
_NOT_PASSED = frozenset(get_args(get_type_hints(Review)["result"])) - _PASSED
_FIELDS = frozenset((*_AS_PUBLISHED, "result", "withdrawn", "public_until"))
_KEYS = {
    key: name
    for cls in (Record, Review)
    for key, name in names_of(cls).keys.items()
    if name in _FIELDS
}
_QUOTES = "\"'“”‘’"
_WORDS = re.compile(
    rf"(?P<before>(?:^|[{{,\-])[ \t\u3000]*)[{_QUOTES}]?"
    rf"(?P<key>{'|'.join(sorted(_KEYS, key=len, reverse=True))})"
    rf"[{_QUOTES}]?[ \t\u3000]*[:：][ \t\u3000]*[{_QUOTES}]?(?P<value>[^\s{_QUOTES}#,}}]*)",
    re.MULTILINE,
)


def says_otherwise(data: bytes, until: datetime | None) -> bool:
    """Whether the beginning of a file speaks of withdrawal, of a draft, of another disclosure, of a
    review that was not passed, or of another end than ``until``."""
    return _says(_header(_decoded(data[:BYTES])), until)


def _decoded(data: bytes) -> str:
    """The text in the encoding that it fits best; it may be cut off within a character."""
    names = ("utf-16",) if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else _ENCODINGS
    texts = [getincrementaldecoder(name)("replace").decode(data) for name in names]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _header(text: str) -> str:
    """The header; all of the text where it does not begin or end as a header does."""
    return text.lstrip("\ufeff \t\r\n").partition("\n---")[0]


def _says(header: str, until: datetime | None) -> bool:
    for found in _WORDS.finditer(header):
        name, value = _KEYS[found["key"]], found["value"]
        if name == "withdrawn":
            return True
        if name == "public_until":
            if until is None or not value or not until.isoformat().startswith(value):
                return True
        elif name == "result":
            if _is_refusal(value, nested=bool(found["before"])):
                return True
        elif value not in _AS_PUBLISHED[name]:
            return True
    return False


def _is_refusal(value: str, *, nested: bool) -> bool:
    """Whether a result is that of a review that was not passed.

    A consultation has a result too, and that is a block: as a field of the record itself, one
    that says nothing of passing is the consultation's. Within another field it is a review's,
    which has to say so.
    """
    if value in _NOT_PASSED:
        return True
    return nested and not value.startswith("{") and value not in _PASSED
