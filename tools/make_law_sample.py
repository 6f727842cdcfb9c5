"""Writes tests/data/laws.jsonl.xz and questions.jsonl: laws and lay questions for the
tests of the search.

    python tools/make_law_sample.py CORPUS

CORPUS holds ``laws`` and ``relevance``. A thousand laws, all versions of some, one to a line: path,
title, date, whether it is repealed, number, paragraphs (``## `` before headings). Those that answer
a question are whole, of the others stands the beginning. The same corpus gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
LAWS, BEGINNING, LONGEST = 1_000, 600, 12_000

_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)\.md$")
_NUMBER = re.compile(
    r"国务院令第\d+号|主席令第[〇一二三四五六七八九十百\d]+号|法释〔\d{4}〕\d+号|[部局]令\d{4}年第\d+号"
)
_SKIPPED = ("_index.md", "README.md", "法律法规模版.md")


class Law(NamedTuple):
    """A law as a line says it."""

    path: str
    title: str
    date: str
    repealed: bool
    number: str
    paragraphs: list[str]

    @property
    def size(self) -> int:
        """Characters."""
        return sum(map(len, self.paragraphs))


def read(corpus: Path) -> Iterator[Law]:
    """All laws in the order of their paths."""
    with (corpus / "laws/metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = {(one["name"], one["publish"]): one["expired"] for one in csv.DictReader(file)}
    for path in sorted((corpus / "laws").rglob("*.md")):
        head, found, body = path.read_text("utf-8").partition("<!-- INFO END -->")
        lines = [line.strip() for line in head.splitlines() if line.strip()]
        if path.name in _SKIPPED or not found or not lines[0].startswith("# "):
            continue
        date = found[1] if (found := _DATE.search(path.name)) else ""
        number = _NUMBER.search("\n".join(lines[1:]))
        yield Law(
            path.relative_to(corpus).as_posix(),
            lines[0].removeprefix("# ").strip(),
            date,
            rows.get((path.name.partition("(")[0], date)) == "1",
            number[0] if number else "",
            [re.sub("^#+", "##", line.strip()) for line in body.splitlines() if line.strip()],
        )


def questions(corpus: Path) -> Iterator[dict[str, Any]]:
    """The questions and the paths of laws that answer them, other versions included."""
    answers: dict[int, set[str]] = {}
    for line in (corpus / "relevance/qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, path, _, others = line.split("\t")
        answers.setdefault(int(query), set()).update([path, *filter(None, others.split("|"))])
    for line in (corpus / "relevance/queries.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["query_id"] in answers:
            yield {
                "id": one["query_id"],
                "text": one["query"],
                "answers": answers[one["query_id"]],
            }


def sample(every: list[Law], asked: list[dict[str, Any]]) -> tuple[list[Law], set[str]]:
    """The laws that are taken: what answers questions and is not too long, all versions of a title,
    others evenly spread; and the paths of the first, which are whole."""
    answering = {path for one in asked for path in one["answers"]}
    whole = {one.path for one in every if one.path in answering and one.size <= LONGEST}
    titles: dict[str, list[Law]] = {}
    for one in every:
        titles.setdefault(one.title, []).append(one)
    chosen = set(whole)
    chosen |= {one.path for own in titles.values() if len(own) > 1 for one in own}
    left = [one for one in every if one.path not in chosen and one.size > 100]
    need = LAWS - len(chosen)
    chosen |= {left[place * len(left) // need].path for place in range(need)}
    taken = [one for one in every if one.path in chosen]
    return [one if one.path in whole else begun(one) for one in taken], whole


def begun(law: Law) -> Law:
    """The beginning of a law, cut between paragraphs."""
    kept, size = list[str](), 0
    for paragraph in law.paragraphs:
        kept.append(paragraph)
        size += len(paragraph)
        if size >= BEGINNING:
            break
    return law._replace(paragraphs=kept)


def main(corpus: Path) -> None:
    asked = list(questions(corpus))
    laws, whole = sample([one for one in read(corpus) if one.date and one.paragraphs], asked)
    lines = (json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in laws)
    packed = lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / "laws.jsonl.xz").write_bytes(packed)
    kept = [one | {"answers": sorted(one["answers"] & whole)} for one in asked]
    kept = [one for one in kept if one["answers"]]
    (DATA / "questions.jsonl").write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in kept), "utf-8"
    )
    print(
        f"{len(laws)} laws, {sum(one.size for one in laws)} characters, {len(packed)} bytes; {len(kept)} questions"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
