"""Check characters of the codes that organisations go by."""

from __future__ import annotations

import re

_ORG_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE = re.compile(f"[{_CREDIT_ALPHABET}]{{18}}")
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_org_code(code: str) -> bool:
    """Whether nine characters are an organisation code with the right check character.

    GB 11714: letters count A=10 to Z=35; the check character X stands for 10.
    """
    if not _ORG_CODE.fullmatch(code):
        return False
    total = sum(weight * int(char, 36) for weight, char in zip(_ORG_WEIGHTS, code[:8], strict=True))
    return code[8] == "0123456789X0"[11 - total % 11]


def check_credit_code(code: str) -> bool:
    """Whether eighteen characters are a 统一社会信用代码 with the right check character.

    GB 32100: thirty-one characters, without I, O, S, V and Z.
    """
    if not _CREDIT_CODE.fullmatch(code):
        return False
    values = (_CREDIT_ALPHABET.index(char) for char in code[:17])
    total = sum(weight * value for weight, value in zip(_CREDIT_WEIGHTS, values, strict=True))
    return code[17] == _CREDIT_ALPHABET[(31 - total % 31) % 31]
