"""The generated sites are what the comparison needs: the same each time, valid, well-formed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from bench import lists, pieces, records, ssg_site
from bench.organisation_codes import check_character, organisation_code
from bench.platform_site.roles import SHARES, Roles, assign, issue_dates
from bench.sites import DEFAULT_CORPUS, generate, size
from bench.vocabulary import AGENCIES, AS_OF, TOPICS

COUNT = 50
PLATFORM_COUNT = 400
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


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("platform")
    generate(folder, PLATFORM_COUNT, FIXTURE, uncut=False, ledger=True, platform=True)
    return folder


@pytest.fixture(scope="module")
def roles() -> Roles:
    found = pieces.take(pieces.read_laws(FIXTURE), PLATFORM_COUNT, uncut=False, seed=records.SEED)
    return assign(records.make(found))


def headers(platform: Path, kind: str) -> dict[Path, dict[str, object]]:
    content = platform / "platform" / "content"
    found = {path: front_matter(path) for path in sorted(content.rglob("*.md"))}
    return {path: header for path, header in found.items() if header["kind"] == kind}


def issues(platform: Path) -> list[dict[str, object]]:
    paths = (platform / "platform" / "content" / "gazette").rglob("*.yaml")
    found = [yaml.safe_load(path.read_text("utf-8")) for path in paths]
    return sorted(found, key=lambda issue: issue["cumulative"])


def test_platform_is_the_same_each_time(platform: Path, tmp_path: Path) -> None:
    generate(tmp_path, PLATFORM_COUNT, FIXTURE, uncut=False, ledger=True, platform=True)
    for part in ("ssg", "platform"):
        assert digest(platform / part) == digest(tmp_path / part)


def test_platform_has_as_many_records_and_nearly_as_many_bytes(platform: Path) -> None:
    catalog, whole = size(platform / "ssg"), size(platform / "platform")
    assert catalog.records == whole.records == PLATFORM_COUNT
    assert abs(whole.bytes / catalog.bytes - 1) < 0.03


def test_kinds_come_in_their_shares(roles: Roles) -> None:
    assert {kind: len(roles.of(kind)) for kind in SHARES} == {
        "gazette-issue": 4,
        "consultation": 8,
        "special": 2,
        "interpretation": 80,
    }
    assert len(roles.of("document")) == PLATFORM_COUNT - 94


def test_a_record_of_another_kind_keeps_its_text(platform: Path, roles: Roles) -> None:
    texts = {ssg_site.body(record, roles.records) for record in roles.records}
    kinds = ("document", "interpretation", "consultation", "special")
    for path in (one for kind in kinds for one in headers(platform, kind)):
        body = path.read_text("utf-8").split("---\n\n", 1)[1].partition("\n```chart")[0]
        assert body in texts, path


def test_relations_of_the_platform_lead_to_documents(platform: Path, roles: Roles) -> None:
    numbers = {roles.records[i].index_no for i in roles.of("document")}
    for record in (roles.records[i] for i in roles.of("document")):
        for target in (record.repeals, record.amends, record.cites):
            assert target is None or roles.kinds[target] == "document"
    for path, header in headers(platform, "interpretation").items():
        assert header["interprets"] and set(header["interprets"]) <= numbers, path
    for path, header in headers(platform, "consultation").items():
        assert {*header["based_on"], *header.get("results_in", ())} <= numbers, path
    items = [i for issue in issues(platform) for s in issue["sections"] for i in s["items"]]
    printed = [item["ref"] for item in items if "ref" in item]
    assert set(printed) <= numbers and len(printed) == len(set(printed)) == 15 * 4


def test_consultations_are_in_every_state(platform: Path) -> None:
    states = set[str]()
    for header in headers(platform, "consultation").values():
        opens, closes = str(header["opens"]), str(header["closes"])
        if opens > AS_OF:
            states.add("upcoming")
        elif closes >= AS_OF:
            states.add("open")
        else:
            states.add("answered" if "result" in header else "closed")
    assert states == {"upcoming", "open", "closed", "answered"}


def test_a_special_has_sections_by_hand_and_by_selection(platform: Path) -> None:
    found = headers(platform, "special")
    for path, header in found.items():
        by_hand, *selections = header["sections"]
        assert len(by_hand["items"]) == 11, path
        conditions = [set(one["select"]) - {"most", "kinds", "since"} for one in selections]
        assert conditions == [{"topics"}, {"agencies"}, {"keywords"}], path
        assert len(header["timeline"]) == 8, path
    charts = [path for path in found if "```chart" in path.read_text("utf-8")]
    assert charts and all((path.parent / "wenjian.csv").exists() for path in charts)


def test_issues_are_a_whole_series() -> None:
    dates = issue_dates(23)
    assert [(year, number) for year, number, _ in dates[-4:]] == [
        (2024, 10),
        (2025, 1),
        (2025, 2),
        (2025, 3),
    ]
    assert [number for year, number, _ in dates if year == 2023] == list(range(1, 11))
    assert dates == sorted(dates)


def test_ledger_of_the_platform_holds_every_record(platform: Path) -> None:
    rows = (platform / "platform" / "ledger" / "addresses.tsv").read_text("utf-8").splitlines()
    assert len(rows) == PLATFORM_COUNT
    assert {row.split("\t")[1] for row in rows} == {*SHARES, "document"}
