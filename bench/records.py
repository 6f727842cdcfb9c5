"""Records made of pieces: every metadata field, relations and citations that resolve."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.organisation_codes import index_number
from bench.pieces import Piece
from bench.vocabulary import AGENCIES, AS_OF, GENRES, TOPICS, YEARS, Agency

SEED = 20_240_419


@dataclass(frozen=True, slots=True)
class Record:
    """One 政府信息; ``repeals``, ``amends`` and ``cites`` are positions in the list of records."""

    agency: Agency
    index_no: str
    serial: int
    title: str
    doc_no: str
    genre: str
    topics: tuple[str, ...]
    keywords: tuple[str, ...]
    issuers: tuple[str, ...]
    signed: date
    published: date
    effective: date | None
    valid_to: date | None
    summary: str
    repost: bool
    repeals: int | None
    amends: int | None
    cites: int | None
    paragraphs: tuple[str, ...]

    @property
    def year(self) -> int:
        """Year of the number, the folder and both dates."""
        return self.published.year

    def citation(self) -> str:
        """How another text names this record: 《title》（文号）."""
        inner = self.title.replace("《", "〈").replace("》", "〉")
        return f"《{inner}》（{self.doc_no}）"


def make(pieces: Sequence[Piece], seed: int = SEED) -> list[Record]:
    """One record a piece, oldest publication first; the same for the same pieces and seed."""
    draw = random.Random(seed)
    drafts = sorted(((_day(draw), i) for i in range(len(pieces))), key=lambda d: (d[0], d[1]))
    serials: dict[tuple[str, int], int] = defaultdict(int)
    records: list[Record] = []
    for published, i in drafts:
        agency = draw.choices(AGENCIES, weights=range(20, 10, -1))[0]
        serials[agency.code, published.year] += 1
        serial = serials[agency.code, published.year]
        records.append(_record(draw, pieces[i], agency, published, serial, records))
    return records


def _day(draw: random.Random) -> date:
    return date(draw.choice(YEARS), 1, 1) + timedelta(days=draw.randrange(365))


def _record(
    draw: random.Random,
    piece: Piece,
    agency: Agency,
    published: date,
    serial: int,
    earlier: Sequence[Record],
) -> Record:
    genre = draw.choices(list(GENRES), weights=[weight for _, weight in GENRES.values()])[0]
    signed = max(date(published.year, 1, 1), published - timedelta(days=draw.randrange(1, 20)))
    topics = _topics(draw)
    joint = [a.name for a in AGENCIES if a is not agency]
    target = draw.randrange(len(earlier)) if earlier else None
    fate = draw.random()
    return Record(
        agency=agency,
        index_no=index_number(agency.organisation, published.year, serial),
        serial=serial,
        title=_title(piece, agency, genre),
        doc_no=f"{agency.prefix}〔{published.year}〕{serial}号",
        genre=genre,
        topics=topics,
        keywords=(topics[0].rpartition("\\")[2], genre, piece.law[:12]),
        issuers=(agency.name, draw.choice(joint)) if draw.random() < 0.12 else (agency.name,),
        signed=signed,
        published=published,
        effective=_effective(draw, signed),
        valid_to=_years_later(signed, draw.choice((2, 5, 5, 10))) if draw.random() < 0.1 else None,
        summary=_summary(piece),
        repost=draw.random() < 0.3,
        repeals=target if fate < 0.04 else None,
        amends=target if 0.04 <= fate < 0.07 else None,
        cites=draw.randrange(len(earlier)) if earlier and draw.random() < 0.2 else None,
        paragraphs=piece.paragraphs,
    )


def _topics(draw: random.Random) -> tuple[str, ...]:
    names = list(TOPICS)
    found: list[str] = []
    for _ in range(2 if draw.random() < 0.1 else 1):
        first = draw.choices(names, weights=range(len(names) + 6, 6, -1))[0]
        below = TOPICS[first]
        path = f"{first}\\{draw.choice(below)}" if below else first
        found += [path] if path not in found else []
    return tuple(found)


def _title(piece: Piece, agency: Agency, genre: str) -> str:
    part = f"第{piece.part}部分" if piece.part else ""
    # Quoted titles inside the title take single marks, as the rule for official titles demands.
    law = piece.law.replace("《", "〈").replace("》", "〉")
    return agency.name + GENRES[genre][0].format(law=law, part=part)


def _effective(draw: random.Random, signed: date) -> date | None:
    if draw.random() < 0.2:
        return None
    if signed.year == YEARS[-1] and draw.random() < 0.05:
        return date(signed.year + 2, 1, 1)
    return signed + timedelta(days=draw.choice((0, 1, 10, 30)))


def _years_later(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def _summary(piece: Piece) -> str:
    plain = "".join(p for p in piece.paragraphs if p[0] not in "#|") or f"见{piece.law}。"
    return plain[:90].replace("\n", " ") + ("…" if len(plain) > 90 else "")


def validities(records: Sequence[Record], as_of: str = AS_OF) -> list[str]:
    """有效性 of each record on a day, by the rules of the generator under test."""
    day = date.fromisoformat(as_of)
    repealed, amended = set[int](), set[int]()
    for record in records:
        if (record.effective or record.signed) <= day:
            repealed |= {record.repeals} if record.repeals is not None else set()
            amended |= {record.amends} if record.amends is not None else set()
    return [
        "废止" if i in repealed else _state(record, amended=i in amended, day=day)
        for i, record in enumerate(records)
    ]


def _state(record: Record, *, amended: bool, day: date) -> str:
    if record.valid_to is not None and record.valid_to < day:
        return "失效"
    if record.effective is not None and record.effective > day:
        return "尚未施行"
    if amended:
        return "已修改"
    # Of a reposted text nothing is claimed without ground.
    return "现行有效" if record.effective or record.valid_to or not record.repost else "未标注"
