"""The one way to declare a typed value of the model: frozen, slotted, keyword-only, closed."""

from __future__ import annotations

from typing import TypeVar, dataclass_transform

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from opengov_ssg.model.fields import named

T = TypeVar("T")
_CONFIG = ConfigDict(extra="forbid", defer_build=True)  # a command needs few of the kinds


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field, named))
def value(cls: type[T]) -> type[T]:
    """Make ``cls`` a value: validated when created from a file, unknown keys refused."""
    made: type[T] = dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)(cls)  # type: ignore[assignment]
    return made
