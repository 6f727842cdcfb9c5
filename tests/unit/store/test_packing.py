"""What the store remembers of a reading is exactly what was read: every kind, every
field, every type."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from opengov_ssg import pipeline
from opengov_ssg.cli.instants import as_of
from opengov_ssg.model.entries import Entry
from opengov_ssg.model.records import KINDS
from opengov_ssg.runs import Options
from opengov_ssg.store.packing import codec
from tests.conftest import AS_OF, ROOT


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """All records of the sample site."""
    _, content = pipeline.check(Options(ROOT, as_of(AS_OF), executor="serial"))
    assert content
    return list(content.facts.entries.values())


def test_every_record_of_the_sample_comes_back(entries: list[Entry]) -> None:
    pack, unpack = codec(Entry)
    assert pack and unpack
    for entry in entries:
        text = json.dumps(pack(entry), ensure_ascii=False)
        again = unpack(json.loads(text))
        assert again == entry
        assert repr(again) == repr(entry)  # the types of all values, which equality does not tell
        assert hash(again.record) == hash(entry.record)


def test_the_sample_has_every_kind(entries: list[Entry]) -> None:
    assert {entry.record.kind for entry in entries} == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_field_of_every_kind_has_a_way(kind: type) -> None:
    assert codec(kind).pack


class Pair(NamedTuple):
    """A value of a test."""

    name: str
    at: datetime | None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, "甲\u2028\x01"),
        (date, date(1949, 10, 1)),
        (datetime, datetime.fromisoformat("2026-11-22T09:30:00+08:00")),
        (Decimal, Decimal("123.450000")),
        (tuple[date, ...], (date(1949, 10, 1), date(2026, 11, 22))),
        (tuple[str, date], ("甲", date(1949, 10, 1))),
        (Pair, Pair("甲", None)),
        (Pair, Pair("甲", datetime.fromisoformat("2026-11-22T09:30:00+08:00"))),
        (dict[str, Pair], {"甲": Pair("乙", None)}),
        (Decimal | None, None),
    ],
)
def test_a_value_comes_back(kind: object, value: object) -> None:
    pack, unpack = codec(kind)
    packed = pack(value) if pack else value
    again = json.loads(json.dumps(packed))
    again = unpack(again) if unpack else again
    assert again == value
    assert type(again) is type(value)


def test_a_type_without_a_way_is_told() -> None:
    """Better no store than one that gives back something else."""
    with pytest.raises(TypeError, match="Path"):
        codec(Path)
    with pytest.raises(TypeError):
        codec(set[str])
