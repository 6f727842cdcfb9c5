"""The payloads of ``payloads.yaml``, and what a test makes of each of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from tests.conftest import ALL

TOGETHER = 1 if ALL else 24
"""How many payloads stand in one field: each by itself in ``make test-all``."""

# What reading refuses wherever it stands (OG108): nothing of it gets any further.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP = str.maketrans("<>\"'&`", "QqVvJj")


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    file = Path(__file__).with_name("payloads.yaml")
    return {name: tuple(some) for name, some in yaml.safe_load(file.read_text("utf-8")).items()}


def payloads() -> tuple[str, ...]:
    """All payloads, as they are."""
    return tuple(one for some in _classes().values() for one in some)


def of_class(name: str) -> tuple[str, ...]:
    """The payloads of a class."""
    return _classes()[name]


def refused(payload: str) -> bool:
    """Whether it holds a character that no content file may."""
    return bool(_REFUSED.search(payload))


def readable(payload: str) -> str:
    """The payload without such characters."""
    return _REFUSED.sub("", payload)


@cache
def groups() -> tuple[str, ...]:
    """Readable payloads, so many together as a field gets."""
    all_ = [readable(one) for one in payloads()]
    return tuple(" ".join(all_[at : at + TOGETHER]) for at in range(0, len(all_), TOGETHER))


def harmless(text: str) -> str:
    """The same text with letters for what markup is made of."""
    return text.translate(_MARKUP)


def collapsed(text: str) -> str:
    """The text with one blank for any run of blanks, as a page shows it."""
    return " ".join(text.split())
