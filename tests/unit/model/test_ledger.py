"""The ledger: written and read again it is the same; two branches merge as a union."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opengov_ssg import digests
from opengov_ssg.model.ledger import (
    Address,
    Ledger,
    Number,
    parse,
    write_addresses,
    write_numbers,
)
from tests.making import codes

ids = st.from_regex(r"catalog/[a-z]{1,3}/[a-z0-9-]{1,4}", fullmatch=True)
addresses = st.builds(
    Address,
    ids.map("{}.html".format),
    st.sampled_from(["document", "attachment", "redirect"]),
    ids,
    st.sampled_from(["", "2026-01-05"]),
)
numbers = st.builds(
    Number,
    st.sampled_from(["wj", "jd", "000014349"]),
    st.integers(1949, 2100),
    st.integers(1, 99),
    ids,
)
silenced = st.frozensets(ids.map(digests.of_text), max_size=3)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    gone = draw(silenced)
    rows = [
        row
        for row in draw(st.sets(addresses, max_size=6))
        if digests.of_text(row.address) not in gone
    ]
    given_once = {(one.organisation, one.year, one.serial): one for one in draw(st.lists(numbers))}
    return Ledger(tuple(sorted(rows)), gone, tuple(sorted(given_once.values())))


def again(ledger: Ledger) -> Ledger:
    made, problems = parse(write_addresses(ledger), write_numbers(ledger))
    assert problems == []
    return made


@given(ledgers())
def test_written_and_read_it_is_the_same(ledger: Ledger) -> None:
    made = again(ledger)
    assert (made.addresses, made.silenced, made.numbers) == (
        ledger.addresses,
        ledger.silenced,
        ledger.numbers,
    )
    assert write_addresses(made) == write_addresses(ledger)
    assert write_numbers(made) == write_numbers(ledger)


@given(ledgers(), ledgers())
def test_two_branches_merge_as_a_union(ours: Ledger, theirs: Ledger) -> None:
    """Git puts the lines of both sides one after another; what either silenced stays silent."""
    merged, _ = parse(write_addresses(ours) + write_addresses(theirs), "")
    gone = ours.silenced | theirs.silenced
    rows = {*ours.addresses, *theirs.addresses}
    assert merged.silenced == gone
    assert set(merged.addresses) == {
        row for row in rows if digests.of_text(row.address) not in gone
    }
    assert write_addresses(again(merged)) == write_addresses(merged)


def test_lines_are_sorted_and_each_stands_once() -> None:
    text = "b.html\tdocument\tb\t2026-01-05\na.html\tdocument\ta\t\na.html\tdocument\ta\t\n"
    made, problems = parse(text, "")
    assert problems == []
    assert write_addresses(made) == "a.html\tdocument\ta\t\nb.html\tdocument\tb\t2026-01-05\n"
    assert made.lines == (2, 1), "where each stands, for problems"


def test_a_silent_withdrawal_leaves_a_digest() -> None:
    digest = digests.of_text("a.html")
    made, _ = parse(f"a.html\tdocument\ta\t\nsha256:{digest}\t\t\t\n", "")
    assert made.addresses == ()
    assert made.silenced == {digest}, "it is known, but not told"
    assert "a.html" not in write_addresses(made)


def test_comments_and_blank_lines_are_no_rows() -> None:
    made, problems = parse("# 地址\n\na.html\tdocument\ta\t\n", "# 编号\n\nwj\t2026\t1\ta\n")
    assert problems == []
    assert (len(made.addresses), len(made.numbers)) == (1, 1)


def test_a_line_that_is_none_is_told_at_its_place() -> None:
    _, problems = parse(
        "a.html\tdocument\ta\t\na.html document a\n\tdocument\ta\t\n", "wj\t2026\tx\ta\n"
    )
    assert [(one.name, one.path.rpartition("/")[2], one.line) for one in problems] == [
        ("ledger-line", "addresses.tsv", 2),
        ("ledger-line", "addresses.tsv", 3),
        ("ledger-line", "numbers.tsv", 1),
    ]


def test_a_number_in_other_digits_is_no_line() -> None:
    assert codes(parse("", "wj\t２０²⁶\t1\ta\n")[1]) == ["ledger-line"]


def test_a_number_is_allotted_once() -> None:
    same = "wj\t2026\t1\ta\n"
    assert parse("", same * 2)[1] == []
    assert codes(parse("", same + "wj\t2026\t1\tb\n")[1]) == ["ledger-number-twice"]


def test_the_next_serial_is_after_all_that_were_ever_allotted() -> None:
    made, _ = parse("", "wj\t2026\t1\ta\nwj\t2026\t7\tb\nwj\t2025\t9\tc\njd\t2026\t8\td\n")
    assert made.next_serial("wj", 2026) == 8
    assert made.next_serial("wj", 2027) == 1
