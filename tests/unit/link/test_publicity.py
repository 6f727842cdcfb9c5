"""A record is public when all conditions hold, and not when any one fails (DESIGN 1.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg.link.publicity import changes, eligible, publicity
from opengov_ssg.model.records import KINDS, AnyRecord, Review, Withdrawal
from opengov_ssg.model.site import Site
from opengov_ssg.notation.dates import OFFSET
from tests.conftest import SITE
from tests.making import site

STEPS = ("secrecy", "approval", "withdrawal", "other")
PLAIN = ("document", "interpretation", "news", "notice", "page", "response", "special")
"""Kinds that demand no more than every record; publicity looks at nothing else."""
START = datetime(2026, 1, 1, tzinfo=OFFSET)


def _site(steps: tuple[str, ...]) -> Site:
    lines = "".join(f"  - {{step: {step}, name: 审查}}\n" for step in steps)
    return site(f"{SITE}review:\n{lines}" if steps else SITE)


SITES = {steps: _site(steps) for steps in ((), ("secrecy",), ("secrecy", "approval"))}
# Few instants, so that the same one is often met twice: the edges are what matters.
instants = st.integers(0, 12).map(lambda hours: START + timedelta(hours=hours))


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Review, ...]:
    results = st.sampled_from(["pass", "fail", "通过", "不通过"])
    step = st.builds(
        lambda name, result: Review(step=name, result=result), st.sampled_from(STEPS), results
    )
    passed = [Review(step=one, result="pass") for one in ("secrecy", "approval")]
    return draw(st.one_of(st.just(tuple(passed)), st.lists(step, max_size=4).map(tuple)))


@st.composite
def records(draw: st.DrawFn) -> AnyRecord:
    cls = KINDS[draw(st.sampled_from(PLAIN))]
    withdrawal = st.builds(
        lambda at, kind: Withdrawal(at=at, kind=kind, reason="有误"),
        instants,
        st.sampled_from(["notice", "silent"]),
    )
    return cls(
        kind=cls.KIND,
        title="关于测试的通知",
        agency="bgs",
        slug="a",
        disclosure=draw(st.sampled_from(["主动公开", "主动公开", "依申请公开", "不予公开"])),
        status=draw(st.sampled_from(["published", "published", "draft"])),
        published=draw(st.none() | instants),
        public_until=draw(st.none() | instants),
        withdrawn=draw(st.none() | withdrawal),
        origin=draw(st.sampled_from(["own", "own", "imported", "repost"])),
        review=draw(reviews()),
    )


def _conditions(record: AnyRecord, required: tuple[str, ...], as_of: datetime) -> list[bool]:
    """The promise, word for word."""
    last = {one.step: one.result in ("pass", "通过") for one in record.review}
    wanted = required if record.origin == "own" else ()
    return [
        record.status == "published",
        record.disclosure == "public",
        all(last.get(step) for step in wanted),
        all(last.values()),
        record.published is not None and record.published <= as_of,
        record.public_until is None or as_of < record.public_until,
        record.withdrawn is None or as_of < record.withdrawn.at,
    ]


@given(record=records(), steps=st.sampled_from(sorted(SITES)), as_of=instants)
def test_public_if_and_only_if_all_conditions_hold(
    record: AnyRecord, steps: tuple[str, ...], as_of: datetime
) -> None:
    found = publicity(record, SITES[steps], as_of)
    assert (found == "public") == all(_conditions(record, steps, as_of))
    assert found != "public" or eligible(record, SITES[steps])


@given(record=records(), steps=st.sampled_from(sorted(SITES)), as_of=instants)
def test_a_notice_is_of_what_was_released_and_withdrawn_in_the_open(
    record: AnyRecord, steps: tuple[str, ...], as_of: datetime
) -> None:
    *lasting, released, _, kept = _conditions(record, steps, as_of)
    withdrawn = record.withdrawn
    expected = all(lasting) and released and not kept and withdrawn is not None
    was_public = record.published and withdrawn and withdrawn.at > record.published
    found = publicity(record, SITES[steps], as_of)
    assert (found == "notice") == (
        bool(expected and was_public and withdrawn and withdrawn.kind == "notice")
    )


@given(record=records(), steps=st.sampled_from(sorted(SITES)))
def test_changes_are_exactly_the_instants_of_change(
    record: AnyRecord, steps: tuple[str, ...]
) -> None:
    moment = timedelta(microseconds=1)
    found = set()
    for hours in range(-1, 14):
        instant = START + timedelta(hours=hours)
        before = publicity(record, SITES[steps], instant - moment)
        if publicity(record, SITES[steps], instant) != before:
            found.add(instant)
        assert publicity(record, SITES[steps], instant + moment) == publicity(
            record, SITES[steps], instant
        )
    assert set(changes(record, SITES[steps])) == found


@given(record=records(), as_of=instants)
def test_the_offset_in_which_an_instant_is_told_is_nothing_to_it(
    record: AnyRecord, as_of: datetime
) -> None:
    assert publicity(record, SITES[()], as_of) == publicity(
        record, SITES[()], as_of.astimezone(UTC)
    )
