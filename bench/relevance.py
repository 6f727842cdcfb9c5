"""How well lay questions find the laws that answer them: plain pair-BM25 and the search's ranking.

    python -m bench.relevance [--corpus ../shared/corpus] [--engine]

The formula, the figures and what was tried: docs/relevance.md. All is in memory. ``--engine`` asks
the browser's own engine too, under Node, over an index of the same laws (``engine.js``).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.sites import DEFAULT_CORPUS
from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.search import building, terms
from opengov_ssg.search.texts import NONE, Card, Facets, RecordText
from opengov_ssg.theme.loading import load as load_theme

K1, B, HITS = 1.2, 0.75, 20

QUESTION_WORDS = """请问 怎么办 怎么样 怎么 怎样 怎 咋 如何 是否 能否 可否 是不是 有没有 能不能 要不要 会不会 可不可以 可以
应该 应当 为什么 为何 什么 多少 多久 多长 有哪些 哪些 哪个 哪种 哪里 哪 何时 何种 谁 我们 你们 他们 她们 我 你 他 她 它 自己
别人 这个 这种 这样 这些 这 那个 那么 那些 那 还是 或者 如果 但是 因为 所以 由于 虽然 情况下 情况 需要 想要 的话 不能 没有 还能
属于 进行 吗 呢 吧 啊 呀 么 的 了 是"""

_ASKING = re.compile("|".join(sorted(QUESTION_WORDS.split(), key=len, reverse=True)))
_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_ARTICLE = re.compile("第[一二三四五六七八九十百千零〇]+条")
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)\.md$")


@dataclass(frozen=True, slots=True)
class Formula:
    """The constants of the ranking (docs/relevance.md says what they do)."""

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
    best: float = 4.0
    five: float = 3.0
    record: float = 3.0
    passages_summed: int = 12


class Question(NamedTuple):
    id: int
    text: str
    answers: set[str]  # paths, other versions of the same law included
    code: bool  # answered by 民法典 or 刑法, or by an interpretation of them


class Laws:
    """All laws as one folded text, with what an index would know of it."""

    def __init__(self, corpus: Path) -> None:
        self.paths: list[str] = []
        self.titles: list[str] = []
        self.starts: list[int] = []
        self.paragraphs: list[int] = []
        pieces: list[str] = []
        length = 0
        for path in sorted((corpus / "laws").rglob("*.md")):
            if path.name in ("_index.md", "README.md", "法律法规模版.md"):
                continue
            self.paths.append(path.relative_to(corpus).as_posix())
            self.starts.append(length)
            source = re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
            for line in source.splitlines():
                mark = _HEADING.match(line.strip())
                if not (text := fold(mark[2] if mark else line)):
                    continue
                if mark and len(self.titles) < len(self.paths):
                    self.titles.append(text)
                self.paragraphs.append(length)
                pieces.append(text)
                length += len(text)
            pieces.append("\n")
            length += 1
        self.text = "".join(pieces)
        self.dates = [found[1] if (found := _DATE.search(path)) else "" for path in self.paths]
        newest = sorted(range(len(self.paths)), key=self.dates.__getitem__, reverse=True)
        self.age = np.argsort(newest)
        points = np.frombuffer(self.text.encode("utf-32-le"), np.uint32)
        chars, codes = np.unique(points, return_inverse=True)
        self._code = {chr(char): code for code, char in enumerate(chars)}
        self._codes = codes.astype(np.int16)
        self._order = np.argsort(self._codes, kind="stable").astype(np.int32)
        self._offsets = np.searchsorted(self._codes[self._order], np.arange(len(chars) + 1))
        self.whole = Parts(self, self.starts)
        self._classes: dict[str, int] = {}

    def positions(self, term: str) -> np.ndarray:
        codes = [self._code.get(char) for char in term]
        if codes[0] is None or None in codes:
            return np.zeros(0, np.int32)
        found = self._order[self._offsets[codes[0]] : self._offsets[codes[0] + 1]]
        for step, code in enumerate(codes[1:], 1):
            found = found[self._codes[np.minimum(found + step, len(self._codes) - 1)] == code]
        return found

    def idf(self, term: str) -> float:
        held, size = len(self.whole.of(term)[0]), len(self.paths)
        return float(np.log(1 + (size - held + 0.5) / (held + 0.5)))

    def char_class(self, char: str) -> int:
        """0 for a character that no record holds, 15 for one that all hold."""
        if char not in self._classes:
            held, size = len(self.whole.of(char)[0]), len(self.paths)
            self._classes[char] = int(15 * np.log2(1 + held) / np.log2(1 + size))
        return self._classes[char]

    def ranked(self, scores: np.ndarray) -> list[int]:
        """The best records; of equal ones the newest first."""
        held = np.flatnonzero(scores > 0)
        return [int(law) for law in held[np.lexsort((self.age[held], -scores[held]))[:HITS]]]

    def units(self, least: int) -> list[int]:
        """Where articles begin; a record without any is divided after paragraphs, in units of at
        least so many characters."""
        starts: list[int] = []
        for start, end in pairwise([*self.starts, len(self.text)]):
            own = self.paragraphs[slice(*np.searchsorted(self.paragraphs, (start, end)))]
            articles = [at for at in own if _ARTICLE.match(self.text, at)]
            starts.append(start)
            for at in articles or own:
                if at > start and (articles or at - starts[-1] >= least):
                    starts.append(at)
        return starts


class Parts:
    """The parts of the text that begin at ``starts``, and how often each holds a term."""

    def __init__(self, laws: Laws, starts: list[int]) -> None:
        self._laws, self._starts = laws, np.asarray(starts)
        self.length = np.diff(np.append(self._starts, len(laws.text)))
        self.record = np.searchsorted(laws.starts, self._starts, side="right") - 1
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def at(self, positions: np.ndarray | list[int]) -> np.ndarray:
        return np.asarray(np.searchsorted(self._starts, positions, side="right") - 1)

    def of(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        if term not in self._known:
            places = self.at(self._laws.positions(term))
            self._known[term] = np.unique(places, return_counts=True)
        return self._known[term]

    def saturated(self, parts: np.ndarray, often: np.ndarray, k1: float) -> np.ndarray:
        """BM25's weight of a frequency, 0 to k1 + 1."""
        length = 1 - B + B * self.length[parts] / self.length.mean()
        return np.asarray(often * (k1 + 1) / (often + k1 * length))

    def best(self, scores: np.ndarray, count: int) -> np.ndarray:
        """For each record the sum of its ``count`` best parts."""
        held = np.flatnonzero(scores > 0)
        held = held[np.lexsort((-scores[held], self.record[held]))]
        record = self.record[held]
        new = np.flatnonzero(np.diff(record, prepend=-1))
        kept = np.arange(len(held)) - np.repeat(new, np.diff(np.append(new, len(held)))) < count
        size = len(self._laws.starts)
        return np.asarray(np.bincount(record[kept], scores[held][kept], minlength=size))


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
        units, passages = laws.units(formula.unit), [0]
        borders = set(laws.starts)
        for start, end in pairwise([*units, len(laws.text)]):
            if start and (start in borders or end - passages[-1] > formula.passage):
                passages.append(start)
        self.passages, self.units = Parts(laws, passages), Parts(laws, units)
        self._passage = self.passages.at(units)
        self._impacts: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def terms(self, text: str) -> list[str]:
        """The pairs to load: of rare characters, no character twice before all once, those that
        touch a question word last."""
        content = _ASKING.sub(lambda found: " " * len(found[0]), text)
        left = [start for start in range(len(text) - 1) if grams(text[start : start + 2], 2)]
        chosen, times = list[str](), [0] * len(text)

        def cost(start: int) -> float:
            rarity = sum(map(self.laws.char_class, text[start : start + 2]))
            asking = self.formula.asking * (" " in content[start : start + 2])
            return rarity + asking + self.formula.overlap * sum(times[start : start + 2])

        while left and len(chosen) < self.formula.terms:
            best = min(left, key=cost)
            chosen.append(text[best : best + 2])
            times[best] += 1
            times[best + 1] += 1
            left = [start for start in left if text[start : start + 2] != chosen[-1]]
        return chosen

    def posting(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """Passages and impacts as a shard gives them: the record's impact for all its passages,
        and of a long list the head only."""
        if term not in self._impacts:
            k1 = self.formula.impact_k1
            held, often = self.passages.of(term)
            weights = self.passages.saturated(held, often, k1) / (k1 + 1)
            record, best = self.passages.record[held], np.zeros(len(self.laws.paths))
            np.maximum.at(best, record, np.ceil(weights * self.formula.impacts))
            if len(records := np.flatnonzero(best)) > self.formula.listed:
                order = np.lexsort((self.laws.age[records], -best[records]))
                best[records[order[self.formula.head :]]] = 0
            kept = best[record] > 0
            self._impacts[term] = held[kept], best[record[kept]]
        return self._impacts[term]

    def ask(self, question: str) -> list[int]:
        formula, laws = self.formula, self.laws
        text = fold(question)[:64]
        first, weights = np.zeros(len(self.passages.length)), dict[str, float]()
        loaded = self.terms(text)
        for term in loaded:
            held, impacts = self.posting(term)
            if len(held):
                weights[term] = laws.idf(term) ** 0.5
                first[held] += weights[term] * impacts
        if not weights:
            return []
        # A pair whose shard was not loaded weighs what the others do on average.
        mean = sum(weights.values()) / len(weights)
        weights |= {pair: mean for pair in grams(text, 2) if pair not in loaded}
        read = np.zeros(len(first), bool)
        read[self.fetch(first)] = True
        units, scores = np.flatnonzero(read[self._passage]), np.zeros(len(self._passage))
        for pair, weight in weights.items():
            scores[units] += weight * self._unit_weights(pair, units)
        for char in grams(text, 1):
            weight = formula.single * (1 - laws.char_class(char) / 15) ** 0.5
            scores[units] += weight * self._unit_weights(char, units)
        record = self.passages.best(first, formula.passages_summed)
        record[np.isin(np.arange(len(record)), self.passages.record[read], invert=True)] = 0
        total = np.zeros(len(record))
        for factor, part in (
            (formula.best, self.units.best(scores, 1)),
            (formula.five, self.units.best(scores, 5)),
            (formula.record, record),
        ):
            total += factor * part / max(part.max(), 1e-9)
        return laws.ranked(total)

    def fetch(self, scores: np.ndarray) -> list[int]:
        """The passages to read, best first, few of one record."""
        held, record = np.flatnonzero(scores > 0), self.passages.record
        fetched, taken = list[int](), Counter[int]()
        for passage in held[np.lexsort((self.laws.age[record[held]], -scores[held]))]:
            if taken[record[passage]] < self.formula.of_one_record:
                taken[record[passage]] += 1
                fetched.append(int(passage))
        return fetched[: self.formula.fetched]

    def _unit_weights(self, term: str, units: np.ndarray) -> np.ndarray:
        held, often = self.units.of(term)
        if not len(held):
            return np.zeros(len(units))
        places = np.minimum(np.searchsorted(held, units), len(held) - 1)
        own = np.where(held[places] == units, often[places], 0)
        return self.units.saturated(units, own, K1)


def read_questions(corpus: Path) -> list[Question]:
    judged: dict[int, list[list[str]]] = {}
    for line in (corpus / "relevance/qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, path, _, others = line.split("\t")
        judged.setdefault(int(query), []).append([path, *filter(None, others.split("|"))])
    questions = []
    for line in (corpus / "relevance/queries.jsonl").read_text("utf-8").splitlines():
        query = json.loads(line)
        laws = judged[query["query_id"]]
        code = any("民法典" in paths[0] or "刑法" in paths[0] for paths in laws)
        answers = {path for paths in laws for path in paths}
        questions.append(Question(query["query_id"], query["query"], answers, code))
    return questions


def text_of(question: Question) -> str:
    return question.text


def answered(laws: Laws, questions: list[Question]) -> list[list[int]]:
    """What the browser's engine says to each question. Raises CalledProcessError when it fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in building.build([list(batches(laws))], [("", "")]):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        theme = load_theme(folder, "default", "zh-CN")
        script = folder / "engine.js"
        script.write_bytes(next(one.data for one in theme.assets if one.name == "search.js"))
        command = ["node", str(Path(__file__).with_name("engine.js")), str(script), name, "ranked"]
        given = json.dumps([one.text for one in questions]).encode()
        done = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True)
    return [[int(id) for id in ids[:HITS]] for ids in json.loads(done.stdout)]


def batches(laws: Laws) -> Iterator[terms.Batch]:
    """The laws as records of the index, oldest first; the id is the number of the law."""
    made = []
    for law in np.argsort(-laws.age, kind="stable").tolist():
        start = laws.starts[law]
        end = laws.starts[law + 1] if law + 1 < len(laws.starts) else len(laws.text)
        own = slice(*np.searchsorted(laws.paragraphs, (start, end)))
        edges = [*laws.paragraphs[own], end]
        body = "\n".join(laws.text[a:b].rstrip() for a, b in pairwise(edges[1:]))
        date = laws.dates[law]
        card = Card(
            str(law), "document", laws.titles[law], "", "", "", (), date, date, "", "", (), ()
        )
        facets = Facets(("", ""), (), NONE, NONE, NONE, NONE)
        made.append(RecordText(card, "\n" + body, (), facets))
    for at in range(0, len(made), 128):
        yield terms.batch(made[at : at + 128])


def places(laws: Laws, questions: list[Question], ask: Callable[[str], list[int]]) -> np.ndarray:
    """The place of each question's first answer from 1, infinity beyond those shown."""
    found = []
    for question in questions:
        hits = (laws.paths[law] in question.answers for law in ask(question.text))
        found.append(next((place for place, hit in enumerate(hits, 1) if hit), np.inf))
    return np.asarray(found)


def table(questions: list[Question], rows: dict[str, np.ndarray]) -> str:
    """hit@1 / hit@10 / MRR@20 for each row, over all questions and the parts of them."""
    tuned = np.array([question.id % 4 == 0 for question in questions])
    other = np.array([not question.code for question in questions])
    sets = {"all": tuned | ~tuned, "other": other, "tuned": tuned, "tuned, other": tuned & other}
    sets |= {"rest": ~tuned, "rest, other": ~tuned & other}
    lines = [" | ".join(["", *(f"{name} ({chosen.sum()})" for name, chosen in sets.items())])]
    lines.append(" | ".join(["---"] * (len(sets) + 1)))
    for name, found in rows.items():
        parts = [found[chosen] for chosen in sets.values()]
        means = [((part <= 1).mean(), (part <= 10).mean(), (1 / part).mean()) for part in parts]
        lines.append(
            " | ".join([name, *("/".join(f"{mean:.3f}" for mean in row) for row in means)])
        )
    return "\n".join(f"| {line} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance")
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--engine", action="store_true")
    given = parser.parse_args()
    laws, questions = Laws(given.corpus), read_questions(given.corpus)
    search = Search(laws, Formula())
    rows = {"plain pair-BM25": places(laws, questions, lambda text: plain(laws, text))}
    rows["the search's ranking"] = places(laws, questions, search.ask)
    if given.engine:
        found = dict(zip(map(text_of, questions), answered(laws, questions), strict=True))
        rows["the engine itself"] = places(laws, questions, found.__getitem__)
    print(table(questions, rows))


if __name__ == "__main__":
    main()
