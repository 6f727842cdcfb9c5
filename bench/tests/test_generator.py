"""The generated sites are what the comparison needs: the same each time, valid, well-formed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from bench import lists, pieces, records
from bench.organisation_codes import check_character, organisation_code
from bench.sites import DEFAULT_CORPUS, generate
from bench.vocabulary import AGENCIES, TOPICS

COUNT = 50
FIXTURE = Path(__file__).parent / "corpus"
CORPUS = DEFAULT_CORPUS if (DEFAULT_CORPUS / "laws").is_dir() else FIXTURE


def digest(folder: Path) -> str:
    state = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        state.update(path.relative_to(folder).as_posix().encode() + b"\0")
        state.update(path.read_bytes() + b"\0")
    return state.hexdigest()


def front_matter(path: Path) -> dict[str, object]:
    found = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module", params=["fixture", "corpus"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    corpus = FIXTURE if request.param == "fixture" else CORPUS
    generate(folder, COUNT, corpus, uncut=False, ledger=True)
    return folder


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate(tmp_path / name, COUNT, FIXTURE, uncut=False, ledger=True)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_every_record_is_in_both_sites(site: Path) -> None:
    ours, theirs = (
        {p.relative_to(site / part / "content") for p in (site / part / "content").rglob("0*.md")}
        for part in ("ssg", "hugo")
    )
    assert ours == theirs
    assert len(ours) == COUNT


def test_front_matter_is_valid_and_equal(site: Path) -> None:
    for path in (site / "ssg" / "content").rglob("0*.md"):
        ours = front_matter(path)
        theirs = front_matter(site / "hugo" / path.relative_to(site / "ssg"))
        for key in ("title", "index_no", "doc_no", "genre", "topics", "keywords", "issuers"):
            assert ours[key] == theirs[key], (path, key)
        assert isinstance(ours["title"], str) and isinstance(ours["summary"], str)
        assert len(ours["summary"]) <= 300


def test_index_numbers_are_well_formed(site: Path) -> None:
    numbers = [str(front_matter(p)["index_no"]) for p in (site / "ssg" / "content").rglob("0*.md")]
    assert len(set(numbers)) == COUNT
    for number in numbers:
        assert len(number) == 20
        assert check_character(number[:8]) == number[8]


@pytest.mark.parametrize("code", ["000014349", "01527918X", "007280420", "486344515"])
def test_check_character_of_real_codes(code: str) -> None:
    assert check_character(code[:8]) == code[8]


def test_check_character_refuses_anything_else() -> None:
    with pytest.raises(ValueError):
        check_character("0000143")
    assert organisation_code(1) == "990000017"


def test_vocabulary_is_complete() -> None:
    assert (len(TOPICS), sum(map(len, TOPICS.values())), len(AGENCIES)) == (22, 121, 10)


def test_relations_and_citations_lead_to_earlier_records() -> None:
    made = records.make(pieces.take(pieces.read_laws(FIXTURE), 400, uncut=False, seed=1))
    for position, record in enumerate(made):
        for target in (record.repeals, record.amends, record.cites):
            assert target is None or target < position
    assert 40 < sum(r.cites is not None for r in made) < 120
    assert len({r.doc_no for r in made}) == len(made)


def test_pieces_begin_with_their_chapter_and_skip_no_level() -> None:
    law = pieces.read_laws(FIXTURE)[0]
    for piece in pieces.cut(law, size=60):
        level = 1
        for paragraph in piece.paragraphs:
            if paragraph.startswith("#"):
                now = len(paragraph.split()[0])
                assert 2 <= now <= level + 1
                level = now


def test_long_lists_are_cut_by_year_from_the_oldest() -> None:
    made = records.make(pieces.take(pieces.read_laws(FIXTURE), 2_000, uncut=False, seed=1))
    pages = list(lists.cut("x", range(len(made)), made))
    assert pages[0].total == 2_000 and len(pages[0].rows) == lists.ROWS
    assert all(page.total is None for page in pages[1:])
    shown = [row for page in pages[1:] for row in page.rows]
    assert sorted(shown) == list(range(2_000))
    oldest = next(p for p in pages if p.year == "2010")
    assert len(oldest.rows) == lists.ROWS and min(oldest.rows) == min(
        i for i, r in enumerate(made) if r.year == 2010
    )
