"""A thousand real laws and the records of the sample site: what stands in them by brute force,
and what does not.

The laws are made HTML with marks, soft line breaks and blocks at random places. What
these places join is read off the raw HTML here, so that what strips HTML in the product
does not vouch for itself.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import accumulate, pairwise
from typing import NamedTuple

from opengov_ssg.notation.folding import HAN, fold, is_han
from opengov_ssg.search.alphabet import WORD
from opengov_ssg.search.asking import parse
from opengov_ssg.search.holding import candidates
from opengov_ssg.search.reading import Index
from opengov_ssg.search.texts import NONE, Card, Facets, RecordText, body_text
from tests.browser.indexing import bodies
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data"
_RUN = re.compile(f"[{HAN}]+")
_TAG = re.compile(r"<[^>]*>|\n")


class Law(NamedTuple):
    """A law as tests/data/laws.jsonl.xz has it."""

    path: str
    title: str
    date: str
    repealed: bool
    number: str
    paragraphs: list[str]


class Question(NamedTuple):
    """A lay question and the paths of the laws that answer it."""

    id: int
    text: str
    answers: frozenset[str]


class Real(NamedTuple):
    """A record with the HTML that it was made of."""

    record: RecordText
    html: str


@cache
def laws() -> tuple[Law, ...]:
    """The thousand laws of the tests."""
    with lzma.open(DATA / "laws.jsonl.xz", "rt", encoding="utf-8") as file:
        return tuple(Law(**json.loads(line)) for line in file)


@cache
def questions() -> tuple[Question, ...]:
    """The questions that some of them answer."""
    lines = (DATA / "questions.jsonl").read_text("utf-8").splitlines()
    found = (json.loads(line) for line in lines)
    return tuple(Question(one["id"], one["text"], frozenset(one["answers"])) for one in found)


@cache
def real() -> tuple[Real, ...]:
    """The laws and the public records of the sample site, oldest first."""
    draw = random.Random(17)
    made = [of_law(one, number, draw) for number, one in enumerate(laws())]
    made += [Real(record, html) for record, html in bodies()]
    return tuple(sorted(made, key=lambda one: (one.record.card.published, one.record.card.id)))


def records() -> list[RecordText]:
    """The same without HTML."""
    return [one.record for one in real()]


def of_law(law: Law, number: int, draw: random.Random | None = None) -> Real:
    """A law as a record; with ``draw`` marks and breaks stand within its sentences."""
    agency = law.path.split("/")[1]
    card = Card(
        id=f"catalog/laws/fl-{number:06}",
        kind="document",
        title=law.title,
        agency=agency,
        doc_no=law.number,
        index_no="",
        issuers=(),
        signed=law.date,
        published=law.date,
        validity="repealed" if law.repealed else "unstated",
        column="",
        keywords=(),
        also=(),
    )
    facets = Facets(
        ("laws", agency),
        (),
        ("document", "document"),
        NONE,
        (law.date[:4], law.date[:4]),
        (card.validity, card.validity),
    )
    html = "\n".join(_block(one, draw) for one in law.paragraphs)
    body, headings = body_text(html)
    return Real(RecordText(card, body, headings, facets), html)


def _block(paragraph: str, draw: random.Random | None) -> str:
    tag = "h2" if paragraph.startswith("##") else "p"
    text = paragraph.lstrip("# ")
    return f"<{tag}>{_marked(text, draw) if draw else escape(text, quote=False)}</{tag}>"


def _marked(text: str, draw: random.Random) -> str:
    """Text as HTML: here and there a word in a mark, a link, an element within another,
    a soft line break."""
    at = sorted(draw.sample(range(len(text)), min(len(text) // 2, draw.randint(0, 2)) * 2))
    made, end = [], 0
    for begin, stop in zip(at[::2], at[1::2], strict=True):
        kind = draw.choice(("strong", "em", "a href='#x'", "strong><em", "\n"))
        made.append(escape(text[end:begin], quote=False))
        inner = escape(text[begin:stop], quote=False)
        if kind == "\n":
            between = is_han(text[begin - 1]) and is_han(text[begin]) if begin else False
            made.append(("\n" if between else "") + inner)
        else:
            names = [one.split()[0] for one in reversed(kind.split("><"))]
            made.append(f"<{kind}>{inner}" + "".join(f"</{one}>" for one in names))
        end = stop
    return "".join((*made, escape(text[end:], quote=False)))


class Text:
    """All folded texts in one, to be looked through by brute force."""

    def __init__(self, records: Sequence[RecordText]) -> None:
        self.ids = [one.card.id for one in records]
        self.texts = [fold(one.text) for one in records]
        self.whole = "\n".join(self.texts)
        self._ends = list(accumulate(len(one) + 1 for one in self.texts))

    def holding(self, string: str) -> set[str]:
        """The ids of the records that hold a folded string without a line break."""
        found, at = set(), self.whole.find(string)
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.add(self.ids[place])
            at = self.whole.find(string, self._ends[place])
        return found


def present(text: Text, count: int, draw: random.Random) -> Iterator[str]:
    """Different strings of 1 to 8 Han characters that stand together in some record's text."""
    runs = _RUN.findall(text.whole)
    seen = set[str]()
    while len(seen) < count:
        size = draw.randint(1, 8)
        run = draw.choice(runs)
        at = draw.randint(0, max(0, len(run) - size))
        one = run[at : at + size]
        # There are not so many single characters: where all are drawn, longer strings.
        if one not in seen and (len(one) > 1 or draw.random() < 0.2):
            seen.add(one)
            yield one


def crossing(of: Sequence[Real], count: int, draw: random.Random) -> Iterator[str]:
    """Different strings of 2 to 8 Han characters that a tag, a line break or the end of a block
    divides in the HTML, furniture of the theme aside; in turn from the laws and the sample."""
    places = [one for record in of if "data-furniture" not in record.html for one in _joins(record)]
    seen = set[str]()
    while len(seen) < count:
        before, after = draw.choice(places)
        size = draw.randint(2, 8)
        left = draw.randint(1, size - 1)
        one = before[-left:] + after[: size - left]
        if one not in seen:
            seen.add(one)
            yield one


def _joins(of: Real) -> Iterator[tuple[str, str]]:
    """The Han characters right before and right after each place that tags or line breaks
    divide."""
    parts = [of.record.card.title, *filter(None, _TAG.split(of.html))]
    for one, other in pairwise(parts):
        before = re.search(f"[{HAN}]+$", one[-7:])
        after = re.match(f"[{HAN}]+", other[:7])
        if before and after:
            yield fold(before[0]), fold(after[0])


class Absent(NamedTuple):
    """A string that stands nowhere, and whether some record may hold it by its terms."""

    text: str
    candidate: bool


def absent(text: Text, of: Index, count: int, draw: random.Random) -> Iterator[Absent]:
    """Different strings of 3 to 8 Han characters that stand nowhere, by a random walk over pairs
    that do, frequent pairs oftener; at most half of them have no candidate."""
    seen = set[str]()
    lonely = 0
    for one in _walks(text, draw):
        if one in seen:
            continue
        known = bool(candidates(of, parse(f"“{one}”"), complete=True).records)
        if known or lonely < count // 2:
            lonely += not known
            seen.add(one)
            yield Absent(one, known)
        if len(seen) == count:
            return


def _walks(text: Text, draw: random.Random) -> Iterator[str]:
    runs = _RUN.findall(text.whole)
    follow = _followers(runs)
    firsts = list(follow)
    weights = list(accumulate(sum(own.values()) for own in follow.values()))
    lists = {one: (list(own), list(accumulate(own.values()))) for one, own in follow.items()}
    triples = {one[at : at + 3] for one in runs for at in range(len(one) - 2)}
    while True:
        [one] = draw.choices(firsts, cum_weights=weights)
        for _ in range(draw.choice((2, 2, 2, 2, 3, 3, 4, 5, 6, 7))):
            if one[-1] in lists:
                chars, own = lists[one[-1]]
                one += draw.choices(chars, cum_weights=own)[0]
        known = all(one[at : at + 3] in triples for at in range(len(one) - 2))
        if len(one) > 2 and not (known and one in text.whole):
            yield one


def _followers(runs: Iterable[str]) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for (one, other), often in Counter(pair for run in runs for pair in pairwise(run)).items():
        found.setdefault(one, Counter())[other] = often
    return found


_WORDED = re.compile(f"[{WORD}]")


def worded(text: Text, count: int, draw: random.Random) -> Iterator[str]:
    """Different strings of up to 12 characters that begin or end with a whole word or number, with
    the Han characters and brackets beside it: 2016年11月, (2016)80号, pdf."""
    whole = re.compile(
        f"(?:[{HAN}()]{{0,4}}(?<![{WORD}])[{WORD}]+(?![{WORD}])){{1,2}}[{HAN}]{{0,3}}"
    )
    found = [one[0].strip("()") for one in whole.finditer(text.whole)]
    every = sorted({one for one in found if 1 < len(one) <= 12})
    yield from draw.sample(every, min(count, len(every)))


def holding_words(text: Text, string: str, *, quoted: bool = True) -> set[str]:
    """The ids of the records that hold a string with words at its ends whole; unless ``quoted`` the
    last one may be the beginning of one if it has at most three characters."""
    last = re.search(f"[{WORD}]+$", string)
    pattern = re.escape(string)
    if _WORDED.match(string):
        pattern = f"(?<![{WORD}]){pattern}"
    if last and (quoted or len(last[0]) > 3):
        pattern = f"{pattern}(?![{WORD}])"
    one = re.compile(pattern)
    likely = text.holding(string)
    both = zip(text.ids, text.texts, strict=True)
    return {id for id, own in both if id in likely and one.search(own)}
