"""What a theme says about its components: ``components/<name>/component.yaml``
beside their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a component's macro is given: the name, the type as documented in ``model/views``,
    whether it must be given, and what it means."""

    name: str
    type: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A call of the macro: plain values by parameter, and ``written``, how they stand in the file.

    ``apart``: shown on a page of its own, for it is a landmark of the same name as another example.
    """

    name: str
    arguments: dict[str, Any]
    written: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the theme in force. ``sources`` maps ``template.html`` and the like to
    their texts; ``files`` are what its examples show, such as pictures; ``own`` says that the
    project changes it."""

    name: str
    macro: str
    purpose: str
    parameters: tuple[Parameter, ...]
    examples: tuple[Example, ...]
    sources: dict[str, str]
    files: dict[str, bytes]
    own: bool
