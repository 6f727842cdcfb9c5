"""索引号: the number that a government discloses a record under, in the schemes in use.

The national guide (国办秘函〔2009〕6号) is G1; the others are what sites made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from opengov_ssg.notation.check_characters import check_credit_code, check_org_code

Scheme = Literal["G1", "G2", "G3", "G4"]


@dataclass(frozen=True, slots=True)
class IndexNo:
    """An index number of a known scheme."""

    scheme: Scheme
    org: str
    """Organisation code (G1, G4), 统一社会信用代码 (G2) or 网站标识码 (G3)."""
    year: int
    serial: str
    """As written, with its leading zeros."""
    text: str
    """The whole number; of a G2 number with year and month, only this holds the month."""


_SCHEMES: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("G1", re.compile(r"([0-9A-Z]{8}[0-9X])/([0-9]{4})-([0-9]{5})")),
    ("G2", re.compile(r"([0-9]{8}[0-9A-HJ-NPQRTUWXY]{10})/([0-9]{4})(?:[0-9]{2})?-([0-9]{5,7})")),
    ("G3", re.compile(r"([0-9]{10})/([0-9]{4})-([0-9]{6})")),
    ("G4", re.compile(r"([0-9A-Z]{8}[0-9X])-([0-9]{4})-([0-9]{5,6})")),
)
_MADE: dict[Scheme, tuple[str, int]] = {
    "G1": ("{org}/{year:04d}-{serial}", 5),
    "G2": ("{org}/{year:04d}-{serial}", 5),
    "G3": ("{org}/{year:04d}-{serial}", 6),
    "G4": ("{org}-{year:04d}-{serial}", 5),
}


def parse(text: str) -> IndexNo | None:
    """The index number that the text is, exactly as it stands, or None."""
    for scheme, pattern in _SCHEMES:
        if found := pattern.fullmatch(text):
            return IndexNo(scheme, found[1], int(found[2]), found[3], text)
    return None


def make(scheme: Scheme, org: str, year: int, serial: int) -> str:
    """A new number of a scheme, its serial filled with zeros.

    Raises ValueError('form') where the parts give no number of that scheme.
    """
    form, width = _MADE[scheme]
    text = form.format(org=org, year=year, serial=f"{serial:0{width}d}")
    made = parse(text)
    if made is None or made.scheme != scheme:
        raise ValueError("form")
    return text


def address(index: IndexNo) -> str:
    """The number as a path: the slash of G1 to G3 is a folder, G4 is one segment."""
    return index.text


def check_character_ok(index: IndexNo) -> bool:
    """Whether the organisation's check character is right; G3 has none and always is."""
    if index.scheme == "G3":
        return True
    if index.scheme == "G2":
        return check_credit_code(index.org)
    return check_org_code(index.org)
