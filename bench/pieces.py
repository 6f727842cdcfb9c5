"""The corpus of laws, cut into pieces the size of a usual document.

A corpus file is ``# title``, history lines, ``<!-- INFO END -->``, then headings and paragraphs
separated by empty lines.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PIECE_CHARACTERS = 1_700

_END_OF_HEAD = "<!-- INFO END -->"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
# Characters lost in the corpus itself (private use) and invisible ones: not what is measured here.
_RESIDUE = re.compile("[\ue000-\uf8ff\u200b\ufeff\x00-\x08\x0b-\x1f]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Law:
    """One law: its title and its paragraphs, headings among them as ``## …``."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one record: ``part`` is 0 for a whole law, else counts its pieces from 1."""

    law: str
    part: int
    paragraphs: tuple[str, ...]


def read_laws(corpus: Path) -> list[Law]:
    """All laws below ``corpus``/laws in the order of their paths.

    Raises FileNotFoundError if there are none.
    """
    root = corpus / "laws"
    paths = sorted((p for p in root.rglob("*.md")), key=lambda p: p.relative_to(root).as_posix())
    laws = [law for path in paths if (law := parse_law(path.read_text("utf-8"))) is not None]
    if not laws:
        raise FileNotFoundError(f"no laws in {root}")
    return laws


def parse_law(text: str) -> Law | None:
    """A law from its file's text; None for files that are not laws or hold no text."""
    head, found, body = text.partition(_END_OF_HEAD)
    title = re.search(r"^# (.+)$", _COMMENT.sub("", head), re.MULTILINE)
    if not found or title is None or head.startswith("---"):
        return None
    paragraphs = tuple(_paragraphs(_COMMENT.sub("\n", body)))
    if sum(map(len, paragraphs)) < 50:
        return None
    return Law(_BLANKS.sub("", _RESIDUE.sub("", title[1])), paragraphs)


def _paragraphs(body: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n|\n(?=#)", _RESIDUE.sub("", body)):
        lines = [" ".join(line.split()) for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            yield "\n".join(lines)
        else:
            yield from lines


def cut(law: Law, size: int = PIECE_CHARACTERS) -> list[Piece]:
    """The law in equal pieces of about ``size`` characters, cut at paragraph borders.

    A piece that begins inside a chapter repeats the chapter's heading.
    """
    total = sum(map(len, law.paragraphs))
    count = max(1, round(total / size))
    if count == 1:
        return [Piece(law.title, 0, _level(law.paragraphs))]
    pieces: list[list[str]] = [[]]
    chapter, seen = "", 0
    for paragraph in law.paragraphs:
        # A heading stays with what follows it, so pieces are closed before it, not after.
        if pieces[-1] and len(pieces) < count and seen >= total * len(pieces) / count:
            pieces.append([] if paragraph.startswith("#") or not chapter else [chapter])
        if paragraph.startswith("## "):
            chapter = paragraph
        pieces[-1].append(paragraph)
        seen += len(paragraph)
    return [Piece(law.title, part, _level(p)) for part, p in enumerate(pieces, 1)]


def _level(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Headings start at the second level and skip none."""
    out, allowed = [], 2
    for paragraph in paragraphs:
        if heading := _HEADING.match(paragraph):
            level = min(max(len(heading[1]), 2), allowed)
            allowed = level + 1
            paragraph = f"{'#' * level} {heading[2]}"
        out.append(paragraph)
    return tuple(out)


def whole(law: Law) -> list[Piece]:
    """The law in one piece."""
    return [Piece(law.title, 0, _level(law.paragraphs))]


def recombined(laws: Sequence[Law], count: int, seed: int) -> Iterator[Piece]:
    """``count`` pieces made of paragraphs drawn from all laws, named after the first one's law."""
    draw = random.Random(seed)
    for number in range(1, count + 1):
        first = draw.choice(laws)
        paragraphs: list[str] = []
        length = 0
        while length < PIECE_CHARACTERS:
            law = draw.choice(laws) if paragraphs else first
            start = draw.randrange(len(law.paragraphs))
            run = [p for p in law.paragraphs[start : start + 4] if not p.startswith("#")]
            paragraphs += [f"## 第{len(paragraphs) // 4 + 1}部分", *run] if run else []
            length += sum(map(len, run))
        # Parts of the laws themselves stay below this, so titles remain distinct.
        yield Piece(first.title, 1000 + number, _level(paragraphs))


def take(laws: Sequence[Law], count: int, *, uncut: bool, seed: int) -> list[Piece]:
    """``count`` pieces: those of the laws, shuffled so that a small number is a fair sample, and
    recombined ones where the laws do not suffice."""
    own = [piece for law in laws for piece in (whole(law) if uncut else cut(law))]
    random.Random(seed).shuffle(own)
    return own[:count] + list(recombined(laws, max(0, count - len(own)), seed))
