"""What a macro takes, and what it is given, as their author wrote them."""

from __future__ import annotations

from typing import Any

import yaml
from jinja2 import Environment, TemplateSyntaxError
from jinja2.nodes import Macro

_WIDTH = 100


def signature(template: str, macro: str) -> dict[str, bool] | None:
    """The names that ``macro`` takes, and whether each must be given. None when the template has no
    such macro, or cannot be read at all, which is told where it is rendered."""
    try:
        tree = Environment(autoescape=True).parse(template)
    except TemplateSyntaxError:
        return None
    for found in tree.find_all(Macro):
        if found.name == macro:
            free = len(found.args) - len(found.defaults)
            return {one.name: place < free for place, one in enumerate(found.args)}
    return None


def as_yaml(arguments: dict[str, Any]) -> str:
    """The arguments of an example as YAML, empty for none."""
    if not arguments:
        return ""
    return yaml.safe_dump(arguments, allow_unicode=True, sort_keys=False, width=_WIDTH)
