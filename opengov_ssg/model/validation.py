"""A YAML tree → a typed value, with every problem of the whole file at its own place.

Used for records and for site.yaml alike, so that both speak with one voice.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from opengov_ssg.errors import Problem, Words, problem
from opengov_ssg.model.naming import names_of
from opengov_ssg.model.vocabulary import Vocabularies
from opengov_ssg.notation.dates import parse_instant
from opengov_ssg.notation.nodes import Steps, Tree

T = TypeVar("T")

_OWN = frozenset(
    ("impossible-date", "malformed-value", "not-in-vocabulary", "address-form", "unknown-language")
)


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def validate(
    tree: Tree, cls: type[T], path: str, vocabularies: Vocabularies
) -> tuple[T | None, list[Problem]]:
    """Make a ``cls`` of the tree; None when there are problems, which are then all returned.

    The tree's keys must be English already (see :func:`translate`).
    """
    wanted: Any = cls
    try:
        return _adapter(wanted).validate_python(tree.data, context=vocabularies), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    return None, [_problem(detail, tree, cls, path) for detail in details]


def _problem(detail: Any, tree: Tree, cls: type, path: str) -> Problem:
    steps, kind = tuple(detail["loc"]), detail["type"]
    label = _label(cls, steps)
    if kind == "unexpected_keyword_argument":
        return unknown_key(tree, cls, steps, path)
    if kind == "missing":
        return problem("missing-field", path, tree.place(steps), field=label)
    if kind == "literal_error":
        given: Words = {
            "value": detail["input"],
            "vocabulary": label,
            "near": "、".join(_QUOTED.findall(detail["ctx"]["expected"])),
        }
        return problem("not-in-vocabulary", path, tree.place(steps), **given)
    if kind in _OWN:
        words = detail["ctx"]
        if kind == "impossible-date":
            hint = _date_hint(**words)
        elif kind == "unknown-language":
            hint = words.pop("hint")
        else:
            hint = clerk_slip(words["value"]) or _form_hint(detail["msg"])
        return problem(kind, path, tree.place(steps), hint=hint, field=label, **words)
    if kind in ("string_too_short", "too_short"):
        return problem("missing-field", path, tree.place(steps), field=label)
    given = {"field": label, "detail": detail["msg"]}
    return problem("wrong-type", path, tree.place(steps), hint=_expected(kind), **given)


def _label(cls: type, steps: Steps) -> str:
    """How a field is named in a message: its path, and what a Chinese header calls it."""
    path = ".".join(map(str, steps))
    named = [step for step in steps if isinstance(step, str)]
    if not named:
        return path
    above = steps[: len(steps) - 1 - list(reversed(steps)).index(named[-1])]
    label = names_of(_type_at(cls, above)).labels.get(named[-1], "")
    return f"{path}（{label}）" if label and label != named[-1] else path


def _expected(kind: str) -> str:
    if kind == "tuple_type":
        return "list"
    if kind.startswith(("dataclass", "dict")):
        return "mapping"
    return "number" if kind.startswith(("int", "greater", "less")) else "text"


_QUOTED = re.compile("'([^']*)'")  # the values of a Literal, as pydantic lists them
_MARKS = "“”‘’「」『』\"'"
_SMART = re.compile(f"^[{_MARKS}].*|.*[{_MARKS}]$")


def clerk_slip(value: str) -> str:
    """The hint for a value that failed its form: what a Chinese keyboard does to it, or empty."""
    if _SMART.match(value):
        return "smart-quotes"
    if any("０" <= char <= "９" or char in "：－／．" for char in value):
        return "full-width-digits"
    return ""


_FORMS = ("amount", "row")


def _form_hint(form: str) -> str:
    """The hint for a value of the statutory tables; empty for all others, which share one."""
    return form if form in _FORMS else ""


def _date_hint(value: str, reason: str) -> str:
    """Why a date is none: the clerk's slip if without it there is a date, else ``reason``."""
    meant = unicodedata.normalize("NFKC", value.strip().strip(_MARKS))
    try:
        parse_instant(meant)
    except ValueError as error:
        return str(error) if reason == "form" else reason
    return clerk_slip(value) if reason == "form" else reason


def unknown_key(tree: Tree, cls: type, steps: Steps, path: str) -> Problem:
    """An unknown key, with the nearest known ones."""
    key = str(steps[-1])
    known = names_of(_type_at(cls, steps[:-1])).keys
    near = "、".join(get_close_matches(key.strip(" \u3000“”\"'"), known, n=3, cutoff=0.5))
    hint = ""
    if "：" in key:
        hint = "full-width-colon"
    elif "\u3000" in key:
        hint = "full-width-blank"
    elif _SMART.match(key):
        hint = "smart-quotes"
    elif not near:
        hint = "no-suggestion"
    place = tree.keys.get(steps) or tree.place(steps)
    return problem("unknown-key", path, place, hint=hint, key=key.strip("\u3000"), near=near)


def _type_at(cls: type, steps: Steps) -> type:
    for step in steps:
        if isinstance(step, str):
            cls = names_of(cls).below.get(step, cls)
    return cls


def translate(tree: Tree, cls: type, path: str) -> Tree:
    """The tree with English keys at every level; a key in both languages is a problem (OG122)."""
    if _is_english(tree.data, cls):
        return tree
    result = Tree(problems=list(tree.problems))
    result.data = _mapping(tree.data, cls, (), (), tree, result, path)
    return result


def _is_english(data: Any, cls: type) -> bool:
    """Whether no key needs translating or dropping, as in most files; then nothing is copied."""
    if isinstance(data, list):
        return all(_is_english(one, cls) for one in data)
    if not isinstance(data, dict):
        return True
    names = names_of(cls)
    return all(
        key in names.labels
        and value is not None
        and (key not in names.below or _is_english(value, names.below[key]))
        for key, value in data.items()
    )


def _mapping(
    data: dict[str, Any], cls: type, old: Steps, new: Steps, tree: Tree, result: Tree, path: str
) -> dict[str, Any]:
    names = names_of(cls)
    _place(old, new, tree, result)
    found: dict[str, Any] = {}
    spelt: dict[str, str] = {}
    for spelling, value in data.items():
        key = names.keys.get(spelling, spelling)
        before, after = (*old, spelling), (*new, key)
        if key in found:
            words: Words = {"key": spelling, "other": spelt[key]}
            at = tree.keys[before]
            result.problems.append(problem("key-in-two-languages", path, at, **words))
            continue
        result.keys[after] = tree.keys[before]
        if value is None:
            continue  # an empty key says nothing, as if it were not there
        spelt[key] = spelling
        below = names.below.get(key)
        if key in names.keyed and isinstance(value, dict):
            _place(before, after, tree, result)
            found[key] = {
                name: _value(item, below, (*before, name), (*after, name), tree, result, path)
                for name, item in value.items()
            }
            result.keys |= {(*after, name): tree.keys[*before, name] for name in value}
            continue
        found[key] = _value(value, below, before, after, tree, result, path)
    return found


def _value(
    value: Any, cls: type | None, old: Steps, new: Steps, tree: Tree, result: Tree, path: str
) -> Any:
    _place(old, new, tree, result)
    if isinstance(value, list):
        return [
            _value(item, cls, (*old, index), (*new, index), tree, result, path)
            for index, item in enumerate(value)
        ]
    if isinstance(value, dict) and cls:
        return _mapping(value, cls, old, new, tree, result, path)
    if isinstance(value, dict):
        return {
            key: _value(item, None, (*old, key), (*new, key), tree, result, path)
            for key, item in value.items()
        }
    return value


def _place(old: Steps, new: Steps, tree: Tree, result: Tree) -> None:
    if old in tree.places:
        result.places[new] = tree.places[old]
