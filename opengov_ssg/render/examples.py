"""What an example gives a component, as values that templates read like views."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from keyword import iskeyword
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

MARKUP = "Markup"
"""The type of a parameter whose example is written as a template, in which the others can be
used."""


def given(env: Environment, arguments: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    """The arguments of a call; ``types`` names those of the parameters. Raises
    what templates raise."""
    plain = {name: _view(one) for name, one in arguments.items() if types.get(name) != MARKUP}
    return plain | {
        name: Markup(env.from_string(str(one)).render(plain))
        for name, one in arguments.items()
        if types.get(name) == MARKUP
    }


def _view(value: Any) -> Any:
    """Mappings with fields, as views are; lists as tuples."""
    if isinstance(value, list):
        return tuple(map(_view, value))
    if not isinstance(value, dict):
        return value
    if not all(isinstance(key, str) and _is_field(key) for key in value):
        return {key: _view(one) for key, one in value.items()}
    return _fields(tuple(value))(*map(_view, value.values()))


def _is_field(key: str) -> bool:
    return key.isidentifier() and not iskeyword(key) and not key.startswith("_")


@cache
def _fields(names: tuple[str, ...]) -> Any:
    return namedtuple("Given", names)
