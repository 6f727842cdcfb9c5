"""Small indexes of texts, and what they ought to find."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from opengov_ssg.notation.folding import fold, is_han
from opengov_ssg.notation.html_text import text_content
from opengov_ssg.search import building, texts
from opengov_ssg.search.reading import Index
from opengov_ssg.search.searching import search
from opengov_ssg.search.terms import batch
from opengov_ssg.search.texts import NONE, Card, Facets, RecordText
from tests.search import real

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "corpus" / "laws"
Files = dict[str, bytes]


def record(title: str, body: str = "", number: int = 0, **fields: object) -> RecordText:
    """A record as the index takes it, of plain text."""
    day = f"{2000 + number // 300:04}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}"
    card = Card(
        id=f"catalog/bgs/wj-{number:06}",
        kind="document",
        title=title,
        agency="测试市人民政府办公室",
        doc_no="",
        index_no="",
        issuers=(),
        signed=day,
        published=day,
        validity="unstated",
        column="",
        keywords=(),
        also=(),
    )._replace(**fields)
    facets = Facets(
        ("bgs", card.agency), (), ("document", "document"), NONE, (day[:4], day[:4]), NONE
    )
    return RecordText(card, body, (), facets)


def of_html(title: str, html: str, number: int = 0) -> RecordText:
    """The same of a body in HTML."""
    body, headings = texts.body_text(html)
    assert body == text_content(html)
    return record(title, body, number)._replace(headings=headings)


def build(records: Sequence[RecordText], size: int = 100) -> Files:
    """The files of an index of one segment, made of batches of ``size`` records."""
    batches = [batch(records[at : at + size]) for at in range(0, len(records), size)]
    made = list(building.build([batches], [building.days(records)]))
    assert len(dict(made)) == len(made)
    return dict(made)


def index(records: Sequence[RecordText]) -> Index:
    """The index, read."""
    return Index(build(records).__getitem__)


class Truth:
    """What brute force finds."""

    def __init__(self, records: Sequence[RecordText]) -> None:
        self.texts = {one.card.id: fold(one.text) for one in records}

    def holding(self, text: str) -> set[str]:
        """The ids of the records whose text holds a folded string."""
        return {id for id, own in self.texts.items() if text in own}


def found(of: Index, text: str) -> set[str]:
    """The ids of all records whose text the index says to hold a string."""
    hits = search(of, f"“{text}”", all=True).hits
    return {one.id for one in hits if one.where in ("exact", "title", "text")}


def strings(whole: Sequence[str], count: int, draw: random.Random, most: int = 8) -> Iterator[str]:
    """Strings of 1 to ``most`` Han characters that stand in folded texts."""
    while count:
        text = draw.choice(whole)
        size = draw.randint(1, most)
        at = draw.randrange(len(text))
        one = text[at : at + size]
        if len(one) == size and all(map(is_han, one)):
            count -= 1
            yield one


def walks(whole: Sequence[str], count: int, draw: random.Random, most: int = 8) -> Iterator[str]:
    """Strings of 2 to ``most`` Han characters, each pair of which stands in texts,
    as often as there."""
    while count:
        size = draw.randint(2, most)
        one = ""
        for _ in range(size * 4):
            text = draw.choice(whole)
            at = (
                draw.randrange(len(text))
                if not one
                else text.find(one[-1], draw.randrange(len(text)))
            )
            if at >= 0 and at + 1 < len(text) and is_han(text[at]) and is_han(text[at + 1]):
                one = one + text[at + 1] if one else text[at : at + 2]
            if len(one) >= size:
                break
        if len(one) >= 2:
            count -= 1
            yield one


def laws(count: int) -> list[RecordText]:
    """Real laws, some of every age, as records of HTML, some with marks and
    breaks within sentences."""
    known = real.laws()
    return _records([one.title, *one.paragraphs] for one in known[:: len(known) // count])


def corpus(count: int) -> list[RecordText]:
    """As many laws of the whole corpus."""
    files = sorted(LAWS.rglob("*.md"))[:count]
    return _records(file.read_text("utf-8").splitlines() for file in files)


def _records(laws: Iterable[list[str]]) -> list[RecordText]:
    draw = random.Random(11)
    made: list[RecordText] = []
    for law in laws:
        lines = [line.strip() for line in law if line.strip()]
        if len(lines) > 5:
            paragraphs = [_marked(line.lstrip("# "), draw) for line in lines[1:]]
            html = "\n".join(
                f"<h2 id=a>{text}</h2>" if line.startswith("##") else f"<p>{text}</p>"
                for line, text in zip(lines[1:], paragraphs, strict=True)
            )
            made.append(of_html(lines[0].lstrip("# "), html, len(made)))
    return made


def _marked(text: str, draw: random.Random) -> str:
    """Text as HTML, here and there with a mark, a line break or a blank in it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    for tag in ("<strong>甲</strong>", "\n", "<br>", "　", "<sup>一</sup>\u200b"):
        if draw.random() < 0.2 and len(text) > 8:
            at = draw.randrange(1, len(text) - 1)
            if "&" not in text and "<" not in text:
                text = text[:at] + tag + text[at:]
    return text
