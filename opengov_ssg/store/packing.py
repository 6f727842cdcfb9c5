"""Values of the model ⇄ plain JSON values, exactly and fast: what a build
remembers of what it read.

A dataclass becomes a mapping of the fields that differ from their defaults, a named tuple a list.
What was written is trusted to be of the same engine (the store's key holds its version): nothing
is validated again.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic.fields import FieldInfo

Convert = Callable[[Any], Any]
_PLAIN = (str, int, bool, float)


class Codec(NamedTuple):
    """Both directions for one type; None where values are plain already."""

    pack: Convert | None
    unpack: Convert | None


_SAME = Codec(None, None)


@cache
def codec(kind: Any) -> Codec:
    """How values of a type are packed and unpacked. Raises TypeError for a type
    that has no way yet."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return codec(typing.get_args(kind)[0])
    if origin is Literal or kind in _PLAIN:
        return _SAME
    if kind in _TEXTS:
        return _TEXTS[kind]
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if origin is dict:
        return _mapping(typing.get_args(kind)[1])
    if origin in (typing.Union, types.UnionType):
        return _union(typing.get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _named_tuple(kind)
    raise TypeError(f"no way to pack {kind!r}")


_TEXTS: dict[Any, Codec] = {
    date: Codec(date.isoformat, date.fromisoformat),
    datetime: Codec(datetime.isoformat, datetime.fromisoformat),
    Decimal: Codec(str, Decimal),
}


def _tuple(of: tuple[Any, ...]) -> Codec:
    if len(of) == 2 and of[1] is Ellipsis:
        inner = codec(of[0])
        return Codec(_each(inner.pack, list), _each(inner.unpack, tuple))
    return _row(tuple(codec(one) for one in of), tuple)


def _each(convert: Convert | None, make: type[list[Any]] | type[tuple[Any, ...]]) -> Convert:
    if convert is None:
        return make
    return lambda values: make([convert(one) for one in values])


def _mapping(of: Any) -> Codec:
    """A mapping of texts to values of one type."""
    pack, unpack = codec(of)
    if pack is None or unpack is None:
        return Codec(dict, dict)
    return Codec(
        lambda values: {key: pack(one) for key, one in values.items()},
        lambda values: {key: unpack(one) for key, one in values.items()},
    )


def _row(inner: tuple[Codec, ...], make: Callable[[Any], Any]) -> Codec:
    """Values of different types in a fixed order."""
    if all(one.unpack is None for one in inner):
        return Codec(list, make)
    packs = [one.pack or _itself for one in inner]
    unpacks = [one.unpack or _itself for one in inner]
    return Codec(
        lambda values: [pack(one) for pack, one in zip(packs, values, strict=True)],
        lambda values: make([unpack(one) for unpack, one in zip(unpacks, values, strict=True)]),
    )


def _itself(value: Any) -> Any:
    return value


def _named_tuple(kind: Any) -> Codec:
    hints = typing.get_type_hints(kind, include_extras=True)
    return _row(tuple(codec(hints[name]) for name in kind._fields), kind._make)


def _union(of: tuple[Any, ...]) -> Codec:
    some = [one for one in of if one is not types.NoneType]
    inner = codec(some[0]) if len(some) == 1 else _tagged(some)
    if inner.unpack is None or len(some) == len(of):
        return inner
    return Codec(_unless_none(inner.pack), _unless_none(inner.unpack))


def _unless_none(convert: Convert | None) -> Convert:
    known = convert or _itself
    return lambda value: None if value is None else known(value)


def _tagged(kinds: list[Any]) -> Codec:
    """One of several classes, told by its name."""
    if all(kind in _PLAIN for kind in kinds):
        return _SAME
    if not all(isinstance(kind, type) for kind in kinds):
        raise TypeError(f"no way to tell apart {kinds!r}")
    inner = {kind.__name__: codec(kind) for kind in kinds}
    packs = {name: one.pack or _itself for name, one in inner.items()}
    unpacks = {name: one.unpack or _itself for name, one in inner.items()}
    return Codec(
        lambda value: [type(value).__name__, packs[type(value).__name__](value)],
        lambda value: unpacks[value[0]](value[1]),
    )


def _dataclass(kind: type) -> Codec:
    hints = typing.get_type_hints(kind, include_extras=True)
    names = [field.name for field in dataclasses.fields(kind)]
    defaults = _defaults(kind)
    ways = {name: codec(hints[name]) for name in names}
    packs = {name: one.pack for name, one in ways.items()}
    unpacks = {name: one.unpack for name, one in ways.items()}
    new, put = object.__new__, object.__setattr__

    def pack(value: Any) -> dict[str, Any]:
        found = {}
        for name in names:
            given = getattr(value, name)
            if name in defaults and _equal(given, defaults[name]):
                continue
            convert = packs[name]
            found[name] = convert(given) if convert else given
        return found

    def unpack(found: dict[str, Any]) -> Any:
        value: Any = new(kind)
        for name, default in defaults.items():
            put(value, name, default)
        for name, given in found.items():
            convert = unpacks[name]
            put(value, name, convert(given) if convert else given)
        return value

    return Codec(pack, unpack)


def _equal(given: Any, default: Any) -> bool:
    return type(given) is type(default) and bool(given == default)


def _defaults(kind: type) -> dict[str, Any]:
    """The defaults of a dataclass's fields, pydantic's way of giving them included."""
    found: dict[str, Any] = {}
    told: dict[str, FieldInfo] = getattr(kind, "__pydantic_fields__", {})
    for field in dataclasses.fields(kind):
        info = told.get(field.name)
        if info is not None:
            if not info.is_required():
                found[field.name] = info.get_default(call_default_factory=True)
        elif field.default is not dataclasses.MISSING:
            found[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = field.default_factory()
    return found
