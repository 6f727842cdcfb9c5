"""The files: the same however the work is cut, few of them changed by a change, an
entry that stays small."""

from __future__ import annotations

import gzip
import pickle
import random
from collections.abc import Sequence

import pytest

from opengov_ssg.search import building, columns, directories, scripts, verifying
from opengov_ssg.search.merging import segment
from opengov_ssg.search.reading import Index
from opengov_ssg.search.terms import batch
from opengov_ssg.search.texts import RecordText
from opengov_ssg.search.verifying import Sample
from tests.search.making import Files, build, laws, record

WORDS = [chr(0x4E00 + 7 * place) + chr(0x5000 + 11 * place) for place in range(900)]


def made_up(count: int, size: int = 60, seed: int = 5) -> list[RecordText]:
    """Records of words drawn as words are: few of them often."""
    draw = random.Random(seed)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    return [
        record(
            "关于" + "".join(draw.choices(WORDS, weights, k=4)) + "的通知",
            "，".join(draw.choices(WORDS, weights, k=size)),
            number,
            doc_no=f"测办发〔{2000 + number // 300}〕{number % 300 + 1}号",
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def two_thousand() -> tuple[list[RecordText], Files]:
    records = made_up(2_000)
    return records, build(records)


def test_the_same_however_batched(two_thousand: tuple[list[RecordText], Files]) -> None:
    records, files = two_thousand
    assert build(records, 2_000) == files
    assert build(records, 37) == files


def test_parts_alone_through_pickles(two_thousand: tuple[list[RecordText], Files]) -> None:
    """As other processes make them, in any order."""
    records, files = two_thousand
    of = segment([batch(records)])
    for part in reversed(building.parts(of)):
        sent = pickle.loads(pickle.dumps((building.share(of, part), part)))
        for name, data in building.term_files(*sent).files:
            assert files[scripts.path(name)] == data


def test_parts_hold_all_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges far smaller than usual: the lists are the same, only where files end differs."""
    records = laws(40)
    one = Index(build(records).__getitem__)
    monkeypatch.setattr(building, "_RANGE", 5_000)
    monkeypatch.setattr(building, "_PART", 20_000)
    other = Index(build(records).__getitem__)
    text = "".join(one.text for one in records)
    for at in range(0, len(text) - 3, 997):
        for size in (1, 2, 3):
            key = text[at : at + size]
            assert _list(one, key) == _list(other, key)


def _list(of: Index, key: str) -> object:
    found = of.lookup(key, 0)
    return found and of.whole(found)


def changed(before: Files, after: Files) -> float:
    """The share of files that are not there before."""
    return len(after.items() - before.items()) / len(after)


def test_one_record_changed(two_thousand: tuple[list[RecordText], Files]) -> None:
    records, files = two_thousand
    other = list(records)
    other[1_000] = other[1_000]._replace(body=other[1_000].body + "，政务公开")
    assert changed(files, build(other)) < 0.06


def test_one_record_added_touches_the_newest_segment() -> None:
    records = made_up(600, 40)

    def segments(newest: Sequence[RecordText]) -> Files:
        old, new = records[:500], [*records[500:], *newest]
        batches = [[batch(old)], [batch(new)]]
        return dict(building.build(batches, [building.days(old), building.days(new)]))

    before, after = segments([]), segments(made_up(601, 40, 9)[600:])
    old = {path for path in before if path.startswith("search/b0/")}
    assert old <= after.keys() and all(before[path] == after[path] for path in old)
    alone = build(records[:500])
    kept = {path for path in alone if path in before and path != scripts.ENTRY}
    assert len(kept) > 30
    assert len(kept - after.keys()) <= 1, "only the names behind facets"


@pytest.mark.parametrize("records", [10_000, 50_000, 1_000_000])
@pytest.mark.parametrize("segments", [1, 20])
def test_entry_of_large_sites(records: int, segments: int) -> None:
    """As many rows as so many records make (bench/index.py: a shard for six records)."""
    own = records // segments
    top = max(1, building.TOP // segments)
    keys = [(f"{chr(0x4E00 + place % 20_000)}公开", "0123456789") for place in range(own // 6)]
    deep, rows, _ = directories.tree(sorted(keys), directories.of_keys, directories.ROWS, top)
    total = 200 + segments * len(scripts.dump("2006-01-01", "2026-01-01", own, 999, "x" * 16))
    total += segments * len(scripts.dump(deep, *directories.keyed(rows)))
    for count in (own // 32 + 1, own // columns.RECORDS + 1):
        numbers = [(place, "0123456789") for place in range(count)]
        level, few, _ = directories.tree(numbers, directories.of_numbers, 1_024, top, even=True)
        total += segments * len(scripts.dump(level, *directories.numbered(few)))
    assert total <= 4_096


def test_entry_is_small() -> None:
    """The same size, nearly, at 10,000 and at 50,000 records."""
    sizes = [len(build(made_up(count, 4), 1_000)[scripts.ENTRY]) for count in (10_000, 50_000)]
    print(f"the entry has {sizes} bytes at 10,000 and 50,000 records")
    assert max(sizes) <= 2_048 and abs(sizes[1] - sizes[0]) <= 512


def test_bytes_as_they_are() -> None:
    """Not much larger than compressed, for sticks and plain servers."""
    files = build(laws(60)).values()
    assert sum(map(len, files)) <= 3 * sum(len(gzip.compress(data)) for data in files)


def test_every_file_is_a_script_of_ascii_quotes(
    two_thousand: tuple[list[RecordText], Files],
) -> None:
    for path, data in two_thousand[1].items():
        text = data.decode("utf-8")
        assert text.startswith('ogIndex(1,"') and text.endswith(")\n"), path
        assert not set(text) & {"\u2028", "\u2029", "\0"} and text.count("\n") == 1, path


def test_no_records() -> None:
    files = dict(building.build([], []))
    assert Index(files.__getitem__).size == 0


def samples(records: list[RecordText], step: int) -> list[Sample]:
    return [Sample(0, number, one) for number, one in enumerate(records)][::step]


def test_verified(
    two_thousand: tuple[list[RecordText], Files], tmp_path_factory: pytest.TempPathFactory
) -> None:
    records, files = two_thousand
    folder = tmp_path_factory.mktemp("site")
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    assert verifying.check(folder, samples(records, 100)) == []
    other = records[7]._replace(body="完全不同")
    [problem] = verifying.check(folder, [Sample(0, 7, other)])
    assert problem.name == "index-mismatch" and dict(problem.args)["address"].startswith("catalog/")
    for path in list(files)[:-1]:
        if path.count("/") == 2:
            (folder / path).write_bytes(b'ogIndex(1,"another",[])\n')
    assert len(verifying.check(folder, samples(records, 500))) == 4
    (folder / scripts.ENTRY).unlink()
    assert len(verifying.check(folder, samples(records, 500))) == 1
