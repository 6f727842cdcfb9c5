"""Chinese and English names of fields: which key is meant, at every level of a record."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of one type: every spelling → its key, and the types of nested values."""

    keys: dict[str, str]
    labels: dict[str, str]
    below: dict[str, type]
    keyed: frozenset[str]
    """Fields whose own keys are a site's words, such as the names of vocabularies."""


def names_of(cls: Any) -> Names:
    """The names of the fields of a model type."""
    return _names_of(cls)


@cache
def _names_of(cls: Any) -> Names:
    hints = get_type_hints(cls, include_extras=True)
    keys: dict[str, str] = {}
    labels: dict[str, str] = {}
    below: dict[str, type] = {}
    for field in fields(cls):
        key = field.name
        keys[key] = key
        for spelling in _spellings(field.default):
            keys.setdefault(spelling, key)
            labels.setdefault(key, spelling)
        nested = _nested(hints[key])
        if nested:
            below[key] = nested
    keyed = frozenset(key for key, hint in hints.items() if get_origin(hint) is dict)
    return Names(keys, labels, below, keyed)


def _spellings(default: Any) -> list[str]:
    extra = getattr(default, "json_schema_extra", None) or {}
    found: list[str] = extra.get("names", [])
    return found


def _nested(hint: Any) -> type | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for part in get_args(hint) if (found := _nested(part))), None)
