"""A built index as bytes: its files with their sizes, and a reader that tells what
each query fetched."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from opengov_ssg.notation.folding import fold
from opengov_ssg.search import proving, questions, scripts
from opengov_ssg.search.passages import OVERLAP
from opengov_ssg.search.reading import Index

_SHARDS = 600


class Cost(NamedTuple):
    """What a query moves: bytes under gzip -6 a file, bytes as stored, requests."""

    packed: int
    raw: int
    requests: int


@dataclass
class Built:
    """The index below ``folder`` (a built site, or what ``alone.py`` wrote) and
    the engine's script."""

    folder: Path
    engine: bytes
    data: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.data = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted((self.folder / "search").rglob("*.js"))
        }

    @cached_property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """Bytes of each file, packed and as stored."""
        return {path: (packed(one), len(one)) for path, one in self.data.items()}

    @cached_property
    def own(self) -> Cost:
        """The engine."""
        return Cost(packed(self.engine), len(self.engine), 1)

    def cost(self, names: set[str]) -> Cost:
        """Of the engine, the entry and the files of these names."""
        return self.cost_of([scripts.ENTRY, *map(scripts.path, names)])

    def cost_of(self, paths: Iterable[str]) -> Cost:
        """Of the engine and the files at these paths, each once."""
        sizes = [self.sizes[path] for path in set(paths)]
        return Cost(
            self.own.packed + sum(one for one, _ in sizes),
            self.own.raw + sum(one for _, one in sizes),
            self.own.requests + len(sizes),
        )

    def kinds(self) -> dict[str, list[str]]:
        """Paths by what they are: entry, block, shard, tail, directory, other."""
        found: dict[str, list[str]] = {}
        tails: set[str] = set()
        for path, one in self.data.items():
            kind = "block" if "-" in path else "entry" if path == scripts.ENTRY else ""
            values = [] if kind else scripts.load(_name(path), one)
            if len(values) == 6 and isinstance(values[3], list):
                kind = "shard"
                tails |= {scripts.path(name) for name in values[3]}
            elif len(values) == 2 and len(values[1]) == scripts.NAME * len(values[0].split(" ")):
                kind = "directory"
            found.setdefault(kind or "other", []).append(path)
        found["tail"] = sorted(tails)
        found["other"] = [path for path in found.get("other", []) if path not in tails]
        return {kind: paths for kind, paths in found.items() if paths}

    def passages(self) -> Iterator[tuple[str, list[Any], bool]]:
        """Text and card of every passage, and whether it is a record's first, in
        the order of paths."""
        for path in self.kinds()["block"]:
            text, _, card = scripts.load(_name(path), self.data[path])
            yield text, card, path.rpartition("/")[2].count(".") == 1

    def text_bytes(self) -> int:
        """Bytes in UTF-8 of all titles and bodies: what passages repeat counts once."""
        return sum(
            len((text if first else text[OVERLAP:]).encode("utf-8", "surrogatepass"))
            for text, _, first in self.passages()
        )


def packed(data: bytes) -> int:
    """Bytes under gzip -6."""
    return len(gzip.compress(data, 6))


def _name(path: str) -> str:
    """The name of the file at a path (see ``scripts.path``)."""
    parts = path.removeprefix("search/").removesuffix(".js").split("/")
    if parts == ["index"]:
        return "index"
    return f"{parts[0][1:]}.{parts[1]}.{parts[2]}" if len(parts) == 3 else "".join(parts)


class Reader(Index):
    """The reader over a built index, which keeps what it read from query to query and tells in
    ``names`` what a cold one would have fetched since they were last cleared."""

    def __init__(self, built: Built) -> None:
        super().__init__(built.data.__getitem__)
        self.names: set[str] = set()
        payload = lru_cache(None)(self._read)
        shard = lru_cache(_SHARDS)(self._read_shard)

        def read(name: str) -> list[Any]:
            self.names.add(name)
            return payload(name)

        def terms(name: str) -> dict[str, Any]:
            self.names.add(name)
            return shard(name)

        self._payload = read  # type: ignore[assignment]
        self._shard = terms  # type: ignore[assignment]

    def shards(self, segment: int) -> Iterator[str]:
        """The names of a segment's shards, in the order of their keys."""
        tree = self.segments[segment].terms
        names = _cut(tree.names)
        for _ in range(tree.levels):
            names = [one for name in names for one in _cut(self._read(name)[1])]
        yield from names


def _cut(names: str) -> list[str]:
    return [names[at : at + scripts.NAME] for at in range(0, len(names), scripts.NAME)]


def folding_once() -> None:
    """Fold each text once in this process: passages come again with every term that they hold."""
    once = lru_cache(200_000)(fold)
    proving.fold = questions.fold = once  # type: ignore[assignment]
