"""征求意见: a record with its text, in every state at the day of the build."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from bench.front_matter import lines
from bench.platform_site.files import File, common, inner, mapping, markdown
from bench.platform_site.roles import Roles
from bench.records import Record
from bench.ssg_site import body
from bench.vocabulary import AS_OF

_TODAY = date.fromisoformat(AS_OF)
_CHANNELS = (
    ("通信地址", "示例市示例路1号（示例）"),
    ("电子邮箱", "zhengqiu@shili.example"),
    ("联系电话", "000-0000000"),
)
_REASONS = (
    (
        "建议将适用范围扩大到其他事项（示例）。",
        "其他事项由专门规定调整，本件不作重复规定（示例）。",
    ),
    ("建议延长办理时限（示例）。", "上位法对办理时限已有规定（示例）。"),
    ("建议增加实施细则（示例）。", "实施细则由主管部门另行制定（示例）。"),
)


def files(roles: Roles, draw: random.Random, slugs: dict[int, str]) -> Iterator[File]:
    """One file a consultation; of 20, the newest is to come, two more are open,
    three await results."""
    positions = roles.of("consultation")
    count = len(positions)
    for rank, position in enumerate(reversed(positions)):
        record, slug = roles.records[position], slugs[position]
        header = _header(roles, position, slug, _state(rank / count), draw)
        yield File(
            "consultation",
            f"{record.agency.code}/consultations/{record.year}/{slug}.md",
            markdown(header, body(record, roles.records)),
            f"consultations/{slug}",
            record.published,
        )


def _state(place: float) -> str:
    shares = (("upcoming", 0.05), ("open", 0.15), ("closed", 0.3))
    return next((state for state, until in shares if place < until), "answered")


def _header(
    roles: Roles, position: int, slug: str, state: str, draw: random.Random
) -> Iterator[str]:
    record = roles.records[position]
    opens, closes = _period(record, state, draw)
    title = f"关于《{inner(record.title)}》公开征求意见的公告"
    yield from common("consultation", title, record, slug)
    yield from lines("opens", opens.isoformat())
    yield from lines("closes", closes.isoformat())
    yield from lines("basis", [f"《{inner(record.keywords[2])}》"])
    based_on = draw.choice(roles.before(position)[-200:])
    yield from lines("based_on", [roles.records[based_on].index_no])
    yield "channels:\n"
    yield from (f"  - {mapping(label=label, value=value)}\n" for label, value in _CHANNELS)
    answered = closes + timedelta(days=draw.randrange(10, 30))
    if state == "answered" and answered < _TODAY:
        yield from _result(roles, answered, draw)


def _period(record: Record, state: str, draw: random.Random) -> tuple[date, date]:
    soon = timedelta(days=draw.randrange(1, 26))
    if state == "upcoming":
        return _TODAY + soon, _TODAY + soon + timedelta(days=30)
    if state == "open":
        return record.published, max(_TODAY + soon, record.published + timedelta(days=30))
    return record.published, record.published + timedelta(days=30)


def _result(roles: Roles, answered: date, draw: random.Random) -> Iterator[str]:
    received = draw.randrange(3, 400)
    adopted = draw.randrange(received // 2 + 1)
    yield "result:\n"
    yield f"  published: {answered.isoformat()}\n"
    yield f"  received: {received}\n  adopted: {adopted}\n"
    yield f"  partly: {draw.randrange(received - adopted)}\n"
    yield "  rejected:\n"
    for opinion, reason in draw.sample(_REASONS, draw.randrange(1, 4)):
        yield f"    - {mapping(opinion=opinion, reason=reason)}\n"
    outcome = roles.released_after(answered)
    if outcome is not None and draw.random() < 0.7:
        yield from lines("results_in", [roles.records[outcome].index_no])
