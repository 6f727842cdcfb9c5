"""Well-formed numbers of organisations that do not exist."""

from __future__ import annotations

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(code: str) -> str:
    """The ninth character of an organisation code (GB 11714).

    ``code`` has eight characters 0-9 A-Z; letters count A=10 … Z=35.
    Raises ValueError for anything else.
    """
    if len(code) != 8 or not code.isascii() or not code.isalnum() or code != code.upper():
        raise ValueError(f"not the first eight characters of an organisation code: {code!r}")
    total = sum(int(c, 36) * weight for c, weight in zip(code, _WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def organisation_code(serial: int) -> str:
    """Nine characters with a right check character, in a range that no register has allotted."""
    first = f"9900{serial:04d}"
    return first + check_character(first)


def index_number(organisation: str, year: int, serial: int) -> str:
    """索引号 of the national scheme (国办秘函〔2009〕6号): ``000014349/2016-00100``."""
    return f"{organisation}/{year}-{serial:05d}"
