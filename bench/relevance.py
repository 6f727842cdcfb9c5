"""How well lay questions find the laws that answer them: plain pair-BM25 and the search's ranking.

    python -m bench.relevance [--corpus ../shared/corpus]

The formula and what was tried: docs/relevance.md. Only numpy is needed; all is in memory.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.sites import DEFAULT_CORPUS
from opengov_ssg.notation.folding import fold, is_han

K1, B = 1.2, 0.75
HITS = 20

QUESTION_WORDS = (
    "请问 怎么办 怎么样 怎么 怎样 怎 咋 如何 是否 能否 可否 是不是 有没有 能不能 要不要 会不会 可不可以 可以 应该 应当 "
    "为什么 为何 什么 多少 多久 多长 有哪些 哪些 哪个 哪种 哪里 哪 何时 何种 谁 我们 你们 他们 她们 我 你 他 她 它 自己 别人 "
    "这个 这种 这样 这些 这 那个 那么 那些 那 还是 或者 如果 但是 因为 所以 由于 虽然 情况下 情况 需要 想要 的话 不能 没有 "
    "还能 属于 进行 吗 呢 吧 啊 呀 么 的 了 是"
).split()

_ASKING = re.compile("|".join(sorted(QUESTION_WORDS, key=len, reverse=True)))
_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_ARTICLE = re.compile("第[一二三四五六七八九十百千零〇]+条")
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)\.md$")


@dataclass(frozen=True, slots=True)
class Formula:
    """The constants of the ranking (docs/relevance.md names them)."""

    terms: int = 16
    listed: int = 128  # a longer list is cut to its head
    head: int = 64
    impacts: int = 15
    impact_k1: float = 2.0
    overlap: float = 12.0  # what a character that is already covered costs, in classes
    asking: float = 12.0  # what a pair that touches a question word costs
    passage: int = 2_000
    fetched: int = 40
    of_one_record: int = 2
    unit: int = 400  # least length of a unit in a record without articles
    single: float = 0.5
    heading: float = 0.5
    best: float = 4.0
    five: float = 3.0
    record: float = 3.0
    passages_summed: int = 12


@dataclass(frozen=True, slots=True)
class Question:
    id: int
    text: str
    answers: frozenset[str]  # paths; other versions of the same law count
    code: bool  # answered by 民法典 or 刑法, or a text about them


class Postings:
    """Term frequencies in the parts of the text that begin at ``starts``."""

    def __init__(self, laws: Laws, starts: Sequence[int]) -> None:
        self._laws = laws
        self._starts = np.asarray(starts)
        self.length = np.diff(np.append(self._starts, len(laws.text)))
        self.record = np.searchsorted(laws.starts, self._starts, side="right") - 1
        self.first = np.searchsorted(self.record, np.arange(len(laws.starts)))
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def part(self, positions: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._starts, positions, side="right") - 1

    def of(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """The parts that hold the term, and how often each does."""
        if term not in self._known:
            parts, often = np.unique(self.part(self._laws.positions(term)), return_counts=True)
            self._known[term] = parts, often.astype(np.float64)
        return self._known[term]

    def saturated(self, parts: np.ndarray, often: np.ndarray, k1: float) -> np.ndarray:
        """BM25's weight of a frequency, 0 to k1 + 1."""
        length = 1 - B + B * self.length[parts] / self.length.mean()
        return often * (k1 + 1) / (often + k1 * length)

    def best(self, scores: np.ndarray, count: int) -> np.ndarray:
        """For each record the sum of its ``count`` best parts."""
        held = np.flatnonzero(scores > 0)
        held = held[np.lexsort((-scores[held], self.record[held]))]
        record = self.record[held]
        new = np.flatnonzero(np.diff(record, prepend=-1))
        place = np.arange(len(held)) - np.repeat(new, np.diff(np.append(new, len(held))))
        kept = place < count
        size = len(self.first)
        return np.bincount(record[kept], weights=scores[held][kept], minlength=size)


class Laws:
    """All laws as one text, with what the index would know of it."""

    def __init__(self, corpus: Path) -> None:
        self.paths: list[str] = []
        self.titles: list[str] = []
        self.dates: list[str] = []
        self.starts: list[int] = []
        self.paragraphs: list[int] = []
        self.headings: list[tuple[int, int, int]] = []  # start, end, level; titles have level 0
        pieces: list[str] = []
        length = 0
        for path in sorted((corpus / "laws").rglob("*.md")):
            name = path.relative_to(corpus).as_posix()
            if path.name in ("_index.md", "README.md", "法律法规模版.md"):
                continue
            self.paths.append(name)
            self.dates.append(found[1] if (found := _DATE.search(name)) else "")
            self.starts.append(length)
            for level, text in _paragraphs(path.read_text("utf-8")):
                if level and len(self.titles) < len(self.paths):
                    self.titles.append(text)
                    self.headings.append((length, length + len(text), 0))
                elif level:
                    self.headings.append((length, length + len(text), level))
                self.paragraphs.append(length)
                pieces.append(text)
                length += len(text)
            pieces.append("\n")
            length += 1
        if not self.paths:
            raise FileNotFoundError(f"no laws in {corpus / 'laws'}")
        self.text = "".join(pieces)
        newest = sorted(range(len(self.paths)), key=lambda law: self.dates[law], reverse=True)
        self.age = np.argsort(newest)
        points = np.frombuffer(self.text.encode("utf-32-le"), np.uint32)
        self._chars, codes = np.unique(points, return_inverse=True)
        self._codes = codes.astype(np.int16)
        self._order = np.argsort(self._codes, kind="stable").astype(np.int32)
        self._offsets = np.searchsorted(self._codes[self._order], np.arange(len(self._chars) + 1))

    def units(self, least: int) -> list[int]:
        """Where the articles and headings begin; a heading stays with what follows it. A record
        without articles is divided after paragraphs, each unit of at least so many characters."""
        headings = {start for start, _, _ in self.headings}
        starts: list[int] = []
        for start, end in pairwise([*self.starts, len(self.text)]):
            own = self.paragraphs[slice(*np.searchsorted(self.paragraphs, (start, end)))]
            articles = {paragraph for paragraph in own if _ARTICLE.match(self.text, paragraph)}
            starts.append(start)
            alone = True  # only headings so far
            for paragraph in own[1:]:
                begins = paragraph in articles or paragraph in headings
                if not articles:
                    begins = paragraph - starts[-1] >= least
                if begins and not (articles and alone):
                    starts.append(paragraph)
                alone = paragraph in headings or (alone and paragraph not in articles)
        return starts

    @cached_property
    def whole(self) -> Postings:
        return Postings(self, self.starts)

    def positions(self, term: str) -> np.ndarray:
        """Where a string begins."""
        codes = [int(np.searchsorted(self._chars, ord(char))) for char in term]
        for code, char in zip(codes, term, strict=True):
            if code == len(self._chars) or self._chars[code] != ord(char):
                return np.zeros(0, np.int32)
        found = self._order[self._offsets[codes[0]] : self._offsets[codes[0] + 1]]
        for step, code in enumerate(codes[1:], 1):
            found = found[self._codes[np.minimum(found + step, len(self._codes) - 1)] == code]
        return found

    def idf(self, term: str) -> float:
        held, size = len(self.whole.of(term)[0]), len(self.paths)
        return float(np.log(1 + (size - held + 0.5) / (held + 0.5)))

    def character_class(self, char: str) -> int:
        """0 for a character that no record holds, 15 for one that all hold."""
        held, size = len(self.whole.of(char)[0]), len(self.paths)
        return int(15 * np.log2(1 + held) / np.log2(1 + size))

    def ranked(self, scores: np.ndarray) -> list[int]:
        """The best records; of equal ones the newest first."""
        held = np.flatnonzero(scores > 0)
        return [int(law) for law in held[np.lexsort((self.age[held], -scores[held]))[:HITS]]]


def _paragraphs(source: str) -> Iterator[tuple[int, str]]:
    for line in re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL).splitlines():
        heading = _HEADING.match(line.strip())
        if text := fold(heading[2] if heading else line):
            yield len(heading[1]) if heading else 0, text


def grams(text: str, length: int) -> list[str]:
    """The different strings of so many Han characters that stand together, in order."""
    cut = (text[start : start + length] for start in range(len(text) - length + 1))
    return list(dict.fromkeys(gram for gram in cut if all(map(is_han, gram))))


def plain(laws: Laws, question: str) -> list[int]:
    """BM25 over all pairs of the question, whole records."""
    scores = np.zeros(len(laws.paths))
    for pair in grams(fold(question), 2):
        held, often = laws.whole.of(pair)
        scores[held] += laws.idf(pair) * laws.whole.saturated(held, often, K1)
    return laws.ranked(scores)


class Search:
    """The ranking that a browser can compute from 16 shards and 40 passages."""

    def __init__(self, laws: Laws, formula: Formula) -> None:
        self.laws, self.formula = laws, formula
        units = laws.units(formula.unit)
        borders = {*laws.starts}
        passages: list[int] = []
        for start, end in pairwise([*units, len(laws.text)]):
            if start in borders or end - passages[-1] > formula.passage:
                passages.append(start)
        self.passages, self.units = Postings(laws, passages), Postings(laws, units)
        self._passage = self.passages.part(np.asarray(units))
        self._heading, self._covered = self._headings()
        self._impacts: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._under: dict[str, np.ndarray] = {}

    def _headings(self) -> tuple[np.ndarray, list[tuple[int, int]]]:
        """For each position the number of its heading, and the units below each."""
        at = np.full(len(self.laws.text), -1, np.int32)
        covered: list[tuple[int, int]] = []
        below: list[tuple[int, int]] = []  # number and level of those that are open
        for number, (start, end, level) in enumerate(self.laws.headings):
            unit = int(self.units.part(np.asarray(start)))
            while below and below[-1][1] >= level:
                first = covered[below[-1][0]][0]
                covered[below.pop()[0]] = first, max(first + 1, unit)
            covered.append((unit, len(self.units.length)))
            below.append((number, level))
            at[start:end] = number if level else -1
        return at, covered

    def terms(self, question: str) -> list[str]:
        """The pairs to load: rare by their characters, no character twice before all once, those
        that touch a question word last."""
        text, formula = question, self.formula
        content = _ASKING.sub(lambda found: " " * len(found[0]), text)
        left = [
            start for start in range(len(text) - 1) if all(map(is_han, text[start : start + 2]))
        ]
        chosen: list[str] = []
        times = [0] * len(text)
        while left and len(chosen) < formula.terms:
            costs = [
                self.laws.character_class(text[start])
                + self.laws.character_class(text[start + 1])
                + formula.overlap * (times[start] + times[start + 1])
                + formula.asking * (" " in content[start : start + 2])
                for start in left
            ]
            start = left[costs.index(min(costs))]
            chosen.append(text[start : start + 2])
            times[start] += 1
            times[start + 1] += 1
            left = [other for other in left if text[other : other + 2] != chosen[-1]]
        return chosen

    def posting(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """Passages and impacts as a shard gives them: the record's impact for all of its passages,
        and of a long list the head only."""
        if term not in self._impacts:
            formula = self.formula
            held, often = self.passages.of(term)
            weight = self.passages.saturated(held, often, formula.impact_k1) / (
                formula.impact_k1 + 1
            )
            impact = np.ceil(weight * formula.impacts)
            record = self.passages.record[held]
            best = np.zeros(len(self.laws.paths))
            np.maximum.at(best, record, impact)
            records = np.flatnonzero(best)
            if len(records) > formula.listed:
                order = np.lexsort((self.laws.age[records], -best[records]))
                best[records[order[formula.head :]]] = 0
            kept = best[record] > 0
            self._impacts[term] = held[kept], best[record[kept]]
        return self._impacts[term]

    def ask(self, question: str) -> list[int]:
        formula, laws = self.formula, self.laws
        text = fold(question)[:64]
        weights: dict[str, float] = {}
        first = np.zeros(len(self.passages.length))
        loaded = self.terms(text)
        for term in loaded:
            held, impact = self.posting(term)
            if len(held):
                weights[term] = laws.idf(term) ** 0.5
                first[held] += weights[term] * impact
        if not weights:
            return []
        fetched = self._fetch(first)
        # A pair whose shard was not loaded weighs what the others do on average.
        mean = sum(weights.values()) / len(weights)
        weights |= {pair: mean for pair in grams(text, 2) if pair not in loaded}
        wanted = np.zeros(len(first), bool)
        wanted[fetched] = True
        units = np.flatnonzero(wanted[self._passage])
        scores = np.zeros(len(self.units.length))
        for pair, weight in weights.items():
            scores[units] += weight * self._unit_scores(pair, units, formula.heading)
        for char in grams(text, 1):
            weight = formula.single * ((15 - laws.character_class(char)) / 15) ** 0.5
            scores[units] += weight * self._unit_scores(char, units, 0)
        record = self.passages.best(first, formula.passages_summed)
        read = np.zeros(len(record))
        read[self.passages.record[fetched]] = 1
        parts = (
            (formula.best, self.units.best(scores, 1)),
            (formula.five, self.units.best(scores, 5)),
            (formula.record, record * read),
        )
        return laws.ranked(sum(factor * part / max(part.max(), 1e-9) for factor, part in parts))

    def _fetch(self, scores: np.ndarray) -> list[int]:
        """The passages to read, best first, few of one record."""
        held = np.flatnonzero(scores > 0)
        fetched: list[int] = []
        taken: dict[int, int] = {}
        for passage in held[np.lexsort((self.laws.age[self.passages.record[held]], -scores[held]))]:
            record = int(self.passages.record[passage])
            if taken.get(record, 0) < self.formula.of_one_record:
                taken[record] = taken.get(record, 0) + 1
                fetched.append(int(passage))
                if len(fetched) == self.formula.fetched:
                    break
        return fetched

    def _unit_scores(self, term: str, units: np.ndarray, heading: float) -> np.ndarray:
        held, often = self.units.of(term)
        often = (
            np.where(_among(units, held), often[_places(units, held)], 0.0) if len(held) else 0.0
        )
        if heading:
            often = often + heading * _among(units, self._below(term))
        return self.units.saturated(units, often + np.zeros(len(units)), K1)

    def _below(self, term: str) -> np.ndarray:
        """The units below a heading that holds the term."""
        if term not in self._under:
            numbers = self._heading[self.laws.positions(term)]
            covered = np.zeros(len(self.units.length), bool)
            for number in np.unique(numbers[numbers >= 0]):
                covered[slice(*self._covered[number])] = True
            self._under[term] = np.flatnonzero(covered)
        return self._under[term]


def _places(wanted: np.ndarray, held: np.ndarray) -> np.ndarray:
    return np.minimum(np.searchsorted(held, wanted), len(held) - 1)


def _among(wanted: np.ndarray, held: np.ndarray) -> np.ndarray:
    return held[_places(wanted, held)] == wanted if len(held) else np.zeros(len(wanted), bool)


def read_questions(corpus: Path) -> list[Question]:
    folder = corpus / "relevance"
    judged: dict[int, list[list[str]]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, path, _, others = line.split("\t")
        judged.setdefault(int(query), []).append([path, *filter(None, others.split("|"))])
    questions = []
    for line in (folder / "queries.jsonl").read_text("utf-8").splitlines():
        query = json.loads(line)
        answers = judged[query["query_id"]]
        code = any("民法典" in paths[0] or "刑法" in paths[0] for paths in answers)
        every = frozenset(path for paths in answers for path in paths)
        questions.append(Question(query["query_id"], query["query"], every, code))
    return questions


def ranks(laws: Laws, questions: Sequence[Question], ask: Callable[[str], list[int]]) -> np.ndarray:
    """The place of each question's first answer from 1, or infinity beyond the 20 shown."""
    places = []
    for question in questions:
        hits = (
            place
            for place, law in enumerate(ask(question.text), 1)
            if laws.paths[law] in question.answers
        )
        places.append(next(hits, np.inf))
    return np.asarray(places)


def measures(places: np.ndarray) -> str:
    """hit@1, hit@10 and MRR@20."""
    return f"{(places <= 1).mean():.3f} / {(places <= 10).mean():.3f} / {(1 / places).mean():.3f}"


def table(questions: Sequence[Question], rows: dict[str, np.ndarray]) -> str:
    tuned = np.array([question.id % 4 == 0 for question in questions])
    other = np.array([not question.code for question in questions])
    every = np.ones(len(questions), bool)
    sets = {
        "all": every,
        "without codes": other,
        "tuned": tuned,
        "tuned, without": tuned & other,
        "rest": ~tuned,
        "rest, without": ~tuned & other,
    }
    names = [f"{name} ({int(chosen.sum())})" for name, chosen in sets.items()]
    lines = [["", *names], ["---"] * (len(names) + 1)]
    lines += [
        [row, *(measures(places[chosen]) for chosen in sets.values())]
        for row, places in rows.items()
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def known_items(search: Search, laws: Laws, count: int) -> list[str]:
    """How often a title finds the newest law of that title first, and eight characters from its
    middle a law of that title among the first three; titles that hold the string go first."""
    drawn = random.Random(4).sample(range(len(laws.paths)), count)
    firsts = {"ranking alone": 0, "titles first": 0}
    middles = dict.fromkeys(firsts, 0)
    for law in drawn:
        title = laws.titles[law]
        middle = title[max(0, len(title) // 2 - 4) :][:8]
        for asked, width, counts in ((title, 1, firsts), (middle, 3, middles)):
            alone = search.ask(asked)
            holding = [other for other, name in enumerate(laws.titles) if fold(asked)[:64] in name]
            holding.sort(key=lambda other: (len(laws.titles[other]), laws.age[other]))
            newest = max(laws.dates[other] for other in holding if laws.titles[other] == title)
            for way, found in (("ranking alone", alone), ("titles first", holding + alone)):
                same = [other for other in found[:width] if laws.titles[other] == title]
                counts[way] += any(width > 1 or laws.dates[other] == newest for other in same)
    return [
        f"{way}: title first {firsts[way] / count:.3f}, middle in three {middles[way] / count:.3f}"
        for way in firsts
    ]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    laws = Laws(parser.parse_args(arguments).corpus)
    questions = read_questions(parser.parse_args(arguments).corpus)
    search = Search(laws, Formula())
    rows = {
        "plain pair-BM25": ranks(laws, questions, lambda text: plain(laws, text)),
        "the search's ranking": ranks(laws, questions, search.ask),
    }
    print(table(questions, rows))
    print("\n".join(known_items(search, laws, 300)))


if __name__ == "__main__":
    main(sys.argv[1:])
