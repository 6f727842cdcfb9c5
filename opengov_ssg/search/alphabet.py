"""How numbers and characters are written in index files, and which characters are which.

The browser engine has the same tables in ``alphabet.js``: digits, numbers, Han, word characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from opengov_ssg.notation.folding import FOLDED_MARKS, HAN, table

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]

DIGITS = "".join(chr(code) for code in range(35, 127) if code != 92)
"""The 91 digits of a number: printable ASCII but blank, ``!``, ``"`` and the backslash."""
BASE = len(DIGITS)
ONE, TWO, THREE = 60, 28, 2
"""First digits: 60 of numbers of one digit, 28 of two, 2 of three, the last of five."""
_TWO_FROM = ONE
_THREE_FROM = ONE + TWO * BASE
_FIVE_FROM = _THREE_FROM + THREE * BASE * BASE
LIMIT = BASE**4
"""Numbers are below this (68 million)."""

BREAK = 0x110000
"""Stands between texts where code points stand: no character."""

WORD = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u0300-\u037d\u037f-\u0386"
    "\u0388-\u0559\u0561-\u0588\u0591-\u05bd\u05d0-\u05f2\u0610-\u061a\u0620-\u0669\u066e-\u06d3"
    "\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06fc\u0710-\u0f00\u0f18-\u0f39\u0f3e-\u0fbc\u0fc6\u0fdb-\u17ff\u1806-\u1807"
    "\u180a-\u1fff\u2c00-\u2dff\u3041-\u309f\u30a1-\u30fa"
    "\u30fc-\u318e\u31a0-\u31bf\u31f0-\u31ff\ua000-\ud7ff\ufb00-\ufdff\ufe70-\ufefc"
    "\U00010000-\U00016fdf\U00017000-\U0001cfff\U0001d400-\U0001d7ff\U0001e000-\U0001eeff"
)
"""Letters and digits of other scripts, as regex source: coarse on purpose, so that a browser that
knows no Unicode classes cuts words alike. What is Han is none, nor what divides syllables in
Tibetan and sentences in Tibetan and Mongolian."""

WORD_MOST = 40
"""Characters of a word that count."""


class Tables(NamedTuple):
    """What is known of each code point, indexed by it (the last row is :data:`BREAK`)."""

    image: npt.NDArray[np.uint32]
    """What folding makes of it; of several characters the first."""
    length: Bytes
    """How many characters that is."""
    joined: npt.NDArray[np.bool_]
    """Whether a blank beside it goes (after folding)."""
    word: npt.NDArray[np.bool_]
    rank: npt.NDArray[np.int32]
    """Its place among the Han characters in the order of UTF-16, from 1; 0 when it is not Han."""
    beyond: npt.NDArray[np.bool_]
    """Whether folding it needs more than :func:`basic` knows."""
    han: npt.NDArray[np.uint32]
    """The Han characters by rank; the first row is none."""


def basic(char: str) -> str:
    """The folding that the engine does without the table: full width, blanks, ASCII
    capitals, brackets."""
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        char = chr(code - 0xFEE0)
    if char in "〔[【﹝":
        return "("
    if char in "〕]】﹞":
        return ")"
    if char in "\u3000\u00a0\t\n\r\f\v":
        return " "
    return chr(ord(char) + 32) if "A" <= char <= "Z" else char


def _members(ranges: str) -> npt.NDArray[np.bool_]:
    """Which code points a regex class holds."""
    found = np.zeros(BREAK + 1, bool)
    for first, last in re.findall(r"(.)(?:-(.))?", _plain(ranges), re.DOTALL):
        found[ord(first) : ord(last or first) + 1] = True
    return found


def _plain(ranges: str) -> str:
    """A regex class without its escapes."""
    ranges = re.sub(r"\\U([0-9a-f]{8})", lambda found: chr(int(found[1], 16)), ranges)
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), ranges)


@cache
def tables() -> Tables:
    """Made once in a process (some 20 ms, 15 MB)."""
    image = np.arange(BREAK + 1, dtype=np.uint32)
    length = np.ones(BREAK + 1, np.uint8)
    beyond = np.zeros(BREAK + 1, bool)
    for char in (
        *map(chr, range(128)),
        *map(chr, range(0xFF01, 0xFF5F)),
        *"〔〕【】﹝﹞\u3000\u00a0",
    ):
        beyond[ord(char)] = basic(char) != char  # taken back below where the table says the same
    for char, after in table().items():
        code = ord(char)
        length[code] = len(after)
        if after:
            image[code] = ord(after[0])
        beyond[code] = basic(char) != after
    han = _members(HAN)
    joined = han | _members(FOLDED_MARKS)
    joined[BREAK] = True
    word = _members(WORD) & ~han
    codes = np.flatnonzero(han).astype(np.uint32)
    codes = codes[np.argsort(_utf16_order(codes), kind="stable")]
    rank = np.zeros(BREAK + 1, np.int32)
    rank[codes] = np.arange(1, len(codes) + 1)
    by_rank = np.concatenate([np.zeros(1, np.uint32), codes])
    return Tables(image, length, joined, word, rank, beyond, by_rank)


def _utf16_order(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Numbers that order as the code points do in UTF-16: astral ones stand before U+E000."""
    return np.where(
        codes >= 0x10000, codes - 0x10000 + 0xD800, codes + (codes >= 0xE000) * 0x200000
    )


def utf16(key: str) -> bytes:
    """The order of keys: by UTF-16 code units, as JavaScript's ``<`` compares."""
    return key.encode("utf-16-be", "surrogatepass")


def write(numbers: npt.NDArray[np.integer[Any]]) -> tuple[Bytes, Numbers]:
    """The digits of many numbers (ASCII), one after the other, and where each begins (one more than
    there are numbers). Numbers are from 0 to :data:`LIMIT` - 1."""
    sizes = np.ones(len(numbers), np.uint8)
    longer = np.flatnonzero(numbers >= _TWO_FROM)
    some = numbers[longer].astype(np.int64)
    more = 2 + (some >= _THREE_FROM) + 2 * (some >= _FIVE_FROM)
    sizes[longer] = more
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    digits = np.zeros(starts[-1], np.uint8)
    digits[starts[:-1]] = np.minimum(numbers, ONE)
    for size, base in ((2, _TWO_FROM), (3, _THREE_FROM), (5, 0)):
        own = np.flatnonzero(more == size)
        if len(own):
            _fill(digits, starts[longer[own]], some[own] - base, size)
    return _CODES[digits], starts


def _fill(digits: Bytes, at: Numbers, rest: Numbers, size: int) -> None:
    for place in range(size - 1, 0, -1):
        rest, digit = np.divmod(rest, BASE)
        digits[at + place] = digit
    digits[at] = {2: ONE, 3: ONE + TWO, 5: BASE - 1}[size] + rest


_CODES = np.frombuffer(DIGITS.encode(), np.uint8)
_VALUES = bytes(max(DIGITS.find(chr(code)), 0) for code in range(256))
_NONE = bytes(code for code in range(256) if chr(code) not in DIGITS)
_LONGER = re.compile(f"[\\x{ONE:02x}-\\x{BASE - 1:02x}]".encode())


def written(number: int) -> str:
    """The digits of one number."""
    if number < ONE:
        return DIGITS[number]
    return write(np.array([number], np.int64))[0].tobytes().decode("ascii")


def read(text: str) -> list[int]:
    """The numbers that digits say. Raises ValueError for anything else."""
    numbers: list[int] = []
    at = 0
    try:
        values = text.encode("ascii").translate(_VALUES, _NONE)
        if len(values) < len(text):
            raise ValueError
        while longer := _LONGER.search(values, at):
            numbers += values[at : longer.start()]  # a digit each
            number, at = _longer(values, longer.start())
            numbers.append(number)
    except (IndexError, ValueError) as error:
        raise ValueError("not a number of the index") from error
    numbers += values[at:]
    return numbers


def _longer(values: bytes, at: int) -> tuple[int, int]:
    """The number of several digits at a place, and where the next is. Raises
    IndexError, ValueError."""
    first = values[at]
    if first < ONE + TWO:
        return (first - ONE) * BASE + values[at + 1] + _TWO_FROM, at + 2
    if first < BASE - 1:
        high = (first - ONE - TWO) * BASE + values[at + 1]
        return high * BASE + values[at + 2] + _THREE_FROM, at + 3
    a, b, c, d = values[at + 1 : at + 5]
    return ((a * BASE + b) * BASE + c) * BASE + d, at + 5
