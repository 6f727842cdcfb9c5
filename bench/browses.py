"""All the lists of the site: which records stand in which list, under which address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.records import Record
from bench.vocabulary import AGENCIES, GENRE_CODES, TOPICS, topic_codes

VALIDITY_CODES = {
    "现行有效": "in-force",
    "尚未施行": "not-yet",
    "已修改": "amended",
    "失效": "lapsed",
    "废止": "repealed",
    "未标注": "unstated",
}


@dataclass(frozen=True, slots=True)
class RecordList:
    """One list: its folder, heading, positions oldest first, and the folder it stands under."""

    folder: str
    heading: str
    positions: tuple[int, ...]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Browse:
    """One way to browse the catalog, with its lists; ``by`` is agency, topic, genre …"""

    by: str
    heading: str
    lists: tuple[RecordList, ...]

    @property
    def folder(self) -> str:
        """Where the page of its entries lies."""
        return f"catalog/by-{self.by}"


def browses(records: Sequence[Record], validity: Sequence[str]) -> tuple[Browse, ...]:
    """The five ways into the catalog; lists without records are left out."""
    everything = range(len(records))

    def one(by: str, code: str, heading: str, rows: Sequence[int], parent: str = "") -> RecordList:
        folder = f"catalog/by-{by}"
        return RecordList(f"{folder}/{code}", heading, tuple(rows), parent and f"{folder}/{parent}")

    agencies = [
        one("agency", a.code, a.name, [i for i in everything if records[i].agency is a])
        for a in AGENCIES
    ]
    genres = [
        one("genre", code, g, [i for i in everything if records[i].genre == g])
        for g, code in GENRE_CODES.items()
    ]
    years = [
        one("year", str(y), str(y), [i for i in everything if records[i].signed.year == y])
        for y in sorted({r.signed.year for r in records}, reverse=True)
    ]
    states = [
        one("validity", code, name, [i for i in everything if validity[i] == name])
        for name, code in VALIDITY_CODES.items()
    ]
    ways = (
        ("agency", "按机构", agencies),
        ("topic", "按主题", _topic_lists(records)),
        ("genre", "按体裁", genres),
        ("year", "按年份", years),
        ("validity", "按有效性", states),
    )
    return tuple(Browse(b, h, tuple(x for x in lists if x.positions)) for b, h, lists in ways)


def _topic_lists(records: Sequence[Record]) -> list[RecordList]:
    codes = topic_codes()
    rows: dict[str, list[int]] = {path: [] for path in codes}
    for position, record in enumerate(records):
        firsts = dict.fromkeys(path.partition("\\")[0] for path in record.topics)
        for path in dict.fromkeys((*firsts, *record.topics)):
            rows[path].append(position)
    lists = []
    for path, code in codes.items():
        first, _, second = path.partition("\\")
        parent = f"catalog/by-topic/{codes[first]}" if second else ""
        folder = f"catalog/by-topic/{code}"
        lists.append(RecordList(folder, second or first, tuple(rows[path]), parent))
    assert set(TOPICS) <= set(rows)
    return lists
