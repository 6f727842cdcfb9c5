"""What cold queries cost on a built index: strings, numbers and titles, lay questions."""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.built import Built, Cost, Reader
from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search.searching import search

SHORTEST, LONGEST = 2, 6
_RATIO = "raw ÷ packed"


def ask(built: Built, reader: Reader, query: str) -> tuple[Cost, int]:
    """A cold query: what it moves until its first page stands, and how many hits hold the
    string."""
    reader.names.clear()
    found = search(reader, query)
    return built.cost(reader.names), sum(hit.match == "whole" for hit in found.hits)


def strings(texts: Sequence[str], count: int, seed: int = 7) -> Iterator[str]:
    """Strings of 2–6 Han characters that stand in texts, each length as often."""
    draw = random.Random(seed)
    number = 0
    while number < count:
        text = draw.choice(texts)
        size = SHORTEST + number % (LONGEST - SHORTEST + 1)
        at = draw.randrange(max(1, len(text) - size))
        found = text[at : at + size]
        if len(found) == size and all(map(is_han, found)):
            number += 1
            yield found


def numbers_and_titles(cards: Sequence[list[str]], count: int, seed: int = 11) -> list[str]:
    """Titles, 文号 and 索引号 of records, in turn: half titles, a quarter of each number."""
    draw = random.Random(seed)
    own = draw.sample([one for one in cards if one[2] and one[4] and one[5]], count)
    return [card[(2, 4, 2, 5)[place % 4]] for place, card in enumerate(own)]


def questions(corpus: Path, count: int) -> list[str]:
    """Lay questions, evenly spread over those of the corpus."""
    lines = (corpus / "relevance" / "queries.jsonl").read_text("utf-8").splitlines()
    every = [str(json.loads(line)["query"]) for line in lines]
    return [every[place * len(every) // count] for place in range(count)]


def queries(built: Built, corpus: Path, count: int) -> dict[str, list[str]]:
    """All that is asked, by kind."""
    texts, cards = [], {}
    for text, card, first in built.passages():
        texts.append(fold(text))
        if first:
            cards[card[0]] = card
    return {
        "strings of 2–6": list(strings(texts, count)),
        "numbers and titles": numbers_and_titles(list(cards.values()), count),
        "lay questions": questions(corpus, count),
    }


def told(costs: Sequence[Cost]) -> dict[str, dict[str, float]]:
    """Median, p95 and most of each measure, and of raw ÷ packed bytes of a query."""
    measures = {name: sorted(getattr(one, name) for one in costs) for name in Cost._fields}
    measures[_RATIO] = sorted(one.raw / one.packed for one in costs)
    return {
        name: {
            "median": statistics.median(values),
            "p95": values[min(len(values) * 95 // 100, len(values) - 1)],
            "most": values[-1],
        }
        for name, values in measures.items()
    }


def measure(
    built: Built, asked: dict[str, list[str]], say: Callable[[str], None]
) -> dict[str, object]:
    """Ask everything, cold each time: by the reader, and by the engine itself where there is
    Node."""
    reader = Reader(built)
    report: dict[str, object] = {}
    for kind, own in asked.items():
        ways = {"reader": [ask(built, reader, one) for one in own]}
        if engine := by_engine(built, own):
            ways["engine"] = engine
        for way, answers in ways.items():
            found = told([cost for cost, _ in answers])
            held = sum(bool(hits) for _, hits in answers)
            report[f"{kind}, {way}"] = {"cost": found, "holding": held, "queries": len(own)}
            say(line(f"{kind}, {way}", found) + f"   {held} of {len(own)} held whole")
    return report


def by_engine(built: Built, asked: Sequence[str]) -> list[tuple[Cost, int]]:
    """The same by the engine under Node (``engine.js``); empty where there is none.

    Raises CalledProcessError when the engine fails.
    """
    node = shutil.which("node")
    if not node:
        return []
    with tempfile.NamedTemporaryFile(suffix=".js") as script:
        script.write(built.engine)
        script.flush()
        command = [node, str(Path(__file__).with_name("engine.js")), script.name, str(built.folder)]
        given = json.dumps(asked).encode()
        done = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True)
    return [(built.cost_of(paths), hits) for paths, hits in json.loads(done.stdout)]


def line(kind: str, found: dict[str, dict[str, float]]) -> str:
    """One line: gzip, raw, requests, raw ÷ gzip, each median / p95 / most."""
    parts = []
    for name, unit, digits in (
        ("packed", 1000, 0),
        ("raw", 1000, 0),
        ("requests", 1, 0),
        (_RATIO, 1, 1),
    ):
        shown = (f"{found[name][one] / unit:.{digits}f}" for one in ("median", "p95", "most"))
        parts.append(f"{name} {'/'.join(shown)}{' kB' if unit > 1 else ''}")
    return f"{kind:<28}{'   '.join(parts)}"
