"""Puts texts into every field of a kind of record or of site.yaml, by the model's own schema: a
field that is added to the model is filled without anybody thinking of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from opengov_ssg.model.fields import TERMS
from opengov_ssg.model.vocabulary import default_vocabularies

Steps = tuple[str, ...]
Text = Callable[[Steps], str]
SKIP = object()
"""Stands for a field that is left out."""


def filled(cls: type, text: Text, given: Mapping[Steps, Any]) -> dict[str, Any]:
    """A value for each field of ``cls`` that may hold free text, and for what must be there beside.

    ``text`` gives the text for a field; ``given`` says what stands in fields that are no free text
    (a reference, a code, a file), by the steps to them, and in all fields of a name by that name.
    """
    schema = TypeAdapter(cls).json_schema(mode="validation")
    found = _Filler(schema.get("$defs", {}), text, given).object(schema, ())
    assert isinstance(found, dict)
    return found


class _Filler:
    def __init__(self, defs: dict[str, Any], text: Text, given: Mapping[Steps, Any]) -> None:
        self.defs = defs
        self.text = text
        self.given = given

    def object(self, schema: dict[str, Any], steps: Steps) -> dict[str, Any]:
        required = schema.get("required", ())
        found = {}
        for name, part in schema["properties"].items():
            here = (*steps, name)
            value = self.given.get(here, self.given.get((name,), None))
            if value is None:
                value = self.value(part, here, name in required)
            if value is not SKIP:
                found[name] = value
        return found

    def value(self, part: dict[str, Any], steps: Steps, required: bool) -> Any:
        """A value; SKIP for what takes no free text and may be left out."""
        if "$ref" in part:
            below = self.defs[part["$ref"].rpartition("/")[2]]
            return self.object(below, steps)
        if "anyOf" in part:
            ways = sorted(part["anyOf"], key=lambda one: one.get("type") != "array")
            found = (self.value(one, steps, required) for one in ways if one.get("type") != "null")
            return next((one for one in found if one is not SKIP), SKIP)
        kind = part.get("type")
        if kind == "array":
            many = max(1, part.get("minItems", 1))
            items = [self.value(part["items"], steps, required) for _ in range(many)]
            return SKIP if SKIP in items else items
        if kind == "string" and not {"pattern", "enum", "examples"} & part.keys():
            text = self.text(steps)
            return address(text) if part.get("format") == "uri" else text
        return self._plain(part) if required else SKIP

    @staticmethod
    def _plain(part: dict[str, Any]) -> Any:
        """What must be there and is no text: the first that will do."""
        if TERMS in part:
            return default_vocabularies().get(part[TERMS]).spellings()[0]
        if "enum" in part:
            return part["enum"][0]
        if "examples" in part:
            return "2026-01-05"
        return part.get("minimum", 0)


def address(text: str) -> str:
    """``text`` within a web address, without what no address may hold (OG125)."""
    return "https://www.test.example/?" + "".join(one for one in text if one not in ' <>"\n')
