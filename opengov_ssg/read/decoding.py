"""Bytes → text: UTF-8 or GB18030, with or without BOM, any line ends, composed (NFC)."""

from __future__ import annotations

import re
import unicodedata

from opengov_ssg.errors import Problem, ProblemError, problem

# What HTML forbids in a document, less tab and newline; marks of our own are among them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# Lost or mistaken characters: U+FFFD, private use, box drawing, Bopomofo (DOMAIN 2.3, step 10).
_DAMAGED = re.compile("[\ufffd\ue000-\uf8ff\u2500-\u257f\u3100-\u312f\U000f0000-\U0010fffd]")

# The many ranges beyond U+FFFF make the first one slow: it is asked only where one of these stands.
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe-\U0010ffff]")

_HAN = re.compile("[\u4e00-\u9fff]")


def decode(data: bytes, path: str) -> str:
    """The text of a file, with ``\\n`` line ends. Raises ProblemError (OG101, OG108)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ProblemError(problem("undecodable", path, (1, 1), hint="utf-16", offset=0))
    text = _text(data, path).removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    bad = _FORBIDDEN.search(text) if _SUSPECT.search(text) else None
    if bad:
        code = f"U+{ord(bad[0]):04X}"
        raise ProblemError(problem("control-character", path, place(text, bad.start()), code=code))
    return text


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = last = error
    try:
        # GB18030 that begins with four Han in UTF-8 by chance does not occur; damaged UTF-8 does.
        if len(_HAN.findall(data[: first.start].decode("utf-8"))) < 4:
            return data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The text is in whichever of the two got further before it broke.
        last = max(first, error, key=lambda one: one.start)
    good = data[: last.start].decode(last.encoding).removeprefix("\ufeff")
    where = place(good, len(good))
    raise ProblemError(problem("undecodable", path, where, offset=last.start))


def damaged(text: str, path: str) -> list[Problem]:
    """A warning at the first damaged character, with how many there are (OG109)."""
    first = _DAMAGED.search(text)
    if not first:
        return []
    count = len(_DAMAGED.findall(text))
    code = f"U+{ord(first[0]):04X}"
    return [problem("damaged-text", path, place(text, first.start()), code=code, count=count)]


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in ``text``."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before
